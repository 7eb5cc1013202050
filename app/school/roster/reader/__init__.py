"""Read a OneRoster 1.1 or 1.2 CSV set: `read_roster(path_or_open_zip)` gives a frozen RosterSet.

Pure: no database, no web. What the product has no purpose for is dropped here and never leaves this package.
"""

from __future__ import annotations

from .findings import FileCount, Note, Refusal, UnusableSet
from .reading import read_roster
from .shapes import Course, Enrollment, Membership, Org, Person, RosterSet, SchoolClass, Session, UserId
from .words import FileMode, OrgKind, RosterRole, RowStatus, SessionKind, SetMode

__all__ = [
    "Course",
    "Enrollment",
    "FileCount",
    "FileMode",
    "Membership",
    "Note",
    "Org",
    "OrgKind",
    "Person",
    "Refusal",
    "RosterRole",
    "RosterSet",
    "RowStatus",
    "SchoolClass",
    "Session",
    "SessionKind",
    "SetMode",
    "UnusableSet",
    "UserId",
    "read_roster",
]
