"""Selects over calls for a teacher."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.calls.models import Call
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.kernel.paging import up_to

Select = sa.Select[*tuple[Any, ...]]


def own_open(actor: Actor, since: datetime, reason: str, ticket_id: int | None) -> Select:
    """A call of the actor's own for the same reason that nobody answered yet."""
    return sa.select(Call.id).where(
        Call.district_id == actor.district_id,
        Call.caller_id == actor.person_id,
        Call.reason == reason,
        Call.ticket_id.is_(None) if ticket_id is None else Call.ticket_id == ticket_id,
        Call.answered_at.is_(None),
        Call.made_at >= since,
    )


@kept()
def own_newest(actor: Actor, since: datetime, ticket_id: int | None) -> Select:
    """The newest call of the actor's own, on one ticket or on any, answered or not."""
    select = (
        sa.select(
            Call.made_at, Call.answered_at, Call.answered_by, Call.ticket_id, Call.site_id, Ticket.number
        )
        .outerjoin(Ticket, Ticket.id == Call.ticket_id)
        .where(
            Call.district_id == actor.district_id,
            Call.site_id.in_(sorted(actor.site_ids)),
            Call.caller_id == actor.person_id,
            Call.made_at >= since,
        )
        .order_by(Call.made_at.desc())
        .limit(up_to(1))
    )
    return select if ticket_id is None else select.where(Call.ticket_id == ticket_id)


@kept()
def waiting(actor: Actor, since: datetime, limit: int = 20) -> Select:
    """The calls at the actor's sites that nobody answered yet, the oldest first."""
    counted = _waiting(actor, since).add_columns(sa.func.count().over().label("all"))
    return counted.order_by(Call.made_at, Call.id).limit(limit)


def _waiting(actor: Actor, since: datetime) -> Select:
    return (
        sa.select(Call.id, Call.caller_id, Call.reason, Call.made_at, Call.site_id, Ticket.number)
        .outerjoin(Ticket, Ticket.id == Call.ticket_id)
        .where(
            Call.district_id == actor.district_id,
            Call.site_id.in_(sorted(actor.site_ids)),
            Call.answered_at.is_(None),
            Call.made_at >= since,
        )
    )


def waiting_count(actor: Actor, since: datetime, most: int = 20) -> Select:
    """How many calls wait at the actor's sites, counted up to a limit."""
    return sa.select(sa.func.count()).select_from(_waiting(actor, since).limit(up_to(most)).subquery())


def answered(actor: Actor, call_id: int) -> sa.Update:
    """Answer a call that waits; matches one row or none."""
    return sa.update(Call).where(
        Call.district_id == actor.district_id,
        Call.site_id.in_(sorted(actor.site_ids)),
        Call.id == call_id,
        Call.answered_at.is_(None),
    )
