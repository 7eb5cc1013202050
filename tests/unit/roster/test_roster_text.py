"""How files are written: encodings, line ends, headers, wide and short rows, and odd but true names."""

from __future__ import annotations

import pytest

from app.school.roster.reader import RosterSet, read_roster
from tests.unit.roster.sets import ORGS, SET_11, USERS_11, user_row, users, zipped

ACCENTED = users(user_row(1, givenName="José", familyName="Nuñez–Ærø", username="jose"), user_row(2))


def read_bytes(content: str | bytes, **more: str | bytes) -> RosterSet:
    return read_roster(
        zipped(SET_11 | {"users.csv": content} | {f"{name}.csv": text for name, text in more.items()})
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_reads_each_encoding_with_each_line_end(encoding: str, end: str) -> None:
    roster = read_bytes(
        ACCENTED.replace("\n", end).encode(encoding), orgs=ORGS.replace("\n", end).encode(encoding)
    )
    person = roster.people[0]
    assert (person.given_name, person.family_name, person.line) == ("José", "Nuñez–Ærø", 2)
    assert (len(roster.people), roster.refusals) == (2, ())
    assert [note.file for note in roster.notes] == (["users.csv"] if encoding == "cp1252" else [])


def test_reads_utf_16_with_a_mark_of_either_order() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert read_bytes(mark + ACCENTED.encode(encoding)).people[0].given_name == "José"


def test_reads_a_stray_windows_character_in_a_utf_8_file() -> None:
    text = (
        users(user_row(1, familyName="Müller"), user_row(2, familyName="X?X"))
        .encode()
        .replace(b"X?X", b"Ol\xe9")
    )
    assert [person.family_name for person in read_bytes(text).people] == ["Müller", "Olé"]


def test_reads_what_a_spreadsheet_saves_as_unicode_text() -> None:
    tabbed = USERS_11.replace('"s1,s2"', "s1").replace(",", "\t")
    assert len(read_bytes(tabbed.encode("utf-16")).people) == 3
    assert len(read_bytes(USERS_11.replace('"s1,s2"', "s1").replace(",", ";")).people) == 3


@pytest.mark.parametrize("told", ["sep=;", '"sep=;"', "SEP=;", "\ufeffsep=;"])
def test_takes_the_line_in_which_a_spreadsheet_says_what_parts_cells(told: str) -> None:
    rows = users(user_row(1), user_row(2, role="wizard")).replace(",", ";")
    roster = read_bytes(f"{told}\n{rows}".replace("\n", "\r\n"))
    assert [person.sourced_id for person in roster.people] == ["p1"]
    assert [found.line for found in roster.refusals] == [4]


def test_reads_files_that_were_joined_with_their_marks() -> None:
    marked = "\ufeff\ufeff" + ORGS.replace("sourcedId", '"sourcedId"', 1)
    roster = read_bytes(users(user_row(1), "\ufeff" + user_row(2)) + "\ufeff", orgs=marked)
    assert [person.sourced_id for person in roster.people] == ["p1", "p2"]
    assert roster.refusals == ()


def test_keeps_such_a_mark_inside_a_name() -> None:
    roster = read_bytes(users(user_row(1, familyName="Rie\ufeffda")))
    assert [person.family_name for person in roster.people] == ["Rie\ufeffda"]


def test_says_of_an_endless_cell_that_it_is_too_long() -> None:
    roster = read_bytes(users(user_row(1), user_row(2, middleName="x" * 140_000), user_row(3)))
    assert [(found.line, "too long" in found.reason) for found in roster.refusals] == [(3, True)]
    assert len(roster.people) == 2


def test_counts_physical_lines_through_quoted_line_breaks() -> None:
    rows = [user_row(1, middleName="two\r\nlines"), "", user_row(2, role="wizard")]
    roster = read_bytes(users(*rows))
    assert roster.people[0].middle_name == "two lines"
    assert [found.line for found in roster.refusals] == [5]


def test_skips_blank_lines_before_the_header_and_between_rows() -> None:
    roster = read_bytes("\n\n" + users(user_row(1), ",,,,", "   ", user_row(2, role="wizard")))
    assert [found.line for found in roster.refusals] == [7]


def test_takes_header_names_in_any_case_with_spaces_around() -> None:
    header, rest = USERS_11.split("\n", 1)
    odd = ",".join(f" {name.upper()} " for name in header.split(","))
    assert len(read_bytes(f"\ufeff{odd}\n{rest}").people) == 3


def test_skips_a_header_that_stands_again_among_the_rows() -> None:
    header = USERS_11.split("\n", 1)[0]
    roster = read_bytes(users(user_row(1), header, user_row(2)))
    assert (len(roster.people), roster.refusals) == (2, ())
    assert [note.line for note in roster.notes] == [3]


def test_takes_the_first_of_two_columns_of_the_same_name() -> None:
    lines = [
        line + tail
        for line, tail in zip(
            users(user_row(1), user_row(2), user_row(3)).splitlines(),
            (",Username", ",user1", ",other", ","),
            strict=True,
        )
    ]
    roster = read_bytes("\n".join(lines))
    assert [person.username for person in roster.people] == ["user1", "user3"]
    assert [(found.line, found.column) for found in roster.refusals] == [(3, "username")]
    assert [(note.line, note.column) for note in roster.notes] == [(1, "username")]


def test_accepts_short_rows_and_empty_cells_to_spare() -> None:
    roster = read_bytes(users("p1,,true,s1,student,user1,,Sam,Roe", user_row(2) + ",,,", "p3,,true,s1"))
    assert [person.sourced_id for person in roster.people] == ["p1", "p2"]
    assert [(found.line, found.column) for found in roster.refusals] == [(4, "username")]
    assert roster.notes == ()


def test_keeps_a_row_with_cells_to_spare_and_notes_it() -> None:
    roster = read_bytes(users(user_row(1) + ",spare", user_row(2)))
    assert (len(roster.people), roster.refusals) == (2, ())
    assert [note.line for note in roster.notes] == [2]


def test_refuses_a_row_that_an_unquoted_comma_has_shifted() -> None:
    shifted = "p1,,true,s1,student,user1,,Sam,Roe, Jr,,00417,sam@school.test,,,,10,"
    refusal = read_bytes(users(shifted, user_row(2))).refusals[0]
    assert (refusal.line, refusal.column) == (2, "email")
    assert "more cells than the header" in refusal.reason


def test_refuses_only_the_row_whose_quotation_marks_do_not_pair() -> None:
    roster = read_bytes(users(user_row(1), 'p2,,true,s1,student,user2,,"O"Brien,Roe', user_row(3)))
    assert [person.sourced_id for person in roster.people] == ["p1", "p3"]
    assert [(found.line, found.column) for found in roster.refusals] == [(3, "")]
    assert roster.refused_people == {"p2"}


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien", "Smith-Jones", "D’Angelo", "van der Berg", "Null", "NULL", "None", "True", "nan",
        "=SUM(A1)", "+1", "@home", "-5", "0x1F", "007", "李", "Зоя", "محمد", "Ñandú", "Ⅷ", "🙂", "\u202ea",
        "<script>alert(1)</script>", "Robert'); DROP TABLE people;--", '"Bo"', "a,b", "May", "Will",
    ],
)  # fmt: skip
def test_keeps_names_and_numbers_exactly_as_written(name: str) -> None:
    roster = read_bytes(users(user_row(1, givenName=name, familyName=name, middleName=name, identifier=name)))
    person = roster.people[0]
    assert {person.given_name, person.family_name, person.middle_name, person.identifier} == {name}


