"""Selects over what some accounts, or everybody, saw in a window: by the indexes of the events, a piece at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.oversight.disclosure.models import EventSubject
from app.school.people.models import Person, PersonPrivate
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def holders(actor: Actor, usernames: Sequence[str]) -> Select:
    """Whose accounts these are."""
    return sa.select(Account.username, Account.person_id).where(
        Account.district_id == actor.district_id, Account.username.in_(list(usernames))
    )


def seen(
    actor: Actor,
    people: Sequence[int],
    subjects: Sequence[int],
    since: datetime,
    until: datetime,
    after_at: datetime | None = None,
    after_id: str = "",
    limit: int = 5000,
) -> Select:
    """A piece of the events of these people, or about these subjects, in their order."""
    e = AuditEvent
    select = (
        sa.select(e.id, e.occurred_at, e.actor_id, e.ticket_id, e.outcome, e.subjects, e.fields)
        .where(
            e.district_id == actor.district_id, e.occurred_at >= (after_at or since), e.occurred_at < until
        )
        .order_by(e.occurred_at, e.id)
        .limit(limit)
    )
    if after_at is not None:
        select = select.where(sa.or_(e.occurred_at > after_at, e.id > after_id))
    if people:
        return select.where(e.actor_id.in_(list(people)))
    found = sa.select(EventSubject.event_id).where(
        EventSubject.district_id == actor.district_id,
        EventSubject.subject_id.in_(list(subjects)),
        EventSubject.occurred_at >= since,
        EventSubject.occurred_at < until,
    )
    return select.where(e.id.in_(found))


def names(actor: Actor, people: Sequence[int]) -> Select:
    """What these people are called, for those who must be told."""
    return (
        sa.select(Person.id, Person.kind, PersonPrivate.given, PersonPrivate.family, PersonPrivate.preferred)
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .where(Person.district_id == actor.district_id, Person.id.in_(list(people)))
    )


def with_number(actor: Actor, number: str) -> Select:
    """The person with a student number."""
    return sa.select(PersonPrivate.person_id).where(
        PersonPrivate.district_id == actor.district_id, PersonPrivate.number == number
    )


def tickets(actor: Actor, ticket_ids: Sequence[int]) -> Select:
    """The numbers of some tickets."""
    return sa.select(Ticket.id, Ticket.number).where(
        Ticket.district_id == actor.district_id, Ticket.id.in_(list(ticket_ids))
    )


def known(actor: Actor, people: Sequence[int]) -> Select:
    """Which of these keys are of somebody of the district, or of somebody erased of whom its events still speak."""
    here = sa.select(Person.id).where(Person.district_id == actor.district_id, Person.id.in_(list(people)))
    s = EventSubject
    told = sa.select(s.subject_id).where(s.district_id == actor.district_id, s.subject_id.in_(list(people)))
    return sa.select(here.union(told).subquery().c.id)


def zone(actor: Actor) -> Select:
    """The district's time zone, in which a day begins and ends."""
    return sa.select(Org.timezone).where(Org.id == actor.district_id, Org.district_id == actor.district_id)
