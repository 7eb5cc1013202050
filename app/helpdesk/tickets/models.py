"""Tickets: open rows that a tech may see, vault rows beside them with the text as it was typed."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import personal, plain
from app.kernel.db import Base
from app.kernel.types import Id, UtcTime, index_where
from app.kernel.zones import zone

_ME = "current_setting('cadre.person', true)::bigint"
_AUTHORS = f"EXISTS (SELECT 1 FROM resolution r WHERE r.id = resolution_id AND r.author_id = {_ME})"
_MOVES = (
    "status,tier,owner_id,device_id,category_id,impact,urgency,priority,due_at,pending_reason,resume_on,paused_at,"
    "first_triaged_at,first_assigned_at,first_public_response_at,last_requester_message_at,last_agent_message_at,"
    "first_resolved_at,resolved_at,closed_at,last_reopened_at,reopen_count,handoff_count,closure_code,version,"
    "placeholders,sensitive,held_at,own_words"
)
_BY_CATEGORY = ("site_id", "category_id", "kind", "sensitive")
# True of every row and said by the lists of one category alone, so that these indexes tempt no other question.
OF_A_CATEGORY = "category_id > 0"


class TicketCounter(Base):
    """The next human number of a site; gaps at random so that counting says nothing."""

    __tablename__ = "ticket_counter"
    __table_args__ = ({"info": zone("open", "structure", masked="r u(next_number)", own="r u(next_number)")},)

    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"), primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    next_number: Mapped[int]


class Ticket(Base):
    """An incident or service request.

    Shape: status is one of the ten of product.md; kind is ``live`` or ``practice``; times are never derived.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        sa.UniqueConstraint("site_id", "number"),
        sa.UniqueConstraint("once_key"),
        sa.Index("ix_ticket_queue", "site_id", "kind", "sensitive", "status", "due_at", "id"),
        sa.Index("ix_ticket_newest", "site_id", "kind", "sensitive", "id"),
        index_where("ix_ticket_category", *_BY_CATEGORY, "status", "due_at", "id", where=OF_A_CATEGORY),
        index_where("ix_ticket_category_newest", *_BY_CATEGORY, "id", where=OF_A_CATEGORY),
        sa.Index("ix_ticket_owner", "owner_id", "status", "due_at"),
        sa.Index("ix_ticket_requester", "requester_id", "id"),
        sa.CheckConstraint(
            "status IN ('new','queued','in_progress','pending_requester','pending_vendor','scheduled',"
            "'in_review','resolved','closed','cancelled')",
            name="status_known",
        ),
        sa.CheckConstraint("kind IN ('live','practice')", name="kind_known"),
        {"info": zone("open", "ticket", masked=f"r i u({_MOVES})", own=f"r i u({_MOVES})")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    site_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("org.id"))
    number: Mapped[str] = mapped_column(sa.String(20), info=plain("a human number with gaps at random"))
    once_key: Mapped[str | None] = mapped_column(sa.String(64))
    kind: Mapped[str] = mapped_column(sa.String(10), default="live")
    record_type: Mapped[str] = mapped_column(sa.String(20))
    status: Mapped[str] = mapped_column(sa.String(20))
    category_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("category.id"))
    impact: Mapped[int]
    urgency: Mapped[int]
    priority: Mapped[int]
    tier: Mapped[int] = mapped_column(default=1)
    channel: Mapped[str] = mapped_column(sa.String(20))
    sensitive: Mapped[bool] = mapped_column(default=False, info=personal("never", "help"))
    handle: Mapped[str] = mapped_column(sa.String(12), info=personal("masked", "help"))
    title_masked: Mapped[str] = mapped_column(sa.String(240), info=personal("masked", "help"))
    requester_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("person.id"), info=personal("masked", "help"))
    requester_kind: Mapped[str] = mapped_column(sa.String(20), info=personal("masked", "help"))
    entered_by_id: Mapped[int] = mapped_column(Id)
    owner_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("person.id"))
    room_id: Mapped[int | None] = mapped_column(
        Id, sa.ForeignKey("room.id"), info=personal("masked", "help", "room")
    )
    period_id: Mapped[int | None] = mapped_column(
        Id, sa.ForeignKey("bell_period.id"), info=personal("masked", "help", "room")
    )
    device_id: Mapped[int | None] = mapped_column(
        Id, sa.ForeignKey("device.id"), info=personal("masked", "help", "room")
    )
    device_theirs: Mapped[bool | None]
    network: Mapped[str] = mapped_column(sa.String(60), default="", info=plain("a choice from a list"))
    began: Mapped[str] = mapped_column(sa.String(40), default="", info=plain("a choice from a list"))
    placeholders: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(UtcTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcTime)
    pending_reason: Mapped[str] = mapped_column(sa.String(30), default="")
    resume_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    first_triaged_at: Mapped[datetime | None] = mapped_column(UtcTime)
    first_assigned_at: Mapped[datetime | None] = mapped_column(UtcTime)
    first_public_response_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_requester_message_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_agent_message_at: Mapped[datetime | None] = mapped_column(UtcTime)
    first_resolved_at: Mapped[datetime | None] = mapped_column(UtcTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_reopened_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reopen_count: Mapped[int] = mapped_column(default=0)
    handoff_count: Mapped[int] = mapped_column(default=0)
    closure_code: Mapped[str] = mapped_column(sa.String(20), default="")
    version: Mapped[int] = mapped_column(default=1)
    held_at: Mapped[datetime | None] = mapped_column(UtcTime)
    own_words: Mapped[int] = mapped_column(default=0, server_default="0")


class TicketPrivate(Base):
    """A ticket's title as it was typed."""

    __tablename__ = "ticket_private"
    __table_args__ = (
        {
            "info": zone("vault", "ticket", masked="i", own="r i")
            | {
                "own_rows": "EXISTS (SELECT 1 FROM ticket t"
                f" WHERE t.id = ticket_id AND t.requester_id = {_ME})"
            }
        },
    )

    ticket_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("ticket.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    title: Mapped[str] = mapped_column(sa.String(240), info=personal("revealable", "help"))


class Message(Base):
    """One text of the thread, masked when it was written.

    Shape: kind is public, internal, handoff, escalation or solution; side is requester, cadre, staff or
    system.
    """

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_thread", "ticket_id", "created_at"),
        sa.Index("ix_message_author", "author_id", "id"),
        sa.UniqueConstraint("once_key"),
        {"info": zone("open", "ticket", masked="r i", own="r i")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    once_key: Mapped[str | None] = mapped_column(sa.String(64))
    kind: Mapped[str] = mapped_column(sa.String(12))
    side: Mapped[str] = mapped_column(sa.String(12))
    author_id: Mapped[int] = mapped_column(Id)
    channel: Mapped[str] = mapped_column(sa.String(20), default="web")
    canned_code: Mapped[str] = mapped_column(sa.String(40), default="")
    draft_id: Mapped[int | None] = mapped_column(Id)
    body_masked: Mapped[str] = mapped_column(sa.Text, info=personal("masked", "help"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class MessagePrivate(Base):
    """A message as it went out, with the places of what was masked.

    Shape: its author reads it, and who took it down at the counter, except where a draft was refilled or edited by
    an adult; then the draft is theirs.
    """

    __tablename__ = "message_private"
    __table_args__ = (
        {
            "info": zone("vault", "ticket", masked="i", own="r i", reveal="r")
            | {
                "own_rows": "EXISTS (SELECT 1 FROM message m JOIN ticket t ON t.id = m.ticket_id"
                f" WHERE m.id = message_id AND ((m.author_id = {_ME} AND m.draft_id IS NULL)"
                f" OR (t.entered_by_id = {_ME} AND m.channel = 'counter')"
                f" OR (t.requester_id = {_ME} AND m.kind = 'public')))"
            }
        },
    )

    message_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("message.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    body: Mapped[str] = mapped_column(sa.Text, info=personal("revealable", "help"))
    spans: Mapped[str] = mapped_column(sa.Text, default="", info=personal("revealable", "help"))


class MessageSearch(Base):
    """The full-text index of masked text on SQLite (FTS5); PostgreSQL keeps a generated column instead."""

    __tablename__ = "message_search"
    __table_args__ = (
        {
            "info": zone("open", "ticket", masked="riud", own="riud", system="riud", staff="riud")
            | {"search": True, "sqlite_only": True}
        },
    )

    rowid: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(sa.Text, info=personal("masked", "help"))


class Activity(Base):
    """One line of a ticket's timeline: what moved, when, by whom; codes, never text."""

    __tablename__ = "activity"
    __table_args__ = (
        sa.Index("ix_activity_ticket", "ticket_id", "happened_at"),
        {"info": zone("open", "ticket", masked="r i", own="r i")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    happened_at: Mapped[datetime] = mapped_column(UtcTime)
    kind: Mapped[str] = mapped_column(sa.String(30))
    actor_id: Mapped[int] = mapped_column(Id)
    from_status: Mapped[str] = mapped_column(sa.String(20), default="")
    to_status: Mapped[str] = mapped_column(sa.String(20), default="")
    code: Mapped[str] = mapped_column(sa.String(60), default="")


class ChecklistMark(Base):
    """A step of the category's checklist that was done."""

    __tablename__ = "checklist_mark"
    __table_args__ = (
        sa.UniqueConstraint("ticket_id", "step"),
        {"info": zone("open", "ticket", masked="r i d", own="r")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    step: Mapped[int]
    done_by_id: Mapped[int] = mapped_column(Id)
    done_at: Mapped[datetime] = mapped_column(UtcTime)


class Resolution(Base):
    """A proposed ending: cause, fix and closure code.

    Shape: state is proposed, accepted or returned; graded_at is set when its work was graded, so that the
    grading queue never walks what is done.
    """

    __tablename__ = "resolution"
    __table_args__ = (
        sa.Index("ix_resolution_ticket", "ticket_id"),
        sa.Index("ix_resolution_state", "district_id", "state"),
        index_where(
            "ix_resolution_ungraded",
            "district_id",
            "author_id",
            where="graded_at IS NULL AND state = 'accepted'",
        ),
        {"info": zone("open", "ticket", masked="r i", own="r")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id"))
    author_id: Mapped[int] = mapped_column(Id)
    cause_masked: Mapped[str] = mapped_column(sa.Text, info=personal("masked", "help"))
    fix_masked: Mapped[str] = mapped_column(sa.Text, info=personal("masked", "help"))
    closure_code: Mapped[str] = mapped_column(sa.String(20))
    gate: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(12))
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by_id: Mapped[int | None] = mapped_column(Id)
    reason_masked: Mapped[str] = mapped_column(sa.Text, default="", info=personal("masked", "help"))
    graded_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ResolutionPrivate(Base):
    """A proposed ending as its author typed it."""

    __tablename__ = "resolution_private"
    __table_args__ = ({"info": zone("vault", "ticket", masked="i", own="r") | {"own_rows": _AUTHORS}},)

    resolution_id: Mapped[int] = mapped_column(
        Id, sa.ForeignKey("resolution.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[int] = mapped_column(Id)
    cause: Mapped[str] = mapped_column(sa.Text, info=personal("revealable", "help"))
    fix: Mapped[str] = mapped_column(sa.Text, info=personal("revealable", "help"))
