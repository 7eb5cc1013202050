"""Single rows: what is refused, with its line and reason, and what is kept with a note."""

from __future__ import annotations

import pytest

from app.school.roster.reader import Note, Refusal, RosterRole, RosterSet, read_roster
from tests.unit.roster.sets import (
    CLASS_FILES,
    ENROLLMENTS,
    ORGS,
    ROLES_12,
    SESSIONS,
    SET_11,
    SET_12,
    USERS_12,
    user_row,
    users,
    zipped,
)


def read_users(*rows: str) -> RosterSet:
    return read_roster(zipped(SET_11 | {"users.csv": users(*rows)}))


def read_orgs(*rows: str) -> RosterSet:
    return read_roster(zipped(SET_11 | {"orgs.csv": ORGS + "\n".join(rows) + "\n"}))


def only(found: tuple[Refusal, ...] | tuple[Note, ...]) -> Refusal | Note:
    assert len(found) == 1, found
    assert found[0].reason.endswith(".") and found[0].remedy
    return found[0]


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"sourcedId": ""}, "sourcedId", "empty"),
        ({"username": ""}, "username", "empty"),
        ({"givenName": "  "}, "givenName", "empty"),
        ({"familyName": ""}, "familyName", "empty"),
        ({"role": ""}, "role", "empty"),
        ({"role": "wizard"}, "role", "not known"),
        ({"orgSourcedIds": ""}, "orgSourcedIds", "empty"),
        ({"orgSourcedIds": ","}, "orgSourcedIds", "no organization"),
        ({"orgSourcedIds": "nowhere"}, "orgSourcedIds", "not in orgs.csv"),
        ({"status": "asleep"}, "status", "not known"),
        ({"enabledUser": "maybe"}, "enabledUser", "not known"),
        ({"sourcedId": "p1"}, "sourcedId", "line 2"),
        ({"username": "USER1"}, "username", "line 2"),
        ({"username": "u\0ser"}, "username", "zero byte"),
    ],
)
def test_refuses_a_person(cells: dict[str, str], column: str, words: str) -> None:
    roster = read_users(user_row(1), user_row(2, **cells), user_row(3))
    refusal = only(roster.refusals)
    assert (refusal.file, refusal.line, refusal.column) == ("users.csv", 3, column)
    assert words in refusal.reason
    assert [person.sourced_id for person in roster.people] == ["p1", "p3"]


def test_names_people_who_are_refused_but_not_absent() -> None:
    roster = read_users(user_row(1), user_row(2, role="wizard"), user_row(1, username="other"))
    assert len(roster.refusals) == 2
    assert roster.refused_people == {"p2"}


def test_takes_the_good_row_of_an_id_whose_first_row_was_refused() -> None:
    roster = read_users(user_row(1, role="wizard"), user_row(1))
    assert (len(roster.people), roster.refused_people) == (1, frozenset())


def test_a_username_may_pass_on_from_somebody_who_left() -> None:
    assert read_users(user_row(1, status="tobedeleted"), user_row(2, username="user1")).refusals == ()


def test_a_row_that_ends_somebody_needs_no_more_than_the_id() -> None:
    bare = dict.fromkeys(("orgSourcedIds", "role", "username", "givenName", "familyName"), "")
    roster = read_users(
        user_row(1), user_row(2, status="toBeDeleted", **bare), user_row(3, status="inactive")
    )
    assert roster.refusals == ()
    assert [person.status.value for person in roster.people] == ["active", "tobedeleted", "tobedeleted"]


def test_keeps_a_person_in_the_organizations_that_exist() -> None:
    roster = read_users(user_row(1, orgSourcedIds="s1,nowhere,s2"))
    assert [role.org for role in roster.people[0].roles] == ["s1", "s2"]
    assert only(roster.notes).column == "orgSourcedIds"
    assert roster.people_with_refused_roles == {"p1"}


