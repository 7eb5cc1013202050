"""Read a week of looks: the inbox by person and shift, and every look of one person's week."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from app.audit.work import Work
from app.identity.rights import Hat
from app.kernel.errors import NotFound
from app.kernel.paging import Page, cut
from app.oversight.marks.findings import Mark
from app.oversight.marks.lines import monday_of
from app.oversight.review import policy, queries
from app.oversight.review.counting import Counts, Tally, count_week, shift_counts, tally
from app.oversight.review.policy import WeekFacts
from app.oversight.review.scope import people_of, person_in, subject_of
from app.oversight.review.state import WEEK, WEEKS_BACK, WeekState, ladder_in, read_state
from app.oversight.review.view_models import (
    Inbox,
    PersonWeek,
    ReviewLine,
    WeekPage,
    answer_of,
    chain_of,
    facts_of,
    shift_title,
    short_day,
    week_title,
)
from app.oversight.trail import queries as trail_queries
from app.oversight.trail.services import calendar_for, mark_of, told
from app.oversight.trail.view_models import Person
from app.school.calendar.bells import BellCalendar

MOST_LOOKS = 300


def read_inbox(work: Work, monday: date | None) -> Inbox:
    """Return a week of looks by person and shift: the oldest that waits, unless one is asked for.

    Refuses: NotFound for a day that is no Monday.
    Records: events:seen.
    """
    people = people_of(work)
    calendar = calendar_for(work, people)
    this_week = monday_of(calendar.local(work.now).date())
    closed = work.rows(queries.weeks(work.actor, sorted(people), this_week - WEEKS_BACK * WEEK))
    open_weeks = _open_weeks(work, closed)
    wanted = _monday(monday) if monday else min(open_weeks, default=this_week)
    mine = [row for row in closed if row.week_on == wanted]
    shown = _shown(work, people, mine, wanted == this_week)
    state = read_state(work, calendar, sorted(shown), wanted, mine)
    counts = count_week(work, sorted(shown), wanted)
    rows = sorted(work.rows(queries.lines(work.actor, sorted(shown), wanted)), key=_when)
    listed = {row.person_id for row in (*counts.shifts, *counts.to_read)}
    lines = lines_of_rows(work, rows, shown, calendar, state, listed, week=wanted.isoformat())
    weeks = tuple((day, week_title(day), number) for day, number in sorted(open_weeks.items()))
    return Inbox(
        wanted,
        week_title(wanted),
        wanted < this_week,
        tuple(sorted(_weeks_of(work, shown, calendar, state, counts, lines), key=_first)),
        weeks,
        second=_seconds(work, people),
        cut=len(rows) == queries.MOST_LINES,
    )


def _seconds(work: Work, people: Mapping[int, Person]) -> int:
    waiting = work.first(queries.second_lines(work.actor, sorted(people)))
    return waiting.all if waiting is not None else 0


def _open_weeks(work: Work, closed: Iterable[Any]) -> dict[date, int]:
    """Return how many people's weeks wait in each week, for the officer only what has climbed or is theirs."""
    found: dict[date, int] = {}
    for row in closed:
        if row.signed_at is None and _is_theirs(work, row):
            found[row.week_on] = found.get(row.week_on, 0) + 1
    return found


def _is_theirs(work: Work, row: Any) -> bool:
    if work.actor.hat is Hat.OFFICE and row.kind == "tech":
        return bool(work.now >= row.officer_at)
    return True


def _shown(work: Work, people: Mapping[int, Person], mine: Sequence[Any], running: bool) -> dict[int, Person]:
    """Return whose week stands in the inbox: for an officer the adults, and those techs whose week climbed."""
    if work.actor.hat is not Hat.OFFICE:
        return dict(people)
    climbed = {row.person_id for row in mine if row.kind == "tech" and work.now >= row.officer_at}
    return {who: person for who, person in people.items() if person.adult or who in climbed}


def _monday(day: date) -> date:
    if day.weekday() != 0:
        raise NotFound("A week of the review starts on a Monday.", "Go back to the inbox.")
    return day


def lines_of_rows(
    work: Work,
    rows: Sequence[Any],
    people: Mapping[int, Person],
    calendar: BellCalendar,
    state: WeekState,
    listed: Iterable[int] = (),
    **codes: Any,
) -> tuple[ReviewLine, ...]:
    """Return looks as sentences with their chains and what may be done with each.

    Records: events:seen.
    """
    if not rows:
        told(work, (), people, {}, listed=listed, kind="review", **codes)
        return ()
    marks = {row.event_id: Mark(row.state, tuple(row.codes), tuple(row.words)) for row in rows}
    events = work.rows(trail_queries.by_ids(work.actor, list(marks)))
    sentences = {
        one.id: one for one in told(work, events, people, marks, listed=listed, kind="review", **codes)
    }
    tickets = sorted({row.ticket_id for row in rows if row.ticket_id})
    chains: dict[int, list[Any]] = {}
    for move in work.rows(queries.chains(work.actor, tickets)) if tickets else ():
        chains.setdefault(move.ticket_id, []).append(move)
    today = calendar.local(work.now).date()
    return tuple(
        ReviewLine(
            line=sentences[row.event_id],
            chain=chain_of(row, chains.get(row.ticket_id, ()), people, calendar),
            state=row.state or "explained",
            facts=facts_of(row),
            drawn=row.drawn or "",
            second=bool(row.second),
            shift=shift_title(row.day, row.slot, today),
            asked_on=short_day(calendar, row.asked_at) if row.asked_at else "",
            answer=answer_of(row),
            answer_until=short_day(calendar, row.answer_until) if row.answer_until else "",
            **_may(work, people[row.person_id], row, state),
        )
        for row in rows
        if row.event_id in sentences
    )


