"""Reveals: one hidden value shown to the owner of an open ticket, for a purpose, for minutes."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class Reveal(Base):
    """Who was shown what of which ticket, why, until when; never the value.

    Shape: state is ``granted``; or ``waiting``, ``approved`` or ``declined`` where an adult has to say yes first.
    Why, in the asker's own words, lies beside the event, where it can be erased; ``event_id`` names it.
    What was approved is shown by a granted row that names it, once; ``expires_at`` is until when each holds.
    """

    __tablename__ = "reveal"
    __table_args__ = (
        sa.Index("ix_reveal_asker", "asker_id", "granted_at"),
        sa.Index("ix_reveal_ticket", "ticket_id", "asker_id"),
        sa.Index("ix_reveal_approval", "approval_id", unique=True),
        sa.Index("ix_reveal_state", "district_id", "state", "expires_at"),
        {"info": zone("open", "ticket", masked="r i", own="r")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    asker_id: Mapped[int] = mapped_column(Id)
    session_id: Mapped[int | None] = mapped_column(Id)
    what: Mapped[str] = mapped_column(sa.String(20), info=plain("a kind of word"))
    message_id: Mapped[int | None] = mapped_column(Id)
    placeholder: Mapped[int | None]
    purpose: Mapped[str] = mapped_column(sa.String(40), info=plain("a code"))
    state: Mapped[str] = mapped_column(sa.String(10), default="granted", server_default="granted")
    approval_id: Mapped[int | None] = mapped_column(Id)
    event_id: Mapped[str | None] = mapped_column(sa.String(32))
    granted_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by_id: Mapped[int | None] = mapped_column(Id)
