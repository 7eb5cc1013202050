"""Know each site's working time: bell periods within terms, less closed days, kept for seconds a process."""

import threading
import time
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import sqlalchemy as sa

from app.audit.work import Work
from app.school.calendar.bells import BellCalendar, Span, every_weekday
from app.school.calendar.hours import add_days, add_minutes, next_open
from app.school.calendar.placing import CalendarError
from app.school.calendar.words import (
    NO_CLOCK,
    ClockWords,
    clock_words,
    moment_words,
    period_words,
    time_words,
)
from app.school.places.models import BellPeriod, ClosedDay, Org, Term

__all__ = [
    "BellCalendar",
    "ClockWords",
    "SiteCalendar",
    "calendar_of",
    "NO_CLOCK",
    "clock_words",
    "due_at",
    "forget",
    "kept_calendar",
    "moment_words",
    "period_words",
    "school_days_after",
    "time_words",
]

KEPT_SECONDS = 20.0
PLAIN_DAY = (Span(8 * 60, 15 * 60),)  # until somebody enters bell periods
FIRST_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Boise",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)
_lock = threading.Lock()
_kept: dict[tuple[int, int], tuple[float, dict[str, Any], "SiteCalendar"]] = {}


class SiteCalendar(BellCalendar):
    """Know a site's working time, and its lunch, which counts for nothing but is drawn."""

    breaks: tuple[Span, ...] = ()
    has_bells: bool = True


def calendar_of(work: Work, site_id: int) -> SiteCalendar:
    """Return a site's calendar; without usable periods it is Monday to Friday, eight to three."""
    kept = kept_calendar(work.actor.district_id, site_id)
    return kept if kept is not None else _read_again(work, site_id)


def _read_again(work: Work, site_id: int) -> SiteCalendar:
    """Read what a calendar is made of; unchanged, the kept one stays, with the days that it has placed."""
    key = (work.actor.district_id, site_id)
    rows = site_rows(work, site_id)
    _, before, calendar = _kept.get(key, (0.0, {}, None))
    if calendar is None or before != rows:
        calendar = _made_of(rows)
    with _lock:
        _kept[key] = (time.monotonic(), rows, calendar)
    return calendar


def kept_calendar(district_id: int, site_id: int) -> SiteCalendar | None:
    """Return a calendar read a moment ago in this process, or None."""
    found = _kept.get((district_id, site_id))
    if found is None or time.monotonic() - found[0] > KEPT_SECONDS:
        return None
    return found[2]


def forget() -> None:
    """Drop the kept calendars: somebody changed a bell, a term or a closed day."""
    with _lock:
        _kept.clear()


def due_at(work: Work, site_id: int, minutes: int, start: datetime | None = None) -> datetime | None:
    """Return when so many working minutes have passed from now (or a start); None beyond every term."""
    return add_minutes(calendar_of(work, site_id), start or work.now, minutes)


def school_days_after(work: Work, site_id: int, start: datetime, days: int) -> datetime | None:
    """Return the same local time so many school days later; None beyond every term."""
    calendar = calendar_of(work, site_id)
    opening = next_open(calendar, start)
    return None if opening is None else add_days(calendar, start, days)


def site_rows(work: Work, site_id: int) -> dict[str, Any]:
    """Return what a calendar is made of: the zone, the periods, the terms and the closed days."""
    here = work.actor.district_id
    at = {"site": site_id, "district": here}
    periods = sa.select(BellPeriod.name, BellPeriod.starts_minute, BellPeriod.ends_minute, BellPeriod.lunch)
    terms = sa.select(Term.starts_on, Term.ends_on)
    closed = sa.select(ClosedDay.closed_on)
    return {
        "zone": work.value(sa.select(Org.timezone).where(Org.id == site_id, Org.district_id == here))
        or "UTC",
        "periods": work.rows(_of(periods, BellPeriod, at).order_by(BellPeriod.starts_minute)),
        "terms": [(row.starts_on, row.ends_on) for row in work.rows(_of(terms, Term, at))],
        "closed": list(work.execute(_of(closed, ClosedDay, at)).scalars()),
    }


def _of(select: Any, table: Any, at: dict[str, int]) -> Any:
    return select.where(table.site_id == at["site"], table.district_id == at["district"])


def _made_of(rows: dict[str, Any]) -> SiteCalendar:
    spans = [Span(row.starts_minute, row.ends_minute, row.name) for row in rows["periods"] if not row.lunch]
    breaks = tuple(Span(row.starts_minute, row.ends_minute, row.name) for row in rows["periods"] if row.lunch)
    calendar = make(rows["zone"], spans, breaks, rows["terms"], rows["closed"])
    return calendar or make(rows["zone"], [], (), rows["terms"], rows["closed"]) or plain(rows["zone"])


def make(
    zone: str,
    spans: list[Span],
    breaks: tuple[Span, ...],
    terms: list[tuple[date, date]],
    closed: list[date],
) -> SiteCalendar | None:
    """Return the calendar of these parts, or None when it would hold no working time."""
    try:
        calendar = SiteCalendar(every_weekday(spans or PLAIN_DAY), zone, terms or None, closed)
    except CalendarError:
        return None
    calendar.breaks, calendar.has_bells = breaks, bool(spans)
    return calendar


def plain(zone: str) -> SiteCalendar:
    """Return the calendar of a site about which nothing is known yet."""
    try:
        calendar = SiteCalendar(every_weekday(PLAIN_DAY), zone, None)
    except CalendarError:
        calendar = SiteCalendar(every_weekday(PLAIN_DAY), "UTC", None)
    calendar.has_bells = False
    return calendar


@cache
def zones() -> tuple[str, ...]:
    """Return the time zones that a school can choose, those of the United States first."""
    odd = ("Etc/", "posix/", "right/", "SystemV/")
    known = sorted(name for name in available_timezones() if "/" in name and not name.startswith(odd))
    first = [name for name in FIRST_ZONES if name in known]
    return (*first, *(name for name in known if name not in first))
