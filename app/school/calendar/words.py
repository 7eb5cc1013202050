"""Say times as a school does: minutes of class left, and the period a moment lies in. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.kernel.frozen import dataclass
from app.school.calendar.bells import BellCalendar
from app.school.calendar.hours import minutes_between, period_at, period_on

SOON_MINUTES = 30
HOURS_MINUTES = 600  # longer spans are told in school days


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A ticket's clock: what the pill says, what stands under it, and the pill's state.

    Shape: state is late, soon, held, or empty.
    """

    words: str
    due_words: str = ""
    state: str = ""


NO_CLOCK = ClockWords("Practice, no clock")  # nobody waits for it


def clock_words(
    calendar: BellCalendar,
    due_at: datetime | None,
    paused_at: datetime | None,
    now: datetime,
    waiting: str = "waiting for them",
) -> ClockWords:
    """Return a ticket's clock in words."""
    if paused_at is not None:
        return ClockWords(f"Paused, {waiting}", _held_words(calendar, due_at, paused_at), "held")
    if due_at is None:
        return ClockWords("No due time")
    said = moment_words(calendar, due_at, now)
    if due_at < now:
        spent = span_words(calendar, due_at, now)
        return ClockWords(f"Late by {spent}" if spent else "Late", f"was due {said}", "late")
    left = minutes_between(calendar, now, due_at)
    words = _minutes_words(calendar, now, due_at, int(left)) or "0 min"
    return ClockWords(f"{words} left", f"due {said}", "soon" if left <= SOON_MINUTES else "")


def _held_words(calendar: BellCalendar, due_at: datetime | None, paused_at: datetime) -> str:
    if due_at is None:
        return ""
    left = span_words(calendar, paused_at, due_at) if due_at > paused_at else ""
    return f"{left} left when it starts again" if left else "late when it starts again"


def span_words(calendar: BellCalendar, start: datetime, end: datetime) -> str:
    """Return the working time of a span: ``24 min``, ``2 h 03``, ``3 school days``; empty when none."""
    return _minutes_words(calendar, start, end, int(minutes_between(calendar, start, end)))


def _minutes_words(calendar: BellCalendar, start: datetime, end: datetime, minutes: int) -> str:
    if minutes >= HOURS_MINUTES:
        days = calendar.school_days(calendar.local(start).date(), calendar.local(end).date())
        return f"{days} school days" if days > 1 else f"{minutes // 60} h {minutes % 60:02}"
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02}"
    return f"{minutes} min" if minutes else ""


def moment_words(calendar: BellCalendar, at: datetime, now: datetime) -> str:
    """Return a moment by day, time and period: ``11:02, period 4``, ``Thursday 9:20, period 2``."""
    local, today = calendar.local(at), calendar.local(now).date()
    distance = (local.date() - today).days
    day = "" if distance == 0 else _day_words(local, distance)
    period = period_on(calendar, local) or period_at(calendar, at - timedelta(minutes=1))
    tail = f", {period_words(period.name)}" if period and period.name else ""
    return f"{day}{time_words(local)}{tail}"


def _day_words(local: datetime, distance: int) -> str:
    return f"{local:%A} " if abs(distance) < 7 else f"{local:%b} {local.day}, "


def time_words(local: datetime) -> str:
    """Return a local time as a school says it: ``9:20``, ``1:20``; ``8:20 PM`` outside the hours of day."""
    half = "" if 6 <= local.hour < 18 else " AM" if local.hour < 12 else " PM"
    return f"{local.hour % 12 or 12}:{local.minute:02}{half}"


def period_words(name: str) -> str:
    """Return a period's name within a sentence: P4 and 4 are ``period 4``."""
    bare = name.strip().removeprefix("Period").removeprefix("period").removeprefix("P").strip()
    return f"period {bare}" if bare.isdecimal() else name.strip()


def period_label(name: str) -> str:
    """Return a period's name where space is short: ``P4``."""
    words = period_words(name)
    return f"P{words.removeprefix('period ')}" if words.startswith("period ") else words


def stamp_words(zone: str, at: datetime, now: datetime) -> str:
    """Return when something happened, for a list: ``today 9:20``, ``Tuesday 1:42``, ``Nov 3, 9:20``."""
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("UTC")
    local, today = at.astimezone(place), now.astimezone(place).date()
    distance = (local.date() - today).days
    day = "today " if distance == 0 else _day_words(local, distance)
    return f"{day}{time_words(local)}"
