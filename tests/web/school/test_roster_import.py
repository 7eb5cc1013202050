"""A set comes in whole or not at all, once, and ends nobody by surprise."""

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import TicketCounter
from app.kernel import db
from app.kernel.errors import Invalid
from app.kernel.ids import new_id
from app.models import metadata
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
from tests.unit.roster.sets import ORGS, SET_11, SET_12, USERS_11, manifest, user_row, users
from tests.web.school.conftest import Import, numbers, rows, value
from tests.web.school.importing import FULL, _people, crowd


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
