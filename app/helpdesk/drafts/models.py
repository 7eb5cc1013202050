"""Drafts that wait for a check, and text that is being typed."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone

_DECIDED = "state,edited_masked,teacher_only,decided_at,decided_by_id,reason_masked,reason_code"
_ME = "current_setting('cadre.person', true)::bigint"


class Draft(Base):
    """A reply that waits for a peer trainer or teacher, or went out and is read later.

    Shape: state is waiting, approved, sent, unread (sent, to be read), returned or withdrawn;
    teacher_only when a placeholder was moved; pending_reason when the ticket waits for an answer once it
    is sent, resume_on until which day where the author chose one.
    """

    __tablename__ = "draft"
    __table_args__ = (
        sa.Index("ix_draft_state", "district_id", "state", "submitted_at"),
        sa.Index("ix_draft_ticket", "ticket_id"),
        sa.Index("ix_draft_author", "author_id", "state"),
        sa.UniqueConstraint("once_key"),
        {
            "info": zone(
                "open",
                "ticket",
                masked=f"r i u({_DECIDED})",
                own="r",
            )
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id)
    cadre_id: Mapped[int | None] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    author_id: Mapped[int] = mapped_column(Id)
    once_key: Mapped[str | None] = mapped_column(sa.String(64))
    body_masked: Mapped[str] = mapped_column(sa.Text, info=personal("masked", "help"))
    edited_masked: Mapped[str | None] = mapped_column(sa.Text, info=personal("masked", "help"))
    pending_reason: Mapped[str] = mapped_column(sa.String(30), default="")
    resume_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(sa.String(12))
    teacher_only: Mapped[bool] = mapped_column(default=False)
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by_id: Mapped[int | None] = mapped_column(Id)
    reason_code: Mapped[str] = mapped_column(sa.String(30), default="")
    reason_masked: Mapped[str] = mapped_column(sa.Text, default="", info=personal("masked", "help"))


class DraftPrivate(Base):
    """A draft as its author typed it, and as an adult edited it."""

    __tablename__ = "draft_private"
    __table_args__ = (
        {
            "info": zone("vault", "ticket", masked="i", own="r")
            | {"own_rows": f"EXISTS (SELECT 1 FROM draft d WHERE d.id = draft_id AND d.author_id = {_ME})"}
        },
    )

    draft_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("draft.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    body: Mapped[str] = mapped_column(sa.Text, info=personal("revealable", "help"))
    spans: Mapped[str] = mapped_column(sa.Text, default="", info=personal("revealable", "help"))
    edited: Mapped[str | None] = mapped_column(sa.Text, info=personal("revealable", "help"))


class Typing(Base):
    """Text being typed, kept by person, ticket and editor so that an expired session loses nothing."""

    __tablename__ = "typing"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "ticket_id", "editor"),
        {
            "info": zone("vault", "days_30", own="riud", staff="", system="riud")
            | {"bookkeeping": True, "own_rows": f"person_id = {_ME}"}
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    person_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    editor: Mapped[str] = mapped_column(sa.String(12), info=plain("which of two editors"))
    body: Mapped[str] = mapped_column(sa.Text, info=personal("revealable", "help"))
    saved_at: Mapped[datetime] = mapped_column(UtcTime)
