"""Name what a demo story holds."""

from __future__ import annotations

from app.kernel.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """Hold one wording of the trouble, with placeholders, and the tokens that decide how it is handled."""

    text: str
    decide: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the thread: a tech's public reply, the asker's answer, or an internal note."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold how good the tech's first reply was: good, needs_edit or returned, and the bad wording."""

    quality: str
    bad: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Hold how the ticket ended: solved, escalated, waiting, withdrawn or reopened."""

    kind: str
    found: str
    cause: str
    fix: str
    closure: str | None
    escalation: str | None
    pending: str | None
    solution: str
    reopening: str


@dataclass(frozen=True, slots=True)
class Story:
    """Hold one believable ticket from the first words to the end."""

    key: str
    category: str
    becomes: str | None
    asked_by: str
    title: str
    openings: tuple[Opening, ...]
    where: str
    device: str
    thread: tuple[Line, ...]
    tries: tuple[str, ...]
    ending: Ending
    draft: Draft
    objectives: tuple[str, ...]
    level: int
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Misuse:
    """Hold one thing a student tech did that a reviewing teacher should find.

    Units: spread_minutes from the first to the last act.
    """

    key: str
    title: str
    act: str
    when: str
    target: str
    count: int
    spread_minutes: int
    note: str
    marks: tuple[str, ...]
    teacher_asks: str
    student_says: str
    outcome: str
