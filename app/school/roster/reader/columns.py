"""List the columns that are read from each file, with the names other exports give them."""

from __future__ import annotations

from app.kernel.frozen import dataclass


@dataclass(frozen=True, slots=True)
class FileColumns:
    """Name a file's columns: those its header must have, and all that are read, with their other spellings.

    Shape: `wanted` maps our name of a column to the header names that mean it.
    """

    file: str
    needed: tuple[str, ...]
    wanted: dict[str, tuple[str, ...]]


def _columns(file: str, needed: str, optional: str, **aliases: str) -> FileColumns:
    names = (*needed.split(), *optional.split())
    wanted = {name: (name.lower(), *aliases.get(name, "").lower().split()) for name in names}
    return FileColumns(file, tuple(needed.split()), wanted)


ORGS = _columns("orgs.csv", "sourcedId name type", "status identifier parentSourcedId")
USERS = _columns(
    "users.csv",
    "sourcedId username givenName familyName",
    "status enabledUser orgSourcedIds role userIds middleName preferredGivenName preferredFamilyName"
    " identifier email sms phone agentSourcedIds grades primaryOrgSourcedId",
    grades="grade",
    orgSourcedIds="orgSourcedId",
)
ROLES = _columns(
    "roles.csv",
    "userSourcedId orgSourcedId role",
    "sourcedId status roleType beginDate endDate grades",
    roleType="isPrimary",
    beginDate="roleStartDate",
    endDate="roleEndDate",
    grades="grade",
)
RELATIONSHIPS = _columns("relationships.csv", "userSourcedId relationshipUserSourcedId", "status")
SESSIONS = _columns(
    "academicSessions.csv", "sourcedId title type startDate endDate", "status parentSourcedId schoolYear"
)
COURSES = _columns(
    "courses.csv",
    "sourcedId title",
    "status courseCode grades orgSourcedId subjects",
    courseCode="code",
    grades="grade",
    subjects="subject",
)
CLASSES = _columns(
    "classes.csv",
    "sourcedId title schoolSourcedId",
    "status grades courseSourcedId classCode classType location termSourcedIds periods",
    schoolSourcedId="orgSourcedId",
    termSourcedIds="sessionSourcedIds termSourcedId sessionSourcedId",
    classCode="code",
    grades="grade",
    periods="period",
)
ENROLLMENTS = _columns(
    "enrollments.csv",
    "classSourcedId userSourcedId role",
    "sourcedId status schoolSourcedId primary beginDate endDate",
    schoolSourcedId="orgSourcedId",
    primary="isPrimary",
)

READ = {
    spec.file.lower(): spec
    for spec in (
        ORGS,
        USERS,
        ROLES,
        RELATIONSHIPS,
        SESSIONS,
        COURSES,
        CLASSES,
        ENROLLMENTS,
    )
}
MANIFEST = "manifest.csv"
# Files of the standard, as the manifest calls them ("file.users"); profiles are known but never read.
STANDARD = ("orgs", "users", "roles", "userProfiles", "academicSessions", "courses", "classes", "enrollments")
