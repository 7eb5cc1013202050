"""Read a week of looks: the inbox by person and shift, and every look of one person's week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import Any

from app.audit.work import Work
from app.identity.rights import Hat
from app.kernel.errors import NotFound
from app.kernel.frozen import dataclass
from app.oversight.marks.findings import FLAGGED, Mark
from app.oversight.marks.lines import monday_of
from app.oversight.review import policy, queries
from app.oversight.review.ladder import Ladder
from app.oversight.review.policy import WeekFacts
from app.oversight.review.scope import people_of, person_in, subject_of
from app.oversight.review.view_models import (
    Inbox,
    PersonWeek,
    ReviewLine,
    ShiftCount,
    WeekPage,
    answer_of,
    chain_of,
    facts_of,
    shift_title,
    short_day,
    week_title,
)
from app.oversight.trail import queries as trail_queries
from app.oversight.trail.services import calendar_for, told
from app.oversight.trail.view_models import Person
from app.oversight.trail.wanted import midnight
from app.school.calendar.bells import BellCalendar

WEEKS_BACK = 12
MOST_LOOKS = 300
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class WeekState:
    """What is known of the weeks of some people in one week. Shape: all are keyed by person."""

    rows: Mapping[int, Any] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset()
    unsettled: frozenset[int] = frozenset()
    over: bool = False

    def step(self, person_id: int, now: datetime) -> int:
        row = self.rows.get(person_id)
        return ladder_in(row).step(now) if row is not None else 0


def ladder_in(row: Any) -> Ladder:
    """Return how a week climbs, as it was set when the week was closed."""
    return Ladder(row.due_at, row.officer_at, row.stop_at)


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
    counts = work.rows(queries.looks_by_shift(work.actor, sorted(shown), wanted))
    rows = work.rows(queries.lines(work.actor, sorted(shown), wanted))
    lines = lines_of_rows(work, rows, shown, calendar, state, week=wanted.isoformat())
    weeks = tuple((day, week_title(day), number) for day, number in sorted(open_weeks.items()))
    return Inbox(
        wanted,
        week_title(wanted),
        wanted < this_week,
        tuple(sorted(_weeks_of(work, shown, calendar, state, counts, lines), key=_first)),
        weeks,
        second=len(
            work.rows(queries.second_lines(work.actor, sorted(people), this_week - WEEKS_BACK * WEEK))
        ),
        cut=len(rows) == queries.MOST_LINES,
    )


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


def read_state(
    work: Work, calendar: BellCalendar, people: list[int], monday: date, closed: Sequence[Any] | None = None
) -> WeekState:
    """Return how far these people's weeks have come."""
    rows = work.rows(queries.weeks(work.actor, people, monday)) if closed is None else closed
    return WeekState(
        {row.person_id: row for row in rows if row.week_on == monday},
        frozenset(row.person_id for row in work.rows(queries.accepted(work.actor, people, monday))),
        frozenset(work.execute(queries.unsettled(work.actor, people, monday)).scalars()),
        work.now >= midnight(calendar, monday + WEEK),
    )


def lines_of_rows(
    work: Work,
    rows: Sequence[Any],
    people: Mapping[int, Person],
    calendar: BellCalendar,
    state: WeekState,
    **codes: Any,
) -> tuple[ReviewLine, ...]:
    """Return looks as sentences with their chains and what may be done with each.

    Records: events:seen.
    """
    if not rows:
        told(work, (), people, {}, kind="review", **codes)
        return ()
    marks = {row.event_id: Mark(row.state, tuple(row.codes), tuple(row.words)) for row in rows}
    events = work.rows(trail_queries.by_ids(work.actor, list(marks)))
    sentences = {one.id: one for one in told(work, events, people, marks, kind="review", **codes)}
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
    counts: Sequence[Any],
    lines: Sequence[ReviewLine],
) -> Iterable[PersonWeek]:
    for who, person in people.items():
        mine = [row for row in counts if row.person_id == who]
        own = tuple(one for one in lines if one.line.who.id == who)
        if mine or own:
            yield week_of(work, person, calendar, state, mine, own)


def week_of(
    work: Work,
    person: Person,
    calendar: BellCalendar,
    state: WeekState,
    counts: Sequence[Any],
    lines: tuple[ReviewLine, ...],
) -> PersonWeek:
    """Return one person's week with what may be done with it."""
    facts = week_facts(state, person.id, counts, lines)
    row, subject = state.rows.get(person.id), subject_of(person, state.step(person.id, work.now))
    return PersonWeek(
        person=person,
        shifts=shift_counts(counts, calendar.local(work.now).date()),
        lines=lines,
        explained=facts.explained,
        left=facts.left,
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


def week_facts(
    state: WeekState, person_id: int, counts: Iterable[Any], lines: Sequence[ReviewLine]
) -> WeekFacts:
    """Return how far a week has come. Shape: what was drawn is not counted among the explained."""
    row = state.rows.get(person_id)
    looks = sum(one.looks for one in counts if one.state not in FLAGGED)
    drawn = sum(1 for one in lines if one.drawn and not one.facts.flagged)
    return WeekFacts(
        over=state.over and row is not None,
        left=sum(not one.done for one in lines),
        unsettled=person_id in state.unsettled,
        accepted=person_id in state.accepted,
        explained=max(0, looks - drawn),
        signed=row is not None and row.signed_at is not None,
    )


def shift_counts(counts: Iterable[Any], today: date) -> tuple[ShiftCount, ...]:
    """Return how many looks each shift had, in order of time."""
    shifts: dict[tuple[date, str], dict[str, int]] = {}
    for row in counts:
        shift = shifts.setdefault((row.day, row.slot), {})
        state = "flagged" if row.state in FLAGGED else "explained"
        shift[state] = shift.get(state, 0) + row.looks
    return tuple(
        ShiftCount(shift_title(day, slot, today), found.get("explained", 0), found.get("flagged", 0), 0)
        for (day, slot), found in shifts.items()
    )


def read_week(work: Work, person_id: int, monday: date) -> WeekPage:
    """Return every look of one person's week, by shift.

    Refuses: NotFound when they are not the actor's to review, or the day is no Monday.
    Records: events:seen.
    """
    people = people_of(work)
    person = person_in(people, person_id)
    calendar = calendar_for(work, {person.id: person})
    state = read_state(work, calendar, [person_id], _monday(monday))
    rows = work.rows(queries.everything(work.actor, person_id, monday, MOST_LOOKS + 1))
    lines = lines_of_rows(
        work, rows[:MOST_LOOKS], {person_id: person}, calendar, state, week=monday.isoformat()
    )
    counts = work.rows(queries.looks_by_shift(work.actor, [person_id], monday))
    needed = tuple(one for one in lines if one.facts.flagged or one.drawn)
    shifts: dict[str, list[ReviewLine]] = {}
    for one in lines:
        shifts.setdefault(one.shift, []).append(one)
    return WeekPage(
        person,
        monday,
        week_title(monday),
        tuple((title, tuple(found)) for title, found in shifts.items()),
        week_of(work, person, calendar, state, counts, needed),
        cut=len(rows) > MOST_LOOKS,
    )
