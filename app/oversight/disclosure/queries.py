"""Selects over the index of events by subject, the parties, and requests from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.oversight.disclosure.models import (
    EventSubject,
    OutsideRequest,
    Party,
    RecordRule,
    SubjectMark,
)
from app.school.cadres.models import CadreMember
from app.school.people.models import Person, PersonPrivate, StaffProfile

Select = sa.Select[*tuple[Any, ...]]


def reached(actor: Actor) -> Select:
    """Until when the district's events are indexed."""
    return sa.select(SubjectMark.until_at).where(SubjectMark.district_id == actor.district_id)


def events_after(actor: Actor, at: datetime, key: str, limit: int) -> Select:
    """The district's events from a moment on, in their order."""
    e = AuditEvent
    later = sa.or_(e.occurred_at > at, e.id > key)
    return (
        sa.select(e.id, e.occurred_at, e.actor_id, e.subjects)
        .where(e.district_id == actor.district_id, e.occurred_at >= at, later)
        .order_by(e.occurred_at, e.id)
        .limit(limit)
    )


def lines_among(actor: Actor, event_ids: Sequence[str]) -> Select:
    """The lines that the index has of some events, and when and whose act each says it was."""
    s = EventSubject
    return (
        sa.select(s.event_id, s.subject_id, s.occurred_at, Party.person_id)
        .outerjoin(Party, Party.id == s.party_id)
        .where(s.district_id == actor.district_id, s.event_id.in_(list(event_ids)))
    )


def orphans(actor: Actor) -> Select:
    """The lines of the district that are of no event."""
    s, e = EventSubject, AuditEvent
    return sa.select(s.event_id).where(
        s.district_id == actor.district_id, ~sa.exists().where(e.id == s.event_id)
    )


def on_roster(actor: Actor) -> Select:
    """Everybody of the district of whom something personal is kept."""
    return sa.select(PersonPrivate.person_id).where(PersonPrivate.district_id == actor.district_id)


def lines_gone(actor: Actor, event_ids: Sequence[str]) -> sa.Delete:
    """The lines of some events, to be made anew."""
    s = EventSubject
    return sa.delete(s).where(s.district_id == actor.district_id, s.event_id.in_(list(event_ids)))


def callings(actor: Actor, person_ids: Sequence[int]) -> Select:
    """What these people are called now; the newest working name of each comes last."""
    return (
        sa.select(
            Person.id.label("person_id"),
            Person.kind,
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            StaffProfile.display_name,
            CadreMember.working_name,
        )
        .outerjoin(PersonPrivate, PersonPrivate.person_id == Person.id)
        .outerjoin(StaffProfile, StaffProfile.person_id == Person.id)
        .outerjoin(CadreMember, CadreMember.person_id == Person.id)
        .where(Person.district_id == actor.district_id, Person.id.in_(list(person_ids)))
        .order_by(Person.id, CadreMember.starts_on, CadreMember.id)
    )


def parties(actor: Actor, person_ids: Sequence[int]) -> Select:
    """What these people were called, the newest last."""
    return (
        sa.select(Party)
        .with_only_columns(*Party.__table__.c)
        .where(Party.district_id == actor.district_id, Party.person_id.in_(list(person_ids)))
        .order_by(Party.named_at, Party.id)
    )


def highest_number(actor: Actor) -> Select:
    """The highest working number given in the district."""
    return sa.select(sa.func.max(Party.number)).where(Party.district_id == actor.district_id)


def lines(
    actor: Actor, subject_id: int, tags: Sequence[str] = (), after: Any = None, limit: int = 101
) -> Select:
    """What others did that concerns one person, the newest first. Units: ``after`` is (time, event)."""
    s, e = EventSubject, AuditEvent
    select = (
        sa.select(
            e.id,
            e.occurred_at,
            e.tag,
            e.actor_role,
            e.clearance,
            e.fields,
            e.purpose,
            e.basis,
            e.outcome,
            e.codes,
            Party.kind,
            Party.name,
            Party.working_name,
            Party.number,
            Ticket.number.label("ticket"),
            Ticket.requester_id,
        )
        .select_from(s)
        .join(e, e.id == s.event_id)
        .join(Party, Party.id == s.party_id)
        .outerjoin(Ticket, Ticket.id == e.ticket_id)
        .where(s.subject_id == subject_id, s.district_id == actor.district_id, Party.person_id != subject_id)
        .order_by(s.occurred_at.desc(), s.event_id.desc())
        .limit(limit)
    )
    if tags:
        select = select.where(e.tag.in_(list(tags)))
    if after:
        at, key = datetime.fromisoformat(after[0]), after[1]
        earlier = sa.or_(s.occurred_at < at, s.event_id < key)
        select = select.where(s.occurred_at <= at, earlier)
    return select


def details(actor: Actor, person_id: int) -> Select:
    """What is kept of one person."""
    return sa.select(*PersonPrivate.__table__.c).where(
        PersonPrivate.person_id == person_id, PersonPrivate.district_id == actor.district_id
    )


def outside(actor: Actor, person_id: int) -> Select:
    """What people outside the school asked of one record, the newest first."""
    return (
        sa.select(*OutsideRequest.__table__.c)
        .where(OutsideRequest.district_id == actor.district_id, OutsideRequest.person_id == person_id)
        .order_by(OutsideRequest.asked_on.desc(), OutsideRequest.id.desc())
    )


def rules(actor: Actor, kind: str) -> Select:
    """The district's choices of one kind, the newest first."""
    return (
        sa.select(*RecordRule.__table__.c)
        .where(RecordRule.district_id == actor.district_id, RecordRule.kind == kind)
        .order_by(RecordRule.set_at.desc(), RecordRule.id.desc())
    )
