"""Selects and guarded updates over escalations."""

from typing import Any

import sqlalchemy as sa

from app.helpdesk.catalog.models import Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.escalations.models import Escalation
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket
from app.helpdesk.tickets.scope import visible
from app.helpdesk.words import OPEN
from app.identity.actor import Actor
from app.kernel.paging import up_to
from app.school.cadres.models import Cadre, CadreMember

Select = sa.Select[*tuple[Any, ...]]


def open_on(actor: Actor, ticket_id: int) -> Select:
    """The open escalation of a ticket."""
    return sa.select(*Escalation.__table__.c).where(
        Escalation.district_id == actor.district_id,
        Escalation.ticket_id == ticket_id,
        Escalation.returned_at.is_(None),
    )


def _out(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """What was passed to an adult and has not come back, on a ticket that goes on and is not the actor's own."""
    return [
        *visible(actor),
        Ticket.requester_id != actor.person_id,
        Escalation.district_id == actor.district_id,
        Escalation.returned_at.is_(None),
        Ticket.status.in_(OPEN),
    ]


def waiting(actor: Actor, limit: int = SHOWN) -> Select:
    """What was passed to an adult at the actor's sites and has not come back, the free ones and the oldest first."""
    return (
        sa.select(
            *Escalation.__table__.c,
            Ticket.number,
            Ticket.title_masked,
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.status,
            Ticket.owner_id,
            Ticket.site_id,
            Ticket.due_at,
            Ticket.paused_at,
            Category.name.label("category_name"),
        )
        .join(Ticket, Ticket.id == Escalation.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
        .where(*_out(actor))
        .order_by(Ticket.owner_id.is_not(None), Escalation.passed_at)
        .limit(limit)
    )


def waiting_count(actor: Actor, most: int = 100) -> Select:
    """How many passed-on tickets no adult has, counted up to a limit."""
    free = (
        sa.select(Escalation.id)
        .join(Ticket, Ticket.id == Escalation.ticket_id)
        .where(*_out(actor), Ticket.owner_id.is_(None))
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(free.subquery())


def out_count(actor: Actor, most: int = 100) -> Select:
    """How many passed-on tickets have not come back, taken or not, counted up to a limit."""
    out = (
        sa.select(Escalation.id)
        .join(Ticket, Ticket.id == Escalation.ticket_id)
        .where(*_out(actor))
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(out.subquery())


def what_was_tried(actor: Actor, message_ids: list[int]) -> Select:
    """What students tried before they passed tickets on, as typed; for adults."""
    return (
        sa.select(MessagePrivate.message_id, MessagePrivate.body)
        .join(Message, Message.id == MessagePrivate.message_id)
        .where(MessagePrivate.district_id == actor.district_id, MessagePrivate.message_id.in_(message_ids))
    )


def accepted(actor: Actor, escalation_id: int) -> sa.Update:
    """Take an open escalation; an adult who took it before may have given its ticket back."""
    return returned(actor, escalation_id)


def returned(actor: Actor, escalation_id: int) -> sa.Update:
    """End an escalation that is open."""
    return sa.update(Escalation).where(
        Escalation.id == escalation_id,
        Escalation.district_id == actor.district_id,
        Escalation.returned_at.is_(None),
    )


def still_member(actor: Actor, person_id: int) -> Select:
    """Until when the student is a member of a cadre of the district."""
    return (
        sa.select(sa.func.max(CadreMember.ends_on))
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(CadreMember.district_id == actor.district_id, CadreMember.person_id == person_id)
    )
