"""Real sets that others wrote, large sets, and bytes that nobody wrote on purpose."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.school.roster.reader import OrgKind, RosterRole, RosterSet, UnusableSet, read_roster
from tests.unit.roster.sets import CLASS_FILES, ORGS, SET_11, SET_12, USERS_11, user_row, users, zipped

CORPUS = Path(os.environ.get("CADRE_CORPUS") or Path(__file__).parents[4] / "shared" / "data")
SDS = CORPUS / "roster-microsoft-sds-a"
NO_CORPUS = "no roster-microsoft-sds-a: set CADRE_CORPUS to the folder of real inputs"


@pytest.mark.corpus
@pytest.mark.skipif(not SDS.is_dir(), reason=NO_CORPUS)
def test_reads_microsofts_newer_sample() -> None:
    roster = read_roster(SDS / "SDS v2.1")
    assert (roster.version, len(roster.people), len(roster.orgs), roster.refusals) == ("1.2", 8, 4, ())
    assert (len(roster.memberships), len(roster.classes), len(roster.enrollments)) == (7, 2, 6)
    student = roster.people[0]
    assert (student.grades, student.agents) == (("10",), ("114002",))
    assert roster.people[5].roles[0].role is RosterRole.TEACHER
    assert roster.orgs[3].kind is OrgKind.NATIONAL
    left = {column for _, column in roster.left_out_columns}
    assert {"password", "sex", "birthDate", "ethnicityCodes", "raceCodes", "flag"} <= left
    assert "P@ssword" not in str(
        [getattr(person, name) for person in roster.people for name in person.__slots__]
    )


@pytest.mark.corpus
@pytest.mark.skipif(not SDS.is_dir(), reason=NO_CORPUS)
@pytest.mark.parametrize("name", ["25 Users", "100 Users", "Min Required Attributes"])
def test_refuses_microsofts_older_sample_by_name(name: str) -> None:
    with pytest.raises(UnusableSet, match="SDS Format") as caught:
        read_roster(SDS / "SDS Format" / name)
    assert "OneRoster CSV" in caught.value.remedy


def test_reads_twenty_thousand_people_quickly() -> None:
    rows = [
        user_row(number, identifier=f"{number:06}", email=f"user{number}@school.test")
        for number in range(20_000)
    ]
    packed = zipped(SET_11 | CLASS_FILES | {"users.csv": users(*rows), "enrollments.csv": _places(20_000)})
    started = time.process_time()
    roster = read_roster(packed)
    assert time.process_time() - started < 4  # about one second on the machine it was written on
    assert (len(roster.people), len(roster.enrollments), roster.refusals) == (20_000, 20_000, ())


def _places(count: int) -> str:
    lines = [f"e{number},k1,s1,p{number},student" for number in range(count)]
    return "\n".join(["sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role", *lines])


def _read_or_refuse(source: io.BytesIO) -> RosterSet | None:
    try:
        return read_roster(source)
    except UnusableSet:
        return None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"PK\x05\x06" + bytes(18))
def test_random_bytes_are_only_ever_refused(data: bytes) -> None:
    assert _read_or_refuse(io.BytesIO(data)) is None


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["users.csv", "orgs.csv", "roles.csv", "manifest.csv", "demographics.csv"]),
)
def test_random_bytes_in_a_file_never_break_the_reader(data: bytes, name: str) -> None:
    roster = _read_or_refuse(zipped(SET_12 | {name: data}))
    assert roster is None or len(roster.orgs) > 0


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["users.csv", "classes.csv", "enrollments.csv"]))
def test_random_bytes_after_a_good_header_never_break_the_reader(data: bytes, name: str) -> None:
    files = SET_11 | CLASS_FILES
    header = str(files[name]).split("\n", 1)[0].encode()
    roster = _read_or_refuse(zipped(files | {name: header + b"\n" + data}))
    assert roster is None or all(found.line >= 1 for found in roster.refusals)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_zip_with_flipped_bytes_never_breaks_the_reader(data: st.DataObject) -> None:
    packed = bytearray(zipped({"orgs.csv": ORGS, "users.csv": USERS_11}).getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    roster = _read_or_refuse(io.BytesIO(packed))
    assert roster is None or roster.counts[0].rows == roster.counts[0].kept + roster.counts[0].refused


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=20), max_size=5))
def test_rows_of_any_text_are_kept_or_refused_and_counted(rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = users(user_row(1), *lines).encode("utf-8", "replace")
    roster = _read_or_refuse(zipped(SET_11 | {"users.csv": text}))
    assert roster is not None
    count = next(count for count in roster.counts if count.file == "users.csv")
    assert count.rows == count.kept + count.refused == len(roster.people) + count.refused
