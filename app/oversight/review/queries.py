"""What a reviewer needs: weeks and how far they came, looks by shift, lines to read, questions, second readings."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.identity.actor import Actor
from app.oversight.marks.findings import FLAGGED
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import (
    Explanation,
    ReviewAcceptance,
    ReviewAnswer,
    ReviewPick,
    ReviewQuestion,
    SecondReading,
    WeekReview,
)
from app.school.cadres.models import Cadre, ReviewWeek

Select = sa.Select[*tuple[Any, ...]]
MOST_LINES = 400
MOST_SECONDS = 50
CHAIN = (
    Tag.COUNTER_MATCHED,
    Tag.DRAFT_SENT,
    Tag.DRAFT_SUBMITTED,
    Tag.ESCALATION_ACCEPTED,
    Tag.ESCALATION_RETURNED,
    Tag.MESSAGE_SENT,
    Tag.NOTE_WRITTEN,
    Tag.TICKET_ASKED,
    Tag.TICKET_ASSIGNED,
    Tag.TICKET_CLAIMED,
    Tag.TICKET_CLOSED,
    Tag.TICKET_ESCALATED,
    Tag.TICKET_HANDED_BACK,
    Tag.TICKET_OPENED,
    Tag.TICKET_PROPOSED,
    Tag.TICKET_QUEUED,
    Tag.TICKET_RESOLVED,
    Tag.WORD_REVEALED,
)


def weeks(actor: Actor, people: Sequence[int], since: date) -> Select:
    """The weeks of these people that were closed for review, the oldest first, and who signed them.

    Shape: a week that nobody signed is there however old it is.
    """
    w, r = ReviewWeek, WeekReview
    fresh_or_open = sa.or_(w.week_on >= since, w.signed_at.is_(None))
    return (
        sa.select(
            w.person_id,
            w.week_on,
            w.kind,
            w.cadre_id,
            w.due_at,
            w.officer_at,
            w.stop_at,
            r.reviewer_id,
            r.signed_at,
            Cadre.supervisor_id,
            Cadre.deputy_id,
        )
        .outerjoin(r, sa.and_(r.tech_id == w.person_id, r.week_on == w.week_on))
        .outerjoin(Cadre, Cadre.id == w.cadre_id)
        .where(w.district_id == actor.district_id, w.person_id.in_(people), fresh_or_open)
        .order_by(w.week_on, w.person_id)
    )


def unsettled(actor: Actor, people: Sequence[int], monday: date) -> Select:
    """Whose looks of a week may still change their mark."""
    m = ReviewMark
    return (
        sa.select(m.person_id)
        .distinct()
        .where(
            m.district_id == actor.district_id,
            m.week_on == monday,
            m.person_id.in_(people),
            m.settles_at.is_not(None),
        )
    )


def lines(actor: Actor, people: Sequence[int], monday: date) -> Select:
    """The looks of a week that somebody must read: flags, and what was drawn; what nobody has judged comes first."""
    return (
        _lines()
        .where(
            ReviewMark.district_id == actor.district_id,
            ReviewMark.week_on == monday,
            ReviewMark.person_id.in_(people),
            sa.or_(ReviewMark.state.in_(FLAGGED), ReviewPick.event_id.is_not(None)),
        )
        .order_by(Explanation.event_id.is_not(None), ReviewMark.person_id, ReviewMark.at)
        .limit(MOST_LINES)
    )


def unasked(actor: Actor, person_id: int, monday: date) -> Select:
    """The flags of one person's week that nobody has asked about or judged, the oldest first."""
    return (
        _lines()
        .where(
            ReviewMark.district_id == actor.district_id,
            ReviewMark.week_on == monday,
            ReviewMark.person_id == person_id,
            ReviewMark.state.in_(FLAGGED),
            ReviewQuestion.id.is_(None),
            Explanation.event_id.is_(None),
        )
        .order_by(ReviewMark.at)
        .limit(MOST_LINES)
    )


def line(actor: Actor, event_id: str) -> Select:
    """One look and how far it has come."""
    return _lines().where(ReviewMark.event_id == event_id, ReviewMark.district_id == actor.district_id)


def some_lines(actor: Actor, event_ids: Sequence[str]) -> Select:
    """These looks, and how far each has come."""
    here = ReviewMark.district_id == actor.district_id
    return _lines().where(ReviewMark.event_id.in_(event_ids), here)


