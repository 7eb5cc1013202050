"""Reviewed weeks and explained events."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone


class WeekReview(Base):
    """A teacher's sign-off of one tech's week of trail."""

    __tablename__ = "week_review"
    __table_args__ = (
        sa.UniqueConstraint("tech_id", "week_on"),
        {"info": zone("open", "as_long_as_the_record", masked="", own="") | {"append_only": True}},
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
    """A reviewer's words on an event that the rules could not explain."""

    __tablename__ = "explanation"
    __table_args__ = (
        sa.UniqueConstraint("event_id"),
        {"info": zone("vault", "as_long_as_the_record") | {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    event_id: Mapped[str] = mapped_column(sa.String(32))
    verdict: Mapped[str] = mapped_column(sa.String(12), info=personal("never", "answer", "student"))
    words: Mapped[str] = mapped_column(sa.Text, info=personal("never", "answer", "student"))
    by_id: Mapped[int] = mapped_column(Id)
    explained_at: Mapped[datetime] = mapped_column(UtcTime)
