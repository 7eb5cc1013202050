"""Until when a week waits for whom: the teacher, then the deputy, then the privacy officer; then reveals stop. Pure."""

from datetime import datetime, timedelta

from app.kernel.frozen import dataclass
from app.school.calendar.bells import BellCalendar
from app.school.calendar.hours import add_days

TEACHER_DAYS, DEPUTY_DAYS, STOP_DAYS = 5, 8, 10  # school days after the week's end
ANSWER_DAYS = 2  # school days that somebody has for an answer
STEPS = ("teacher", "deputy", "officer")


@dataclass(frozen=True)
class Ladder:
    """When a week climbs."""

    due_at: datetime
    officer_at: datetime
    stop_at: datetime

    def step(self, now: datetime) -> int:
        """Return how far it has climbed: 0 the teacher's, 1 the deputy's, 2 the privacy officer's."""
        return (now >= self.due_at) + (now >= self.officer_at)

    def stopped(self, now: datetime) -> bool:
        return now >= self.stop_at


def ladder_of(calendar: BellCalendar, end: datetime) -> Ladder:
    """Return when a week that ended then climbs."""
    return Ladder(*(_after(calendar, end, days) for days in (TEACHER_DAYS, DEPUTY_DAYS, STOP_DAYS)))


def answer_by(calendar: BellCalendar, asked_at: datetime) -> datetime:
    """Return until when an answer is waited for."""
    return _after(calendar, asked_at, ANSWER_DAYS)


def _after(calendar: BellCalendar, start: datetime, days: int) -> datetime:
    """Return so many school days later; beyond the last term, as many weekdays."""
    return add_days(calendar, start, days) or start + timedelta(days=days + 2 * -(-days // 5))
