"""Translate the set's words (roles, kinds of organization, states) into ours."""

from __future__ import annotations

from enum import StrEnum


class RowStatus(StrEnum):
    """State of a record in the set."""

    ACTIVE = "active"
    TOBEDELETED = "tobedeleted"


class SetMode(StrEnum):
    """Whether a set holds everything, or only what changed."""

    FULL = "full"
    DELTA = "delta"


class FileMode(StrEnum):
    """What the manifest says of one file."""

    BULK = "bulk"
    DELTA = "delta"
    ABSENT = "absent"


class RosterRole(StrEnum):
    """What somebody is in an organization or class."""

    STUDENT = "student"
    TEACHER = "teacher"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"
    CAREGIVER = "caregiver"


class OrgKind(StrEnum):
    """Kind of organization, widest first."""

    NATIONAL = "national"
    STATE = "state"
    LOCAL = "local"
    DISTRICT = "district"
    SCHOOL = "school"
    DEPARTMENT = "department"


class SessionKind(StrEnum):
    """Kind of academic session."""

    SCHOOL_YEAR = "schoolYear"
    SEMESTER = "semester"
    TERM = "term"
    GRADING_PERIOD = "gradingPeriod"


def fold(word: str) -> str:
    """Bring a word of an enumeration to its comparable form."""
    folded = word.strip().lower().removeprefix("ext:")
    return folded.replace(" ", "").replace("_", "").replace("-", "")


STATUSES = {
    "active": RowStatus.ACTIVE,
    "tobedeleted": RowStatus.TOBEDELETED,
    "inactive": RowStatus.TOBEDELETED,
}

TRUTHS = {"true": True, "1": True, "yes": True, "primary": True} | {
    "false": False,
    "0": False,
    "no": False,
    "secondary": False,
}

FILE_MODES = {"bulk": FileMode.BULK, "delta": FileMode.DELTA, "absent": FileMode.ABSENT}


def _table(words: dict[str, RosterRole]) -> dict[str, RosterRole]:
    return {word: role for group, role in words.items() for word in group.split()}


ROLES = _table(
    {
        "student learner pupil": RosterRole.STUDENT,
        "teacher professor lecturer instructor faculty substituteteacher coteacher": RosterRole.TEACHER,
        "aide proctor principal counselor counsellor staff assistant tutor": RosterRole.STAFF,
        "teachingassistant librarian nurse coach superintendent technician advisor": RosterRole.STAFF,
        "administrator districtadministrator siteadministrator systemadministrator": RosterRole.ADMINISTRATOR,
        "guardian parent relative caregiver": RosterRole.CAREGIVER,
    }
)

ORG_KINDS = {
    word: kind
    for words, kind in {
        "national country ministryofeducation federal": OrgKind.NATIONAL,
        "state province territory stateeducationagency": OrgKind.STATE,
        "local cooperative region regional county municipality parish consortium": OrgKind.LOCAL,
        "district localeducationagency": OrgKind.DISTRICT,
        "school college university institution campus charter": OrgKind.SCHOOL,
        "department dept division program faculty": OrgKind.DEPARTMENT,
    }.items()
    for word in words.split()
}

SESSION_KINDS = {
    "schoolyear": SessionKind.SCHOOL_YEAR,
    "semester": SessionKind.SEMESTER,
    "term": SessionKind.TERM,
    "trimester": SessionKind.TERM,
    "quarter": SessionKind.TERM,
    "gradingperiod": SessionKind.GRADING_PERIOD,
}
