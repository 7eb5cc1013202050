"""Decide from the manifest, or without one, which files are read and how."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import closing
from itertools import chain

from app.kernel.frozen import dataclass

from .columns import MANIFEST, RELATIONSHIPS, STANDARD
from .decoding import Lines
from .findings import Log, UnusableSet
from .header import read_header
from .sources import Opener
from .words import FILE_MODES, FileMode, SetMode, fold

MAX_LINES = 1_000
VERSION = "oneroster.version"
AGAIN = "Export the set again, or remove the manifest to import the set as a full one."
REQUIRED = ("orgs.csv", "users.csv")


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the version, the mode of the whole set and of each of its files."""

    version: str
    mode: SetMode
    modes: Mapping[str, FileMode]


def make_plan(files: Mapping[str, Opener], log: Log) -> Plan:
    """Return what to read.

    Refuses: a set without the files it must have, or whose manifest promises what is not there.
    """
    said = _read_manifest(files[MANIFEST], log) if MANIFEST in files else {}
    version = _version(said.get(VERSION, ""), files)
    spoken = {f"{name}.csv": _mode(said, name) for name in STANDARD}
    is_delta = FileMode.DELTA in spoken.values()
    general = FileMode.DELTA if is_delta else FileMode.BULK
    modes = {name: _settle(name, mode, files, general, log) for name, mode in spoken.items()}
    modes[RELATIONSHIPS.file] = general if RELATIONSHIPS.file in files else FileMode.ABSENT
    _require(modes, is_delta)
    return Plan(version, SetMode.DELTA if is_delta else SetMode.FULL, modes)


def _read_manifest(opener: Opener, log: Log) -> dict[str, str]:
    """Return what a manifest says, by property in lower case; nothing where it is empty.

    Refuses: one of which nothing is understood: what holds only changes must not be taken for everything.
    """
    said: dict[str, str] = {}
    with closing(Lines(MANIFEST, opener)) as lines:
        _, header, rows = read_header(lines)
        try:
            for number, cells in enumerate(chain([header], rows)):
                if number > MAX_LINES:
                    raise UnusableSet(f"{MANIFEST} is far too long.", "Export the set again.")
                if len(cells) >= 2:
                    said[cells[0].strip().lower()] = cells[1].strip()
        except csv.Error:
            raise UnusableSet(f"{MANIFEST} is not a CSV file.", AGAIN) from None
    if not header:
        log.note(MANIFEST, 0, "", "The file is empty, so it was taken as absent.", "Nothing to do.")
    elif not any(name == VERSION or name.startswith("file.") for name in said):
        raise UnusableSet(f"{MANIFEST} tells nothing of the set that is understood here.", AGAIN)
    return said


def _version(said: str, files: Mapping[str, Opener]) -> str:
    if not said:
        return "1.2" if "roles.csv" in files else "1.1"
    for version in ("1.1", "1.2"):
        if said.lower().removeprefix("v").startswith(version):
            return version
    raise UnusableSet(
        f"{MANIFEST} says that this is a OneRoster version that is not read here.",
        "Choose OneRoster 1.1 or 1.2 CSV as the export.",
    )


def _mode(said: Mapping[str, str], name: str) -> FileMode | None:
    value = said.get(f"file.{name.lower()}", "")
    if not value:
        return None
    mode = FILE_MODES.get(fold(value))
    if mode is None:
        raise UnusableSet(
            f"{MANIFEST} says neither bulk, delta nor absent of {name}.csv.",
            "Correct the manifest, or remove it to import the set as a full one.",
        )
    return mode


def _settle(
    name: str, mode: FileMode | None, files: Mapping[str, Opener], general: FileMode, log: Log
) -> FileMode:
    present = name.lower() in files
    if mode is None:
        return general if present else FileMode.ABSENT
    if mode is FileMode.ABSENT and present:
        log.note(
            name,
            0,
            "",
            f"{MANIFEST} says that the file is absent, so it was not read.",
            "Correct the manifest if the file should be read.",
        )
    if mode is not FileMode.ABSENT and not present:
        raise UnusableSet(
            f"{MANIFEST} says that {name} is part of the set, but it is not there.",
            "Export the set again, with all its files.",
        )
    return mode


def _require(modes: Mapping[str, FileMode], is_delta: bool) -> None:
    missing = [name for name in REQUIRED if modes[name] is FileMode.ABSENT]
    if missing and not is_delta:
        raise UnusableSet(
            f"The required file{'s' if missing[1:] else ''} {' and '.join(missing)} "
            f"{'are' if missing[1:] else 'is'} missing.",
            "A OneRoster CSV set holds orgs.csv and users.csv; give the folder or zip that holds them.",
        )
