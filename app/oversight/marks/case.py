"""One person's events in order of time, and what lies around each. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from app.oversight.marks.facts import Happened, Known, Tech
from app.oversight.marks.findings import SCHOOL_DAY
from app.school.calendar.bells import Span as BellSpan
from app.school.calendar.hours import period_at

MARGIN_MINUTES = 15  # on the way to the first bell, and after the last one


def _school_day(spans: Sequence[BellSpan]) -> tuple[int, int] | None:
    if not spans:
        return None
    return spans[0].starts_minute - MARGIN_MINUTES, max(one.ends_minute for one in spans) + MARGIN_MINUTES


class Case:
    """One tech's events in order of time."""

    def __init__(self, tech: Tech, events: Sequence[Happened], known: Known, now: datetime) -> None:
        self.tech, self.known, self.now, self.adult = tech, known, now, tech.adult
        self.events = sorted(events, key=lambda event: (event.occurred_at, event.id))
        self._times = [event.occurred_at for event in self.events]
        self.counted: dict[str, int] = {}
        self.series: dict[Any, tuple[list[datetime], list[int]]] = {}
        self._days: dict[date, tuple[int, int] | None] = {}

    def before(self, event: Happened, span: timedelta) -> Sequence[Happened]:
        """Return what the tech did in the time before an event."""
        end = bisect_left(self._times, event.occurred_at)
        return self.events[bisect_right(self._times, event.occurred_at - span) : end]

    def after(self, event: Happened, span: timedelta) -> Sequence[Happened]:
        """Return what the tech did in the time after an event."""
        start = bisect_right(self._times, event.occurred_at)
        return self.events[start : bisect_right(self._times, event.occurred_at + span)]

    def in_school(self, at: datetime) -> bool:
        """Tell whether a moment lies in the school's day; without bells nobody can tell, so it does."""
        calendar = self.tech.calendar
        if calendar is None:
            return True
        local = calendar.local(at)
        day = local.date()
        if day not in self._days:
            self._days[day] = _school_day(calendar.spans_on(day))
        hours = self._days[day]
        return hours is not None and hours[0] <= local.hour * 60 + local.minute <= hours[1]

    def on_shift(self, at: datetime) -> bool:
        """Tell whether a moment lies in a shift of theirs, or close to it; without shifts every hour does."""
        if self.tech.calendar is None or not self.tech.shifts:
            return True
        local = self.tech.calendar.local(at)
        minute, weekday = local.hour * 60 + local.minute, local.weekday()
        return any(
            day == weekday and low - MARGIN_MINUTES <= minute <= high + MARGIN_MINUTES
            for day, low, high in self.tech.shifts
        )

    def is_closed(self, at: datetime) -> bool:
        """Tell whether a moment lies on a day without school."""
        calendar = self.tech.calendar
        return calendar is not None and not calendar.spans_on(calendar.local(at).date())

    def day(self, event: Happened) -> Sequence[Happened]:
        """Return what they did in the hours before an event on its day, the event itself last."""
        return (*self.before(event, SCHOOL_DAY), event)

    def period_end(self, at: datetime) -> datetime:
        """Return when the period of a moment ends, a quarter of an hour on at the least, else in an hour."""
        calendar = self.tech.calendar
        span = period_at(calendar, at) if calendar else None
        if calendar is None or span is None:
            return at + timedelta(hours=1)
        local = calendar.local(at)
        left = span.ends_minute - local.hour * 60 - local.minute
        return at + timedelta(minutes=max(left, MARGIN_MINUTES))
