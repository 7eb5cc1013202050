"""Selects and guarded updates over tickets; every one is held to the actor's district and sites."""

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Category
from app.helpdesk.devices.models import Device
from app.helpdesk.tickets.models import (
    Activity,
    Message,
    MessagePrivate,
    Ticket,
    TicketPrivate,
)
from app.helpdesk.tickets.scope import not_barred, not_typed, title, visible
from app.helpdesk.words import MOST_LINES, WORKED
from app.identity.actor import Actor
from app.school.apart.models import Barred
from app.school.cadres.models import CadreMember, shown_name
from app.school.people.models import PersonPrivate, StaffProfile
from app.school.places.models import BellPeriod, Org, Room

Select = sa.Select[*tuple[Any, ...]]


@cache  # a large select that many pages begin with; what is added to it makes a copy
def _one() -> Select:
    return (
        sa.select(
            *(column for column in Ticket.__table__.c if column.name != "title_masked"),
            Category.code.label("category_code"),
            Category.name.label("category_name"),
            Category.first_step,
            Category.checklist,
            Category.adult_only,
            Category.private.label("private_category"),
            Org.name.label("site_name"),
            Room.code.label("room_code"),
            Room.name.label("room_name"),
            BellPeriod.name.label("period_name"),
            Device.tag.label("device_tag"),
            Device.model.label("device_model"),
            Device.warranty.label("device_warranty"),
        )
        .join(Category, Category.id == Ticket.category_id)
        .join(Org, Org.id == Ticket.site_id)
        .outerjoin(Room, Room.id == Ticket.room_id)
        .outerjoin(BellPeriod, BellPeriod.id == Ticket.period_id)
        .outerjoin(Device, Device.id == Ticket.device_id)
    )


def ticket(actor: Actor, number: str) -> Any:
    """One visible ticket with its category, room, period, device and owner's name."""
    return _numbered(actor, number.upper())


def being_checked(actor: Actor, number: str) -> Select:
    """Whether a ticket that a student could see is being masked again."""
    wanted = (Ticket.number == number.upper(), *visible(actor, being_checked=True))
    return sa.select(Ticket.id).where(*wanted).limit(1)


def ticket_to_change(actor: Actor, number: str) -> Any:
    """The same, its row locked until the transaction ends."""
    return _numbered(actor, number.upper(), lock=True)


@kept()
def _numbered(actor: Actor, number: str, lock: bool = False) -> Select:
    select = _one().add_columns(title(actor)).where(Ticket.number == number, *visible(actor))
    return select.with_for_update(of=Ticket) if lock else select


def ticket_by_id(actor: Actor, ticket_id: int) -> Select:
    """One visible ticket by its key, for jobs."""
    return _one().add_columns(title(actor)).where(Ticket.id == ticket_id, *visible(actor))


@kept()
def thread(actor: Actor, ticket_id: int, limit: int = MOST_LINES) -> Select:
    """The newest messages of a ticket; the ticket itself was found visible before."""
    return (
        sa.select(
            Message.id,
            Message.kind,
            Message.side,
            Message.author_id,
            Message.channel,
            Message.draft_id,
            Message.body_masked,
            Message.created_at,
        )
        .where(Message.ticket_id == ticket_id, Message.district_id == actor.district_id)
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(limit)
    )


@kept()
def words_of_others(actor: Actor, ticket_id: int, limit: int = MOST_LINES) -> Select:
    """The newest messages of a ticket that the actor did not type, with what is hidden in them."""
    return (
        sa.select(Message.id, Message.body_masked)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.ticket_id == ticket_id,
            Message.district_id == actor.district_id,
            *not_typed(actor, Message),
        )
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(limit)
    )


@kept()
def timeline(actor: Actor, ticket_id: int, limit: int = MOST_LINES) -> Select:
    """What happened to a ticket, the newest first."""
    return (
        sa.select(
            Activity.happened_at,
            Activity.kind,
            Activity.actor_id,
            Activity.from_status,
            Activity.to_status,
            Activity.code,
        )
        .where(Activity.ticket_id == ticket_id, Activity.district_id == actor.district_id)
        .order_by(Activity.happened_at.desc(), Activity.id.desc())
        .limit(limit)
    )


def ended_by(actor: Actor, ticket_id: int) -> Select:
    """When the actor ended a ticket without work, and where it was then; none that somebody else ended."""
    return (
        sa.select(Activity.happened_at, Activity.from_status)
        .join(Ticket, sa.and_(Ticket.id == Activity.ticket_id, Ticket.closed_at == Activity.happened_at))
        .where(
            Ticket.district_id == actor.district_id,
            Activity.ticket_id == ticket_id,
            Activity.kind == "cancelled",
            Activity.actor_id == actor.person_id,
        )
        .order_by(Activity.id.desc())
        .limit(1)
    )


