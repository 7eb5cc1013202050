"""Selects of the counter, with the system's clearance; they lead to yes or no, never to a name."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
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


def misses(actor: Actor, since: datetime) -> Select:
    """How many numbers of this tech matched nobody since then."""
    return sa.select(sa.func.count()).where(*_mine(actor, since), AuditEvent.outcome == "unmatched")


def matches(actor: Actor, since: datetime) -> Select:
    """The matches of this tech since then, the newest first."""
    return (
        sa.select(AuditEvent.subjects, AuditEvent.codes)
        .where(*_mine(actor, since), AuditEvent.outcome == "matched")
        .order_by(AuditEvent.occurred_at.desc())
    )
