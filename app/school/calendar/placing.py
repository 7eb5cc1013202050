"""Place local intervals of a day on the UTC axis, in whole microseconds, clock changes and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = 60_000_000  # microseconds
DAY_MINUTES = 24 * 60
Piece = tuple[int, int]


class CalendarError(ValueError):
    """Tell in one sentence why a calendar cannot be used."""


def place(minutes: Sequence[tuple[int, int]], day: date, zone: ZoneInfo) -> Iterator[Piece]:
    """Yield a day's intervals in UTC, cut where the clocks change, so that only time that passes counts."""
    midnight = (day.toordinal() - EPOCH.toordinal()) * DAY_MINUTES * MINUTE
    begin, end = (_midnight(day + timedelta(days=ahead), zone) for ahead in (0, 1))
    for start, stop, offset in _stretches(begin, end, zone):
        for opens, closes in _merged(minutes):
            low = max(midnight + opens * MINUTE - offset, start)
            high = min(midnight + closes * MINUTE - offset, stop)
            if low < high:
                yield low, high


def _stretches(begin: int, end: int, zone: ZoneInfo) -> Iterator[tuple[int, int, int]]:
    """Yield (start, stop, offset) of a day: one, or two when the clocks change in it."""
    before, after = _offset(begin, zone), _offset(end, zone)
    if before == after:
        yield begin, end, before
        return
    low, high = begin // 1_000_000, end // 1_000_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle * 1_000_000, zone) == before else (low, middle)
    yield begin, high * 1_000_000, before
    yield high * 1_000_000, end, after


def _midnight(day: date, zone: ZoneInfo) -> int:
    return micros(datetime(day.year, day.month, day.day, tzinfo=zone))


def _offset(at: int, zone: ZoneInfo) -> int:
    return (moment(at).astimezone(zone).utcoffset() or timedelta()) // timedelta(microseconds=1)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for starts, ends in sorted(spans):
        if merged and starts <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((starts, ends))
    return merged


def aware(at: datetime) -> datetime:
    """Return a moment that has a time zone. Refuses: any other."""
    if at.tzinfo is None:
        raise CalendarError("A time without a time zone cannot be placed in a calendar.")
    return at


def micros(at: datetime) -> int:
    """Return a moment as microseconds since 1970 in UTC."""
    since = aware(at) - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment(at: int) -> datetime:
    """Return the moment of microseconds since 1970, in UTC."""
    return EPOCH + timedelta(microseconds=at)
