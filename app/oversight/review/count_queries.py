"""How much there is in a week: looks by shift, and what somebody must read, over the whole of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.oversight.marks.findings import FLAGGED
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import Explanation, ReviewPick, ReviewQuestion

Select = sa.Select[*tuple[Any, ...]]


def looks_by_shift(actor: Actor, people: Sequence[int], monday: date) -> Select:
    """How many looks of each state each person had in each part of each day of a week."""
    m = ReviewMark
    return (
        sa.select(
            m.person_id, m.day, m.slot, m.state, sa.func.min(m.at).label("at"), sa.func.count().label("looks")
        )
        .where(
            m.district_id == actor.district_id,
            m.week_on == monday,
            m.person_id.in_(people),
            m.look.is_(True),
        )
        .group_by(m.person_id, m.day, m.slot, m.state)
        .order_by(m.person_id, sa.func.min(m.at))
    )


def to_read(actor: Actor, people: Sequence[int], monday: date) -> Select:
    """How many flags and drawn looks of a week each person has, by state, by whether they were asked, by verdict."""
    m, p, q, x = ReviewMark, ReviewPick, ReviewQuestion, Explanation
    asked = q.id.is_not(None)
    return (
        sa.select(m.person_id, m.state, asked.label("asked"), x.verdict, sa.func.count().label("looks"))
        .outerjoin(p, p.event_id == m.event_id)
        .outerjoin(q, q.event_id == m.event_id)
        .outerjoin(x, x.event_id == m.event_id)
        .where(
            m.district_id == actor.district_id,
            m.week_on == monday,
            m.person_id.in_(people),
            sa.or_(m.state.in_(FLAGGED), p.event_id.is_not(None)),
        )
        .group_by(m.person_id, m.state, asked, x.verdict)
    )
