"""Whole sets: versions, manifests, folders and zips, and sets of which nothing can be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.school.roster.reader import (
    FileMode,
    OrgKind,
    RosterRole,
    RosterSet,
    RowStatus,
    SessionKind,
    SetMode,
    UnusableSet,
    read_roster,
)
from tests.unit.roster.sets import (
    CLASS_FILES,
    CLASSES,
    ENROLLMENTS,
    ORGS,
    ROLES_12,
    SET_11,
    SET_12,
    USERS_11,
    USERS_12,
    manifest,
    refusal_of,
    user_row,
    users,
    write_folder,
    zipped,
)


def read(**files: str | bytes) -> RosterSet:
    """Read a 1.1 set with some files replaced; `users=""` is users.csv."""
    return read_roster(zipped(SET_11 | {f"{name}.csv": content for name, content in files.items()}))


def test_reads_a_1_1_folder(tmp_path: Path) -> None:
    roster = read_roster(write_folder(tmp_path, SET_11 | CLASS_FILES))
    assert (roster.version, roster.mode, roster.refusals, roster.notes) == ("1.1", SetMode.FULL, (), ())
    bo, lee, pat = roster.people
    assert (bo.sourced_id, bo.username, bo.given_name, bo.family_name) == ("u1", "bo", "Bo", "Diaz")
    assert (bo.identifier, bo.email, bo.grades, bo.agents) == ("00417", "bo@school.test", ("10",), ("u3",))
    assert [(entry.kind, entry.value) for entry in bo.user_ids] == [("LDAP", "bo1")]
    assert [(role.org, role.role, role.primary) for role in lee.roles] == [
        ("s1", RosterRole.TEACHER, True),
        ("s2", RosterRole.TEACHER, False),
    ]
    assert pat.roles[0].role is RosterRole.CAREGIVER and pat.phone == "208-555-0100"
    assert len(roster.memberships) == 4
    assert [(org.sourced_id, org.kind, org.parent) for org in roster.orgs] == [
        ("d1", OrgKind.DISTRICT, ""),
        ("s1", OrgKind.SCHOOL, "d1"),
        ("s2", OrgKind.SCHOOL, "d1"),
    ]


def test_reads_classes_and_what_they_belong_to(tmp_path: Path) -> None:
    roster = read_roster(write_folder(tmp_path, SET_11 | CLASS_FILES))
    year, fall = roster.sessions
    assert (year.kind, fall.kind, fall.parent) == (SessionKind.SCHOOL_YEAR, SessionKind.TERM, "y1")
    assert (fall.start_on, fall.end_on) == (date(2026, 8, 24), date(2026, 12, 18))
    assert (roster.courses[0].code, roster.courses[0].org) == ("CS1", "d1")
    (school_class,) = roster.classes
    assert (school_class.org, school_class.course, school_class.sessions) == ("s1", "c1", ("t1",))
    assert (school_class.location, school_class.periods) == ("B12", ("3",))
    student, teacher = roster.enrollments
    assert (student.person, student.role, student.begin_on) == ("u1", RosterRole.STUDENT, date(2026, 8, 24))
    assert (teacher.role, teacher.primary) == (RosterRole.TEACHER, True)


def test_reads_a_1_2_zip() -> None:
    roster = read_roster(zipped(SET_12))
    assert (roster.version, roster.refusals) == ("1.2", ())
    bo, lee = roster.people
    assert (bo.preferred_given_name, bo.grades) == ("Bo", ("09", "10"))
    assert (bo.roles[0].begin_on, bo.roles[0].end_on) == (date(2026, 8, 24), date(2027, 6, 11))
    assert [(role.sourced_id, role.role, role.primary) for role in lee.roles] == [
        ("r2", RosterRole.TEACHER, True),
        ("r3", RosterRole.STAFF, False),
    ]
    assert ("users.csv", "pronouns") in roster.left_out_columns


def test_reads_the_same_twice() -> None:
    assert read_roster(zipped(SET_12 | CLASS_FILES)) == read_roster(zipped(SET_12 | CLASS_FILES))


@pytest.mark.parametrize("folder", ["export/", "a/b/", "Export 2026/OneRoster/"])
def test_finds_the_set_in_a_folder_of_the_zip(folder: str) -> None:
    files = {folder + name: content for name, content in SET_11.items()}
    roster = read_roster(zipped(files | {"__MACOSX/" + folder + "._users.csv": b"\0\1", "readme.txt": "x"}))
    assert len(roster.people) == 3


def test_takes_the_set_nearest_the_top() -> None:
    old = {"old/" + name: content for name, content in SET_12.items()}
    assert read_roster(zipped(SET_11 | old)).version == "1.1"


def test_reads_file_names_in_any_case() -> None:
    assert len(read_roster(zipped({"Orgs.CSV": ORGS, "USERS.csv": USERS_11})).people) == 3


def test_reads_a_zip_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    path.write_bytes(zipped(SET_11).getvalue())
    assert len(read_roster(path).people) == 3


def test_refuses_two_sets_side_by_side() -> None:
    error = refusal_of({f"{year}/{name}": text for year in ("a", "b") for name, text in SET_11.items()})
    assert "2 sets" in error.reason


def test_honors_a_delta_manifest() -> None:
    files: dict[str, str | bytes] = {
        "manifest.csv": manifest(version="1.2", users="delta", roles="delta", orgs="absent"),
        "users.csv": "sourcedId,status,username,givenName,familyName\n"
        "u1,tobedeleted,,,\nu9,active,nia,Nia,Oso\n",
        "roles.csv": "sourcedId,status,userSourcedId,roleType,role,orgSourcedId\n"
        "r9,active,u9,primary,student,far\nr1,tobedeleted,,,,\n",
    }
    roster = read_roster(zipped(files))
    assert (roster.mode, roster.version, roster.refusals) == (SetMode.DELTA, "1.2", ())
    assert [person.status for person in roster.people] == [RowStatus.TOBEDELETED, RowStatus.ACTIVE]
    assert roster.people[1].roles[0].org == "far"
    assert (roster.memberships[1].sourced_id, roster.memberships[1].role) == ("r1", None)
    assert roster.file_modes["users.csv"] is FileMode.DELTA
    assert roster.file_modes["orgs.csv"] is FileMode.ABSENT


def test_leaves_a_file_that_the_manifest_calls_absent() -> None:
    said = manifest(version="1.1", orgs="bulk", users="bulk", enrollments="absent")
    roster = read_roster(zipped(SET_11 | CLASS_FILES | {"manifest.csv": said}))
    assert roster.enrollments == ()
    assert [note.file for note in roster.notes] == ["enrollments.csv"]


@pytest.mark.parametrize("between", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_manifest_saved_by_a_spreadsheet_still_tells_only_changes(between: str, encoding: str) -> None:
    said = manifest(version="1.1", orgs="bulk", users="delta").replace(",", between)
    roster = read_roster(zipped(SET_11 | {"manifest.csv": said.encode(encoding)}))
    assert roster.mode is SetMode.DELTA


def test_an_empty_manifest_is_none() -> None:
    roster = read_roster(zipped(SET_11 | {"manifest.csv": "\n"}))
    assert roster.mode is SetMode.FULL
    assert [note.file for note in roster.notes] == ["manifest.csv"]


@pytest.mark.parametrize(
    "said", ["hello\nworld\n", "propertyName,value\n", "value,propertyName\n1.1,oneroster.version\n"]
)
def test_refuses_a_manifest_of_which_nothing_is_understood(said: str) -> None:
    assert "nothing of the set" in refusal_of(SET_11 | {"manifest.csv": said}).reason


def test_a_manifest_without_a_version_leaves_it_to_the_files() -> None:
    assert (
        read_roster(zipped(SET_12 | {"manifest.csv": manifest(users="bulk", orgs="bulk")})).version == "1.2"
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"version": "1.1", "classes": "bulk"}, "classes.csv is part of the set"),
        ({"version": "2.0"}, "version"),
        ({"version": "1.1", "users": "sometimes"}, "neither bulk, delta nor absent"),
        ({"version": "1.1", "users": "absent", "orgs": "bulk"}, "required file users.csv"),
    ],
)
def test_refuses_a_manifest_that_cannot_be(values: dict[str, str], words: str) -> None:
    assert words in refusal_of(SET_11 | {"manifest.csv": manifest(**values)}).reason


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"orgs.csv": ORGS}, "users.csv is missing"),
        ({"users.csv": USERS_11}, "orgs.csv is missing"),
        ({}, "files orgs.csv and users.csv are missing"),
        ({"orgs.csv": ORGS, "users.csv": ""}, "users.csv has no rows"),
        ({"orgs.csv": ORGS, "users.csv": USERS_11.splitlines()[0] + "\n"}, "users.csv has no rows"),
        ({"orgs.csv": ORGS.splitlines()[0], "users.csv": USERS_11}, "orgs.csv has no rows"),
        ({"orgs.csv": ORGS, "users.csv": USERS_11.split("\n", 1)[1]}, "not a OneRoster header"),
        ({"orgs.csv": "name,town\nLake,Kuna\n", "users.csv": USERS_11}, "it has no sourcedId, type"),
        ({"orgs.csv": ORGS, "users.csv": USERS_12}, "Nobody has a role"),
        (SET_11 | {"classes.csv": "a,b\n1,2\n"}, "classes.csv is not a OneRoster header"),
        ({"School.csv": "x", "Student.csv": "x", "Section.csv": "x", "Teacher.csv": "x"}, "SDS Format"),
        ({"x/School.csv": "x", "x/Student.csv": "x", "x/Section.csv": "x"}, "not OneRoster"),
        ({"schools.csv": "x", "students.csv": "x", "teachers.csv": "x"}, "Clever"),
        ({"locations.csv": "x", "students.csv": "x", "rosters.csv": "x"}, "Apple School Manager"),
        ({"orgs.csv": ORGS, "users.csv": b"\x81\x8d\x8f" * 9}, "not text"),
        (
            {"orgs.csv": ORGS, "users.csv": users(user_row(1), 'p2,,true,s1,student,"open', user_row(3))},
            "line 3",
        ),
    ],
)
def test_refuses_a_set_of_which_nothing_can_be_used(files: dict[str, str | bytes], words: str) -> None:
    assert words in refusal_of(files).reason


def test_a_header_that_is_data_is_not_quoted() -> None:
    error = refusal_of({"orgs.csv": ORGS, "users.csv": USERS_11.split("\n", 1)[1]})
    assert "Diaz" not in str(error) and "bo" not in str(error).split()


def test_refuses_what_is_neither_folder_nor_zip(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text(USERS_11)
    with pytest.raises(UnusableSet, match="neither a folder nor a zip"):
        read_roster(tmp_path / "users.csv")
    with pytest.raises(UnusableSet, match="no such file"):
        read_roster(tmp_path / "nothing.zip")


def test_reads_files_that_hold_only_a_header() -> None:
    bare = {name: str(text).splitlines()[0] + "\r\n" for name, text in CLASS_FILES.items()}
    roster = read_roster(zipped(SET_11 | bare | {"roles.csv": ROLES_12.splitlines()[0]}))
    assert (roster.classes, roster.enrollments, roster.refusals) == ((), (), ())
    assert roster.file_modes["enrollments.csv"] is FileMode.BULK
    assert len(roster.memberships) == 4  # an empty roles.csv leaves the roles of users.csv standing


def test_takes_a_file_without_any_line_as_absent() -> None:
    roster = read(classes="", courses="\r\n\r\n")
    assert roster.file_modes["classes.csv"] is FileMode.ABSENT
    assert sorted(note.file for note in roster.notes) == ["classes.csv", "courses.csv"]


def test_leaves_enrollments_when_there_are_no_classes() -> None:
    roster = read(enrollments=ENROLLMENTS)
    assert (roster.enrollments, roster.refusals) == ((), ())
    assert roster.file_modes["enrollments.csv"] is FileMode.ABSENT


def test_counts_what_it_read() -> None:
    files = (
        SET_11
        | CLASS_FILES
        | {"users.csv": USERS_11 + user_row(4, status="tobedeleted") + "\n" + user_row(4)}
    )
    counts = {count.file: count for count in read_roster(zipped(files)).counts}
    found = counts["users.csv"]
    assert (found.mode, found.rows, found.kept, found.refused, found.ended) == ("bulk", 5, 4, 1, 1)
    assert counts["classes.csv"].kept == len(CLASSES.splitlines()) - 1
