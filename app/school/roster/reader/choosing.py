"""Choose the one OneRoster set among the files found, or say which other format they are."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .columns import MANIFEST, STANDARD
from .findings import UnusableSet
from .sources import Files, Opener

OTHER_FORMATS = (
    (
        {"school.csv", "section.csv", "student.csv"},
        'This is Microsoft School Data Sync\'s older format ("SDS Format", SDS v1: School.csv, Student.csv, '
        "Teacher.csv), not OneRoster.",
        'Choose "OneRoster CSV" or "SDS v2.1 CSV" as the export instead; its files are called orgs.csv, '
        "users.csv and roles.csv.",
    ),
    (
        {"schools.csv", "students.csv", "teachers.csv"},
        "This is Clever's format (schools.csv, students.csv, teachers.csv), not OneRoster.",
        'Choose "OneRoster 1.1 CSV" or "OneRoster 1.2 CSV" as the export instead.',
    ),
    (
        {"locations.csv", "students.csv", "rosters.csv"},
        "This is Apple School Manager's format (locations.csv, students.csv, rosters.csv), not OneRoster.",
        'Choose "OneRoster 1.1 CSV" or "OneRoster 1.2 CSV" as the export instead.',
    ),
)
REQUIRED = {"orgs.csv", "users.csv"}
# What browsers and systems make of a name that is there already: "orgs (1).csv", "orgs-1.csv", "orgs - Copy.csv".
_AGAIN = re.compile(
    rf"(?:copy of )?({'|'.join((*STANDARD, MANIFEST.removesuffix('.csv')))})"
    r"(?: ?\(\d{1,3}\)|[ -]\d{1,3}| - copy| copy)*(?:\.csv)+",
    re.IGNORECASE,
)


def choose_set(files: Files) -> dict[str, Opener]:
    """Return the files of the one set by lower-case name: the folder nearest the top that holds one.

    Refuses: other formats by name, and several sets side by side.
    """
    folders: dict[PurePosixPath, list[PurePosixPath]] = {}
    for path in files:
        folders.setdefault(path.parent, []).append(path)
    names = {folder: {_plain(path) for path in paths} for folder, paths in folders.items()}
    whole = [folder for folder, found in names.items() if found >= REQUIRED or _is_manifested(found)]
    if whole:
        depth = min(len(folder.parts) for folder in whole)
        nearest = [folder for folder in whole if len(folder.parts) == depth]
        if len(nearest) > 1:
            raise UnusableSet(
                f"There are {len(nearest)} sets side by side.", "Give the folder or the zip of one set only."
            )
        return _by_name(files, folders[nearest[0]])
    _refuse_other_formats(set[str]().union(*names.values()))
    return _by_name(files, list(files))


def _plain(path: PurePosixPath) -> str:
    """Return a file's name in small letters, without what marks it as one more of its name."""
    again = _AGAIN.fullmatch(path.name)
    return f"{again[1]}.csv".lower() if again else path.name.lower()


def _is_manifested(names: set[str]) -> bool:
    return "manifest.csv" in names and len(names) > 1


def _by_name(files: Files, paths: list[PurePosixPath]) -> dict[str, Opener]:
    chosen: dict[str, PurePosixPath] = {}
    for path in paths:
        name = _plain(path)
        if name in chosen:
            _refuse_twice(chosen[name], path)
        chosen[name] = path
    return {name: files[path] for name, path in chosen.items()}


def _refuse_twice(one: PurePosixPath, other: PurePosixPath) -> None:
    if one.name.lower() == other.name.lower():
        raise UnusableSet(
            "The set holds a file twice, under the same name.",
            "Give the folder or the zip of one set only.",
        )
    raise UnusableSet(
        f"The set holds one file twice: {one.name} and {other.name}.",
        "Leave the older one out; all files must be of one export.",
    )


def _refuse_other_formats(names: set[str]) -> None:
    if "users.csv" in names or "orgs.csv" in names:
        return
    for marks, reason, remedy in OTHER_FORMATS:
        if marks <= names:
            raise UnusableSet(reason, remedy)
