"""The marks that are kept: of some events, of a stretch of time, and how many tickets people open on a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.oversight.marks.models import ReviewMark, ReviewProgress
from app.school.cadres.models import Cadre, CadreMember
from app.school.people.models import Membership, Person

Select = sa.Select[*tuple[Any, ...]]
ADULT_ROLES = ("supervising_teacher", "technician", "privacy_officer", "administrator")


def kept_marks(actor: Actor, event_ids: Sequence[str]) -> Select:
    """What was said of these events."""
    m = ReviewMark
    return sa.select(m.event_id, m.state, m.codes, m.words).where(
        m.event_id.in_(event_ids), m.district_id == actor.district_id
    )


def marked_between(actor: Actor, low: datetime, high: datetime) -> Select:
    """The marks of a stretch of time as they stand."""
    m = ReviewMark
    return sa.select(m.event_id, m.state, m.codes, m.settles_at).where(
        m.district_id == actor.district_id, m.at >= low, m.at < high
    )


def unsettled(actor: Actor, now: datetime, before: datetime, most: int) -> Select:
    """The marks whose time has come to be judged for good, the oldest first."""
    m = ReviewMark
    return (
        sa.select(m.event_id, m.person_id, m.at)
        .where(m.district_id == actor.district_id, m.settles_at <= now, m.at < before)
        .order_by(m.settles_at)
        .limit(most)
    )


def views_by_day(actor: Actor, since: date, until: date) -> Select:
    """How many tickets each person opened on each of these days; the last day is outside."""
    m = ReviewMark
    return (
        sa.select(m.person_id, m.cadre_id, sa.func.count(m.ticket_id.distinct()).label("number"))
        .where(
            m.district_id == actor.district_id,
            m.day >= since,
            m.day < until,
            m.week_on >= since,
            m.tag == "ticket:opened",
        )
        .group_by(m.person_id, m.cadre_id, m.day)
    )


def progress(actor: Actor) -> Select:
    """Until when this district is marked."""
    return sa.select(ReviewProgress.marked_until).where(ReviewProgress.district_id == actor.district_id)


def lease(actor: Actor, now: datetime, until: datetime) -> sa.Update:
    """Matches one row, or none while another process is at it."""
    p = ReviewProgress
    free = sa.or_(p.leased_until.is_(None), p.leased_until < now)
    return sa.update(p).where(p.district_id == actor.district_id, free).values(leased_until=until)


def reached(actor: Actor, until: datetime) -> sa.Update:
    """Say until when the district is marked now, and let go."""
    p = ReviewProgress
    here = p.district_id == actor.district_id
    return sa.update(p).where(here).values(marked_until=until, leased_until=None)


def techs(actor: Actor, since: date) -> Select:
    """The students whose looks are reviewed, with team and school; the newest membership comes last."""
    return (
        sa.select(CadreMember.person_id, CadreMember.cadre_id, Cadre.site_id)
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(CadreMember.district_id == actor.district_id, CadreMember.ends_on >= since)
        .order_by(CadreMember.ends_on, CadreMember.id)
    )


def adults(actor: Actor) -> Select:
    """The adults whose looks are reviewed, with their school."""
    return (
        sa.select(Membership.person_id, Membership.org_id, Person.site_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.district_id == actor.district_id, Membership.role.in_(ADULT_ROLES))
        .order_by(Membership.person_id, Membership.id)
    )