def test_takes_the_word_null_as_empty_only_where_no_name_can_stand() -> None:
    roster = read_bytes(
        users(user_row(1, agentSourcedIds="NULL", status="null", grades="null", phone="NULL"))
    )
    person = roster.people[0]
    assert (person.agents, person.grades, person.phone, person.status.value) == ((), (), "NULL", "active")


def test_keeps_leading_zeros() -> None:
    person = read_bytes(users(user_row(1, identifier="000123", grades="09,KG"))).people[0]
    assert (person.identifier, person.grades) == ("000123", ("09", "KG"))


def test_leaves_out_what_the_product_has_no_purpose_for() -> None:
    header, row = USERS_11.splitlines()[0], user_row(1, password="hunter2")
    text = f"{header},birthDate,gender,race,lunchStatus,metadata.shoeSize\n{row},2010-01-01,f,x,free,44\n"
    demographics = "sourcedId,status,birthDate,sex,americanIndianOrAlaskaNative\np1,,2010-01-01,female,true\n"
    profiles = "sourcedId,userSourcedId,profileType,vendorId,username,password\nx,p1,a,b,n,hunter2\n"
    roster = read_bytes(text, demographics=demographics, userProfiles=profiles, odd="Jane Doe,12\n")
    left = set(roster.left_out_columns)
    assert {
        ("users.csv", name) for name in ("birthDate", "gender", "race", "lunchStatus", "password")
    } <= left
    assert {("users.csv", "metadata.shoeSize"), ("demographics.csv", "sex"), ("odd.csv", "*")} <= left
    assert ("userProfiles.csv", "password") in left
    person = roster.people[0]
    kept = {getattr(person, field) for field in person.__slots__ if isinstance(getattr(person, field), str)}
    assert not kept & {"hunter2", "2010-01-01", "f", "x", "free", "44"}
