"""Selects and the one update of intake: places, categories, people, numbers, handles."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket, TicketCounter
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.school.people.models import Person
from app.school.places.models import BellPeriod, Org, Room

Select = sa.Select[*tuple[Any, ...]]


@kept()
def category(actor: Actor, code: str) -> Select:
    """One category of the catalog by its code."""
    return sa.select(
        Category.id,
        Category.code,
        Category.name,
        Category.record_type,
        Category.impact,
        Category.urgency,
        Category.adult_only,
        Category.private,
    ).where(Category.district_id == actor.district_id, Category.code == code)


@kept()
def requester(actor: Actor, person_id: int) -> Select:
    """The school and kind of an active person."""
    return sa.select(Person.id, Person.site_id, Person.kind).where(
        Person.district_id == actor.district_id, Person.id == person_id, Person.active
    )


@kept()
def room_site(actor: Actor, room_id: int) -> Select:
    """The school of a room."""
    return sa.select(Room.site_id).where(Room.district_id == actor.district_id, Room.id == room_id)


@kept()
def site(actor: Actor, site_id: int) -> Select:
    """A school with its code and name."""
    return sa.select(Org.id, Org.code, Org.name).where(
        Org.district_id == actor.district_id, Org.id == site_id, Org.kind == "school"
    )


@kept()
def rooms(actor: Actor) -> Select:
    """The rooms of the actor's school; of all schools for a person without one."""
    select = (
        sa.select(Room.id, Room.code, Room.name, Room.site_id, Org.name.label("site_name"))
        .join(Org, Org.id == Room.site_id)
        .where(Room.district_id == actor.district_id)
        .order_by(Org.name, Room.code)
    )
    return select.where(Room.site_id.in_(sorted(actor.site_ids))) if actor.site_ids else select


@kept()
def listed(actor: Actor) -> Select:
    """The categories that a requester can pick, in the catalog's order."""
    return (
        sa.select(
            Category.code, Category.name, Category.ask, Category.impact, Category.urgency, Category.adult_only
        )
        .where(Category.district_id == actor.district_id, Category.listed)
        .order_by(Category.position, Category.name)
    )


@kept()
def period(actor: Actor, site_id: int, minute: int) -> Select:
    """The bell period of a school in which a local minute of the day lies."""
    return (
        sa.select(BellPeriod.id)
        .where(
            BellPeriod.district_id == actor.district_id,
            BellPeriod.site_id == site_id,
            BellPeriod.starts_minute <= minute,
            BellPeriod.ends_minute > minute,
        )
        .order_by(BellPeriod.lunch, BellPeriod.starts_minute)
        .limit(1)
    )


@kept()
def once(actor: Actor, key: str) -> Select:
    """The number of the ticket that this form made before, for the one who sent it."""
    select = sa.select(Ticket.number).where(Ticket.district_id == actor.district_id, Ticket.once_key == key)
    if actor.clearance is Clearance.SYSTEM:
        return select
    return select.where(
        sa.or_(Ticket.requester_id == actor.person_id, Ticket.entered_by_id == actor.person_id)
    )


@kept()
def sent_again(
    actor: Actor,
    category_code: str,
    room_id: int | None,
    device_id: int | None,
    sensitive: bool,
    text: str,
    since: datetime,
) -> Select:
    """The number of the ticket that the acting person opened lately with the same words, kind and place."""
    return (
        sa.select(Ticket.number)
        .join(Category, Category.id == Ticket.category_id)
        .join(Message, Message.ticket_id == Ticket.id)
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.requester_id == actor.person_id,
            Ticket.created_at >= since,
            Ticket.status != "cancelled",
            Ticket.room_id == room_id,
            Ticket.device_id == device_id,
            Ticket.sensitive.is_(sensitive),
            Category.code == category_code,
            Message.author_id == actor.person_id,
            MessagePrivate.body == text,
        )
        .order_by(Ticket.id.desc())
        .limit(1)
    )


@kept()
def counter(actor: Actor, site_id: int) -> Select:
    """The next number of a school, its row locked until the ticket is written."""
    return (
        sa.select(TicketCounter.next_number)
        .where(TicketCounter.district_id == actor.district_id, TicketCounter.site_id == site_id)
        .with_for_update()
    )


@kept()
def moved_counter(actor: Actor, site_id: int, gap: int) -> sa.Update:
    """Move the next number of a school on."""
    return (
        sa.update(TicketCounter)
        .where(TicketCounter.district_id == actor.district_id, TicketCounter.site_id == site_id)
        .values(next_number=TicketCounter.next_number + gap)
    )


@kept()
def handle_taken(actor: Actor, site_id: int, kind: str, handle: str, limit: int = 200) -> Select:
    """Whether a handle is among those of a school's newest tickets."""
    newest = (
        sa.select(Ticket.handle)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.site_id == site_id,
            Ticket.kind == kind,
            Ticket.sensitive.is_(False),
        )
        .order_by(Ticket.id.desc())
        .limit(limit)
        .subquery()
    )
    return sa.select(newest.c.handle).where(newest.c.handle == handle).limit(1)


def own_asked(actor: Actor, number: str) -> Any:
    """One ticket that the acting person asked for, as its confirmation needs it."""
    return _own(actor, number.upper())


@kept()
def _own(actor: Actor, number: str) -> Select:
    return (
        sa.select(
            Ticket.id,
            Ticket.number,
            Ticket.site_id,
            Ticket.status,
            Ticket.sensitive,
            Ticket.due_at,
            Org.name.label("site_name"),
        )
        .join(Org, Org.id == Ticket.site_id)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.requester_id == actor.person_id,
            Ticket.number == number,
        )
        .order_by(Ticket.id.desc())
        .limit(1)
    )


@kept()
def status(actor: Actor, number: str) -> Select:
    """The status of a ticket that the actor wrote down."""
    return sa.select(Ticket.status).where(
        Ticket.district_id == actor.district_id,
        Ticket.entered_by_id == actor.person_id,
        Ticket.number == number,
    )


@kept()
def opened_at(actor: Actor, number: str) -> Select:
    """When the acting person opened a ticket of theirs."""
    return sa.select(Ticket.created_at).where(
        Ticket.district_id == actor.district_id,
        Ticket.requester_id == actor.person_id,
        Ticket.number == number,
    )
