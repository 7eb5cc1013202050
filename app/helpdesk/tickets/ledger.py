"""Show the sum behind a ticket's clock in whole minutes: promised, used day by day, paused, left. Pure.

What is left is rounded as the clock's pill rounds it, and what was used is the rest of the promise: the sum is right
as it is read, and says what the pill says.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.tickets.view_models import Ledger, LedgerLine
from app.school.calendar.bells import BellCalendar
from app.school.calendar.hours import minutes_between
from app.school.calendar.words import moment_words

DAYS_SHOWN = 3
_UNDONE = ("cancelled", "restored")  # a pause outlives being taken back and wanted again
Stretch = tuple[datetime, datetime]


def ledger(calendar: BellCalendar, row: Any, events: Sequence[Any], now: datetime) -> Ledger | None:
    """Return the sum of a ticket's clock, or None where nothing is due (any more)."""
    if row.due_at is None or row.status in ("resolved", "closed", "cancelled"):
        return None
    pauses, fixes = _pauses(events, now), _fixes(events)
    paused, fixed = (sum(minutes_between(calendar, *one) for one in kind) for kind in (pauses, fixes))
    used = max(minutes_between(calendar, row.created_at, now) - paused - fixed, 0)
    measured = row.paused_at or now
    late = row.due_at < measured
    left = minutes_between(calendar, *((row.due_at, measured) if late else (measured, row.due_at)))
    promised = max(round(used - left if late else used + left), 0)
    used = promised + (_whole(left) if late else -_whole(left))
    lines = [LedgerLine("Promised, in school hours", _hours(promised))]
    lines += _used(calendar, row.created_at, [*pauses, *fixes], used, now)
    for words, minutes in (("Paused", paused), ("Fixed, as it seemed", fixed)):
        if minutes >= 1:
            lines.append(LedgerLine(words, f"{_hours(minutes)} not counted", off=True))
    if row.paused_at is not None:
        title = "The clock is paused"
    else:
        title = f"The clock: {'was due' if late else 'due'} {moment_words(calendar, row.due_at, now)}"
    return Ledger(title, tuple(lines), LedgerLine("Late by" if late else "Left", _hours(left)))


def _pauses(events: Sequence[Any], now: datetime) -> list[Stretch]:
    stops = {reason.code for reason in load_catalog().pending_reasons if reason.pauses}
    made: list[Stretch] = []
    since: datetime | None = None
    for event in events:
        if event.kind == "paused" and event.code in stops:
            since = event.happened_at
        elif since is not None and event.from_status != event.to_status and event.kind not in _UNDONE:
            made.append((since, event.happened_at))
            since = None
    return [*made, (since, now)] if since is not None else made


def _fixes(events: Sequence[Any]) -> list[Stretch]:
    """Return the stretches between a fix and when the one who asked, or an adult who read it, opened it again."""
    made: list[Stretch] = []
    since: datetime | None = None
    for event in events:
        if event.to_status == "resolved":
            since = event.happened_at
        elif since is not None and event.kind in ("reopened", "returned"):
            made.append((since, event.happened_at))
        if event.to_status not in ("resolved", "closed", ""):
            since = None
    return made


def _used(
    calendar: BellCalendar, start: datetime, pauses: list[Stretch], total: float, now: datetime
) -> list[LedgerLine]:
    lines: list[LedgerLine] = []
    day, first, rest = calendar.local(now).date(), calendar.local(start).date(), total
    while _whole(rest) and day >= first and len(lines) < DAYS_SHOWN:
        begin = datetime.combine(day, time(), calendar.zone)
        stretch = max(begin, start), min(begin + timedelta(days=1), now)
        worked = _outside(calendar, stretch, pauses)
        whole = _whole(rest) - _whole(rest - worked)
        if whole:
            name = "today" if day == calendar.local(now).date() else f"{day:%A}"
            lines.append(LedgerLine(f"Used {name}", f"− {_hours(whole)}"))
        rest -= worked
        day = _day_before(calendar, day, first)
    if _whole(rest):
        lines.append(LedgerLine("Used before that", f"− {_hours(rest)}"))
    return lines[::-1]


def _day_before(calendar: BellCalendar, day: Any, first: Any) -> Any:
    day -= timedelta(days=1)
    while day > first and not calendar.spans_on(day):
        day -= timedelta(days=1)
    return day


def _outside(calendar: BellCalendar, stretch: Stretch, pauses: list[Stretch]) -> float:
    low, high = stretch
    worked = minutes_between(calendar, low, high)
    for since, until in pauses:
        if until > low and since < high:
            worked -= minutes_between(calendar, max(since, low), min(until, high))
    return max(worked, 0)


def _whole(minutes: float) -> int:
    """Return the whole minutes of a sum whose parts are exact to the microsecond."""
    return int(max(minutes, 0) + 1e-6)


def _hours(minutes: float) -> str:
    whole = _whole(minutes)
    return f"{whole // 60} h {whole % 60:02}"
