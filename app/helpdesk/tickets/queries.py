"""Selects and guarded updates over tickets; every one is held to the actor's district and sites."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.catalog.models import Category
from app.helpdesk.devices.models import Device
from app.helpdesk.tickets.models import (
    Activity,
    ChecklistMark,
    Message,
    MessagePrivate,
    Ticket,
    TicketPrivate,
)
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.school.cadres.models import CadreMember
from app.school.people.models import PersonPrivate, StaffProfile
from app.school.places.models import BellPeriod, Org, Room

Select = sa.Select[*tuple[Any, ...]]


def visible(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """The conditions under which a person at the desk may know that a ticket exists."""
    conditions: list[sa.ColumnElement[bool]] = [
        Ticket.district_id == actor.district_id,
        Ticket.site_id.in_(sorted(actor.site_ids)),
    ]
    if actor.masked:
        conditions.append(Ticket.sensitive.is_(False))
        mine = sa.or_(Ticket.kind == "live", Ticket.owner_id == actor.person_id)
        if actor.group_ids:
            mine = sa.or_(mine, Ticket.owner_id.in_(sorted(actor.group_ids)))
        conditions.append(mine)
    return conditions


def ticket(actor: Actor, number: str) -> Select:
    """One visible ticket with its category, room, period, device and owner's name."""
    return (
        sa.select(
            *Ticket.__table__.c,
            Category.code.label("category_code"),
            Category.name.label("category_name"),
            Category.first_step,
            Category.checklist,
            Category.adult_only,
            Org.name.label("site_name"),
            Org.timezone,
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
        .where(Ticket.number == number.upper(), *visible(actor))
    )


def _list_columns() -> list[Any]:
    return [
        Ticket.id,
        Ticket.number,
        Ticket.kind,
        Ticket.status,
        Ticket.title_masked,
        Ticket.handle,
        Ticket.requester_id,
        Ticket.requester_kind,
        Ticket.owner_id,
        Ticket.due_at,
        Ticket.paused_at,
        Ticket.created_at,
        Ticket.priority,
        Ticket.tier,
        Ticket.sensitive,
        Ticket.room_id,
        Ticket.site_id,
        Category.code.label("category_code"),
        Category.name.label("category_name"),
        Category.first_step,
        Category.adult_only,
    ]


def _list() -> Select:
    return sa.select(*_list_columns()).join(Category, Category.id == Ticket.category_id)


def queue(actor: Actor, after: list[Any] | None = None, limit: int = 26) -> Select:
    """The site's free tickets in due order. Units: ``after`` is (due microseconds, id) of the last row seen."""
    select = (
        _list()
        .where(*visible(actor), Ticket.kind == "live", Ticket.status == "queued")
        .order_by(Ticket.due_at, Ticket.id)
        .limit(limit)
    )
    if after:
        due = datetime.fromisoformat(after[0])
        select = select.where(sa.tuple_(Ticket.due_at, Ticket.id) > sa.tuple_(sa.literal(due, Ticket.due_at.type), after[1]))
    return select


def owned(actor: Actor, limit: int = 5) -> Select:
    """The open tickets that the actor owns, in due order."""
    return (
        _list()
        .add_columns(Room.code.label("room_code"))
        .outerjoin(Room, Room.id == Ticket.room_id)
        .where(*visible(actor), Ticket.owner_id == actor.person_id, Ticket.status.in_(WORKED))
        .order_by(Ticket.due_at, Ticket.id)
        .limit(limit)
    )


def free_for(actor: Actor, limit: int) -> Select:
    """Free tickets in the categories that the actor is cleared for, in due order."""
    cleared = sa.select(Category.id).where(
        Category.district_id == actor.district_id, Category.code.in_(sorted(actor.cleared)), Category.adult_only.is_(False)
    )
    return (
        queue(actor, limit=limit)
        .where(Ticket.category_id.in_(cleared), Ticket.requester_id != actor.person_id)
    )


def counts(actor: Actor, most: int = 100) -> Select:
    """How many the actor owns and how many wait in the queue, each counted up to a limit."""
    mine = sa.select(Ticket.id).where(*visible(actor), Ticket.owner_id == actor.person_id, Ticket.status.in_(WORKED))
    waiting = sa.select(Ticket.id).where(*visible(actor), Ticket.kind == "live", Ticket.status == "queued")
    return sa.select(
        sa.select(sa.func.count()).select_from(mine.limit(most).subquery()).scalar_subquery().label("my_five"),
        sa.select(sa.func.count()).select_from(waiting.limit(most).subquery()).scalar_subquery().label("queue"),
    )


def thread(actor: Actor, ticket_id: int, limit: int = 200) -> Select:
    """The messages of a ticket, oldest first; the ticket itself was found visible before."""
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
        .order_by(Message.created_at, Message.id)
        .limit(limit)
    )


