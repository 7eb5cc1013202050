"""Selects and guarded updates over purges."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.helpdesk.tickets.models import Message, Ticket
from app.identity.actor import Actor
from app.oversight.retention.due import OVER
from app.oversight.retention.models import PurgeRun, PurgeUnit
from app.school.cadres.models import CadreMember
from app.school.people.models import Person

Select = sa.Select[*tuple[Any, ...]]


def runs(actor: Actor, limit: int = 20) -> Select:
    """The district's purges, the newest first."""
    return (
        sa.select(*PurgeRun.__table__.c)
        .where(PurgeRun.district_id == actor.district_id)
        .order_by(PurgeRun.asked_at.desc(), PurgeRun.id.desc())
        .limit(limit)
    )


def run(actor: Actor, run_id: int) -> Select:
    """One purge of the district."""
    return runs(actor).where(PurgeRun.id == run_id)


def early_runs(actor: Actor) -> Select:
    """The plans that wait for a second adult: one person's data, before its time."""
    return runs(actor).where(PurgeRun.person_id.is_not(None), PurgeRun.state == "planned")


def ties(actor: Actor, person_id: int) -> Select:
    """What keeps one person's name: the roster, a team, tickets that are not over, words on tickets of others."""
    here, own = Ticket.district_id == actor.district_id, Ticket.requester_id == person_id
    parts = {
        "open": sa.select(sa.func.count()).select_from(Ticket).where(here, own, Ticket.status.not_in(OVER)),
        "wrote": sa.select(sa.func.count(Ticket.id.distinct()))
        .join(Message, Message.ticket_id == Ticket.id)
        .where(here, ~own, Message.author_id == person_id),
        "until": sa.select(sa.func.max(CadreMember.ends_on)).where(
            CadreMember.person_id == person_id, CadreMember.district_id == actor.district_id
        ),
    }
    counted = (select.scalar_subquery().label(name) for name, select in parts.items())
    return sa.select(Person.active, *counted).where(
        Person.id == person_id, Person.district_id == actor.district_id
    )


def listed(actor: Actor, run_id: int, kind: str, limit: int) -> Select:
    """Units of a kind that a plan lists and that its purge has not come to yet."""
    return (
        sa.select(PurgeUnit.unit_id)
        .where(PurgeUnit.run_id == run_id, PurgeUnit.kind == kind, PurgeUnit.district_id == actor.district_id)
        .order_by(PurgeUnit.unit_id)
        .limit(limit)
    )


def off_the_list(actor: Actor, run_id: int, kind: str = "", units: Sequence[int] = ()) -> sa.Delete:
    """These units of a plan's list, or all of it."""
    gone = sa.delete(PurgeUnit).where(PurgeUnit.run_id == run_id, PurgeUnit.district_id == actor.district_id)
    return gone.where(PurgeUnit.kind == kind, PurgeUnit.unit_id.in_(units)) if kind else gone


def moved(actor: Actor, run_id: int, state: str) -> sa.Update:
    """A purge that is still in a state; matches none when it moved on."""
    return sa.update(PurgeRun).where(
        PurgeRun.id == run_id, PurgeRun.district_id == actor.district_id, PurgeRun.state == state
    )
