"""One's own looks and acts, and the questions about them; the person always comes from the actor."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import Explanation, ReviewAnswer, ReviewQuestion

Select = sa.Select[*tuple[Any, ...]]
SIZE = 60


def own_looks(actor: Actor, before: Any = None) -> Select:
    """A page of what the actor did, the newest first. Shape: ``before`` is the moment and the event it ends with."""
    m = ReviewMark
    select = (
        sa.select(m.event_id, m.at, m.day, m.slot, m.tag, m.own_outcome, m.own_told, Ticket.number)
        .outerjoin(Ticket, Ticket.id == m.ticket_id)
        .where(m.person_id == actor.person_id, m.district_id == actor.district_id)
        .order_by(m.at.desc(), m.event_id.desc())
        .limit(SIZE + 1)
    )
    if before is None:
        return select
    at, event_id = before
    return select.where(sa.or_(m.at < at, sa.and_(m.at == at, m.event_id < event_id)))


def own_questions(actor: Actor, question_id: int | None = None) -> Select:
    """The questions that the actor was asked, with answer and verdict, the newest first."""
    q, a, x, m = ReviewQuestion, ReviewAnswer, Explanation, ReviewMark
    select = (
        sa.select(
            q.id,
            q.code,
            q.asked_at,
            q.due_at,
            a.words,
            a.answered_at,
            x.verdict,
            x.said_masked,
            m.at,
            m.day,
            m.slot,
            m.tag,
            m.own_outcome,
            m.own_told,
            Ticket.number,
        )
        .outerjoin(a, a.question_id == q.id)
        .outerjoin(x, x.event_id == q.event_id)
        .outerjoin(m, m.event_id == q.event_id)
        .outerjoin(Ticket, Ticket.id == m.ticket_id)
        .where(q.person_id == actor.person_id, q.district_id == actor.district_id)
        .order_by(q.asked_at.desc(), q.id)
    )
    return select if question_id is None else select.where(q.id == question_id)


@kept()
def waiting(actor: Actor) -> Select:
    """The questions that the actor has not answered and that nobody has judged."""
    q, a, x = ReviewQuestion, ReviewAnswer, Explanation
    return (
        sa.select(q.id, q.code, q.due_at)
        .outerjoin(a, a.question_id == q.id)
        .outerjoin(x, x.event_id == q.event_id)
        .where(
            q.person_id == actor.person_id,
            q.district_id == actor.district_id,
            a.question_id.is_(None),
            x.event_id.is_(None),
        )
        .order_by(q.due_at)
    )
