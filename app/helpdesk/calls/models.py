"""Calls for a teacher: who, from where, for what kind of reason; never why in words."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class Call(Base):
    """One call. Shape: reason is ``counter``, ``ticket`` or ``desk``."""

    __tablename__ = "call"
    __table_args__ = (
        sa.Index("ix_call_open", "district_id", "site_id", "answered_at", "made_at"),
        {"info": zone("open", "days_30", masked="r i", own="")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    caller_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    reason: Mapped[str] = mapped_column(sa.String(10), info=plain("a code"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    answered_by: Mapped[int | None] = mapped_column(Id, info=personal("public", "team", "staff"))
