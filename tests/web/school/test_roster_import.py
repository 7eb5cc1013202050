"""A set comes in whole or not at all, once, and ends nobody by surprise."""

import time

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import TicketCounter
from app.kernel import clock, db
from app.kernel.errors import Invalid
from app.kernel.ids import new_id
from app.models import metadata
from app.school.holds.models import HoldLift, LegalHold
from app.school.people.models import (
    Enrollment,
    Guardian,
    Membership,
    Person,
    PersonPrivate,
    SchoolClass,
    StaffProfile,
)
from app.school.places.models import Org, Room, Term
from app.school.roster.models import RosterRun
from app.school.roster.policy import EndingsNeeded
from tests.unit.roster.sets import CLASS_FILES, ORGS, SET_11, SET_12, USERS_11, manifest, user_row, users
from tests.web.school.conftest import Import, numbers, rows, value

FULL = SET_11 | CLASS_FILES


def crowd(count: int, **cells: str) -> dict[str, str | bytes]:
    """Return a set of so many students and nobody else."""
    return {"orgs.csv": ORGS, "users.csv": users(*(user_row(number, **cells) for number in range(count)))}


def fingerprint() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the audit trail."""
    with db.engine("system").connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.info.get("zone") in ("open", "vault", "bookkeeping") and not table.info.get("search")
        }


def test_first_import_makes_the_district_its_schools_and_people(bare: sa.Engine, bring: Import) -> None:
    done = bring(FULL)
    assert numbers(done)["orgs"] == (3, 0, 0, 0, 0)
    assert numbers(done)["people"] == (3, 0, 0, 0, 0)
    orgs = {row.sourced_id: row for row in rows(sa.select(*Org.__table__.c))}
    assert {sid: row.kind for sid, row in orgs.items()} == {"d1": "district", "s1": "school", "s2": "school"}
    assert orgs["s1"].parent_id == orgs["s1"].district_id == orgs["d1"].id
    assert (orgs["s1"].code, orgs["s2"].code) == ("LH", "HM")
    kinds = {row.sourced_id: row.kind for row in rows(_people())}
    assert kinds == {"u1": "student", "u2": "staff", "u3": "caregiver"}
    assert value(sa.select(StaffProfile.display_name)) == "Ada Lee"
    assert value(sa.select(sa.func.count()).select_from(Guardian)) == 1
    assert {(row.role, row.source) for row in rows(sa.select(Membership.role, Membership.source))} == {
        ("student", "roster"),
        ("teacher", "roster"),
        ("caregiver", "roster"),
    }
    assert value(sa.select(sa.func.count()).select_from(Term)) == 2  # the fall term, at each school
    assert value(sa.select(Room.code)) == "B12"
    assert value(sa.select(SchoolClass.course)) == "Computer Science 1"
    assert {row.role for row in rows(sa.select(Enrollment.role))} == {"student", "teacher"}


def _people() -> sa.Select[*tuple[object, ...]]:
    return sa.select(Person.kind, Person.active, Person.site_id, PersonPrivate.sourced_id).join(
        PersonPrivate, PersonPrivate.person_id == Person.id
    )


def test_first_import_gives_the_catalog_and_ticket_numbers(bare: sa.Engine, bring: Import) -> None:
    bring(SET_11)
    codes = {row.code for row in rows(sa.select(Category.code))}
    assert {"wifi", "display", "other"} <= codes
    assert value(sa.select(sa.func.count()).select_from(TicketCounter)) == 2


def test_second_import_changes_nothing_but_the_trail(bare: sa.Engine, bring: Import) -> None:
    bring(FULL)
    before = fingerprint()
    done = bring(FULL)
    assert fingerprint() == before
    assert done.changes_nothing
    events = rows(sa.select(AuditEvent.tag).where(AuditEvent.tag == "roster:applied"))
    assert len(events) == 2


def test_one_event_a_set_without_personal_words(bare: sa.Engine, bring: Import) -> None:
    bring(FULL)
    (event,) = rows(
        sa.select(AuditEvent.codes, AuditEvent.subjects).where(AuditEvent.tag == "roster:applied")
    )
    assert event.codes["counts"]["people"] == {"new": 3}
    assert "Diaz" not in repr(event) and "bo" not in repr(event.codes)
    (run,) = rows(sa.select(*RosterRun.__table__.c))
    assert ["users.csv", "password"] in run.counts["left_out"]
    assert "secret-word" not in repr(fingerprint())


def test_changes_are_seen_field_by_field(bare: sa.Engine, bring: Import) -> None:
    bring(FULL)
    version = value(sa.select(Org.names_version).where(Org.kind == "district"))
    changed = USERS_11.replace("Bo,Diaz", "Robert,Díaz").replace("bo@school.test", "rob@school.test")
    done = bring(FULL | {"users.csv": changed})
    assert numbers(done)["people"] == (0, 1, 0, 2, 0)
    assert [one.was for one in done.examples if one.op == "change"] == ["name, mail changed"]
    assert value(sa.select(PersonPrivate.family).where(PersonPrivate.sourced_id == "u1")) == "Díaz"
    assert value(sa.select(PersonPrivate.folded).where(PersonPrivate.sourced_id == "u1")) == "robert diaz"
    assert value(sa.select(Org.names_version).where(Org.kind == "district")) == int(str(version)) + 1


def test_a_professional_name_that_was_entered_here_stays(bare: sa.Engine, bring: Import) -> None:
    bring(SET_11)
    with db.engine("system").begin() as connection:
        connection.execute(sa.update(StaffProfile).values(display_name="Ms. Lee"))
    bring(SET_11 | {"users.csv": USERS_11.replace("Ada,Lee", "Ada,Leigh")})
    assert value(sa.select(StaffProfile.display_name)) == "Ms. Lee"


def test_a_role_given_here_outlives_the_roster(bare: sa.Engine, bring: Import) -> None:
    bring(SET_11)
    teacher = value(sa.select(PersonPrivate.person_id).where(PersonPrivate.sourced_id == "u2"))
    district = value(sa.select(Org.id).where(Org.kind == "district"))
    given = {"person_id": teacher, "district_id": district, "org_id": district, "role": "supervising_teacher"}
    with db.engine("system").begin() as connection:
        connection.execute(sa.insert(Membership).values(id=new_id(), source="office", **given))
    done = bring(SET_11 | {"users.csv": USERS_11.replace('"s1,s2",teacher', '"s1,s2",aide')})
    assert numbers(done)["memberships"][:3] == (2, 0, 2)
    kept = rows(sa.select(Membership.role, Membership.ends_on).where(Membership.source == "office"))
    assert [(row.role, row.ends_on) for row in kept] == [("supervising_teacher", None)]


def test_more_than_five_per_cent_of_endings_stops_and_asks(bare: sa.Engine, bring: Import) -> None:
    bring(crowd(100))
    before = fingerprint()
    with pytest.raises(EndingsNeeded, match=r"6 of 100") as caught:
        bring(crowd(94))
    assert "--accept-endings 6" in caught.value.remedy
    assert fingerprint() == before
    with pytest.raises(EndingsNeeded):
        bring(crowd(94), accept=5)
    done = bring(crowd(94), accept=6)
    assert numbers(done)["people"] == (0, 0, 6, 94, 0)


def test_five_per_cent_goes_without_asking_and_a_return_is_a_change(bare: sa.Engine, bring: Import) -> None:
    bring(crowd(100))
    assert numbers(bring(crowd(95)))["people"] == (0, 0, 5, 95, 0)
    gone = rows(sa.select(Person.ended_at, Person.active).where(Person.active.is_(False)))
    assert len(gone) == 5 and all(row.ended_at is not None for row in gone)
    ended = sa.select(sa.func.count()).select_from(Membership).where(Membership.ends_on.is_not(None))
    assert value(ended) == 5
    back = bring(crowd(100))
    assert numbers(back)["people"] == (0, 5, 0, 95, 0)
    assert value(ended) == 0
    assert bring(crowd(100)).changes_nothing


def test_tobedeleted_ends_one_and_a_refused_row_ends_nobody(bare: sa.Engine, bring: Import) -> None:
    bring(crowd(40))
    marked = [user_row(number) for number in range(40)]
    marked[3] = user_row(3, status="tobedeleted")
    marked[5] = user_row(5, status="surely")
    done = bring({"orgs.csv": ORGS, "users.csv": users(*marked)})
    assert numbers(done)["people"] == (0, 0, 1, 38, 1)
    assert done.refusals[0].line == 7 and done.refusals[0].column == "status"


def test_a_set_of_changes_ends_nobody_it_does_not_name(bare: sa.Engine, bring: Import) -> None:
    bring(crowd(40))
    told = (user_row(2, givenName="Samantha"), user_row(77), user_row(3, status="tobedeleted"))
    few = {
        "manifest.csv": manifest(version="1.1", orgs="absent", users="delta"),
        "users.csv": users(*told),
    }
    done = bring(few)
    assert numbers(done)["people"] == (1, 1, 1, 0, 0)
    assert numbers(done)["orgs"] == (0, 0, 0, 3, 0)


def test_changes_for_an_unknown_district_are_refused(bare: sa.Engine, bring: Import) -> None:
    few = {
        "manifest.csv": manifest(version="1.1", orgs="absent", users="delta"),
        "users.csv": users(user_row(2)),
    }
    with pytest.raises(Invalid, match="district is not known"):
        bring(few)
    assert rows(sa.select(Org.id)) == []


def test_roles_of_version_1_2_have_dates(bare: sa.Engine, bring: Import) -> None:
    bring(SET_12)
    row = rows(sa.select(Membership.starts_on, Membership.ends_on).where(Membership.role == "student"))[0]
    assert (str(row.starts_on), str(row.ends_on)) == ("2026-08-24", "2027-06-11")
    assert bring(SET_12).changes_nothing


def test_a_person_disabled_in_the_source_may_not_sign_in(bare: sa.Engine, bring: Import) -> None:
    bring(crowd(40))
    off = [user_row(number) for number in range(39)] + [user_row(39, enabledUser="false")]
    done = bring({"orgs.csv": ORGS, "users.csv": users(*off)})
    assert numbers(done)["people"] == (0, 0, 1, 39, 0)
    assert bring({"orgs.csv": ORGS, "users.csv": users(*off)}).changes_nothing


def test_too_long_a_name_is_refused_and_ends_nobody(bare: sa.Engine, bring: Import) -> None:
    bring(crowd(3))
    long = users(user_row(0), user_row(1), user_row(2, familyName="x" * 121))
    done = bring({"orgs.csv": ORGS, "users.csv": long})
    assert numbers(done)["people"] == (0, 0, 0, 2, 1)
    assert done.refusals[0].column == "familyName"


def test_a_cooperative_keeps_its_districts_apart(bare: sa.Engine, bring: Import) -> None:
    orgs = (
        "sourcedId,name,type,identifier,parentSourcedId\n"
        "c,Ridge Cooperative,local,,\nd1,East,district,,c\nd2,West,district,,c\n"
        "s1,East High,school,,d1\ns2,West High,school,,d2\n"
    )
    people = users(user_row(1), user_row(2, orgSourcedIds="s2"), user_row(3, orgSourcedIds="s1,s2"))
    done = bring({"orgs.csv": orgs, "users.csv": people})
    kinds = {row.sourced_id: row for row in rows(sa.select(*Org.__table__.c))}
    assert kinds["c"].kind == "cooperative" and kinds["d1"].parent_id == kinds["c"].id
    assert kinds["d1"].district_id == kinds["d1"].id and kinds["s2"].district_id == kinds["d2"].id
    of = {row.sourced_id: row.district_id for row in rows(_with_district())}
    assert of == {"p1": kinds["d1"].id, "p2": kinds["d2"].id, "p3": kinds["d1"].id}
    assert [one.reason for one in done.refusals] == ["The person belongs to another district of this set."]
    assert bring({"orgs.csv": orgs, "users.csv": people}).changes_nothing


def _with_district() -> sa.Select[*tuple[object, ...]]:
    return sa.select(PersonPrivate.sourced_id, PersonPrivate.district_id)


def test_a_set_that_later_names_its_district_keeps_the_schools(bare: sa.Engine, bring: Import) -> None:
    alone = "sourcedId,name,type,identifier,parentSourcedId\ns1,Lake High,school,,\n"
    bring({"orgs.csv": alone, "users.csv": users(user_row(1))})
    named = alone.replace("school,,", "school,,d1") + "d1,Valley District,district,,\n"
    done = bring({"orgs.csv": named, "users.csv": users(user_row(1))})
    assert numbers(done)["orgs"] == (0, 1, 0, 1, 0)
    assert numbers(done)["people"] == (0, 0, 0, 1, 0)


def test_two_unrelated_districts_do_not_meet(bare: sa.Engine, bring: Import) -> None:
    bring(crowd(3))
    other = ORGS.replace("d1", "e1").replace("Valley", "Canyon")
    done = bring({"orgs.csv": other, "users.csv": users(user_row(0, givenName="Kim"))})
    assert numbers(done)["people"] == (1, 0, 0, 0, 0)
    assert value(sa.select(sa.func.count()).select_from(Person).where(Person.active)) == 4


@pytest.mark.parametrize(
    "name", ["O'Brien-Łukasz", "名前", "=HYPERLINK(0)", "<script>alert(1)</script>", "𝒩ull", "true", "עִבְרִית"]
)
def test_odd_names_survive_as_written(bare: sa.Engine, bring: Import, name: str) -> None:
    bring({"orgs.csv": ORGS, "users.csv": users(user_row(1, familyName=name))})
    assert value(sa.select(PersonPrivate.family)) == name


def test_twenty_thousand_people_come_in_quickly(bare: sa.Engine, bring: Import) -> None:
    started = time.process_time()
    done = bring(crowd(20_000))
    assert numbers(done)["people"][0] == 20_000
    assert time.process_time() - started < 20


def test_who_is_a_student_after_all_has_no_professional_name(bare: sa.Engine, bring: Import) -> None:
    as_staff = {"orgs.csv": ORGS, "users.csv": users(user_row(1, role="teacher"), user_row(2))}
    bring(as_staff)
    assert value(sa.select(StaffProfile.display_name)) == "Sam Roe"
    bring({"orgs.csv": ORGS, "users.csv": users(user_row(1), user_row(2))})
    assert rows(sa.select(StaffProfile.person_id)) == []
    assert {row.kind for row in rows(_people())} == {"student"}


def test_whoever_is_a_student_anywhere_is_masked_as_one(bare: sa.Engine, bring: Import) -> None:
    roles = SET_12["roles.csv"] + "r4,active,u1,secondary,aide,,,s2,\n"  # type: ignore[operator]
    bring(SET_12 | {"roles.csv": roles})
    kinds = {row.sourced_id: row.kind for row in rows(_people())}
    assert kinds == {"u1": "student", "u2": "staff"}
    assert len(rows(sa.select(StaffProfile.person_id))) == 1


def test_a_refused_role_ends_no_role(bare: sa.Engine, bring: Import) -> None:
    bring(SET_12)
    broken = str(SET_12["roles.csv"]).replace("secondary,counselor", "secondary,wizard")
    done = bring(SET_12 | {"roles.csv": broken})
    assert numbers(done)["memberships"] == (0, 0, 0, 2, 1)
    gone = "\n".join(line for line in broken.splitlines() if not line.startswith("r3")) + "\n"
    assert numbers(bring(SET_12 | {"roles.csv": gone}))["memberships"] == (0, 0, 1, 2, 0)


def test_what_a_full_set_no_longer_holds_ends(bare: sa.Engine, bring: Import) -> None:
    bring(FULL)
    two = "\n".join(line for line in ORGS.splitlines() if not line.startswith("s2")) + "\n"
    alone = USERS_11.replace('"s1,s2"', "s1").replace(",u3,10,", ",,10,")
    empty = {name: str(text).splitlines()[0] + "\n" for name, text in CLASS_FILES.items()}
    done = bring(FULL | {"orgs.csv": two, "users.csv": alone} | empty)
    ended = {kind: counts[2] for kind, counts in numbers(done).items()}
    assert ended == {
        "orgs": 1,
        "people": 0,
        "memberships": 1,
        "guardians": 1,
        "terms": 2,
        "rooms": 0,
        "classes": 1,
        "enrollments": 2,
    }
    assert value(sa.select(Org.active).where(Org.sourced_id == "s2")) in (False, 0)
    again = bring(FULL | {"orgs.csv": two, "users.csv": alone} | empty)
    assert again.changes_nothing


def test_a_year_counts_only_where_it_has_no_terms(bare: sa.Engine, bring: Import) -> None:
    years = "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
    years += (
        "y1,Year one,schoolYear,2026-08-24,2027-06-11,,2027\ny2,Year two,schoolYear,2027-08-23,2028-06-09,,\n"
    )
    years += (
        "t1,Fall,semester,2026-08-24,2026-12-18,y1,2027\ng1,Quarter,gradingPeriod,2026-08-24,2026-10-18,t1,\n"
    )
    bring(SET_11 | {"academicSessions.csv": years})
    assert {row.sourced_id for row in rows(sa.select(Term.sourced_id))} == {"t1", "y2"}


def test_nothing_of_a_held_person_is_removed(bare: sa.Engine, bring: Import) -> None:
    """A set without a student's caregiver and seat ends both, but not while a hold names the student."""
    bring(FULL)
    student = value(sa.select(PersonPrivate.person_id).where(PersonPrivate.sourced_id == "u1"))
    district = value(sa.select(Person.district_id))
    about = {
        "district_id": district,
        "person_id": student,
        "matter": "Case 12",
        "why": "Asked.",
        "scope": "person",
    }
    by = {"placed_by_id": 0, "placed_at": clock.now()}
    hold_id = new_id()
    with bare.begin() as connection:
        connection.execute(sa.insert(LegalHold).values(id=hold_id, **about, **by))
    fewer = FULL | {
        "users.csv": str(FULL["users.csv"]).replace(",u3,10,", ",,10,"),
        "enrollments.csv": "\n".join(
            line for line in str(FULL["enrollments.csv"]).splitlines() if not line.startswith("e1")
        ),
    }
    seat = sa.select(sa.func.count()).select_from(Enrollment).where(Enrollment.person_id == student)
    caregivers = sa.select(sa.func.count()).select_from(Guardian)
    bring(fewer)
    assert (value(seat), value(caregivers)) == (1, 1)
    with bare.begin() as connection:
        lift = {"hold_id": hold_id, "district_id": district, "why": "Over.", "lifted_by_id": 0}
        connection.execute(sa.insert(HoldLift).values(lifted_at=clock.now(), **lift))
    bring(fewer)
    assert (value(seat), value(caregivers)) == (0, 0)
