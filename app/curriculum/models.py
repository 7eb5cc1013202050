"""Lessons read, quizzes taken, practice runs, grades, evidence, sign-offs and certificates.

A student's learning record is personal: it lies in the vault, and `own` reads the student's own rows only.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime, index_where
from app.kernel.zones import zone

_ME = "current_setting('cadre.person', true)::bigint"


def _record(column: str = "student_id", **clearances: str) -> dict[str, Any]:
    """Return the zone of a learning record that belongs to the person in a column."""
    rights = {"masked": "", "own": "r", **clearances}
    return zone("vault", "learning", **rights) | {"own_rows": f"{column} = {_ME}"}


class LessonRead(Base):
    """A lesson that a person read to its end."""

    __tablename__ = "lesson_read"
    __table_args__ = (
        sa.UniqueConstraint("student_id", "module", "lesson"),
        {"info": _record(own="r i")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    student_id: Mapped[int] = mapped_column(Id)
    module: Mapped[str] = mapped_column(sa.String(40), info=personal("never", "learn", "student"))
    lesson: Mapped[str] = mapped_column(sa.String(40), info=personal("never", "learn", "student"))
    read_at: Mapped[datetime] = mapped_column(UtcTime)


class QuizAttempt(Base):
    """One attempt at a module's quiz: the items drawn, the answers, the result; all are kept, one is open."""

    __tablename__ = "quiz_attempt"
    __table_args__ = (
        sa.Index("ix_quiz_attempt_student", "student_id", "module"),
        index_where(
            "uq_quiz_attempt_open",
            "student_id",
            "module",
            unique=True,
            where="finished_at IS NULL",
        ),
        {"info": _record(own="r i u(answers,finished_at,right_count,passed)")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    student_id: Mapped[int] = mapped_column(Id)
    module: Mapped[str] = mapped_column(sa.String(40), info=personal("never", "learn", "student"))
    version: Mapped[int] = mapped_column(info=personal("never", "learn", "student"))
    drawn: Mapped[list[Any]] = mapped_column(Json, info=personal("never", "learn", "student"))
    answers: Mapped[dict[str, Any]] = mapped_column(Json, info=personal("never", "learn", "student"))
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)
    right_count: Mapped[int | None] = mapped_column(info=personal("never", "learn", "student"))
    passed: Mapped[bool | None] = mapped_column(info=personal("never", "learn", "student"))


class PracticeRun(Base):
    """A practice ticket that a teacher opened from a written story for one student."""

    __tablename__ = "practice_run"
    __table_args__ = (
        sa.UniqueConstraint("ticket_id"),
        sa.Index("ix_practice_run_student", "student_id"),
        {"info": zone("open", "learning", masked="r u(shown)")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    student_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int] = mapped_column(Id)
    story: Mapped[str] = mapped_column(sa.String(40), info=plain("a written story"))
    opened_by_id: Mapped[int] = mapped_column(Id)
    opened_at: Mapped[datetime] = mapped_column(UtcTime)
    shown: Mapped[list[str]] = mapped_column(Json, info=plain("parts of a written story"))


class SignOff(Base):
    """A person's word on one proposed ending of practice work; a peer's counts half until a teacher looks.

    Shape: verdict is accepted or returned; signer_role is peer_trainer or teacher.
    """

    __tablename__ = "sign_off"
    __table_args__ = (
        sa.UniqueConstraint("resolution_id", "signer_id"),
        sa.Index("ix_sign_off_student", "student_id"),
        sa.Index("ix_sign_off_ticket", "ticket_id"),
        {"info": zone("open", "learning", masked="r i", own="r")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    resolution_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("resolution.id"))
    student_id: Mapped[int] = mapped_column(Id)
    signer_id: Mapped[int] = mapped_column(Id)
    signer_role: Mapped[str] = mapped_column(sa.String(20))
    verdict: Mapped[str] = mapped_column(sa.String(12))
    comment_masked: Mapped[str] = mapped_column(
        sa.Text, default="", info=personal("masked", "learn", "student")
    )
    signed_at: Mapped[datetime] = mapped_column(UtcTime)


class Grade(Base):
    """One grading of one piece of work; a correction supersedes, nothing is lost.

    Shape: verdict is accept, practice, resubmit or reject; supersedes_id is 0 for the first of a chain, so
    that two first gradings, or two corrections of the same one, cannot both be kept.
    """

    __tablename__ = "grade"
    __table_args__ = (
        sa.UniqueConstraint("ticket_id", "student_id", "supersedes_id"),
        sa.Index("ix_grade_student", "student_id", "graded_at"),
        {"info": _record() | {"append_only": True, "purged": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    student_id: Mapped[int] = mapped_column(Id)
    grader_id: Mapped[int] = mapped_column(Id)
    rubric_version: Mapped[int] = mapped_column(info=plain("a version"))
    levels: Mapped[dict[str, Any]] = mapped_column(Json, info=personal("never", "learn", "student"))
    objectives: Mapped[list[str]] = mapped_column(Json, info=personal("never", "learn", "student"))
    verdict: Mapped[str] = mapped_column(sa.String(15), info=personal("never", "learn", "student"))
    comment_masked: Mapped[str] = mapped_column(
        sa.Text, default="", info=personal("never", "learn", "student")
    )
    supersedes_id: Mapped[int] = mapped_column(Id, default=0)
    supersede_reason: Mapped[str] = mapped_column(
        sa.String(200), default="", info=personal("never", "learn", "student")
    )
    graded_at: Mapped[datetime] = mapped_column(UtcTime)


class Evidence(Base):
    """A frozen, masked piece of work toward an objective, with how much help there was."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.Index("ix_evidence_student", "student_id", "objective"),
        sa.UniqueConstraint("grade_id", "objective"),
        {"info": _record() | {"append_only": True, "purged": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    student_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    grade_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("grade.id"))
    framework: Mapped[str] = mapped_column(sa.String(20), info=plain("an exam"))
    objective: Mapped[str] = mapped_column(sa.String(12), info=personal("never", "learn", "student"))
    kind: Mapped[str] = mapped_column(sa.String(10), info=plain("live or practice"))
    assistance: Mapped[str] = mapped_column(sa.String(12), info=personal("never", "learn", "student"))
    score: Mapped[float] = mapped_column(info=personal("never", "learn", "student"))
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json, info=personal("never", "learn", "student"))
    snapshot_hash: Mapped[str] = mapped_column(sa.String(64))
    worked_on: Mapped[date]
    accepted_at: Mapped[datetime] = mapped_column(UtcTime)


class EvidenceVersion(Base):
    """A snapshot masked again after the names or words of the district changed; the newest one is shown.

    Shape: the first version is the evidence itself; later ones begin at two.
    """

    __tablename__ = "evidence_version"
    __table_args__ = (
        sa.UniqueConstraint("evidence_id", "version"),
        {"info": _record() | {"append_only": True, "purged": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    student_id: Mapped[int] = mapped_column(Id)
    evidence_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("evidence.id"))
    version: Mapped[int] = mapped_column(info=plain("a count"))
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json, info=personal("never", "learn", "student"))
    snapshot_hash: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class Certificate(Base):
    """A student's vendor certificate: recorded, taken back, or verified or refused by a teacher; expiring."""

    __tablename__ = "certificate"
    __table_args__ = (
        sa.UniqueConstraint("student_id", "programme", "issued_on", "reference"),
        {"info": _record(own="r i u(expires_on,withdrawn_at)")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    student_id: Mapped[int] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(sa.String(40), info=personal("never", "learn", "student"))
    reference: Mapped[str] = mapped_column(
        sa.String(80), default="", info=personal("never", "learn", "student")
    )
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(Id)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    verified_by_id: Mapped[int | None] = mapped_column(Id)
    verified_at: Mapped[datetime | None] = mapped_column(UtcTime)
    refused_by_id: Mapped[int | None] = mapped_column(Id)
    refused_at: Mapped[datetime | None] = mapped_column(UtcTime)
    refused_why: Mapped[str | None] = mapped_column(sa.String(12), info=personal("never", "learn", "student"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)
