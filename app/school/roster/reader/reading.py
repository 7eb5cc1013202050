"""Read one OneRoster set from a folder or a zip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TypeVar

from .choosing import choose_set
from .classes import ClassBuilder
from .columns import (
    CLASSES,
    COURSES,
    ENROLLMENTS,
    ORGS,
    READ,
    RELATIONSHIPS,
    ROLES,
    SESSIONS,
    USERS,
    FileColumns,
)
from .findings import Log, UnusableSet
from .left_out import list_left_out
from .orgs import read_orgs
from .people import PeopleReader
from .plan import Plan, make_plan
from .register import Register, read_rows
from .shapes import Course, Enrollment, Org, RosterSet, SchoolClass, Session
from .sources import Opener, open_source
from .table import Row, Table
from .words import FileMode, RowStatus, SetMode

T = TypeVar("T")


def read_roster(source: Path | BinaryIO) -> RosterSet:
    """Read a set from a folder, a zip file, or an open zip.

    Refuses: with UnusableSet, a set of which nothing can be used. Single rows are refused inside the result.
    """
    with open_source(source) as found:
        files = choose_set(found)
        log = Log()
        return _Reading(files, make_plan(files, log), log).read()


class _Reading:
    """Read the files of one plan, in the order in which they point to each other."""

    def __init__(self, files: Mapping[str, Opener], plan: Plan, log: Log) -> None:
        self.files, self.plan, self.log = files, plan, log
        self.modes = dict(plan.modes)
        self._drop_files_without_a_line()
        self.orgs = self._register(ORGS, "an organization")
        self.users = self._register(USERS, "a person")
        self.people = PeopleReader(log, self.orgs, self.users)

    def read(self) -> RosterSet:
        """Read all files."""
        orgs = self._read_orgs()
        self._read_people()
        sessions, courses, classes, enrollments = self._read_classes()
        self._list_left_out()
        plan, log = self.plan, self.log
        return RosterSet(
            version=plan.version,
            mode=plan.mode,
            file_modes=MappingProxyType(self.modes),
            orgs=orgs,
            people=self.people.finished(),
            memberships=tuple(self.people.memberships),
            sessions=sessions,
            courses=courses,
            classes=classes,
            enrollments=enrollments,
            refused_orgs=self.orgs.refused_only(),
            refused_people=self.users.refused_only(),
            people_with_refused_roles=frozenset(log.people_with_refused_roles),
            refusals=tuple(log.refusals),
            notes=tuple(log.notes),
            left_out_columns=log.left_out_columns(),
            counts=tuple(log.counts),
        )

    def _drop_files_without_a_line(self) -> None:
        for spec in READ.values():
            if self._has(spec) and not self._probe(spec, has_rows=False):
                self.modes[spec.file] = FileMode.ABSENT
                self.log.note(
                    spec.file,
                    0,
                    "",
                    "The file is empty, so it was taken as absent.",
                    "Leave the file out of the set, or export it with its header.",
                )

    def _probe(self, spec: FileColumns, *, has_rows: bool) -> bool:
        with closing(self._table(spec, Log())) as table:
            return next(table.rows(), None) is not None if has_rows else not table.is_empty

    def _has(self, spec: FileColumns) -> bool:
        return self.modes[spec.file] is not FileMode.ABSENT

    def _table(self, spec: FileColumns, log: Log) -> Table:
        return Table(spec, self.files[spec.file.lower()], log)

    def _register(self, spec: FileColumns, noun: str) -> Register:
        return Register(spec.file, noun, self.modes[spec.file] is FileMode.BULK)

    def _require_rows(self, spec: FileColumns) -> None:
        is_needed = self.plan.mode is SetMode.FULL or self.modes[spec.file] is FileMode.BULK
        if is_needed and not (self._has(spec) and self._probe(spec, has_rows=True)):
            raise UnusableSet(
                f"{spec.file} has no rows.", "Export the set again: a full set names everybody it keeps."
            )

    def _read_orgs(self) -> tuple[Org, ...]:
        self._require_rows(ORGS)
        if not self._has(ORGS):
            return ()
        with closing(self._table(ORGS, self.log)) as table:
            return read_orgs(table, self.modes[ORGS.file], self.log, self.orgs)

    def _read_people(self) -> None:
        self._require_rows(USERS)
        with_roles = not (self._has(ROLES) and self._probe(ROLES, has_rows=True))
        if self._has(USERS):
            with closing(self._table(USERS, self.log)) as table:
                in_users = table.has("role") and table.has("orgSourcedIds")
                self._require_roles(with_roles, in_users)
                self.people.read_users(table, self.modes[USERS.file], with_roles=with_roles and in_users)
        if self._has(ROLES):
            with closing(self._table(ROLES, self.log)) as table:
                self.people.read_roles(table, self.modes[ROLES.file], self._register(ROLES, "a role"))
        if self._has(RELATIONSHIPS):
            with closing(self._table(RELATIONSHIPS, self.log)) as table:
                self.people.read_relationships(table, self.modes[RELATIONSHIPS.file])

    def _require_roles(self, with_roles: bool, in_users: bool) -> None:
        if with_roles and not in_users and not self._has(ROLES) and self.plan.mode is SetMode.FULL:
            raise UnusableSet(
                "Nobody has a role: users.csv lacks role and orgSourcedIds, and there is no roles.csv.",
                "Export OneRoster 1.1 with the role in users.csv, or OneRoster 1.2 with its roles.csv.",
            )

    def _read_classes(
        self,
    ) -> tuple[tuple[Session, ...], tuple[Course, ...], tuple[SchoolClass, ...], tuple[Enrollment, ...]]:
        sessions = self._register(SESSIONS, "a session")
        courses = self._register(COURSES, "a course")
        classes = self._register(CLASSES, "a class")
        build = ClassBuilder(self.log, self.orgs, self.users, sessions, courses, classes)
        if self._has(ENROLLMENTS) and not self._has(CLASSES) and self.plan.mode is SetMode.FULL:
            self.modes[ENROLLMENTS.file] = FileMode.ABSENT
            reason = "There is no classes.csv, so enrollments.csv was not read."
            self.log.note(ENROLLMENTS.file, 0, "", reason, "Add classes.csv to the set.")
        return (
            self._rows(SESSIONS, build.session, sessions),
            self._rows(COURSES, build.course, courses),
            self._rows(CLASSES, build.school_class, classes),
            self._rows(ENROLLMENTS, build.enrollment, self._register(ENROLLMENTS, "an enrollment")),
        )

    def _rows(
        self, spec: FileColumns, build: Callable[[Row, RowStatus], T], register: Register
    ) -> tuple[T, ...]:
        if not self._has(spec):
            return ()
        with closing(self._table(spec, self.log)) as table:
            kept = register if table.has("sourcedId") else None
            return tuple(read_rows(table, self.modes[spec.file], self.log, build, kept))

    def _list_left_out(self) -> None:
        read = {spec.file.lower() for spec in READ.values() if self._has(spec)}
        list_left_out({name: opener for name, opener in self.files.items() if name not in read}, self.log)
