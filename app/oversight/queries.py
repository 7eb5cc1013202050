"""The trail: a teacher reads the techs of their own teams, an officer the whole district."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel.types import UtcTime
from app.oversight.models import Explanation, WeekReview
from app.oversight.wanted import Wanted
from app.school.cadres.models import Cadre, CadreMember, Shift
from app.school.people.models import PersonPrivate, StaffProfile
from app.school.places.models import BellPeriod

Select = sa.Select[*tuple[Any, ...]]
SIZE = 50


def _district_wide(actor: Actor) -> bool:
    return actor.hat is Hat.OFFICE


def _conditions(actor: Actor, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [AuditEvent.district_id == actor.district_id]
    if not _district_wide(actor):
        own = AuditEvent.site_id.in_(sorted(actor.site_ids))
        found.append(sa.or_(AuditEvent.site_id.is_(None), own))
    if wanted.since is not None:
        found.append(AuditEvent.occurred_at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEvent.occurred_at < wanted.until)
    if wanted.tags:
        found.append(AuditEvent.tag.in_(wanted.tags))
    if wanted.outcome:
        refused = AuditEvent.outcome == "refused"
        found.append(refused if wanted.outcome == "refused" else ~refused)
    if wanted.ticket_id is not None:
        found.append(AuditEvent.ticket_id == wanted.ticket_id)
    return found


def _past(after: list[Any], oldest_first: bool) -> sa.ColumnElement[bool]:
    at = sa.literal(datetime.fromisoformat(after[0]), UtcTime())
    if oldest_first:
        further = sa.or_(AuditEvent.occurred_at > at, AuditEvent.id > after[1])
        return sa.and_(AuditEvent.occurred_at >= at, further)
    return sa.and_(
        AuditEvent.occurred_at <= at, sa.or_(AuditEvent.occurred_at < at, AuditEvent.id < after[1])
    )


def _lines(actor: Actor) -> Select:
    e, x = AuditEvent, Explanation
    return (
        sa.select(
            e.id,
            e.occurred_at,
            e.tag,
            e.actor_id,
            e.actor_role,
            e.clearance,
            e.on_behalf_of_id,
            e.ticket_id,
            e.subjects,
            e.fields,
            e.purpose,
            e.outcome,
            e.codes,
            Ticket.number,
            x.verdict,
            x.words,
            x.by_id,
        )
        .outerjoin(Ticket, Ticket.id == e.ticket_id)
        .outerjoin(x, x.event_id == e.id)
        .where(e.district_id == actor.district_id)
    )


def page(
    actor: Actor,
    people: list[int] | None,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    after: list[Any] | None = None,
    limit: int = SIZE + 1,
    oldest_first: bool = False,
) -> Select:
    """A page of events by these people (None is everybody), each person's own newest merged.

    Units: ``after`` is (time, id) of the last row seen.
    """
    conditions = _conditions(actor, wanted)
    if after:
        conditions.append(_past(after, oldest_first))
    branches = [
        _keys(conditions, person, limit, oldest_first) for person in ([None] if people is None else people)
    ]
    if not branches:
        return _lines(actor).where(sa.false())
    keys = (sa.union_all(*branches) if len(branches) > 1 else branches[0]).subquery()
    order = (keys.c.occurred_at, keys.c.id) if oldest_first else (keys.c.occurred_at.desc(), keys.c.id.desc())
    return _lines(actor).join(keys, keys.c.id == AuditEvent.id).order_by(*order).limit(limit)


def _keys(
    conditions: list[sa.ColumnElement[bool]], person: int | None, limit: int, oldest_first: bool
) -> Select:
    select = sa.select(AuditEvent.id, AuditEvent.occurred_at).where(*conditions)
    if person is not None:
        select = select.where(AuditEvent.actor_id == person)
    order = (AuditEvent.occurred_at, AuditEvent.id)
    select = select.order_by(*(order if oldest_first else (one.desc() for one in order))).limit(limit)
    return sa.select(select.subquery())


def by_ids(actor: Actor, event_ids: list[str]) -> Select:
    """These events, newest first."""
    return (
        _lines(actor)
        .where(AuditEvent.id.in_(event_ids))
        .order_by(AuditEvent.occurred_at.desc(), AuditEvent.id.desc())
    )


def members(actor: Actor, since: date) -> Select:
    """The techs whose trail the actor may read, by working name; the newest membership of each comes last."""
    select = (
        sa.select(
            CadreMember.person_id,
            CadreMember.working_name,
            CadreMember.cadre_id,
            CadreMember.starts_on,
            CadreMember.ends_on,
            Cadre.site_id,
            Cadre.name.label("cadre_name"),
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
        )
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .join(PersonPrivate, PersonPrivate.person_id == CadreMember.person_id)
        .where(CadreMember.district_id == actor.district_id, CadreMember.ends_on >= since)
        .order_by(CadreMember.working_name, CadreMember.ends_on, CadreMember.id)
    )
    if _district_wide(actor):
        return select
    return select.where(
        CadreMember.cadre_id.in_(sorted(actor.cadre_ids)), Cadre.site_id.in_(sorted(actor.site_ids))
    )


def names(actor: Actor, person_ids: list[int]) -> Select:
    """What adults call these people: a professional name where there is one, else the private one."""
    return (
        sa.select(
            PersonPrivate.person_id,
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            StaffProfile.display_name,
        )
        .outerjoin(StaffProfile, StaffProfile.person_id == PersonPrivate.person_id)
        .where(PersonPrivate.person_id.in_(person_ids), PersonPrivate.district_id == actor.district_id)
    )


def ticket_by_number(actor: Actor, number: str) -> Select:
    """One ticket at the actor's sites."""
    return sa.select(
        Ticket.id,
        Ticket.number,
        Ticket.kind,
        Ticket.status,
        Ticket.title_masked,
        Ticket.handle,
        Ticket.site_id,
    ).where(
        Ticket.number == number,
        Ticket.site_id.in_(sorted(actor.site_ids)),
        Ticket.district_id == actor.district_id,
    )


