"""What must not be destroyed: legal holds, and requests to see or to correct a record while they are open."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_FOR_GOOD = {"info": zone("vault", "as_long_as_the_record") | {"append_only": True}}
_KEPT = {"info": zone("vault", "as_long_as_the_record") | {"append_only": True, "purged": True}}

_SAID = personal("never", "answer")


class LegalHold(Base):
    """Rows that a legal matter needs, whatever their age.

    Shape: scope is ``person``, ``ticket``, ``cadre`` or ``dates``; the column of that name, or the two dates,
    say which.
    """

    __tablename__ = "legal_hold"
    __table_args__ = (sa.Index("ix_legal_hold_district", "district_id"), _FOR_GOOD)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    matter: Mapped[str] = mapped_column(sa.String(120), info=_SAID)
    why: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    scope: Mapped[str] = mapped_column(sa.String(10), info=_SAID)
    person_id: Mapped[int | None] = mapped_column(Id)
    ticket_id: Mapped[int | None] = mapped_column(Id)
    cadre_id: Mapped[int | None] = mapped_column(Id)
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]
    placed_by_id: Mapped[int] = mapped_column(Id)
    placed_at: Mapped[datetime] = mapped_column(UtcTime)


class HoldLift(Base):
    """The end of a hold; the hold itself stays as it was placed."""

    __tablename__ = "hold_lift"
    __table_args__ = (_FOR_GOOD,)

    hold_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("legal_hold.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    why: Mapped[str] = mapped_column(sa.Text, info=_SAID)
    lifted_by_id: Mapped[int] = mapped_column(Id)
    lifted_at: Mapped[datetime] = mapped_column(UtcTime)


class InspectionRequest(Base):
    """Somebody asks to see a student's record; answered within 45 days. Source: 34 CFR 99.10(b), (e)."""

    __tablename__ = "inspection_request"
    __table_args__ = (sa.Index("ix_inspection_request_person", "district_id", "person_id"), _KEPT)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    asker: Mapped[str] = mapped_column(sa.String(20), info=_SAID)
    asked_by: Mapped[str] = mapped_column(sa.String(120), info=_SAID)
    how: Mapped[str] = mapped_column(sa.String(20), info=_SAID)
    wanted: Mapped[str] = mapped_column(sa.Text, default="", info=_SAID)
    received_on: Mapped[date]
    due_on: Mapped[date]
    taken_by_id: Mapped[int] = mapped_column(Id)
    taken_at: Mapped[datetime] = mapped_column(UtcTime)


class InspectionEnd(Base):
    """How a request to see a record ended. Shape: ending is shown, copied, partly, denied or withdrawn."""

    __tablename__ = "inspection_end"
    __table_args__ = (_KEPT,)

    request_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("inspection_request.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    ending: Mapped[str] = mapped_column(sa.String(12), info=_SAID)
    words: Mapped[str] = mapped_column(sa.Text, default="", info=_SAID)
    ended_on: Mapped[date]
    ended_by_id: Mapped[int] = mapped_column(Id)
    ended_at: Mapped[datetime] = mapped_column(UtcTime)


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
