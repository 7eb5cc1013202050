"""Imports that follow others: districts that meet or do not, what ends, who is held."""

import time

import pytest
import sqlalchemy as sa

from app.kernel import clock
from app.kernel.ids import new_id
from app.school.holds.models import HoldLift, LegalHold
from app.school.people.models import (
    Enrollment,
    Guardian,
    Person,
    PersonPrivate,
    StaffProfile,
)
from app.school.places.models import Org, Term
from tests.unit.roster.sets import CLASS_FILES, ORGS, SET_11, SET_12, USERS_11, user_row, users
from tests.web.school.conftest import Import, numbers, rows, value
from tests.web.school.importing import FULL, _people, crowd


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
