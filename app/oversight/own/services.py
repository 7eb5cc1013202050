"""Read one's own trail and answer a question about it, on a connection that reads one's own rows only."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel import paging
from app.kernel.errors import Conflict, Invalid, NotFound
from app.oversight.own import queries
from app.oversight.own.view_models import (
    LEAST_WORDS,
    MOST_WORDS,
    OwnQuestion,
    OwnTrail,
    Waiting,
    may_answer,
    own_question,
    own_shifts,
    waiting_of,
)
from app.oversight.review.models import ReviewAnswer
from app.oversight.trail.services import mark_of
from app.school.calendar.service import SiteCalendar, calendar_of
from app.school.calendar.service import plain as plain_calendar
from app.school.people import feeder


def own(actor: Actor) -> Actor:
    """Return the actor with the clearance that reads one's own rows and nobody else's."""
    return replace(actor, clearance=Clearance.OWN)


def read_own_trail(actor: Actor, after: str | None) -> OwnTrail:
    """Return a page of what the actor did at the desk, and the questions about it.

    Records: events:seen.
    """
    mark = mark_of(after)
    before = (datetime.fromisoformat(mark[0]), mark[1]) if mark else None
    calendar = _calendar(actor)
    with look(own(actor)) as work:
        rows = work.rows(queries.own_looks(actor, before))
        asked = work.rows(queries.own_questions(actor))
        work.record(Tag.EVENTS_SEEN, subjects=[actor.person_id], fields=["events"], kind="own")
        shown = rows[: queries.SIZE]
        older = _mark(shown[-1]) if len(rows) > queries.SIZE else ""
        questions = tuple(own_question(row, calendar, work.now) for row in asked)
        return OwnTrail(own_shifts(shown, calendar, work.now), questions, older)


def read_own_question(actor: Actor, question_id: int) -> OwnQuestion:
    """Return one question about the actor's work.

    Refuses: NotFound when there is no such question, or it is somebody else's.
    Records: events:seen.
    """
    calendar = _calendar(actor)
    with look(own(actor)) as work:
        row = work.first(queries.own_questions(actor, question_id))
        if row is None:
            raise NotFound("There is no such question for you.", "Go back to your trail.")
        work.record(Tag.EVENTS_SEEN, subjects=[actor.person_id], fields=["events"], kind="own")
        said = feeder.shown_now(work, [row.said_masked])[0]
        return own_question(row, calendar, work.now, said)


def answer_question(actor: Actor, question_id: int, text: str) -> None:
    """Keep the actor's answer to a question about their work, once.

    Refuses: NotFound; by may_answer; Invalid for words that are too few or too many; Conflict when it was
    answered a moment ago.
    Records: question:answered.
    """
    said = " ".join(text.split())
    with begin(own(actor)) as work:
        row = work.first(queries.own_questions(actor, question_id))
        if row is None:
            raise NotFound("There is no such question for you.", "Go back to your trail.")
        work.intend(Tag.QUESTION_ANSWERED, subjects=[actor.person_id])
        may_answer(row, work.now).require()
        if not LEAST_WORDS <= len(said) <= MOST_WORDS:
            raise Invalid("Write a few words, a thousand letters at most.", field="words")
        _keep(work, question_id, said)
        work.record(Tag.QUESTION_ANSWERED, subjects=[actor.person_id], question=question_id)


def _keep(work: Work, question_id: int, said: str) -> None:
    values = {"district_id": work.actor.district_id, "words": said, "answered_at": work.now}
    try:
        work.insert(ReviewAnswer, question_id=question_id, **values)
    except IntegrityError as error:
        raise Conflict("You have just answered this.", "Reload the page to read it.") from error


def list_waiting(actor: Actor, still: bool = False) -> tuple[Waiting, ...]:
    """Return the questions that wait for the actor, what is due first on top; ``still``: those in time only."""
    with look(own(actor)) as work:
        rows = [row for row in work.rows(queries.waiting(actor)) if not still or row.due_at > work.now]
    if not rows:
        return ()
    calendar = _calendar(actor)
    return tuple(waiting_of(row, calendar) for row in rows)


def _calendar(actor: Actor) -> SiteCalendar:
    if not actor.site_ids:
        return plain_calendar(actor.zone or "UTC")
    with look(actor) as work:
        return calendar_of(work, min(actor.site_ids))


def _mark(row: Any) -> str:
    return paging.encode((row.at.isoformat(), row.event_id))
