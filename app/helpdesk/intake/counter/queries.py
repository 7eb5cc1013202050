"""Selects of the counter, with the system's clearance; they lead to yes or no, never to a name."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.school.people.models import Person, PersonPrivate

Select = sa.Select[*tuple[Any, ...]]


def with_number(actor: Actor, forms: list[str]) -> Select:
    """The active people of the actor's sites who have this number."""
    return (
        sa.select(Person.id, Person.kind, Person.site_id)
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .where(
            PersonPrivate.district_id == actor.district_id,
            PersonPrivate.number.in_(forms),
            PersonPrivate.number != "",
            Person.site_id.in_(sorted(actor.site_ids)),
            Person.active,
        )
        .limit(2)
    )


def person(actor: Actor, person_id: int) -> Select:
    """The kind and site of a matched person."""
    return sa.select(Person.id, Person.kind, Person.site_id).where(
        Person.district_id == actor.district_id, Person.id == person_id
    )


def turn(actor: Actor) -> Select:
    """The tech's own row, locked, so that tries are counted one after another."""
    return (
        sa.select(Person.id)
        .where(Person.district_id == actor.district_id, Person.id == actor.person_id)
        .with_for_update()
    )


def _mine(actor: Actor, since: datetime) -> list[sa.ColumnElement[bool]]:
    return [
        AuditEvent.district_id == actor.district_id,
        AuditEvent.actor_id == actor.person_id,
        AuditEvent.occurred_at >= since,
        AuditEvent.tag == Tag.COUNTER_MATCHED.value,
    ]


def tries(actor: Actor, since: datetime) -> Select:
    """How many numbers of this tech led to a teacher or were matched since then, and how many tickets came of it."""
    missed = AuditEvent.outcome.in_(("unmatched", "conflict"))
    entered = (
        sa.select(sa.func.count())
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.entered_by_id == actor.person_id,
            Ticket.channel == "counter",
            Ticket.created_at >= since,
        )
        .scalar_subquery()
    )
    return sa.select(
        sa.func.coalesce(sa.func.sum(sa.case((missed, 1), else_=0)), 0).label("missed"),
        sa.func.coalesce(sa.func.sum(sa.case((AuditEvent.outcome == "matched", 1), else_=0)), 0).label(
            "matched"
        ),
        entered.label("entered"),
    ).where(*_mine(actor, since))


def written_for(actor: Actor, person_id: int, since: datetime) -> Select:
    """How many tickets this tech wrote down for one person since then."""
    return sa.select(sa.func.count(Ticket.id)).where(
        Ticket.district_id == actor.district_id,
        Ticket.entered_by_id == actor.person_id,
        Ticket.requester_id == person_id,
        Ticket.channel == "counter",
        Ticket.created_at >= since,
    )


def matches(actor: Actor, since: datetime) -> Select:
    """The matches of this tech since then, the newest first."""
    return (
        sa.select(AuditEvent.subjects, AuditEvent.codes)
        .where(*_mine(actor, since), AuditEvent.outcome == "matched")
        .order_by(AuditEvent.occurred_at.desc())
    )
