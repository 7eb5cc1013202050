"""Selects and guarded updates over proposed endings."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.tickets.models import (
    ChecklistMark,
    Message,
    MessagePrivate,
    Resolution,
    ResolutionPrivate,
    Ticket,
)
from app.helpdesk.tickets.scope import visible
from app.identity.actor import Actor
from app.kernel.paging import up_to
from app.school.cadres.models import CadreMember

Select = sa.Select[*tuple[Any, ...]]


def _stands() -> sa.ColumnElement[bool]:
    """An ending that waits for a reader, unless its ticket was opened again since: it did not hold then; or was taken
    back: nobody is told."""
    again = sa.and_(Ticket.last_reopened_at.is_not(None), Ticket.last_reopened_at > Resolution.proposed_at)
    return sa.and_(Resolution.state == "proposed", ~again, Ticket.status != "cancelled")


def _inbox(actor: Actor) -> list[sa.ColumnElement[bool]]:
    members = sa.select(CadreMember.person_id).where(
        CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(sorted(actor.cadre_ids))
    )
    return [
        *visible(actor),
        Resolution.district_id == actor.district_id,
        _stands(),
        Resolution.author_id.in_(members),
        Resolution.author_id != actor.person_id,
        Ticket.requester_id != actor.person_id,
        Ticket.kind == "live",
    ]


def _steps_done(actor: Actor) -> sa.ScalarSelect[int]:
    marks = sa.select(sa.func.count()).where(
        ChecklistMark.ticket_id == Ticket.id, ChecklistMark.district_id == actor.district_id
    )
    return marks.correlate(Ticket).scalar_subquery()


def _left_open(actor: Actor) -> sa.ScalarSelect[str]:
    """The note that was written with an ending: why steps were left open."""
    note = (
        sa.select(MessagePrivate.body)
        .join(Message, Message.id == MessagePrivate.message_id)
        .where(
            Message.ticket_id == Ticket.id,
            Message.district_id == actor.district_id,
            Message.author_id == Resolution.author_id,
            Message.created_at == Resolution.proposed_at,
            Message.kind == "internal",
        )
        .limit(1)
    )
    return note.correlate(Ticket, Resolution).scalar_subquery()


@kept()
def inbox(actor: Actor, limit: int = SHOWN) -> Select:
    """The endings that the actor's cadres proposed, those that hold a ticket up first."""
    return (
        sa.select(
            *Resolution.__table__.c,
            ResolutionPrivate.cause,
            ResolutionPrivate.fix,
            Ticket.number,
            Ticket.title_masked,
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.site_id,
            Ticket.status,
            Category.name.label("category_name"),
            Category.checklist,
            _steps_done(actor).label("steps_done"),
            _left_open(actor).label("left_open"),
        )
        .join(ResolutionPrivate, ResolutionPrivate.resolution_id == Resolution.id)
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
        .where(*_inbox(actor))
        .order_by(Ticket.status != "in_review", Resolution.proposed_at)
        .limit(limit)
    )


def inbox_count(actor: Actor, most: int = 100) -> Select:
    """How many endings wait for the actor, counted up to a limit."""
    waiting = (
        sa.select(Resolution.id)
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .where(*_inbox(actor))
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(waiting.subquery())


@kept()
def proposed_on(actor: Actor, ticket_id: int) -> Select:
    """The ending of a ticket that waits for a reader, in full; for adults."""
    return (
        sa.select(*Resolution.__table__.c, ResolutionPrivate.cause, ResolutionPrivate.fix)
        .join(ResolutionPrivate, ResolutionPrivate.resolution_id == Resolution.id)
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .where(Resolution.ticket_id == ticket_id, Resolution.district_id == actor.district_id, _stands())
        .order_by(Resolution.proposed_at.desc())
        .limit(1)
    )


@kept()
def of_ticket(actor: Actor, ticket_id: int) -> Select:
    """The endings of a ticket, the newest first; the ticket itself was found visible before."""
    return (
        sa.select(*Resolution.__table__.c)
        .where(Resolution.ticket_id == ticket_id, Resolution.district_id == actor.district_id)
        .order_by(Resolution.proposed_at.desc(), Resolution.id.desc())
    )


@kept()
def own_words(actor: Actor, ticket_id: int) -> Select:
    """The endings that the actor wrote on a ticket, as typed."""
    return (
        sa.select(ResolutionPrivate.resolution_id, ResolutionPrivate.cause, ResolutionPrivate.fix)
        .join(Resolution, Resolution.id == ResolutionPrivate.resolution_id)
        .where(
            Resolution.ticket_id == ticket_id,
            Resolution.author_id == actor.person_id,
            ResolutionPrivate.district_id == actor.district_id,
        )
    )


@kept()
def decided(actor: Actor, resolution_id: int) -> sa.Update:
    """Decide on an ending that waits; matches one row, or none when somebody was faster."""
    return sa.update(Resolution).where(
        Resolution.id == resolution_id,
        Resolution.district_id == actor.district_id,
        Resolution.state == "proposed",
    )
