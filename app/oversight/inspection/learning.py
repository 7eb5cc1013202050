"""What a bundle says of a team member's learning: teams, lessons, quizzes, grades, certificates."""

from collections.abc import Callable
from typing import Any

from app.audit.work import Work
from app.helpdesk.words import plain
from app.identity.actor import Day
from app.oversight.holds.view_models import day_words
from app.oversight.inspection import queries
from app.oversight.inspection.view_models import guardian_of

Lines = tuple[tuple[str, tuple[str, ...]], ...]
GUARDIAN = "Guardian permission"


def learning_lines(work: Work, person: int) -> Lines:
    """Return each part of a learning record with its lines; parts with nothing are left out."""
    parts: tuple[tuple[str, Any, Callable[[Any, Day], str]], ...] = (
        ("Teams", queries.teams, _team),
        (GUARDIAN, queries.guardians, guardian_of),
        ("Lessons read", queries.lessons, lambda row, _day: f"{row.module}, {row.lesson}"),
        ("Quizzes", queries.quizzes, _quiz),
        ("Grades", queries.grades, _grade),
        ("Certificates", queries.certificates, _certificate),
    )
    found = [
        (title, tuple(say(row, work.day) for row in work.rows(of(work.actor, person))))
        for title, of, say in parts
    ]
    return tuple((title, lines) for title, lines in found if lines)


def _team(row: Any, _day: Day) -> str:
    called = f"as {row.working_name}" if row.working_name else "without a working name"
    return f"{row.name}, {row.school_year}: {row.rung}, {called}, to {day_words(row.ends_on)}"


def _quiz(row: Any, day: Day) -> str:
    passed = "passed" if row.passed else "not passed"
    return f"{row.module}, {day_words(day(row.finished_at))}: {row.right_count} right, {passed}"


def _grade(row: Any, day: Day) -> str:
    given = f"{row.number or 'a ticket'}, {day_words(day(row.graded_at))}: {row.verdict}."
    return f"{given} {plain(row.comment_masked)}".strip()


def _certificate(row: Any, _day: Day) -> str:
    verified = ", verified" if row.verified_at else ", taken back" if row.withdrawn_at else ""
    return f"{row.programme}, {day_words(row.issued_on)}{verified}"
