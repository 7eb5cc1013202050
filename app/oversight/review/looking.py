"""Read one look with the hour around it, the weeks that wait, and what a second reader reads."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from app.audit.log.seals import seals_of
from app.audit.work import Work
from app.identity.rights import Hat
from app.kernel.errors import Conflict, NotFound
from app.oversight.marks import queries as mark_queries
from app.oversight.marks.lines import monday_of
from app.oversight.review import flag_queries, queries
from app.oversight.review.agreement import agreement
from app.oversight.review.ladder import STEPS
from app.oversight.review.readers import missing
from app.oversight.review.reading import lines_of_rows
from app.oversight.review.scope import people_of
from app.oversight.review.state import WEEK, WEEKS_BACK, ladder_in, read_state
from app.oversight.review.view_models import LinePage, SecondPage, WeekRow, WeeksPage, long_day, week_title
from app.oversight.sealed import seal_words
from app.oversight.trail import people_queries
from app.oversight.trail import queries as trail_queries
from app.oversight.trail.services import calendar_for, told
from app.oversight.trail.view_models import Person, other_of
from app.oversight.trail.wanted import Wanted
from app.school.calendar.bells import BellCalendar

NEAR = timedelta(hours=1)


def find_row(work: Work, event_id: str, people: Mapping[int, Person]) -> Any:
    """Return one look's row.

    Refuses: NotFound when it is not the actor's to review; Conflict for the seconds until the worker has marked it.
    """
    row = work.first(queries.line(work.actor, event_id))
    if row is None and _is_new(work, event_id, people):
        raise Conflict(
            "This look is not marked yet, so it cannot be judged.",
            "Open it again in a minute. If it stays so, the worker is not running: tell who keeps Cadre.",
        )
    if row is None or row.person_id not in people:
        raise NotFound("There is no such look in your review.", "Go back to the inbox.")
    return row


def _is_new(work: Work, event_id: str, people: Mapping[int, Person]) -> bool:
    """Tell whether one of these people did this after what the worker has marked."""
    marked = work.value(mark_queries.progress(work.actor))
    found = work.rows(trail_queries.by_ids(work.actor, [event_id]))
    return any(one.actor_id in people and (marked is None or one.occurred_at >= marked) for one in found)


def read_line(work: Work, event_id: str) -> LinePage:
    """Return one look with what the same person did in the hour around it.

    Refuses: NotFound when it is not the actor's to review.
    Records: events:seen.
    """
    people = people_of(work)
    row = find_row(work, event_id, people)
    person = people[row.person_id]
    calendar = calendar_for(work, {person.id: person})
    state = read_state(work, calendar, [person.id], row.week_on)
    (one,) = lines_of_rows(work, [row], people, calendar, state, event=event_id)
    near = Wanted(row.at - NEAR, row.at + NEAR)
    rows = work.rows(trail_queries.page(work.actor, [person.id], near, limit=20))
    around = told(work, rows, people, named=person.id, event=event_id)
    waiting = [r for r in work.rows(queries.lines(work.actor, [person.id], row.week_on)) if r.verdict is None]
    following = next((r.event_id for r in waiting if r.event_id != event_id), "")
    seal = seals_of(work, [event_id]).get(event_id)
    return LinePage(one, around, row.week_on, following, f"{seal_words(seal, calendar)}.")


def read_weeks(work: Work) -> WeeksPage:
    """Return the weeks that wait and the ones that were signed, and how far two readers agree.

    Records: events:seen.
    """
    people = people_of(work)
    calendar = calendar_for(work, people)
    since = monday_of(calendar.local(work.now).date()) - WEEKS_BACK * WEEK
    rows = work.rows(queries.weeks(work.actor, sorted(people), since))
    named = {row.reviewer_id for row in rows if row.reviewer_id}
    named |= {one for row in rows for one in (row.supervisor_id, row.deputy_id) if one}
    found = work.rows(people_queries.names(work.actor, sorted(named))) if named else ()
    names = {row.person_id: other_of(row).name for row in found}
    pairs = [(row.first, row.second) for row in work.rows(queries.verdict_pairs(work.actor, sorted(people)))]
    told(work, (), people, {}, listed={row.person_id for row in rows}, kind="weeks")
    due = [_row(work, calendar, people, names, row) for row in rows if row.signed_at is None]
    late = {
        (row.person_id, row.week_on)
        for row in work.rows(flag_queries.since_signed(work.actor, sorted(people), since))
    }
    signed = [row for row in reversed(rows) if row.signed_at is not None]
    done = [_row(work, calendar, people, names, row, (row.person_id, row.week_on) in late) for row in signed]
    return WeeksPage(tuple(due), tuple(done), agreement(pairs))


def _row(
    work: Work,
    calendar: BellCalendar,
    people: Mapping[int, Person],
    names: Mapping[int, str],
    row: Any,
    flagged: bool = False,
) -> WeekRow:
    ladder, signed = ladder_in(row), row.signed_at is not None
    step = STEPS[ladder.step(work.now)]
    whose = {
        "teacher": names.get(row.supervisor_id, "the supervising teacher"),
        "deputy": names.get(row.deputy_id, "the deputy"),
        "officer": "the privacy officer",
    }[step]
    if row.kind != "tech":
        whose = "an administrator" if row.kind == "officer" else "the privacy officer"
    return WeekRow(
        people[row.person_id],
        row.week_on,
        week_title(row.week_on),
        whose,
        stopped=not signed and row.kind == "tech" and ladder.stopped(work.now),
        due="" if signed else _until(calendar, ladder, work),
        signed_by=names.get(row.reviewer_id, "somebody who left") if signed else "",
        signed_on=long_day(calendar, row.signed_at) if signed else "",
        flagged=flagged,
    )


def _until(calendar: BellCalendar, ladder: Any, work: Work) -> str:
    if ladder.stopped(work.now):
        return "overdue, no word is shown to this team"
    until = (ladder.due_at, ladder.officer_at, ladder.stop_at)[ladder.step(work.now)]
    return f"until {long_day(calendar, until)}"


def read_seconds(work: Work) -> SecondPage:
    """Return the looks that wait for a second reader, without the first one's verdict, and whom nobody can stand
    in for.

    Records: events:seen.
    """
    people = people_of(work)
    calendar = calendar_for(work, people)
    this_week = monday_of(calendar.local(work.now).date())
    rows = work.rows(queries.second_lines(work.actor, sorted(people)))
    state = read_state(work, calendar, [], this_week)
    lines = lines_of_rows(work, rows, people, calendar, state, second=True)
    lacks = missing(work) if work.actor.hat is not Hat.TEACH else ()
    return SecondPage(
        lines, (rows[0].all if rows else 0) - len(lines), tuple((one.name, one.why) for one in lacks)
    )
