"""Hold a school's working time: intervals of each weekday, within terms, less closed days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.kernel.frozen import dataclass

from .placing import DAY_MINUTES, CalendarError, Piece, aware, micros, place
from .tally import Tally

HORIZON_DAYS = 731


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Hold one interval of a day. Units: minutes since local midnight, the end outside."""

    starts_minute: int
    ends_minute: int
    name: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.starts_minute < self.ends_minute <= DAY_MINUTES:
            raise CalendarError("A period must end after it starts, on the same day.")


Week = Mapping[int, Sequence[Span]]  # by weekday, 0 is Monday


def span(starts: str, ends: str, name: str = "") -> Span:
    """Return the interval between two local times such as 07:45 and 11:15."""
    return Span(_minute(starts), _minute(ends), name)


def every_weekday(spans: Sequence[Span]) -> Week:
    """Return a week with the same intervals from Monday to Friday."""
    return dict.fromkeys(range(5), spans)


class BellCalendar:
    """Know a site's working time.

    Shape: `terms` are (first, last) days, both inside; None means that every week works. A closed day has no
    working time; otherwise an exception day has its own intervals in place of its weekday's. Outside terms
    there is none, exception or not. Intervals that overlap count once.
    Refuses: a calendar without any working time, an unknown time zone, a term that ends before it starts.
    """

    def __init__(
        self,
        week: Week,
        zone: str,
        terms: Iterable[tuple[date, date]] | None,
        closed: Collection[date] = (),
        exceptions: Mapping[date, Sequence[Span]] | None = None,
    ) -> None:
        self.zone = _zone(zone)
        self._week = [tuple(sorted(week.get(weekday, ()))) for weekday in range(7)]
        self._terms = None if terms is None else sorted(terms)
        self._closed = frozenset(closed)
        self._exceptions = {day: tuple(sorted(spans)) for day, spans in (exceptions or {}).items()}
        self._days: dict[int, tuple[Piece, ...]] = {}
        self._tally = Tally(self._pieces, lambda ordinal: bool(self.spans_on(date.fromordinal(ordinal))))
        if any(last < first for first, last in self._terms or ()):
            raise CalendarError("A term must end after it starts.")
        if not self._has_working_time():
            raise CalendarError(
                "There is no working time in this calendar: add a term, and periods on its days."
            )

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the intervals of one local day, in order."""
        if day in self._closed or not self._is_in_term(day):
            return ()
        own = self._exceptions.get(day)
        return self._week[day.weekday()] if own is None else own

    def pieces_from(self, at: datetime) -> Iterator[Piece]:
        """Yield the working intervals from the day of a moment on. Units: microseconds UTC."""
        first = self.local(at).toordinal()
        for ordinal in range(first, min(first + HORIZON_DAYS, date.max.toordinal())):
            yield from self._pieces(ordinal)

    def pieces_before(self, at: datetime) -> Iterator[Piece]:
        """Yield the working intervals from the day of a moment back. Units: microseconds UTC."""
        first = self.local(at).toordinal()
        for ordinal in range(first, max(first - HORIZON_DAYS, 1), -1):
            yield from reversed(self._pieces(ordinal))

    def worked(self, start: datetime, end: datetime) -> int:
        """Return the working time of a span of at most two years. Units: microseconds."""
        first, last = self.local(start).toordinal(), self.local(end).toordinal()
        if not (self._tally.reaches(first) and self._tally.reaches(last)):
            low, high = micros(start), micros(end)
            return sum(
                max(0, min(closes, high) - max(opens, low)) for opens, closes in self.pieces_from(start)
            )
        return self._since_anchor(last, micros(end)) - self._since_anchor(first, micros(start))

    def _since_anchor(self, ordinal: int, at: int) -> int:
        today = sum(min(closes, at) - opens for opens, closes in self._pieces(ordinal) if opens < at)
        return self._tally.before(ordinal)[0] + today

    def school_days(self, first: date, last: date) -> int:
        """Return how many days with working time come after a day, up to and with another."""
        begin, end = first.toordinal() + 1, last.toordinal() + 1
        if not (self._tally.reaches(begin) and self._tally.reaches(end)):
            return sum(1 for day in _days(date.fromordinal(begin), last) if self.spans_on(day))
        return max(0, self._tally.before(end)[1] - self._tally.before(begin)[1])

    def local(self, at: datetime) -> datetime:
        """Return a moment in the site's time. Refuses: a time without a zone."""
        return aware(at).astimezone(self.zone)

    def _is_in_term(self, day: date) -> bool:
        return self._terms is None or any(first <= day <= last for first, last in self._terms)

    def _has_working_time(self) -> bool:
        if any(spans and self.spans_on(day) for day, spans in self._exceptions.items()):
            return True
        if not any(self._week):
            return False
        if self._terms is None:
            return True
        return any(self.spans_on(day) for first, last in self._terms for day in _days(first, last))

    def _pieces(self, ordinal: int) -> tuple[Piece, ...]:
        pieces = self._days.get(ordinal)
        if pieces is None:
            day = date.fromordinal(ordinal)
            spans = self.spans_on(day)
            minutes = [(one.starts_minute, one.ends_minute) for one in spans]
            pieces = self._days[ordinal] = tuple(place(minutes, day, self.zone)) if spans else ()
        return pieces


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))


def _minute(text: str) -> int:
    hour, _, minute = text.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(minute) < 60):
        raise CalendarError("A time of day is written like 07:45.")
    return int(hour) * 60 + int(minute)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CalendarError("The time zone is not known; use a name such as America/Denver.") from None
