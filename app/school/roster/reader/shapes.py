"""Hold what a roster set says: frozen, and free of every column the product has no purpose for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from app.kernel.frozen import dataclass

from .findings import FileCount, Note, Refusal
from .words import FileMode, OrgKind, RosterRole, RowStatus, SessionKind, SetMode


@dataclass(frozen=True, slots=True)
class Org:
    """Hold one organization. `parent` is empty at the top, or when the parent is not in the set."""

    sourced_id: str
    status: RowStatus
    name: str
    kind: OrgKind | None  # None only in a row that ends the organization and names no type
    identifier: str
    parent: str
    line: int


@dataclass(frozen=True, slots=True)
class Membership:
    """Hold what one person is in one organization.

    Shape: `sourced_id` is empty where the role stands in users.csv; a stable key is then person, org, role.
    """

    sourced_id: str
    status: RowStatus
    person: str
    org: str
    role: RosterRole | None  # None only in a row that ends the membership and names no role
    primary: bool
    begin_on: date | None
    end_on: date | None
    line: int


@dataclass(frozen=True, slots=True)
class UserId:
    """Hold a person's id in another system."""

    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Hold one person, in text as written but for spaces at the ends. Its repr shows no personal text."""

    sourced_id: str
    status: RowStatus
    enabled: bool
    username: str
    given_name: str
    family_name: str
    middle_name: str
    preferred_given_name: str
    preferred_family_name: str
    identifier: str  # the student or staff number
    email: str
    sms: str
    phone: str
    grades: tuple[str, ...]
    agents: tuple[str, ...]  # sourced ids of guardians
    user_ids: tuple[UserId, ...]
    primary_org: str
    roles: tuple[Membership, ...]
    line: int

    def __repr__(self) -> str:
        return f"Person(line={self.line}, status={self.status.value!r}, roles={len(self.roles)})"


@dataclass(frozen=True, slots=True)
class Session:
    """Hold one academic session. Dates and kind may be None only in a row that ends it."""

    sourced_id: str
    status: RowStatus
    title: str
    kind: SessionKind | None
    start_on: date | None
    end_on: date | None
    parent: str
    school_year: str
    line: int


@dataclass(frozen=True, slots=True)
class Course:
    """Hold one course."""

    sourced_id: str
    status: RowStatus
    title: str
    code: str
    org: str
    grades: tuple[str, ...]
    subjects: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """Hold one class of a school."""

    sourced_id: str
    status: RowStatus
    title: str
    code: str
    kind: str
    location: str
    org: str
    course: str
    sessions: tuple[str, ...]
    grades: tuple[str, ...]
    periods: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Enrollment:
    """Hold one person's place in one class. `sourced_id` is empty when the file has no such column."""

    sourced_id: str
    status: RowStatus
    school_class: str
    person: str
    org: str
    role: RosterRole | None  # None only in a row that ends the enrollment and names no role
    primary: bool
    begin_on: date | None
    end_on: date | None
    line: int


@dataclass(frozen=True, slots=True)
class RosterSet:
    """Hold one whole set.

    Shape: `file_modes` names each file ("users.csv") as bulk, delta or absent: only a bulk file may end what
    it does not mention. `mode` is delta as soon as one file is. `refused_orgs`, `refused_people` (sourced
    ids) and the roles of `people_with_refused_roles` stand in the set but were refused: they are not absent,
    and may not be ended for it. References to a file that is not bulk are not checked: they may point to what
    is known already.
    """

    version: str
    mode: SetMode
    file_modes: Mapping[str, FileMode]
    orgs: tuple[Org, ...]
    people: tuple[Person, ...]
    memberships: tuple[Membership, ...]
    sessions: tuple[Session, ...]
    courses: tuple[Course, ...]
    classes: tuple[SchoolClass, ...]
    enrollments: tuple[Enrollment, ...]
    refused_orgs: frozenset[str]
    refused_people: frozenset[str]
    people_with_refused_roles: frozenset[str]
    refusals: tuple[Refusal, ...]
    notes: tuple[Note, ...]
    left_out_columns: tuple[tuple[str, str], ...]  # (file, column); column "*" is a file not read at all
    counts: tuple[FileCount, ...]
