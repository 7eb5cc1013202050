"""Read academicSessions.csv, courses.csv, classes.csv and enrollments.csv."""

from __future__ import annotations

from .cells import listed, need, span, truth, typed, word
from .findings import Log, RowProblem
from .register import Register, pointer
from .shapes import Course, Enrollment, SchoolClass, Session
from .table import Row
from .words import ROLES, SESSION_KINDS, RowStatus

DROPPED = "The class was kept without it. Correct the cell, or the file it points to."


class ClassBuilder:
    """Build sessions, courses, classes and enrollments from rows, checking what they point to."""

    def __init__(
        self,
        log: Log,
        orgs: Register,
        people: Register,
        sessions: Register,
        courses: Register,
        classes: Register,
    ) -> None:
        self.log, self.orgs, self.people = log, orgs, people
        self.sessions, self.courses, self.classes = sessions, courses, classes

    def session(self, row: Row, status: RowStatus) -> Session:
        """Build one academic session."""
        ends = status is RowStatus.TOBEDELETED
        if not ends:
            need(row, "startDate")
            need(row, "endDate")
        start_on, end_on = span(row, "startDate", "endDate")
        if not ends and (start_on is None or end_on is None):
            raise RowProblem("startDate", "The session has no dates.", "Fill in startDate and endDate.")
        return Session(
            sourced_id=row["sourcedId"],
            status=status,
            title=row["title"] if ends else need(row, "title"),
            kind=None if ends and not row["type"] else word(row, "type", SESSION_KINDS),
            start_on=start_on,
            end_on=end_on,
            parent=typed(row, "parentSourcedId"),
            school_year=row["schoolYear"],
            line=row.line,
        )

    def course(self, row: Row, status: RowStatus) -> Course:
        """Build one course."""
        org = typed(row, "orgSourcedId")
        return Course(
            sourced_id=row["sourcedId"],
            status=status,
            title=row["title"] if status is RowStatus.TOBEDELETED else need(row, "title"),
            code=row["courseCode"],
            org=self.orgs.check(org, "orgSourcedId") if org else "",
            grades=listed(row, "grades"),
            subjects=listed(row, "subjects"),
            line=row.line,
        )

    def school_class(self, row: Row, status: RowStatus) -> SchoolClass:
        """Build one class; a course or session it names in vain is noted and dropped."""
        ends = status is RowStatus.TOBEDELETED
        org = row["schoolSourcedId"] if ends else need(row, "schoolSourcedId")
        if org:
            self.orgs.check(org, "schoolSourcedId")
        course = typed(row, "courseSourcedId")
        return SchoolClass(
            sourced_id=row["sourcedId"],
            status=status,
            title=row["title"] if ends else need(row, "title"),
            code=row["classCode"],
            kind=row["classType"],
            location=row["location"],
            org=org,
            course=course if course and self._is_known(row, "courseSourcedId", course, self.courses) else "",
            sessions=tuple(
                name
                for name in listed(row, "termSourcedIds")
                if self._is_known(row, "termSourcedIds", name, self.sessions)
            ),
            grades=listed(row, "grades"),
            periods=listed(row, "periods"),
            line=row.line,
        )

    def enrollment(self, row: Row, status: RowStatus) -> Enrollment:
        """Build one enrollment."""
        ends = status is RowStatus.TOBEDELETED
        org = typed(row, "schoolSourcedId")
        begin_on, end_on = span(row, "beginDate", "endDate")
        return Enrollment(
            sourced_id=row["sourcedId"],
            status=status,
            school_class=pointer(row, "classSourcedId", self.classes, status),
            person=pointer(row, "userSourcedId", self.people, status),
            org=self.orgs.check(org, "schoolSourcedId") if org else "",
            role=None if ends and not row["role"] else word(row, "role", ROLES),
            primary=truth(row, "primary", False),
            begin_on=begin_on,
            end_on=end_on,
            line=row.line,
        )

    def _is_known(self, row: Row, column: str, value: str, register: Register) -> bool:
        reason = register.doubt(value)
        if reason:
            self.log.note(row.file, row.line, column, reason, DROPPED)
        return not reason