def timeline(actor: Actor, ticket_id: int, limit: int = 200) -> Select:
    """What happened to a ticket, oldest first."""
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
        .order_by(Activity.happened_at, Activity.id)
        .limit(limit)
    )


def marks(actor: Actor, ticket_id: int) -> Select:
    """The steps of the checklist that are done."""
    return sa.select(ChecklistMark.step, ChecklistMark.done_by_id, ChecklistMark.done_at).where(
        ChecklistMark.ticket_id == ticket_id, ChecklistMark.district_id == actor.district_id
    )


def own_texts(actor: Actor, ticket_id: int) -> Select:
    """What the actor wrote on a ticket, as typed."""
    return (
        sa.select(Message.id, MessagePrivate.body)
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .where(Message.ticket_id == ticket_id, Message.author_id == actor.person_id, Message.district_id == actor.district_id)
    )


def full_texts(actor: Actor, ticket_id: int) -> Select:
    """Every text of a ticket as typed, for an adult."""
    return (
        sa.select(Message.id, MessagePrivate.body)
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .where(Message.ticket_id == ticket_id, MessagePrivate.district_id == actor.district_id)
    )


def full_title(actor: Actor, ticket_id: int) -> Select:
    """A ticket's title as typed, for an adult."""
    return sa.select(TicketPrivate.title).where(
        TicketPrivate.ticket_id == ticket_id, TicketPrivate.district_id == actor.district_id
    )


def working_names(actor: Actor, person_ids: list[int]) -> Select:
    """The names that the cadre may see: staff members' professional names and members' working names."""
    staff = sa.select(StaffProfile.person_id, StaffProfile.display_name.label("name")).where(
        StaffProfile.district_id == actor.district_id, StaffProfile.person_id.in_(person_ids)
    )
    members = sa.select(CadreMember.person_id, CadreMember.working_name.label("name")).where(
        CadreMember.district_id == actor.district_id, CadreMember.person_id.in_(person_ids)
    )
    return sa.select(sa.union_all(staff, members).subquery())


def private_names(actor: Actor, person_ids: list[int]) -> Select:
    """People's names from the vault, for an adult."""
    return sa.select(
        PersonPrivate.person_id, PersonPrivate.given, PersonPrivate.family, PersonPrivate.preferred
    ).where(PersonPrivate.district_id == actor.district_id, PersonPrivate.person_id.in_(person_ids))


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
            first_assigned_at=sa.func.coalesce(Ticket.first_assigned_at, sa.literal(at, Ticket.created_at.type)),
            version=Ticket.version + 1,
        )
    )


def claimed_count(actor: Actor) -> Select:
    """How many open live tickets the actor owns."""
    return sa.select(sa.func.count()).where(
        Ticket.district_id == actor.district_id,
        Ticket.owner_id == actor.person_id,
        Ticket.kind == "live",
        Ticket.status.in_(WORKED),
    )


def written_on(actor: Actor, number: str) -> Select:
    """The id of a ticket of the actor's district, if the actor wrote on it."""
    return (
        sa.select(Ticket.id)
        .join(Message, Message.ticket_id == Ticket.id)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.site_id.in_(sorted(actor.site_ids)),
            Ticket.number == number.upper(),
            Message.author_id == actor.person_id,
        )
        .limit(1)
    )
