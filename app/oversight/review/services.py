"""What a reviewer does: ask, judge, accept, sign a week off, read a look a second time."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.glass.services import keep_review
from app.identity.verdict import fresh
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_id
from app.oversight.review import policy, queries
from app.oversight.review.ladder import answer_by
from app.oversight.review.looking import find_row
from app.oversight.review.models import (
    Explanation,
    ReviewAcceptance,
    ReviewQuestion,
    SecondReading,
    WeekReview,
)
from app.oversight.review.questions import question_for
from app.oversight.review.reading import read_week
from app.oversight.review.scope import people_of, person_in, subject_of
from app.oversight.review.state import read_state
from app.oversight.review.view_models import facts_of
from app.oversight.trail.services import calendar_for
from app.oversight.trail.view_models import Person
from app.school.cadres.models import ReviewWeek
from app.school.people import feeder

LEAST_WORDS, MOST_WORDS = 3, 1000


def ask_about(work: Work, event_id: str) -> Person:
    """Ask a person about one look, and return the person.

    Refuses: NotFound; by policy.ask; Conflict when another reviewer was first.
    Records: question:asked.
    """
    person, row, subject = _find(work, event_id, Tag.QUESTION_ASKED)
    policy.ask(work.actor, subject, facts_of(row)).require()
    _ask(work, person, [row])
    return person


def ask_all(work: Work, person_id: int, monday: date) -> tuple[Person, int]:
    """Ask a person about the flags of a week that nobody has asked about, in one act, up to some hundreds.

    Refuses: NotFound; Conflict when there is none left to ask about.
    Records: question:asked.
    """
    people = people_of(work)
    person = person_in(people, person_id)
    work.intend(Tag.QUESTION_ASKED, subjects=[person_id], week=monday.isoformat())
    calendar = calendar_for(work, {person_id: person})
    step = read_state(work, calendar, [person_id], monday).step(person_id, work.now)
    policy.review(work.actor, subject_of(person, step)).require()
    rows = work.rows(queries.unasked(work.actor, person_id, monday))
    if not rows:
        raise Conflict("There is nothing to ask about.", "Read the answers, then judge.")
    _ask(work, person, rows)
    return person, len(rows)


def _ask(work: Work, person: Person, rows: Sequence[Any]) -> None:
    until = answer_by(calendar_for(work, {person.id: person}), work.now)
    asked = [
        {
            "id": new_id(),
            "district_id": work.actor.district_id,
            "event_id": row.event_id,
            "person_id": person.id,
            "asked_by_id": work.actor.person_id,
            "asked_at": work.now,
            "due_at": until,
            "code": question_for(row.tag, row.codes),
        }
        for row in rows
    ]
    try:
        work.insert_many(ReviewQuestion, asked)
    except IntegrityError as error:
        raise Conflict("Somebody has just asked about this.", "Reload the page.") from error
    events = [row.event_id for row in rows]
    work.record(Tag.QUESTION_ASKED, subjects=[person.id], events=events, until=until.isoformat())


def judge_line(work: Work, event_id: str, verdict: str, text: str) -> Person:
    """Judge one look for good, in words that its author reads, and return the person.

    Refuses: NotFound; by policy.judge; Invalid for a verdict or words that are none; Conflict when another
    reviewer was first.
    Records: events:explained.
    """
    person, row, subject = _find(work, event_id, Tag.EVENTS_EXPLAINED)
    policy.judge(work.actor, subject, facts_of(row), work.now).require()
    said = " ".join(text.split())
    if verdict not in policy.VERDICTS:
        raise Invalid("Choose what you make of it.", field="verdict")
    if not LEAST_WORDS <= len(said) <= MOST_WORDS:
        raise Invalid("Say in a few words what you found out.", field="words")
    _keep_verdict(work, row, verdict, said)
    return person


def accept_line(work: Work, event_id: str) -> Person:
    """Accept one look of the sample as explained, and return the person.

    Refuses: NotFound; by policy.accept; Conflict when another reviewer was first.
    Records: events:explained.
    """
    person, row, subject = _find(work, event_id, Tag.EVENTS_EXPLAINED)
    policy.accept(work.actor, subject, facts_of(row)).require()
    _keep_verdict(work, row, "fine", "")
    return person


def _keep_verdict(work: Work, row: Any, verdict: str, said: str) -> None:
    try:
        work.insert(
            Explanation,
            id=new_id(),
            district_id=work.actor.district_id,
            event_id=row.event_id,
            verdict=verdict,
            words=said,
            by_id=work.actor.person_id,
            explained_at=work.now,
            said_masked=feeder.mask(work, said).text if said else "",
        )
    except IntegrityError as error:
        raise Conflict("Somebody has just judged this.", "Reload the page to read it.") from error
    about = {"subjects": [row.person_id], "ticket_id": row.ticket_id, "event": row.event_id}
    keep_review(work, row.event_id)
    work.record(Tag.EVENTS_EXPLAINED, **about, verdict=verdict, marks=list(row.codes))


def accept_rest(work: Work, person_id: int, monday: date) -> tuple[Person, int]:
    """Accept the explained looks of a week that were not drawn, in one act and one event.

    Refuses: NotFound; by policy.accept_rest; Conflict when another reviewer was first.
    Records: looks:accepted, with how many and a digest of their ids.
    """
    people = people_of(work)
    person = person_in(people, person_id)
    work.intend(Tag.LOOKS_ACCEPTED, subjects=[person_id], week=monday.isoformat())
    page = read_week(work, person_id, monday)
    page.week.accept_rest.require()
    ids = list(work.execute(queries.explained_ids(work.actor, person_id, monday)).scalars())
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    try:
        work.insert(
            ReviewAcceptance,
            id=new_id(),
            district_id=work.actor.district_id,
            person_id=person_id,
            week_on=monday,
            by_id=work.actor.person_id,
            accepted_at=work.now,
            looks=len(ids),
            digest=digest,
        )
    except IntegrityError as error:
        raise Conflict("Somebody has just accepted them.", "Reload the page.") from error
    about = {"week": monday.isoformat(), "count": len(ids), "digest": digest}
    work.record(Tag.LOOKS_ACCEPTED, subjects=[person_id], **about)
    return person, len(ids)


def sign_week(work: Work, person_id: int, monday: date) -> Person:
    """Sign one person's week off for good, with its counts, and return the person.

    Refuses: NotFound; by policy.sign_off; StepUpNeeded; Conflict when another reviewer was first.
    Records: week:signed_off.
    """
    work.intend(Tag.WEEK_SIGNED_OFF, subjects=[person_id], week=monday.isoformat())
    page = read_week(work, person_id, monday)
    page.week.sign_off.require()
    fresh(work.actor).require()
    week = page.week
    counts = {"looks": week.explained + week.read, "flags": week.flagged, "read": week.read}
    counts |= {code: week.verdicts[code] for code in policy.VERDICTS if code in week.verdicts}
    try:
        work.insert(
            WeekReview,
            id=new_id(),
            district_id=work.actor.district_id,
            cadre_id=page.person.cadre_id or 0,
            tech_id=person_id,
            week_on=monday,
            reviewer_id=work.actor.person_id,
            signed_at=work.now,
            counts=counts,
        )
    except IntegrityError as error:
        raise Conflict("This week has just been signed off.", "Reload the page.") from error
    w = ReviewWeek
    here = (w.person_id == person_id, w.week_on == monday, w.district_id == work.actor.district_id)
    work.execute(sa.update(w).where(*here).values(signed_at=work.now))
    work.record(Tag.WEEK_SIGNED_OFF, subjects=[person_id], week=monday.isoformat(), flags=week.flagged)
    return page.person


def read_again(work: Work, event_id: str, verdict: str) -> Person:
    """Keep what a second reader makes of a look, and return the person.

    Refuses: NotFound; by policy.read_again; Invalid for a verdict that is none; Conflict when another was first.
    Records: look:read_again.
    """
    person, row, subject = _find(work, event_id, Tag.LOOK_READ_AGAIN)
    policy.read_again(work.actor, subject, row.by_id, row.reader_id is not None).require()
    if verdict not in policy.VERDICTS or not row.second:
        raise Invalid("Choose what you make of it.", field="verdict")
    values = {"district_id": work.actor.district_id, "reader_id": work.actor.person_id}
    try:
        work.insert(SecondReading, event_id=event_id, verdict=verdict, read_at=work.now, **values)
    except IntegrityError as error:
        raise Conflict("Somebody has just read this.", "Reload the page.") from error
    work.record(Tag.LOOK_READ_AGAIN, subjects=[person.id], event=event_id, verdict=verdict)
    return person


def _find(work: Work, event_id: str, tag: Tag) -> tuple[Person, Any, policy.Subject]:
    people = people_of(work)
    row = find_row(work, event_id, people)
    person = people[row.person_id]
    work.intend(tag, subjects=[person.id], ticket_id=row.ticket_id, event=event_id)
    calendar = calendar_for(work, {person.id: person})
    step = read_state(work, calendar, [person.id], row.week_on).step(person.id, work.now)
    return person, row, subject_of(person, step)
