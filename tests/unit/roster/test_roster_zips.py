"""Zips that are not taken: what leads outside, is locked, too large, doubled or damaged."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.school.roster.reader import UnusableSet, read_roster
from tests.unit.roster.sets import ORGS, SET_11, USERS_11, refusal_of, zipped


@pytest.mark.parametrize(
    "name", ["../users.csv", "/users.csv", "a/../../users.csv", "..\\users.csv", "C:\\users.csv"]
)
def test_refuses_a_zip_that_points_outside_itself(name: str) -> None:
    assert "outside" in refusal_of(SET_11 | {name: "x"}).reason


def test_refuses_a_zip_with_a_password() -> None:
    data = bytearray(zipped(SET_11).getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    with pytest.raises(UnusableSet, match="password"):
        read_roster(io.BytesIO(data))


def test_refuses_a_zip_that_would_unpack_too_large() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("users.csv", "w", force_zip64=True) as entry:
            for _ in range(257):
                entry.write(bytes(1 << 20))
        archive.writestr("orgs.csv", ORGS)
    assert packed.tell() < 1_000_000
    with pytest.raises(UnusableSet, match="256 MB"):
        read_roster(packed)


def test_refuses_a_file_that_unpacks_to_far_more_than_people_do_before_reading_it() -> None:
    """Real sets shrink to a tenth; one repeated byte shrinks to a thousandth, and would keep a server busy."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orgs.csv", ORGS)
        archive.writestr("users.csv", USERS_11 + "," * (40 << 20))
    with pytest.raises(UnusableSet, match="a hundred times its size"):
        read_roster(packed)


def test_refuses_a_set_of_refused_rows_alone_before_its_end() -> None:
    short = "".join(f"{number},\n" for number in range(200_000))
    refusal = refusal_of(SET_11 | {"users.csv": USERS_11 + short})
    assert refusal.reason.startswith(
        "More than 100,000 rows cannot be used. The first is in users.csv, line 5:"
    )
    assert refusal.remedy


def test_refuses_a_row_of_thousands_of_cells() -> None:
    refusal = refusal_of(SET_11 | {"users.csv": USERS_11 + "u9" + "," * 2_000 + "\n"})
    assert refusal.reason == "In users.csv, line 5, a row has more than 1,000 cells."


def test_the_list_of_notes_ends_and_says_so() -> None:
    header = ORGS.splitlines(keepends=True)[0]
    found = read_roster(zipped(SET_11 | {"orgs.csv": ORGS + header * 100_001}))
    assert len(found.notes) == 100_001
    assert "100,000" in found.notes[-1].reason


def test_refuses_a_zip_of_too_many_files() -> None:
    assert "2000 files" in refusal_of(SET_11 | {f"{number}.csv": "" for number in range(2000)}).reason


def test_refuses_a_zip_with_the_same_file_twice() -> None:
    packed = zipped(SET_11)
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("users.csv", USERS_11)
    with pytest.raises(UnusableSet, match="same name"):
        read_roster(packed)


def test_refuses_a_damaged_zip() -> None:
    data = bytearray(zipped(SET_11).getvalue())
    start = data.find(b"users.csv") + len("users.csv")
    data[start : start + 40] = bytes(40)
    with pytest.raises(UnusableSet, match=r"users\.csv is damaged"):
        read_roster(io.BytesIO(data))


def test_refuses_a_zip_of_millions_of_blank_lines() -> None:
    """They count as no rows; a small zip holds enough of them to keep a server busy for minutes."""
    packed = zipped(SET_11 | {"orgs.csv": ORGS + "\n" * 5_000_000})
    assert len(packed.getvalue()) < 20_000
    with pytest.raises(UnusableSet, match=r"orgs\.csv has more than 4,000,000 lines"):
        read_roster(packed)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("set.zip", "another zip"),
        ("out/Roster.XLSX", "workbook"),
        ("xl/workbook.xml", "workbook"),
        ("readme.txt", "orgs.csv and users.csv are missing"),
    ],
)
def test_says_what_was_zipped_in_place_of_csv_files(name: str, words: str) -> None:
    assert words in refusal_of({name: "x"}).reason
    read_roster(zipped(SET_11 | {name: "x"}))


@pytest.mark.parametrize(
    "again", ["{} (1).csv", "{}-1.csv", "{} - Copy (2).csv", "Copy of {}.csv", "{}.csv.csv", "{}(12).CSV"]
)
def test_takes_names_that_a_browser_gives_to_one_more_download(again: str) -> None:
    found = read_roster(zipped({again.format("orgs"): ORGS, again.format("users"): USERS_11}))
    assert len(found.people) == 3


def test_refuses_two_of_one_file_by_their_names() -> None:
    refusal = refusal_of(SET_11 | {"users (1).csv": USERS_11})
    assert refusal.reason == "The set holds one file twice: users.csv and users (1).csv."


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "a web page"),
    ],
)
def test_names_what_was_renamed_to_csv(begins: bytes, kind: str) -> None:
    assert f"users.csv is {kind}" in refusal_of(SET_11 | {"users.csv": begins + bytes(200)}).reason
