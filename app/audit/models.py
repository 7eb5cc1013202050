"""The event table: append-only, references and codes only, never personal text."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone


class AuditEvent(Base):
    """One act, refusal or view: who, as what, about whom, which fields, why, on what basis, and how it ended.

    Shape: commitment is the salted hash of what was written as the purpose; boot_id and mono_seq number the
    events of one thread of one process (see counting.py).
    Source: NIST SP 800-53 AU-3; 34 CFR 99.32(a); 34 CFR 300.614.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        sa.Index("ix_audit_event_actor", "district_id", "actor_id", "occurred_at"),
        sa.Index("ix_audit_event_time", "district_id", "occurred_at"),
        sa.Index("ix_audit_event_ticket", "ticket_id", "occurred_at"),
        sa.Index("ix_audit_event_at", "occurred_at"),
        sa.Index("ix_audit_event_tag", "district_id", "tag", "occurred_at"),
        {"info": zone("audit", "as_long_as_the_record") | {"append_only": True}},
    )

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    occurred_at: Mapped[datetime] = mapped_column(UtcTime)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int | None] = mapped_column(Id)
    tag: Mapped[str] = mapped_column(sa.String(60), info=plain("a tag"))
    actor_id: Mapped[int] = mapped_column(Id)
    actor_role: Mapped[str] = mapped_column(sa.String(60), info=personal("never", "answer"))
    clearance: Mapped[str] = mapped_column(sa.String(10))
    on_behalf_of_id: Mapped[int | None] = mapped_column(Id)
    session_id: Mapped[int | None] = mapped_column(Id)
    ticket_id: Mapped[int | None] = mapped_column(Id)
    subjects: Mapped[list[int]] = mapped_column(Json, info=personal("never", "answer"))
    fields: Mapped[list[str]] = mapped_column(Json, info=plain("names of fields"))
    purpose: Mapped[str] = mapped_column(sa.String(60), default="", info=plain("a code"))
    basis: Mapped[str] = mapped_column(sa.String(60), default="", info=plain("a code"))
    outcome: Mapped[str] = mapped_column(sa.String(20))
    codes: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("references and codes"))
    commitment: Mapped[str | None] = mapped_column(sa.String(64), info=plain("a salted hash"))
    boot_id: Mapped[str | None] = mapped_column(sa.String(16))
    mono_seq: Mapped[int | None] = mapped_column(Id)