def shifts(actor: Actor, tech_id: int) -> Select:
    """A tech's shifts of the week."""
    return (
        sa.select(Shift.weekday, BellPeriod.starts_minute, BellPeriod.ends_minute, BellPeriod.name)
        .join(BellPeriod, BellPeriod.id == Shift.period_id)
        .where(Shift.person_id == tech_id, Shift.district_id == actor.district_id)
        .order_by(Shift.weekday, BellPeriod.starts_minute)
    )


def counts(actor: Actor, low: datetime, high: datetime, tech_id: int | None = None) -> Select:
    """How many events of each tag and outcome lie in a stretch of time."""
    e = AuditEvent
    select = (
        sa.select(e.tag, e.outcome, sa.func.count().label("number"))
        .where(e.district_id == actor.district_id, e.occurred_at >= low, e.occurred_at < high)
        .group_by(e.tag, e.outcome)
    )
    return select if tech_id is None else select.where(e.actor_id == tech_id)


def last_events(actor: Actor, tech_ids: list[int], weeks: Sequence[tuple[datetime, datetime]] = ()) -> Select:
    """When each tech last did something in each week; no time where nothing was done."""
    e = AuditEvent
    parts = [
        sa.select(
            CadreMember.person_id,
            sa.literal(place, sa.Integer()).label("week"),
            sa.select(sa.func.max(e.occurred_at, type_=UtcTime()))
            .where(
                e.district_id == actor.district_id,
                e.actor_id == CadreMember.person_id,
                e.occurred_at >= low,
                e.occurred_at < high,
            )
            .scalar_subquery()
            .label("at"),
        )
        .distinct()
        .where(CadreMember.person_id.in_(tech_ids), CadreMember.district_id == actor.district_id)
        for place, (low, high) in enumerate(weeks)
    ]
    if not parts:
        return sa.select(sa.null().label("at")).where(sa.literal(actor.district_id) < 0)
    return sa.select(sa.union_all(*parts).subquery())


def reviews(actor: Actor, tech_ids: list[int], since: date) -> Select:
    """The weeks of these techs that were signed off."""
    return sa.select(
        WeekReview.tech_id,
        WeekReview.week_on,
        WeekReview.reviewer_id,
        WeekReview.signed_at,
        WeekReview.counts,
    ).where(
        WeekReview.tech_id.in_(tech_ids),
        WeekReview.week_on >= since,
        WeekReview.district_id == actor.district_id,
    )


def explained(actor: Actor, event_ids: list[str]) -> Select:
    """Which of these events somebody has explained."""
    return sa.select(Explanation.event_id, Explanation.verdict).where(
        Explanation.event_id.in_(event_ids), Explanation.district_id == actor.district_id
    )
