"""Selects of the inbox of drafts: whose a draft lies in is decided here, and what is read there."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.drafts.models import Draft, DraftPrivate
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket
from app.helpdesk.tickets.policy import ENDED
from app.helpdesk.tickets.scope import not_barred, not_typed, reachable, title
from app.identity.actor import Actor
from app.kernel.paging import up_to

Select = sa.Select[*tuple[Any, ...]]


def _inbox(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Whose drafts an actor decides on: a peer trainer's own group, a teacher's own cadres; never one's own, and none
    on a ticket that they asked for themselves: the cadre's other teacher decides on those."""
    conditions = [
        Draft.district_id == actor.district_id,
        Draft.author_id != actor.person_id,
        Ticket.requester_id != actor.person_id,
    ]
    if actor.staff:
        return [*conditions, Draft.cadre_id.in_(sorted(actor.cadre_ids))]
    group = Draft.author_id.in_(sorted(actor.group_ids))
    return [
        *conditions,
        group,
        Draft.teacher_only.is_(False),
        *reachable(actor),
        *not_barred(actor),
    ]


def _wanted() -> sa.ColumnElement[bool]:
    """Leave out what waits on a ticket that is over: nothing can be sent there."""
    return sa.or_(Draft.state != "waiting", Ticket.status.not_in(ENDED))


def _with_ticket(actor: Actor) -> Select:
    return (
        sa.select(
            *Draft.__table__.c,
            Ticket.number,
            title(actor),
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.owner_id,
            Ticket.placeholders,
            Ticket.own_words,
            Category.name.label("category_name"),
        )
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
    )


@kept()
def inbox(actor: Actor, state: str = "waiting", limit: int = SHOWN) -> Select:
    """The drafts that wait for the actor (or went out and are to be read), the longest waiting first."""
    return (
        _with_ticket(actor)
        .where(*_inbox(actor), _wanted(), Draft.state == state)
        .order_by(Draft.submitted_at)
        .limit(limit)
    )


def in_inbox(actor: Actor, number: str) -> Any:
    """The draft of a ticket that waits for the actor or is to be read, the newest one."""
    return _waiting(actor, number.upper())


@kept()
def _waiting(actor: Actor, number: str) -> Select:
    return (
        _with_ticket(actor)
        .where(*_inbox(actor), _wanted(), Ticket.number == number, Draft.state.in_(("waiting", "unread")))
        .order_by(Draft.submitted_at.desc())
        .limit(1)
    )


def once_in_inbox(actor: Actor, number: str, draft_id: int) -> Select:
    """One draft that lay in the actor's inbox, whatever became of it."""
    return (
        sa.select(Draft.state, Draft.author_id, Draft.decided_by_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(*_inbox(actor), Ticket.number == number.upper(), Draft.id == draft_id)
    )


def inbox_count(actor: Actor, state: str = "waiting", most: int = 100) -> Select:
    """How many drafts wait for the actor, counted up to a limit."""
    waiting = (
        sa.select(Draft.id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(*_inbox(actor), _wanted(), Draft.state == state)
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(waiting.subquery())


@kept()
def unread_count(actor: Actor) -> Select:
    """How many replies went out at once and are to be read."""
    return inbox_count(actor, "unread")


@kept()
def full_bodies(actor: Actor, draft_ids: list[int]) -> Select:
    """Drafts as typed, for an adult."""
    return sa.select(DraftPrivate.draft_id, DraftPrivate.body, DraftPrivate.spans, DraftPrivate.edited).where(
        DraftPrivate.district_id == actor.district_id, DraftPrivate.draft_id.in_(draft_ids)
    )


@kept()
def last_asked(actor: Actor, ticket_ids: list[int]) -> Select:
    """The newest public words of the requester on some tickets; to a peer none that they wrote down at the counter."""
    newest = (
        sa.select(sa.func.max(Message.id))
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.district_id == actor.district_id,
            Message.ticket_id.in_(ticket_ids),
            Message.side == "requester",
            Message.kind == "public",
            *not_typed(actor, Message),
        )
        .group_by(Message.ticket_id)
    )
    return sa.select(Message.id, Message.ticket_id, Message.body_masked).where(
        Message.district_id == actor.district_id, Message.id.in_(newest)
    )


@kept()
def full_messages(actor: Actor, message_ids: list[int]) -> Select:
    """Some messages as they went out, for an adult."""
    return sa.select(MessagePrivate.message_id, MessagePrivate.body).where(
        MessagePrivate.district_id == actor.district_id, MessagePrivate.message_id.in_(message_ids)
    )
