"""Selects and updates over runs of masking again, and over the tickets that are held until theirs."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.recheck.models import Recheck
from app.helpdesk.tickets.models import Message, Ticket
from app.identity.actor import Actor

Select = sa.Select[*tuple[Any, ...]]


def held(actor: Actor, limit: int) -> Select:
    """The tickets that wait to be masked again, the longest waiting first."""
    return (
        sa.select(Ticket.id)
        .where(Ticket.district_id == actor.district_id, Ticket.held_at.is_not(None))
        .order_by(Ticket.held_at, Ticket.id)
        .limit(limit)
    )


def hold(actor: Actor, ticket_ids: list[int]) -> sa.Update:
    """Keep some tickets from students until they are masked again."""
    return sa.update(Ticket).where(
        Ticket.district_id == actor.district_id, Ticket.id.in_(ticket_ids), Ticket.held_at.is_(None)
    )


def run(actor: Actor, recheck_id: int) -> Select:
    """One run."""
    return sa.select(*Recheck.__table__.c).where(
        Recheck.district_id == actor.district_id, Recheck.id == recheck_id
    )


def run_set(actor: Actor, recheck_id: int) -> sa.Update:
    """Change a run."""
    return sa.update(Recheck).where(Recheck.district_id == actor.district_id, Recheck.id == recheck_id)


def run_further(actor: Actor, recheck_id: int, count: int) -> sa.Update:
    """Count what a run has done."""
    return run_set(actor, recheck_id).values(done=Recheck.done + count)


def written_since(actor: Actor, since: datetime) -> Select:
    """The tickets into which somebody wrote since a moment."""
    return (
        sa.select(Message.ticket_id)
        .where(Message.district_id == actor.district_id, Message.created_at >= since)
        .distinct()
    )


def runs(actor: Actor, limit: int = 5) -> Select:
    """The newest runs."""
    return (
        sa.select(
            Recheck.id, Recheck.why, Recheck.started_at, Recheck.found, Recheck.done, Recheck.finished_at
        )
        .where(Recheck.district_id == actor.district_id)
        .order_by(Recheck.started_at.desc())
        .limit(limit)
    )
