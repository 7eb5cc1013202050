"""What nobody has judged or read again: flags that are open, those that came up in signed weeks, lines read once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.identity.actor import Actor
from app.oversight.marks.findings import FLAGGED
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import Explanation, ReviewPick, SecondReading, WeekReview

Select = sa.Select[*tuple[Any, ...]]


@kept()
def open_flags(actor: Actor, people: Sequence[int], since: datetime, limit: int) -> Select:
    """The flags of these people that nobody has judged, the newest first.

    Shape: in a signed week too. There it came up afterwards: the rules or the bells were mended, and all marked anew.
    """
    m, x = ReviewMark, Explanation
    judged = sa.exists().where(x.event_id == m.event_id, x.district_id == actor.district_id)
    return (
        sa.select(m.event_id, m.person_id, m.at, m.state, sa.func.count().over().label("all"))
        .where(
            m.district_id == actor.district_id,
            m.at >= since,
            sa.text("review_mark.state IN ('unexplained', 'suspicious')"),  # as the index says it
            m.person_id.in_(people),
            ~judged,
        )
        .order_by(m.at.desc())
        .limit(limit)
    )


def since_signed(actor: Actor, people: Sequence[int], since: date) -> Select:
    """In which signed weeks of these people a flag came up afterwards that nobody has judged."""
    m, x, r = ReviewMark, Explanation, WeekReview
    return (
        sa.select(m.person_id, m.week_on)
        .distinct()
        .join(r, sa.and_(r.tech_id == m.person_id, r.week_on == m.week_on))
        .outerjoin(x, x.event_id == m.event_id)
        .where(
            m.district_id == actor.district_id,
            m.week_on >= since,
            m.person_id.in_(people),
            m.state.in_(FLAGGED),
            x.event_id.is_(None),
        )
    )


def alone(actor: Actor) -> Select:
    """How many looks of each adult wait for a second reader, by who judged them."""
    p, x = ReviewPick, Explanation
    return (
        sa.select(p.person_id, x.by_id, sa.func.count().label("looks"))
        .join(x, x.event_id == p.event_id)
        .join(ReviewMark, ReviewMark.event_id == p.event_id)
        .outerjoin(SecondReading, SecondReading.event_id == p.event_id)
        .where(
            p.district_id == actor.district_id,
            p.second.is_(True),
            ReviewMark.cadre_id.is_(None),
            SecondReading.event_id.is_(None),
        )
        .group_by(p.person_id, x.by_id)
    )
