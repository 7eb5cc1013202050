"""Emergencies: who opened which ticket, for what, until when, and whether somebody else has judged it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class Glass(Base):
    """One emergency; ``event_id`` is the event that opened it, which the reviewers judge."""

    __tablename__ = "glass"
    __table_args__ = (
        sa.Index("ix_glass_person", "person_id", "expires_at"),
        sa.Index("ix_glass_event", "event_id"),
        {"info": zone("open", "as_long_as_the_record", masked="", own="", reveal="", sign_in="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    session_id: Mapped[int | None] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    event_id: Mapped[str] = mapped_column(sa.String(32))
    purpose: Mapped[str] = mapped_column(sa.String(20), info=plain("a code"))
    begun_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reviewed_by: Mapped[int | None] = mapped_column(Id, info=personal("never", "answer", "staff"))
