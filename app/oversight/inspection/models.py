"""Requests to correct a record, decisions, hearings and statements: they stay with the record for good."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_KEPT = {"info": zone("vault", "as_long_as_the_record") | {"append_only": True, "purged": True}}

_SAID = personal("never", "answer")


class Amendment(Base):
    """Somebody says that a student's record is wrong or misleading. Source: 34 CFR 99.20."""

    __tablename__ = "amendment"
    __table_args__ = (
        sa.Index("ix_amendment_person", "district_id", "person_id"),
        sa.Index("ix_amendment_ticket", "ticket_id"),
        _KEPT,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int | None] = mapped_column(Id)
    asked_by: Mapped[str] = mapped_column(sa.String(120), info=_SAID)
    what: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    wanted: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    received_on: Mapped[date]
    taken_by_id: Mapped[int] = mapped_column(Id)
    taken_at: Mapped[datetime] = mapped_column(UtcTime)


class AmendmentStep(Base):
    """What came of it, step by step. Source: 34 CFR 99.20-99.22.

    Shape: kind is granted, denied, hearing_asked, upheld, refused_again or statement; a step of a kind happens
    once, a statement may be added to.
    """

    __tablename__ = "amendment_step"
    __table_args__ = (
        sa.UniqueConstraint("amendment_id", "place"),
        _KEPT,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    amendment_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("amendment.id"))
    place: Mapped[int] = mapped_column(info=_SAID)
    kind: Mapped[str] = mapped_column(sa.String(20), info=_SAID)
    words: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    happened_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(Id)
    written_at: Mapped[datetime] = mapped_column(UtcTime)
