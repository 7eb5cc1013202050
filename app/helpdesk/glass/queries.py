"""Selects over emergencies and what they open; on adults' connections only."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts.models import WebSession
from app.helpdesk.catalog.models import Category
from app.helpdesk.glass.models import Glass
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket, TicketPrivate
from app.identity.actor import Actor
from app.kernel import clock
from app.school.people.models import Guardian, Person, PersonPrivate
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def ticket(actor: Actor, number: str = "", ticket_id: int = 0) -> Select:
    """One live ticket of the district, whatever the actor's sites, with its title as typed."""
    return (
        sa.select(
            Ticket.id,
            Ticket.number,
            Ticket.site_id,
            Ticket.status,
            Ticket.requester_id,
            Ticket.created_at,
            TicketPrivate.title,
            Category.name.label("category_name"),
            Org.name.label("site_name"),
        )
        .join(TicketPrivate, TicketPrivate.ticket_id == Ticket.id)
        .join(Category, Category.id == Ticket.category_id)
        .join(Org, Org.id == Ticket.site_id)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.kind == "live",
            Ticket.number == number if number else Ticket.id == ticket_id,
        )
    )


def open_count(actor: Actor, now: datetime) -> Select:
    """How much the actor has open now, in any session."""
    return sa.select(sa.func.count(Glass.id)).where(
        Glass.district_id == actor.district_id,
        Glass.person_id == actor.person_id,
        Glass.ended_at.is_(None),
        Glass.expires_at > now,
    )


def running(actor: Actor, session_id: int, now: datetime) -> Select:
    """What the actor has open now: in this session, and since its screen was last unlocked."""
    here = sa.exists().where(
        WebSession.id == session_id,
        WebSession.ended_at.is_(None),
        sa.or_(WebSession.unlocked_at.is_(None), WebSession.unlocked_at <= Glass.begun_at),
    )
    return (
        sa.select(Glass.id, Glass.ticket_id, Glass.purpose, Glass.expires_at, Ticket.number, Ticket.site_id)
        .join(Ticket, Ticket.id == Glass.ticket_id)
        .where(
            Glass.district_id == actor.district_id,
            Glass.person_id == actor.person_id,
            Glass.session_id == session_id,
            Glass.ended_at.is_(None),
            Glass.expires_at > now,
            Glass.begun_at <= now + clock.STEP,
            here,
        )
        .order_by(Glass.begun_at.desc())
    )


def ended(actor: Actor, glass_id: int, person_id: int) -> sa.Update:
    """End an emergency that has not ended; matches one row or none."""
    return sa.update(Glass).where(
        Glass.district_id == actor.district_id,
        Glass.id == glass_id,
        Glass.person_id == person_id,
        Glass.ended_at.is_(None),
    )


def of_event(actor: Actor, event_id: str) -> Select:
    """The emergency that an event opened."""
    return sa.select(Glass.id, Glass.person_id).where(
        Glass.district_id == actor.district_id, Glass.event_id == event_id
    )


def reviewed(actor: Actor, event_id: str) -> sa.Update:
    """Mark an emergency as judged, by somebody else than who opened it."""
    return sa.update(Glass).where(
        Glass.district_id == actor.district_id, Glass.event_id == event_id, Glass.person_id != actor.person_id
    )


def texts(actor: Actor, ticket_id: int) -> Select:
    """Every text of a ticket as it went out, the oldest first."""
    return (
        sa.select(Message.kind, Message.side, Message.author_id, Message.created_at, MessagePrivate.body)
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .where(Message.ticket_id == ticket_id, Message.district_id == actor.district_id)
        .order_by(Message.created_at, Message.id)
    )


def person(actor: Actor, person_id: int) -> Select:
    """Somebody with everything that the roster has of them."""
    return (
        sa.select(
            Person.kind,
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            PersonPrivate.number,
            PersonPrivate.mail,
            PersonPrivate.phone,
            PersonPrivate.grade,
        )
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .where(Person.district_id == actor.district_id, Person.id == person_id)
    )


def caregivers(actor: Actor, person_id: int) -> Select:
    """Who cares for a student, and how to reach them."""
    return (
        sa.select(
            PersonPrivate.person_id,
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            PersonPrivate.phone,
            PersonPrivate.mail,
        )
        .join(Guardian, Guardian.caregiver_id == PersonPrivate.person_id)
        .where(Guardian.district_id == actor.district_id, Guardian.student_id == person_id)
    )
