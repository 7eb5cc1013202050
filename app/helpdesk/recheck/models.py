"""Words that people marked on one ticket, and the runs that mask texts again."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

ENDED = "over"


class TicketWord(Base):
    """A word that is hidden on one ticket whatever the masker thinks, or shown there.

    Shape: kind is hide, show, or over for one that was shown until somebody came who has it as a name.
    """

    __tablename__ = "ticket_word"
    __table_args__ = (
        sa.Index("ix_ticket_word_ticket", "ticket_id"),
        {"info": zone("vault", "ticket", masked="i", own="i")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(sa.String(4), info=personal("masked", "help"))
    words: Mapped[str] = mapped_column(sa.String(120), info=personal("masked", "help"))
    by_id: Mapped[int] = mapped_column(Id)
    marked_at: Mapped[datetime] = mapped_column(UtcTime)


class Recheck(Base):
    """One run over the texts that a change touches. Shape: why is roster, words or policy."""

    __tablename__ = "recheck"
    __table_args__ = (
        sa.Index("ix_recheck_district", "district_id", "started_at"),
        {"info": zone("open", "days_30", masked="", own="") | {"bookkeeping": True}},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    why: Mapped[str] = mapped_column(sa.String(12), info=plain("a reason of a list"))
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    found: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)
