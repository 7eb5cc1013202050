"""Selects and guarded updates over one's own tickets; the person is always the actor."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.catalog.models import Category
from app.helpdesk.reveal.models import Reveal
from app.helpdesk.tickets.models import Activity, Message, MessagePrivate, Ticket, TicketPrivate
from app.helpdesk.words import MOST_LINES, OPEN
from app.identity.actor import Actor
from app.school.cadres.models import CadreMember
from app.school.people.models import Person
from app.school.places.models import Org, Room

Select = sa.Select[*tuple[Any, ...]]
GOING_ON = (*OPEN, "resolved")
YOURS = ("pending_requester", "resolved")  # the requester's next move
MOST_OPEN = 50


def _own(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """The conditions of one's own live tickets."""
    return [
        Ticket.district_id == actor.district_id,
        Ticket.requester_id == actor.person_id,
        Ticket.kind == "live",
    ]


def _list(actor: Actor) -> Select:
    return (
        sa.select(
            Ticket.id,
            Ticket.number,
            Ticket.status,
            Ticket.site_id,
            Ticket.due_at,
            Ticket.created_at,
            Ticket.first_public_response_at,
            Ticket.closed_at,
            Ticket.resolved_at,
            Ticket.closure_code,
            TicketPrivate.title,
        )
        .join(TicketPrivate, TicketPrivate.ticket_id == Ticket.id)
        .where(*_own(actor))
        .order_by(Ticket.id.desc())
    )


def going_on(actor: Actor, after: int | None = None, limit: int = MOST_OPEN + 1) -> Select:
    """One's own tickets that are not closed, the newest first; ``after`` is the key of the last one seen."""
    select = _list(actor).where(Ticket.status.in_(GOING_ON)).limit(limit)
    return select if after is None else select.where(Ticket.id < after)


def count_going_on(actor: Actor) -> Select:
    """How many of one's own tickets are not closed, and how many of these wait for oneself."""
    yours = sa.func.sum(sa.case((Ticket.status.in_(YOURS), 1), else_=0))
    return sa.select(sa.func.count().label("open"), yours.label("yours")).where(
        *_own(actor), Ticket.status.in_(GOING_ON)
    )


def over(actor: Actor, after: int | None = None, limit: int = 26) -> Select:
    """One's own tickets that are closed, the newest first; ``after`` is the key of the last one seen."""
    select = _list(actor).where(Ticket.status.not_in(GOING_ON)).limit(limit)
    return select if after is None else select.where(Ticket.id < after)


def ticket(actor: Actor, number: str) -> Select:
    """One of one's own tickets with its title as typed, its school, category and room."""
    return (
        sa.select(
            *Ticket.__table__.c,
            TicketPrivate.title,
            Category.name.label("category_name"),
            Org.name.label("site_name"),
            Room.code.label("room_code"),
        )
        .join(TicketPrivate, TicketPrivate.ticket_id == Ticket.id)
        .join(Category, Category.id == Ticket.category_id)
        .join(Org, Org.id == Ticket.site_id)
        .outerjoin(Room, Room.id == Ticket.room_id)
        .where(*_own(actor), Ticket.number == number.upper())
        .order_by(Ticket.id.desc())
        .limit(1)
    )


def locked(actor: Actor, number: str) -> Select:
    """One of one's own tickets, its row locked until the transaction ends."""
    return (
        sa.select(*Ticket.__table__.c)
        .where(*_own(actor), Ticket.number == number.upper())
        .order_by(Ticket.id.desc())
        .limit(1)
        .with_for_update()
    )


def spoke(actor: Actor, ticket_id: int, at: datetime) -> sa.Update:
    """Remember when the requester last wrote."""
    return sa.update(Ticket).where(*_own(actor), Ticket.id == ticket_id).values(last_requester_message_at=at)


def thread(actor: Actor, ticket_id: int, limit: int = MOST_LINES) -> Select:
    """The public messages of one's own ticket as they were typed, the newest first."""
    return (
        sa.select(
            Message.id,
            Message.side,
            Message.author_id,
            Message.channel,
            Message.created_at,
            MessagePrivate.body,
        )
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(*_own(actor), Message.ticket_id == ticket_id, Message.kind == "public")
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(limit)
    )


def happened(actor: Actor, ticket_id: int, limit: int = MOST_LINES) -> Select:
    """What happened to one's own ticket, oldest first."""
    return (
        sa.select(Activity.happened_at, Activity.kind, Activity.actor_id, Activity.code)
        .join(Ticket, Ticket.id == Activity.ticket_id)
        .where(*_own(actor), Activity.ticket_id == ticket_id)
        .order_by(Activity.happened_at, Activity.id)
        .limit(limit)
    )


def shown(actor: Actor, ticket_id: int, limit: int = 50) -> Select:
    """Who was shown something hidden of one's own ticket, oldest first."""
    return (
        sa.select(Reveal.asker_id, Reveal.what, Reveal.purpose, Reveal.granted_at)
        .join(Ticket, Ticket.id == Reveal.ticket_id)
        .where(*_own(actor), Reveal.ticket_id == ticket_id, Reveal.state == "granted")
        .order_by(Reveal.granted_at)
        .limit(limit)
    )


def kinds(actor: Actor, person_ids: list[int]) -> Select:
    """Whether people are students or staff."""
    return sa.select(Person.id, Person.kind).where(
        Person.district_id == actor.district_id, Person.id.in_(person_ids)
    )


def sent_before(actor: Actor, ticket_id: int, once_key: str) -> Select:
    """The message that this form wrote before."""
    return sa.select(Message.id).where(
        Message.district_id == actor.district_id,
        Message.ticket_id == ticket_id,
        Message.author_id == actor.person_id,
        Message.once_key == once_key,
    )


def here(actor: Actor, owner_id: int, today: date) -> Select:
    """A ticket's owner, when they are an adult, or a student who is on a team still."""
    on_team = sa.exists().where(
        CadreMember.person_id == Person.id,
        CadreMember.district_id == actor.district_id,
        CadreMember.ends_on >= today,
    )
    return sa.select(Person.id).where(
        Person.id == owner_id,
        Person.district_id == actor.district_id,
        Person.active,
        sa.or_(Person.kind != "student", on_team),
    )