def _may(work: Work, person: Person, row: Any, state: WeekState) -> dict[str, Any]:
    subject, facts = subject_of(person, state.step(person.id, work.now)), facts_of(row)
    return {
        "ask": policy.ask(work.actor, subject, facts),
        "judge": policy.judge(work.actor, subject, facts, work.now),
        "accept": policy.accept(work.actor, subject, facts),
    }


def _first(one: PersonWeek) -> tuple[bool, int, int, str]:
    """Order people by what wants eyes: unread flags, then what else is to read, then names."""
    flags = sum(1 for line in one.lines if line.facts.flagged and not line.done)
    return bool(one.signed_by), -flags, -one.left, one.person.name


def _weeks_of(
    work: Work,
    people: Mapping[int, Person],
    calendar: BellCalendar,
    state: WeekState,
    counts: Counts,
    lines: Sequence[ReviewLine],
) -> Iterable[PersonWeek]:
    for who, person in people.items():
        mine = counts.of(who)
        own = tuple(one for one in lines if one.line.who.id == who)
        if mine.any or own:
            yield week_of(work, person, calendar, state, mine, own)


def week_of(
    work: Work,
    person: Person,
    calendar: BellCalendar,
    state: WeekState,
    counts: Counts,
    lines: tuple[ReviewLine, ...],
) -> PersonWeek:
    """Return one person's week with what may be done with it."""
    found = tally(counts)
    facts = week_facts(state, person.id, found)
    row, subject = state.rows.get(person.id), subject_of(person, state.step(person.id, work.now))
    return PersonWeek(
        person=person,
        shifts=shift_counts(counts.shifts, calendar.local(work.now).date()),
        lines=lines,
        explained=facts.explained,
        left=facts.left,
        flagged=found.flagged,
        read=found.needed,
        verdicts=found.verdicts,
        to_ask=found.unasked if policy.review(work.actor, subject).yes else 0,
        accepted=facts.accepted,
        accept_rest=policy.accept_rest(work.actor, subject, facts),
        sign_off=policy.sign_off(work.actor, subject, facts),
        signed_by="signed" if facts.signed else "",
        step=subject.step,
        stopped=row is not None
        and row.signed_at is None
        and not person.adult
        and ladder_in(row).stopped(work.now),
    )


def week_facts(state: WeekState, person_id: int, found: Tally) -> WeekFacts:
    """Return how far a week has come."""
    row = state.rows.get(person_id)
    return WeekFacts(
        over=state.over and row is not None,
        left=found.left,
        unsettled=person_id in state.unsettled,
        accepted=person_id in state.accepted,
        explained=found.explained,
        signed=row is not None and row.signed_at is not None,
        ended=state.over,
    )


def read_week(work: Work, person_id: int, monday: date, after: str | None = None) -> WeekPage:
    """Return one person's week by shift: a page of its looks in order of time, and whatever nobody has judged.

    Refuses: NotFound when they are not the actor's to review, or the day is no Monday; Invalid for a mark made by
    hand.
    Records: events:seen.
    """
    people = people_of(work)
    person = person_in(people, person_id)
    calendar = calendar_for(work, {person.id: person})
    state = read_state(work, calendar, [person_id], _monday(monday))
    page = _page_of(work, person_id, monday, after)
    needed = work.rows(queries.lines(work.actor, [person_id], monday))
    here = {row.event_id for row in page.rows}
    unread = [row for row in needed if row.verdict is None and row.event_id not in here]
    shown = sorted([*page.rows, *unread], key=_when)
    lines = lines_of_rows(work, shown, {person_id: person}, calendar, state, week=monday.isoformat())
    shifts: dict[str, list[ReviewLine]] = {}
    for one in lines:
        shifts.setdefault(one.shift, []).append(one)
    return WeekPage(
        person,
        monday,
        week_title(monday),
        tuple((title, tuple(found)) for title, found in shifts.items()),
        week_of(
            work,
            person,
            calendar,
            state,
            count_week(work, [person_id], monday),
            tuple(one for one in lines if one.facts.flagged or one.drawn),
        ),
        older=page.older,
        newer=page.newer,
    )


def _page_of(work: Work, person_id: int, monday: date, after: str | None) -> Page[Any]:
    at, event_id = mark_of(after) or ("", "")
    since = datetime.fromisoformat(at) if at else None
    rows = work.rows(queries.everything(work.actor, person_id, monday, since, event_id, MOST_LOOKS + 1))
    return cut(rows, MOST_LOOKS, lambda row: (row.at.isoformat(), row.event_id), after)


def _when(row: Any) -> tuple[datetime, str]:
    return row.at, row.event_id
