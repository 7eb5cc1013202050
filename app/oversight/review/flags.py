"""Find the flags that wait in weeks that nobody has signed off; a finished week is judged once a process."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.audit.work import Work, look
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.oversight.marks.judging import Judged, judged_in
from app.oversight.marks.rules import settled
from app.oversight.trail import queries
from app.oversight.trail.services import calendar_for, techs_of, told
from app.oversight.trail.view_models import FlagsPanel, Person, TrailLine
from app.oversight.trail.wanted import Span, midnight
from app.school.calendar.bells import BellCalendar
from app.ui.panels import Panel, PanelRow

WEEKS_BACK = 8  # weeks that the list of weeks and the flags reach back, this one included
LATELY = 2  # weeks that are judged first; the older ones only while few flags wait
PANEL_LINES = 5
MOST_LISTED = 100
MOST_KEPT = 4096
_lock = threading.Lock()
_kept: dict[tuple[int, int, date, datetime], tuple[Judged, ...]] = {}


@dataclass(frozen=True)
class Week:
    """A week of the school, Monday to Sunday. Units: ``high`` is outside."""

    monday: date
    low: datetime
    high: datetime

    def over(self, now: datetime) -> bool:
        return now >= self.high


@dataclass(frozen=True)
class TechWeek:
    """One tech's week in which something happened."""

    tech: Person
    week: Week
    last_at: datetime


def week_of(calendar: BellCalendar, monday: date) -> Week:
    """Return the school's week that starts on a Monday."""
    return Week(monday, midnight(calendar, monday), midnight(calendar, monday + timedelta(days=7)))


def weeks_back(calendar: BellCalendar, now: datetime, number: int = WEEKS_BACK) -> list[Week]:
    """Return this week and those before it, the newest first."""
    today = calendar.local(now).date()
    monday = today - timedelta(days=today.weekday())
    return [week_of(calendar, monday - timedelta(days=7 * back)) for back in range(number)]


def busy_weeks(work: Work, techs: Mapping[int, Person], weeks: Sequence[Week]) -> list[TechWeek]:
    """Return the weeks in which each tech did something, the newest first."""
    spans = [(week.low, week.high) for week in weeks]
    rows = work.rows(queries.last_events(work.actor, sorted(techs), spans))
    found = [TechWeek(techs[row.person_id], weeks[row.week], row.at) for row in rows if row.at is not None]
    return sorted(found, key=lambda one: (-one.week.monday.toordinal(), one.tech.name, one.tech.id))


def reviews_of(work: Work, techs: Mapping[int, Person], weeks: Sequence[Week]) -> dict[tuple[int, date], Any]:
    """Return who signed which week of whom."""
    since = min((week.monday for week in weeks), default=date.max)
    rows = work.rows(queries.reviews(work.actor, sorted(techs), since))
    return {(row.tech_id, row.week_on): row for row in rows}


def judged_weeks(
    work: Work, busy: Sequence[TechWeek], techs: Mapping[int, Person]
) -> dict[tuple[int, date], tuple[Judged, ...]]:
    """Return the flagged events of each of these weeks, whether explained or not."""
    known = {one: _kept.get(_key(work, one)) for one in busy}
    fresh = [one for one, found in known.items() if found is None]
    spans = [Span(one.tech.id, one.week.low, one.week.high) for one in fresh]
    judged = [one for one in judged_in(work, spans, techs) if one.mark.flagged]
    for one in fresh:
        inside = (j for j in judged if j.tech_id == one.tech.id and one.week.low <= j.at < one.week.high)
        known[one] = tuple(inside)
        if settled(one.last_at, work.now):
            _keep(_key(work, one), known[one] or ())
    return {(one.tech.id, one.week.monday): found or () for one, found in known.items()}


def _key(work: Work, one: TechWeek) -> tuple[int, int, date, datetime]:
    return work.actor.district_id, one.tech.id, one.week.monday, one.last_at


def _keep(key: tuple[int, int, date, datetime], found: tuple[Judged, ...]) -> None:
    with _lock:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = found


def forget() -> None:
    """Drop what was judged: somebody changed a bell or a closed day."""
    with _lock:
        _kept.clear()


def left_of(work: Work, judged: Sequence[Judged]) -> list[Judged]:
    """Return those that nobody has explained, the newest first."""
    ids = sorted(one.id for one in judged)
    rows = work.rows(queries.explained(work.actor, ids)) if ids else ()
    done = {row.event_id for row in rows}
    return sorted((one for one in judged if one.id not in done), key=lambda one: one.at, reverse=True)


def waiting(work: Work, techs: Mapping[int, Person]) -> tuple[list[Judged], list[TechWeek]]:
    """Return the flags that wait, and the finished weeks that nobody has signed off."""
    weeks = weeks_back(calendar_for(work, techs), work.now)
    signed = reviews_of(work, techs, weeks) if techs else {}
    busy = busy_weeks(work, techs, weeks) if techs else []
    open_weeks = [one for one in busy if (one.tech.id, one.week.monday) not in signed]
    left = _left_in(work, [one for one in open_weeks if one.week in weeks[:LATELY]], techs)
    if len(left) < MOST_LISTED:
        left += _left_in(work, [one for one in open_weeks if one.week not in weeks[:LATELY]], techs)
    return left, [one for one in open_weeks if one.week.over(work.now)]


def _left_in(work: Work, busy: Sequence[TechWeek], techs: Mapping[int, Person]) -> list[Judged]:
    return left_of(work, [one for found in judged_weeks(work, busy, techs).values() for one in found])


def list_flags(work: Work, most: int = MOST_LISTED) -> FlagsPanel:
    """Return the flags that wait, the newest as sentences.

    Records: events:seen, when there are any.
    """
    techs = techs_of(work)
    left, due = waiting(work, techs)
    lines: tuple[TrailLine, ...] = ()
    if left:
        rows = work.rows(queries.by_ids(work.actor, [one.id for one in left[:most]]))
        lines = told(work, rows, techs, {one.id: one.mark for one in left}, kind="flags")
    return FlagsPanel(len(left), lines, len(due))


def flags_panel(actor: Actor) -> Panel | None:
    """Lend the newest flags to a teacher's home.

    Records: events:seen, when there are any.
    """
    if actor.hat is not Hat.TEACH or not actor.can(Can.REVIEW_TRAIL):
        return None
    with look(actor) as work:
        view = list_flags(work, PANEL_LINES)
    said = "One flag to explain" if view.count == 1 else f"{view.count or 'No'} flags to explain"
    rows = tuple(
        PanelRow(line.short, f"/teach/trail/explain/{line.id}", line.when_and_why, line.state)
        for line in view.lines
    )
    return Panel("flags", view.count, said, "/teach/trail/flags", rows)
