"""Selects of triage: what waits for an adult, what adults keep, and who waits at the counter."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.helpdesk.catalog.models import Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.desk.queries import soonest_new
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket, TicketPrivate
from app.helpdesk.tickets.scope import visible
from app.helpdesk.words import MOST_LINES, WORKED
from app.identity.actor import Actor
from app.kernel.paging import up_to

Select = sa.Select[*tuple[Any, ...]]
MOST_CALLS = 100  # of twenty minutes: more than any counter makes


def _list(actor: Actor) -> Select:
    return (
        sa.select(
            Ticket.id,
            Ticket.number,
            Ticket.kind,
            Ticket.status,
            Ticket.sensitive,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.handle,
            Ticket.title_masked,
            Ticket.owner_id,
            Ticket.due_at,
            Ticket.paused_at,
            Ticket.created_at,
            Ticket.site_id,
            TicketPrivate.title,
            Category.code.label("category_code"),
            Category.name.label("category_name"),
            Category.private.label("private_category"),
        )
        .join(TicketPrivate, TicketPrivate.ticket_id == Ticket.id)
        .join(Category, Category.id == Ticket.category_id)
        .where(*visible(actor), Ticket.kind == "live")
        .order_by(Ticket.due_at, Ticket.id)
    )


def waiting(actor: Actor, limit: int = SHOWN) -> Select:
    """The tickets that nobody has read yet, the next due first; chosen before anything is read of them."""
    new = soonest_new(actor, limit)
    return _list(actor).join(new, new.c.id == Ticket.id).limit(up_to(limit))


def kept(actor: Actor, limit: int = SHOWN) -> Select:
    """The tickets that adults keep away from students, the next due first."""
    return _list(actor).where(*_kept()).limit(limit)


def _kept() -> list[sa.ColumnElement[bool]]:
    return [Ticket.status.in_(WORKED), Ticket.sensitive.is_(True)]


def kept_count(actor: Actor, most: int = 100) -> Select:
    """How many tickets adults keep away from students, counted up to a limit."""
    here = sa.select(Ticket.id).where(*visible(actor), Ticket.kind == "live", *_kept()).limit(up_to(most))
    return sa.select(sa.func.count()).select_from(here.subquery())


def categories(actor: Actor) -> Select:
    """Every category with what it makes of a ticket."""
    return (
        sa.select(
            Category.id,
            Category.code,
            Category.name,
            Category.impact,
            Category.urgency,
            Category.adult_only,
            Category.private,
        )
        .where(Category.district_id == actor.district_id)
        .order_by(Category.position, Category.name)
    )


def counter_calls(actor: Actor, since: datetime) -> Select:
    """When a teacher was called to the counters of the actor's sites, of the last minutes, the newest first."""
    return (
        sa.select(AuditEvent.occurred_at, AuditEvent.actor_id, AuditEvent.site_id)
        .where(
            AuditEvent.district_id == actor.district_id,
            AuditEvent.occurred_at >= since,
            AuditEvent.site_id.in_(sorted(actor.site_ids)),
            AuditEvent.tag == Tag.COUNTER_MATCHED.value,
            AuditEvent.outcome != "matched",
        )
        .order_by(AuditEvent.occurred_at.desc())
        .limit(MOST_CALLS)
    )


def hidden(actor: Actor, ticket_id: int) -> sa.Update:
    """Hide a ticket that nobody has read yet from students."""
    return (
        sa.update(Ticket)
        .where(Ticket.district_id == actor.district_id, Ticket.id == ticket_id, Ticket.status == "new")
        .values(sensitive=True, owner_id=None, version=Ticket.version + 1)
    )


def title(actor: Actor, ticket_id: int) -> Select:
    """A ticket's title as typed, for an adult."""
    return sa.select(TicketPrivate.title).where(
        TicketPrivate.district_id == actor.district_id, TicketPrivate.ticket_id == ticket_id
    )


def texts(actor: Actor, ticket_id: int, limit: int = MOST_LINES) -> Select:
    """A ticket's messages as typed, for an adult, the oldest first."""
    return (
        sa.select(
            Message.id, Message.kind, Message.side, Message.author_id, Message.created_at, MessagePrivate.body
        )
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .where(MessagePrivate.district_id == actor.district_id, Message.ticket_id == ticket_id)
        .order_by(Message.created_at, Message.id)
        .limit(limit)
    )