def everything(
    actor: Actor, person_id: int, monday: date, after: datetime | None, after_id: str, limit: int
) -> Select:
    """Every look and flag of one person's week in order of time, from behind one of them on."""
    m = ReviewMark
    select = _lines().where(
        m.district_id == actor.district_id,
        m.week_on == monday,
        m.person_id == person_id,
        sa.or_(m.look.is_(True), m.state.in_(FLAGGED), ReviewPick.event_id.is_not(None)),
    )
    if after is not None:
        select = select.where(sa.or_(m.at > after, sa.and_(m.at == after, m.event_id > after_id)))
    return select.order_by(m.at, m.event_id).limit(limit)


@cache
def _lines() -> Select:
    m, p, q, a, x, s = ReviewMark, ReviewPick, ReviewQuestion, ReviewAnswer, Explanation, SecondReading
    return (
        sa.select(
            m.event_id,
            m.person_id,
            m.cadre_id,
            m.week_on,
            m.at,
            m.day,
            m.slot,
            m.tag,
            m.ticket_id,
            m.state,
            m.codes,
            m.words,
            p.why.label("drawn"),
            p.second,
            q.asked_at,
            q.due_at.label("answer_until"),
            q.code.label("question"),
            a.words.label("answer"),
            a.answered_at,
            x.verdict,
            x.words.label("said"),
            x.by_id,
            s.reader_id,
            s.verdict.label("second_verdict"),
        )
        .outerjoin(p, p.event_id == m.event_id)
        .outerjoin(q, q.event_id == m.event_id)
        .outerjoin(a, a.question_id == q.id)
        .outerjoin(x, x.event_id == m.event_id)
        .outerjoin(s, s.event_id == m.event_id)
    )


def chains(actor: Actor, ticket_ids: Sequence[int]) -> Select:
    """What happened to these tickets, as far as it explains a look, the oldest first."""
    e = AuditEvent
    return (
        sa.select(e.id, e.ticket_id, e.occurred_at, e.tag, e.actor_id, e.actor_role, e.subjects, e.codes)
        .where(
            e.ticket_id.in_(ticket_ids),
            e.district_id == actor.district_id,
            e.tag.in_([tag.value for tag in CHAIN]),
            e.outcome != "refused",
        )
        .order_by(e.occurred_at, e.id)
    )


def explained_ids(actor: Actor, person_id: int, monday: date) -> Select:
    """The looks of a week that nobody needs to read one by one."""
    m, p = ReviewMark, ReviewPick
    return (
        sa.select(m.event_id)
        .outerjoin(p, p.event_id == m.event_id)
        .where(
            m.district_id == actor.district_id,
            m.person_id == person_id,
            m.week_on == monday,
            m.look.is_(True),
            m.state.not_in(FLAGGED),
            p.event_id.is_(None),
        )
        .order_by(m.event_id)
    )


def accepted(actor: Actor, people: Sequence[int], monday: date) -> Select:
    """Whose explained looks of a week were accepted."""
    a = ReviewAcceptance
    return sa.select(a.person_id, a.looks, a.by_id).where(
        a.person_id.in_(people), a.week_on == monday, a.district_id == actor.district_id
    )


def second_lines(actor: Actor, people: Sequence[int]) -> Select:
    """The looks that two people read and that were judged once by somebody else, however old, the oldest first."""
    return (
        _lines()
        .add_columns(sa.func.count().over().label("all"))
        .where(
            ReviewMark.district_id == actor.district_id,
            ReviewMark.person_id.in_(people),
            ReviewPick.second.is_(True),
            Explanation.verdict.is_not(None),
            SecondReading.event_id.is_(None),
            Explanation.by_id != actor.person_id,
        )
        .order_by(ReviewMark.at)
        .limit(MOST_SECONDS)
    )


def verdict_pairs(actor: Actor, people: Sequence[int]) -> Select:
    """What two readers said of the same looks."""
    return (
        sa.select(Explanation.verdict.label("first"), SecondReading.verdict.label("second"))
        .join(SecondReading, SecondReading.event_id == Explanation.event_id)
        .join(ReviewMark, ReviewMark.event_id == Explanation.event_id)
        .where(Explanation.district_id == actor.district_id, ReviewMark.person_id.in_(people))
    )
