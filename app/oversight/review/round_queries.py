"""What the weekly rounds need: seeds, weeks that are over, what was looked at in them, what is late."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import ReviewSeed
from app.school.cadres.models import ReviewWeek
from app.school.people.models import Membership
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def districts(actor: Actor) -> Select:
    """Every district, for the product itself; somebody's own for anybody else."""
    select = sa.select(Org.id).where(Org.kind == "district").order_by(Org.id)
    return select.where(Org.district_id == actor.district_id) if actor.district_id else select


def places(actor: Actor) -> Select:
    """The district and its schools."""
    return sa.select(Org.id).where(Org.district_id == actor.district_id).order_by(Org.id)


def seeds(actor: Actor, since: date = date.min) -> Select:
    """The promised seeds from a week on, or all of them."""
    s = ReviewSeed
    return sa.select(s.site_id, s.week_on, s.seed, s.digest, s.committed_at, s.revealed_at).where(
        s.district_id == actor.district_id, s.week_on >= since
    )


def busy_weeks(actor: Actor, since: date, older: list[date]) -> Select:
    """The weeks from one on, and these older ones, in which anybody of a school looked at something."""
    m = ReviewMark
    here = (m.district_id == actor.district_id, m.site_id.is_not(None))
    when = sa.or_(m.week_on >= since, m.week_on.in_(older))
    return sa.select(m.site_id, m.week_on).distinct().where(*here, when)


def shown(actor: Actor, site_id: int, monday: date, at: datetime) -> sa.Update:
    """Say that a seed was shown."""
    s = ReviewSeed
    here = (s.site_id == site_id, s.week_on == monday, s.district_id == actor.district_id)
    return sa.update(s).where(*here, s.revealed_at.is_(None)).values(revealed_at=at)


def looks(actor: Actor, site_id: int, monday: date) -> Select:
    """Every look of a week, with its mark, of those who looked at anything for a school; in order of time a person.

    Shape: without people whose week is closed already, for another school of theirs.
    """
    m, w = ReviewMark, ReviewWeek
    week = (m.district_id == actor.district_id, m.week_on == monday, m.look.is_(True))
    here = sa.select(m.person_id).where(*week, m.site_id == site_id)
    closed = sa.select(w.person_id).where(w.district_id == actor.district_id, w.week_on == monday)
    return (
        sa.select(m.event_id, m.person_id, m.cadre_id, m.site_id, m.state)
        .where(*week, m.person_id.in_(here), m.person_id.not_in(closed))
        .order_by(m.person_id, m.at, m.event_id)
    )


def officers(actor: Actor, today: date) -> Select:
    """The privacy officers of the district on a day."""
    m = Membership
    return sa.select(m.person_id).where(
        m.district_id == actor.district_id,
        m.role == "privacy_officer",
        sa.or_(m.ends_on.is_(None), m.ends_on >= today),
    )


def late(actor: Actor, now: datetime) -> Select:
    """The weeks that wait longer than their step allows."""
    w = ReviewWeek
    step = sa.case((w.officer_at <= now, 2), (w.due_at <= now, 1), else_=0)
    return (
        sa.select(w.person_id, w.week_on, w.site_id, step.label("step"))
        .where(w.district_id == actor.district_id, w.signed_at.is_(None), w.due_at <= now, w.climbed < step)
        .order_by(w.week_on, w.person_id)
    )


def climbed(actor: Actor, person_id: int, monday: date, step: int) -> sa.Update:
    """Matches one row, or none where it climbed already."""
    w = ReviewWeek
    here = (w.person_id == person_id, w.week_on == monday, w.district_id == actor.district_id)
    return sa.update(w).where(*here, w.climbed < step).values(climbed=step)