@kept()
def own_texts(actor: Actor, ticket_id: int) -> Select:
    """What the actor wrote on a ticket, or took down at the counter, as typed; what went through a draft is read
    there."""
    me = actor.person_id
    taken_down = sa.and_(Message.channel == "counter", Ticket.entered_by_id == me)
    return (
        sa.select(Message.id, MessagePrivate.body)
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.ticket_id == ticket_id,
            sa.or_(sa.and_(Message.author_id == me, Message.draft_id.is_(None)), taken_down),
            Message.district_id == actor.district_id,
        )
    )


@kept()
def full_texts(actor: Actor, ticket_id: int) -> Select:
    """Every text of a ticket as it went out, for an adult."""
    return (
        sa.select(Message.id, MessagePrivate.body)
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .where(Message.ticket_id == ticket_id, MessagePrivate.district_id == actor.district_id)
    )


@kept()
def full_titles(actor: Actor, ticket_ids: list[int]) -> Select:
    """The titles of some tickets as typed, for an adult."""
    return sa.select(TicketPrivate.ticket_id, TicketPrivate.title).where(
        TicketPrivate.ticket_id.in_(ticket_ids), TicketPrivate.district_id == actor.district_id
    )


@kept()
def working_names(actor: Actor, person_ids: list[int]) -> Select:
    """The names that the cadre may see: staff members' professional names and members' working names."""
    staff = sa.select(StaffProfile.person_id, StaffProfile.display_name.label("name")).where(
        StaffProfile.district_id == actor.district_id, StaffProfile.person_id.in_(person_ids)
    )
    members = sa.select(CadreMember.person_id, shown_name().label("name")).where(
        CadreMember.district_id == actor.district_id, CadreMember.person_id.in_(person_ids)
    )
    return sa.select(sa.union_all(staff, members).subquery())


@kept()
def private_names(actor: Actor, person_ids: list[int]) -> Select:
    """People's names from the vault, for an adult."""
    return sa.select(
        PersonPrivate.person_id, PersonPrivate.given, PersonPrivate.family, PersonPrivate.preferred
    ).where(PersonPrivate.district_id == actor.district_id, PersonPrivate.person_id.in_(person_ids))


@kept()
def take_if_free(actor: Actor, ticket_id: int, at: datetime) -> sa.Update:
    """Give a free ticket to the actor; matches one row, or none when another tech was first."""
    return (
        sa.update(Ticket)
        .where(
            Ticket.id == ticket_id,
            Ticket.district_id == actor.district_id,
            Ticket.owner_id.is_(None),
            Ticket.status == "queued",
        )
        .values(
            owner_id=actor.person_id,
            status="in_progress",
            first_assigned_at=sa.func.coalesce(
                Ticket.first_assigned_at, sa.type_coerce(at, Ticket.created_at.type)
            ),
            version=Ticket.version + 1,
        )
    )


@kept()
def moved(actor: Actor, ticket_id: int, status: str, version: int) -> sa.Update:
    """Move a ticket that still stands as it was read; matches one row, or none when somebody was faster."""
    return (
        sa.update(Ticket)
        .where(
            Ticket.id == ticket_id,
            Ticket.district_id == actor.district_id,
            Ticket.status == status,
            Ticket.version == version,
        )
        .values(version=Ticket.version + 1)
    )


@kept()
def message_sent(actor: Actor, once_key: str) -> Select:
    """The message that a form wrote before."""
    return sa.select(Message.id).where(Message.district_id == actor.district_id, Message.once_key == once_key)


@kept()
def changed(actor: Actor, ticket_id: int) -> sa.Update:
    """Set times of a ticket whose status stays."""
    return sa.update(Ticket).where(Ticket.id == ticket_id, Ticket.district_id == actor.district_id)


@kept()
def barred_of(actor: Actor, person_id: int) -> Select:
    """Whose tickets a person is never given; for the system and adults."""
    return sa.select(Barred.person_id).where(
        Barred.district_id == actor.district_id, Barred.tech_id == person_id
    )


@kept()
def claimed_count(actor: Actor) -> Select:
    """How many open live tickets the actor owns."""
    return sa.select(sa.func.count()).where(
        Ticket.district_id == actor.district_id,
        Ticket.owner_id == actor.person_id,
        Ticket.kind == "live",
        Ticket.status.in_(WORKED),
        *not_barred(actor),
    )


@kept()
def held(actor: Actor, person_id: int) -> Select:
    """The open live tickets that a person owns, for giving them back."""
    return _one().where(
        *visible(actor), Ticket.owner_id == person_id, Ticket.kind == "live", Ticket.status.in_(WORKED)
    )
