"""What reviewers did: questions and their answers, verdicts, accepted looks, samples, second readings, weeks."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone

_ME = "current_setting('cadre.person', true)::bigint"
_RECORD = "as_long_as_the_record"
_STAFF_ONLY = {"masked": "", "own": "", "reveal": "", "sign_in": ""}


def _asked(event: str) -> str:
    return f"EXISTS (SELECT 1 FROM review_question q WHERE q.event_id = {event} AND q.person_id = {_ME})"


class WeekReview(Base):
    """A reviewer's sign-off of one person's week of trail."""

    __tablename__ = "week_review"
    __table_args__ = (
        sa.UniqueConstraint("tech_id", "week_on"),
        {"info": zone("open", _RECORD, masked="", own="") | {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int] = mapped_column(Id)
    tech_id: Mapped[int] = mapped_column(Id)
    week_on: Mapped[date]
    reviewer_id: Mapped[int] = mapped_column(Id)
    signed_at: Mapped[datetime] = mapped_column(UtcTime)
    counts: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("counts"))


class Explanation(Base):
    """A reviewer's verdict on one look and their words; ``said_masked`` is what the student reads of them."""

    __tablename__ = "explanation"
    __table_args__ = (
        sa.UniqueConstraint("event_id"),
        {
            "info": zone("vault", _RECORD, own="r(event_id,district_id,verdict,said_masked,explained_at)")
            | {"append_only": True, "purged": True, "own_rows": _asked("explanation.event_id")}
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    event_id: Mapped[str] = mapped_column(sa.String(32), info=plain("the key of an event"))
    verdict: Mapped[str] = mapped_column(sa.String(12), info=personal("never", "answer", "student"))
    words: Mapped[str] = mapped_column(sa.Text, info=personal("never", "answer", "student"))
    by_id: Mapped[int] = mapped_column(Id)
    explained_at: Mapped[datetime] = mapped_column(UtcTime)
    said_masked: Mapped[str | None] = mapped_column(sa.Text, info=personal("never", "answer", "student"))


class ReviewQuestion(Base):
    """A question about one look, asked before it is judged. Shape: code names the words; none names a reason."""

    __tablename__ = "review_question"
    __table_args__ = (
        sa.UniqueConstraint("event_id"),
        sa.Index("ix_review_question_person", "person_id", "asked_at"),
        {
            "info": zone("open", _RECORD, **{**_STAFF_ONLY, "own": "r(id,district_id,event_id,person_id,"
                         "asked_at,due_at,code)"})
            | {"append_only": True, "own_rows": f"person_id = {_ME}"}
        },
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    event_id: Mapped[str] = mapped_column(sa.String(32))
    person_id: Mapped[int] = mapped_column(Id)
    asked_by_id: Mapped[int] = mapped_column(Id)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    code: Mapped[str] = mapped_column(sa.String(30))


class ReviewAnswer(Base):
    """What the student said to a question, once."""

    __tablename__ = "review_answer"
    __table_args__ = (
        {
            "info": zone("vault", _RECORD, own="r i")
            | {
                "append_only": True,
                "purged": True,
                "own_rows": "EXISTS (SELECT 1 FROM review_question q"
                f" WHERE q.id = question_id AND q.person_id = {_ME})",
            }
        },
    )

    question_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("review_question.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    words: Mapped[str] = mapped_column(sa.Text, info=personal("never", "answer", "student"))
    answered_at: Mapped[datetime] = mapped_column(UtcTime)


class ReviewAcceptance(Base):
    """The explained looks of one person's week, accepted in one act. Shape: digest is of their sorted ids."""

    __tablename__ = "review_acceptance"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "week_on"),
        {"info": zone("open", _RECORD, **_STAFF_ONLY) | {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    week_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(Id)
    accepted_at: Mapped[datetime] = mapped_column(UtcTime)
    looks: Mapped[int]
    digest: Mapped[str] = mapped_column(sa.String(64), info=plain("a hash"))


class ReviewSeed(Base):
    """The secret of a school's weekly sample: its hash is an event before the week, itself one after it."""

    __tablename__ = "review_seed"
    __table_args__ = (
        {
            "info": zone("secret", _RECORD, sign_in="", staff="r(site_id,week_on,district_id,digest,committed_at,"
                         "revealed_at)")
        },
    )  # fmt: skip

    site_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    week_on: Mapped[date] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(Id)
    seed: Mapped[str] = mapped_column(sa.String(64), info=personal("never", "answer"))
    digest: Mapped[str] = mapped_column(sa.String(64), info=personal("never", "answer"))
    committed_at: Mapped[datetime] = mapped_column(UtcTime)
    revealed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ReviewPick(Base):
    """A look that somebody must read: a flag, an emergency, or one of the sample. Shape: second wants two readers."""

    __tablename__ = "review_pick"
    __table_args__ = (
        sa.Index("ix_review_pick_week", "district_id", "week_on", "person_id"),
        {"info": zone("open", _RECORD, **_STAFF_ONLY) | {"append_only": True}},
    )

    event_id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    week_on: Mapped[date]
    why: Mapped[str] = mapped_column(sa.String(12), info=plain("a code"))
    second: Mapped[bool]


class SecondReading(Base):
    """What a second reader made of a look, without having seen the first one's verdict."""

    __tablename__ = "review_second"
    __table_args__ = ({"info": zone("open", _RECORD, **_STAFF_ONLY) | {"append_only": True}},)

    event_id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    district_id: Mapped[int] = mapped_column(Id)
    reader_id: Mapped[int] = mapped_column(Id)
    verdict: Mapped[str] = mapped_column(sa.String(12))
    read_at: Mapped[datetime] = mapped_column(UtcTime)