def test_notes_a_guardian_who_is_not_there() -> None:
    roster = read_users(user_row(1, agentSourcedIds="ghost, p2"), user_row(2, role="guardian"))
    assert roster.people[0].agents == ("p2",)
    assert (only(roster.notes).line, roster.refusals) == (2, ())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Student", RosterRole.STUDENT), ("teacher", RosterRole.TEACHER), ("aide", RosterRole.STAFF),
        ("proctor", RosterRole.STAFF), ("principal", RosterRole.STAFF), ("counselor", RosterRole.STAFF),
        ("administrator", RosterRole.ADMINISTRATOR), ("districtAdministrator", RosterRole.ADMINISTRATOR),
        ("site administrator", RosterRole.ADMINISTRATOR), ("guardian", RosterRole.CAREGIVER),
        ("parent", RosterRole.CAREGIVER), ("relative", RosterRole.CAREGIVER),
        ("ext:librarian", RosterRole.STAFF),
    ],
)  # fmt: skip
def test_knows_the_roles(said: str, meant: RosterRole) -> None:
    assert read_users(user_row(1, role=said)).people[0].roles[0].role is meant


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("s1,Twin,school,,", "sourcedId", "line 3"),
        ("s9,,school,,", "name", "empty"),
        ("s9,Lost,castle,,", "type", "not known"),
        (",Nameless,school,,", "sourcedId", "empty"),
    ],
)
def test_refuses_an_organization(row: str, column: str, words: str) -> None:
    refusal = only(read_orgs(row).refusals)
    assert (refusal.file, refusal.line, refusal.column) == ("orgs.csv", 5, column)
    assert words in refusal.reason


def test_refuses_organizations_in_a_circle_and_whoever_is_in_them() -> None:
    roster = read_roster(
        zipped(
            SET_11
            | {
                "orgs.csv": ORGS + "a,A,school,,b\nb,B,local,,c\nc,C,local,,b\n",
                "users.csv": users(user_row(1), user_row(2, orgSourcedIds="b")),
            }
        )
    )
    assert [(found.file, found.line) for found in roster.refusals] == [
        ("orgs.csv", 6),
        ("orgs.csv", 7),
        ("users.csv", 3),
    ]
    assert "refused: orgs.csv, line 6" in roster.refusals[2].reason
    assert [org.sourced_id for org in roster.orgs] == ["d1", "s1", "s2", "a"]
    assert (roster.orgs[3].parent, roster.refused_orgs) == ("", frozenset("bc"))


def test_keeps_an_organization_whose_parent_is_not_there() -> None:
    roster = read_orgs("s9,Alone,school,,elsewhere", "d9,Top,district,,d9")
    assert [org.parent for org in roster.orgs[3:]] == ["", ""]
    assert (only(roster.notes).line, only(roster.notes).column) == (5, "parentSourcedId")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("r9,active,ghost,primary,student,,,s1,", "userSourcedId", "not in users.csv"),
        ("r9,active,u1,primary,student,,,nowhere,", "orgSourcedId", "not in orgs.csv"),
        ("r9,active,u1,primary,student,8/24/2026,,s1,", "beginDate", "not a date"),
        ("r9,active,u1,primary,student,2026-02-30,,s1,", "beginDate", "not a date"),
        ("r9,active,u1,primary,student,2026-08-24,2026-01-01,s1,", "endDate", "before"),
        ("r9,active,u1,often,student,,,s1,", "roleType", "not known"),
        ("r9,active,u1,primary,,,,s1,", "role", "empty"),
        ("r1,active,u1,primary,aide,,,s1,", "sourcedId", "line 2"),
    ],
)
def test_refuses_a_role(row: str, column: str, words: str) -> None:
    roster = read_roster(zipped(SET_12 | {"roles.csv": ROLES_12 + row + "\n"}))
    refusal = only(roster.refusals)
    assert (refusal.file, refusal.line, refusal.column) == ("roles.csv", 5, column)
    assert words in refusal.reason
    assert roster.people_with_refused_roles == {row.split(",")[2]}


