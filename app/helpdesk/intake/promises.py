"""Say times as a requester reads them: by 1:20 today, period 6. Pure."""

from datetime import datetime, timedelta

from app.school.calendar.bells import BellCalendar
from app.school.calendar.hours import period_at
from app.school.calendar.words import period_words, time_words

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_KINDS = (" Middle School", " Junior High School", " High School", " Elementary School", " School")
MINUTE = timedelta(minutes=1)


def promise_words(bells: BellCalendar, due_at: datetime, now: datetime) -> str:
    """Return until when, with the day and the period: ``by 1:20 today, period 6``."""
    period = period_at(bells, due_at) or period_at(bells, due_at - MINUTE)
    named = f", {period_words(period.name)}" if period and period.name else ""
    return f"by {until_words(bells, due_at, now)}{named}"


def until_words(bells: BellCalendar, at: datetime, now: datetime) -> str:
    """Return a moment to come and its day: ``1:20 today``, ``9:00 on Tuesday, October 6``."""
    local, distance = bells.local(at), _days(bells, at, now)
    far = f"on {local:%A}" if 1 < distance < 7 else f"on {local:%A}, {local:%B} {local.day}"
    return f"{time_words(local)} {({0: 'today', 1: 'tomorrow'}).get(distance, far)}"


def past_words(bells: BellCalendar, at: datetime, now: datetime) -> str:
    """Return when something was: ``Today 9:53``, ``Tuesday 1:30``, ``Mar 3, 1:30``."""
    local, distance = bells.local(at), _days(bells, now, at)
    if distance == 0:
        return f"Today {time_words(local)}"
    return (
        f"{local:%A} {time_words(local)}" if distance < 7 else f"{local:%b} {local.day}, {time_words(local)}"
    )


def asked_words(bells: BellCalendar, at: datetime, now: datetime) -> str:
    """Return when something was, inside a sentence: ``today 9:53``, ``Tuesday 1:30``."""
    return past_words(bells, at, now).replace("Today", "today")


def _days(bells: BellCalendar, later: datetime, earlier: datetime) -> int:
    return (bells.local(later).date() - bells.local(earlier).date()).days


def count_words(number: int, one: str, many: str) -> str:
    """Return a count in words: ``one student tech``, ``two student techs``, ``12 adults``."""
    said = _COUNTS[number] if number < len(_COUNTS) else str(number)
    return f"{said} {one if number == 1 else many}"


def site_short(name: str) -> str:
    """Return a school's name as people say it, without what kind of school it is."""
    return next((name.removesuffix(kind) for kind in _KINDS if name.endswith(kind)), name)
