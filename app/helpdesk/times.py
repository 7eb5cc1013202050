"""Say past moments as the helpdesk's pages do. Pure."""

from datetime import datetime

from app.kernel.frozen import dataclass
from app.school.calendar.bells import BellCalendar
from app.school.calendar.hours import minutes_between
from app.school.calendar.words import span_words, time_words


def past_words(calendar: BellCalendar, at: datetime, now: datetime) -> str:
    """Return a past moment: today's by time, this week's by weekday, else by date: ``Tue 1:30``."""
    local = calendar.local(at)
    distance = (calendar.local(now).date() - local.date()).days
    if distance == 0:
        return time_words(local)
    return f"{local:%a} {time_words(local)}" if 0 < distance < 7 else f"{local:%b} {local.day}"


def line_words(calendar: BellCalendar, at: datetime, now: datetime, before: datetime | None) -> str:
    """Return a moment on a line of time: with its day only where the day is another than the line before."""
    local = calendar.local(at)
    if before is not None and calendar.local(before).date() == local.date():
        return time_words(local)
    distance = (calendar.local(now).date() - local.date()).days
    day = "Today" if distance == 0 else f"{local:%a}" if 0 < distance < 7 else f"{local:%b} {local.day}"
    return f"{day} {time_words(local)}"


@dataclass(frozen=True)
class Wait:
    """How long something waits for an adult. Shape: ``spent`` is empty for no school time; ``state`` is a pill's."""

    words: str
    spent: str
    state: str


def wait_of(
    calendar: BellCalendar, since: datetime, now: datetime, soon: float = 8, late: float = 15
) -> Wait:
    """Return how long something waits, in the school time that every clock tells. Units: minutes."""
    spent, minutes = span_words(calendar, since, now), minutes_between(calendar, since, now)
    state = "late" if minutes >= late else "soon" if minutes >= soon else ""
    return Wait(f"waiting {spent}" if spent else "just came", spent, state)
