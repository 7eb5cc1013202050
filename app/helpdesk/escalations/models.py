"""Escalations: who passed a ticket on, why, which adult took it, and when it came back."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone


class Escalation(Base):
    """A ticket passed to an adult: a record, not a status. What was tried and the solution are messages."""

    __tablename__ = "escalation"
    __table_args__ = (
        sa.Index("ix_escalation_ticket", "ticket_id"),
        sa.Index("ix_escalation_open", "district_id", "returned_at"),
        {"info": zone("open", "ticket", masked="r i", own="r")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(sa.String(20), default="functional")
    reason: Mapped[str] = mapped_column(sa.String(40), info=plain("a code of the catalog"))
    from_person_id: Mapped[int] = mapped_column(Id)
    from_tier: Mapped[int]
    to_tier: Mapped[int]
    tried_message_id: Mapped[int] = mapped_column(Id)
    passed_at: Mapped[datetime] = mapped_column(UtcTime)
    accepted_by_id: Mapped[int | None] = mapped_column(Id)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    returned_at: Mapped[datetime | None] = mapped_column(UtcTime)
    solution_message_id: Mapped[int | None] = mapped_column(Id)