def test_counts_the_same_role_once() -> None:
    roster = read_roster(
        zipped(SET_12 | {"roles.csv": ROLES_12 + "r9,active,u2,secondary,counselor,,,s2,\n"})
    )
    assert (len(roster.people[1].roles), only(roster.notes).line) == (2, 5)


def test_points_a_role_to_the_refused_person() -> None:
    files = SET_12 | {"users.csv": USERS_12.replace("u2,active", "u2,asleep")}
    first, *rest = read_roster(zipped(files)).refusals
    assert (first.file, first.line) == ("users.csv", 3)
    assert [found.reason for found in rest] == [
        "It points to a person that was refused: users.csv, line 3."
    ] * 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("e9,k1,s1,ghost,student,,,", "userSourcedId"),
        ("e9,ghost,s1,u1,student,,,", "classSourcedId"),
        ("e9,k1,ghost,u1,student,,,", "schoolSourcedId"),
        ("e9,k1,s1,u1,captain,,,", "role"),
        ("e9,k1,s1,u1,student,,tomorrow,", "beginDate"),
        ("e1,k1,s1,u1,student,,,", "sourcedId"),
    ],
)
def test_refuses_an_enrollment(row: str, column: str) -> None:
    files = SET_11 | CLASS_FILES | {"enrollments.csv": ENROLLMENTS + row + "\n"}
    refusal = only(read_roster(zipped(files)).refusals)
    assert (refusal.file, refusal.line, refusal.column) == ("enrollments.csv", 4, column)


@pytest.mark.parametrize(
    "row", ["t9,Odd,decade,2026-01-01,2026-02-01,,", "t9,Odd,term,,2026-02-01,,", "t9,Odd,term,NULL,NULL,,"]
)
def test_refuses_a_session(row: str) -> None:
    files = SET_11 | CLASS_FILES | {"academicSessions.csv": SESSIONS + row + "\n"}
    assert only(read_roster(zipped(files)).refusals).line == 4


def test_keeps_a_class_without_a_course_that_is_not_there() -> None:
    files = SET_11 | CLASS_FILES
    files["classes.csv"] = str(files["classes.csv"]).replace(",c1,t1,", ',c7,"t1,t7",')
    roster = read_roster(zipped(files))
    assert (roster.classes[0].course, roster.classes[0].sessions) == ("", ("t1",))
    assert [note.column for note in roster.notes] == ["courseSourcedId", "termSourcedIds"]


def test_takes_a_date_from_a_longer_form() -> None:
    text = ENROLLMENTS.replace("2026-08-24", "2026-08-24T00:00:00.000Z")
    roster = read_roster(zipped(SET_11 | CLASS_FILES | {"enrollments.csv": text}))
    assert str(roster.enrollments[0].begin_on) == "2026-08-24"


def test_no_finding_repeats_what_a_cell_says() -> None:
    canary = "Xanthippe7"
    cells = dict.fromkeys(("status", "role", "enabledUser", "orgSourcedIds", "username"), canary)
    rows = [user_row(number, **{column: value}) for number, (column, value) in enumerate(cells.items())]
    rows += [
        user_row(20, username=canary),
        user_row(21, agentSourcedIds=canary),
        user_row(22, sourcedId=canary),
    ]
    rows += [user_row(23, sourcedId=canary), user_row(24, email=canary) + ",spare", f'"{canary}" x,,true,s1']
    roster = read_roster(
        zipped(
            SET_11
            | {
                "users.csv": users(*rows),
                "orgs.csv": ORGS + f"{canary}2,{canary},{canary},,{canary}\n",
            }
        )
    )
    assert len(roster.refusals) >= 8
    text = " ".join(str(found) for found in [*roster.refusals, *roster.notes])
    assert canary not in text


def test_a_person_prints_without_their_data() -> None:
    shown = repr(read_users(user_row(1, givenName="Wilhelmina", identifier="99001")).people[0])
    assert "Wilhelmina" not in shown and "99001" not in shown and "user1" not in shown
