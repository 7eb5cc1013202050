"""Selects of the homes: who is on shift, what the desk looks like now, what a district has set up."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.accounts.models import WebSession
from app.audit.kept import kept
from app.helpdesk.escalations.models import Escalation
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.words import OPEN, WORKED
from app.identity.actor import Actor
from app.kernel.paging import up_to, written
from app.school.cadres.models import Cadre, CadreMember, Shift
from app.school.people.models import Person
from app.school.places.models import BellPeriod, Org, Room, Term
from app.school.roster.models import RosterRun

Select = sa.Select[*tuple[Any, ...]]
MOST_COUNTED = 200
RUNNING = ("new", "queued", "in_progress", "in_review")


def on_shift(actor: Actor, today: date, period_name: str) -> Select:
    """Who of the actor's cadres is on shift in a period of a day."""
    return (
        sa.select(
            Shift.person_id, Shift.post, CadreMember.working_name, CadreMember.rung, CadreMember.peer_trainer
        )
        .join(BellPeriod, BellPeriod.id == Shift.period_id)
        .join(
            CadreMember,
            sa.and_(CadreMember.cadre_id == Shift.cadre_id, CadreMember.person_id == Shift.person_id),
        )
        .where(
            Shift.district_id == actor.district_id,
            Shift.cadre_id.in_(sorted(actor.cadre_ids)),
            Shift.weekday == today.weekday(),
            CadreMember.ends_on >= today,
            BellPeriod.name == period_name,
        )
        .order_by(CadreMember.working_name)
    )


def load_of(actor: Actor, people: Sequence[int], now: datetime) -> Select:
    """How many open tickets some techs own, and how many of them are late."""
    late = sa.case((sa.and_(Ticket.due_at < now, Ticket.paused_at.is_(None)), 1), else_=0)
    return (
        sa.select(Ticket.owner_id, sa.func.count().label("number"), sa.func.sum(late).label("late"))
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.owner_id.in_(list(people)),
            Ticket.status.in_(WORKED),
            Ticket.kind == "live",
        )
        .group_by(Ticket.owner_id)
    )


def seen(actor: Actor, people: Sequence[int], since: datetime) -> Select:
    """Who of some people used the product since a moment."""
    return (
        sa.select(WebSession.person_id)
        .where(
            WebSession.district_id == actor.district_id,
            WebSession.person_id.in_(list(people)),
            WebSession.seen_at >= since,
            WebSession.ended_at.is_(None),
        )
        .distinct()
    )


def _open(actor: Actor, statuses: Sequence[str], *more: Any) -> Any:
    """Count tickets of some statuses, status by status along the index, up to a limit."""
    parts = [
        sa.select(
            sa.select(Ticket.id)
            .where(
                Ticket.district_id == actor.district_id,
                Ticket.site_id == site,
                Ticket.kind == "live",
                Ticket.sensitive.is_(hidden),
                Ticket.status == written(status),
                *more,
            )
            .limit(up_to(MOST_COUNTED))
            .subquery()
            .c.id
        )
        for site in sorted(actor.site_ids)
        for hidden in (False, True)
        for status in statuses
    ]
    counted = sa.union_all(*parts).subquery() if parts else sa.select(Ticket.id).where(sa.false()).subquery()
    return sa.select(sa.func.count()).select_from(counted).scalar_subquery()


@kept()
def desk_now(actor: Actor, now: datetime) -> Select:
    """How many tickets are open, late, unclaimed, with adults at the actor's sites, each up to a limit."""
    late = (Ticket.due_at < now, Ticket.paused_at.is_(None))
    passed = (
        sa.select(Escalation.id)
        .join(Ticket, Ticket.id == Escalation.ticket_id)
        .where(
            Escalation.district_id == actor.district_id,
            Escalation.returned_at.is_(None),
            Ticket.status.in_(OPEN),
            Ticket.site_id.in_(sorted(actor.site_ids)),
        )
        .limit(up_to(MOST_COUNTED))
    )
    return sa.select(
        _open(actor, OPEN).label("open"),
        _open(actor, RUNNING, *late).label("late"),
        _open(actor, ("queued",), Ticket.tier == 1).label("unclaimed"),
        _open(actor, ("queued",), *late).label("unclaimed_late"),
        sa.select(sa.func.count()).select_from(passed.subquery()).scalar_subquery().label("adults"),
    )


def schools(actor: Actor) -> Select:
    """The actor's schools, with what each still lacks to open its desk."""
    here: list[tuple[Any, str]] = [(Room, "rooms"), (BellPeriod, "periods"), (Term, "terms")]
    counts = [
        sa.select(sa.func.count())
        .where(table.site_id == Org.id, table.district_id == actor.district_id)
        .scalar_subquery()
        .label(name)
        for table, name in here
    ]
    teams = (
        sa.select(sa.func.count())
        .where(Cadre.site_id == Org.id, Cadre.district_id == actor.district_id)
        .scalar_subquery()
        .label("teams")
    )
    return (
        sa.select(Org.id, Org.name, Org.code, *counts, teams)
        .where(Org.district_id == actor.district_id, Org.id.in_(sorted(actor.site_ids)), Org.active)
        .order_by(Org.name)
    )


def people_by_kind(actor: Actor) -> Select:
    """How many active people of each kind the district has; those of practice stories are nobody."""
    return (
        sa.select(Person.kind, sa.func.count().label("number"))
        .where(Person.district_id == actor.district_id, Person.active, Person.kind != "persona")
        .group_by(Person.kind)
    )


def last_roster(actor: Actor) -> Select:
    """The newest roster run."""
    return (
        sa.select(RosterRun.applied_at, RosterRun.mode, RosterRun.counts, RosterRun.refusals)
        .where(RosterRun.district_id == actor.district_id)
        .order_by(RosterRun.applied_at.desc())
        .limit(1)
    )
