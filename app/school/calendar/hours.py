"""Reckon in working time: targets, time used, and the next opening. Pure; times come and go in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from .bells import HORIZON_DAYS, BellCalendar, Span
from .placing import MINUTE, CalendarError, micros, moment

ONE_DAY = timedelta(days=1)
HORIZON = timedelta(days=HORIZON_DAYS)
WITHIN = (
    HORIZON - 2 * ONE_DAY
)  # a span that is shorter ends before the horizon, whatever the hour and the zone


def add_minutes(calendar: BellCalendar, start: datetime, minutes: float) -> datetime | None:
    """Return when so many working minutes have passed; None when they do not within two years.

    Shape: a target that falls exactly on a closing bell is due at the bell, not at the next opening.
    """
    left = _amount(minutes)
    at = micros(start)
    for opens, closes in calendar.pieces_from(start):
        if closes < at:
            continue
        begin = max(opens, at)
        if left <= closes - begin:
            return moment(begin + left)
        left -= closes - begin
    return None


def subtract_minutes(calendar: BellCalendar, end: datetime, minutes: float) -> datetime | None:
    """Return the moment from which so many working minutes pass until the end; None when there is none."""
    left = _amount(minutes)
    at = micros(end)
    for opens, closes in calendar.pieces_before(end):
        if opens > at:
            continue
        stop = min(closes, at)
        if left <= stop - opens:
            return moment(stop - left)
        left -= stop - opens
    return None


def minutes_between(calendar: BellCalendar, start: datetime, end: datetime) -> float:
    """Return the working minutes from one moment to a later one, exact to the microsecond.

    Shape: 0 when the end is before the start; what lies more than two years after the start is not counted.
    """
    if end <= start:
        return 0.0
    last = end if end - start < WITHIN else min(end, _horizon(calendar, start))
    return calendar.worked(start, last) / MINUTE


def _horizon(calendar: BellCalendar, start: datetime) -> datetime:
    """Return the local midnight two years after a day, beyond which nothing is counted."""
    try:
        first = calendar.local(start).replace(hour=0, minute=0, second=0, microsecond=0) + HORIZON
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
    return first.replace(fold=0)


def next_open(calendar: BellCalendar, at: datetime) -> datetime | None:
    """Return the moment itself when it is working time, else the next opening; None when there is none."""
    now = micros(at)
    for opens, closes in calendar.pieces_from(at):
        if closes > now:
            return moment(max(opens, now))
    return None


def period_at(calendar: BellCalendar, at: datetime) -> Span | None:
    """Return the interval in which a moment lies; None outside working time."""
    return period_on(calendar, calendar.local(at))


def period_on(calendar: BellCalendar, local: datetime) -> Span | None:
    """Return the interval in which a local moment lies; None outside working time."""
    minute = local.hour * 60 + local.minute
    spans = calendar.spans_on(local.date())
    return next((one for one in spans if one.starts_minute <= minute < one.ends_minute), None)


def add_days(calendar: BellCalendar, start: datetime, days: int) -> datetime | None:
    """Return the same local time so many school days later, or the next opening after it."""
    there = _shifted(calendar, start, days, ONE_DAY)
    return None if there is None else add_minutes(calendar, there, 0)


def subtract_days(calendar: BellCalendar, end: datetime, days: int) -> datetime | None:
    """Return the same local time so many school days earlier, or the last closing before it."""
    there = _shifted(calendar, end, days, -ONE_DAY)
    return None if there is None else subtract_minutes(calendar, there, 0)


def _shifted(calendar: BellCalendar, at: datetime, days: int, step: timedelta) -> datetime | None:
    if days < 0:
        raise CalendarError("A number of days cannot be negative.")
    local = calendar.local(at)
    day = local.date()
    for _ in range(HORIZON_DAYS):
        if days == 0:
            return local.replace(year=day.year, month=day.month, day=day.day)
        if not date.min + ONE_DAY < day < date.max - ONE_DAY:
            return None
        day += step
        days -= bool(calendar.spans_on(day))
    return None


def _amount(minutes: float) -> int:
    if minutes < 0:
        raise CalendarError("A number of minutes cannot be negative.")
    return round(minutes * MINUTE)
