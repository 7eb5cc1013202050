"""How far the weeks of some people have come."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import Any

from app.audit.work import Work
from app.kernel.frozen import dataclass
from app.oversight.review import queries
from app.oversight.review.ladder import Ladder
from app.oversight.trail.wanted import midnight
from app.school.calendar.bells import BellCalendar

WEEKS_BACK = 12
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class WeekState:
    """What is known of the weeks of some people in one week. Shape: all are keyed by person."""

    rows: Mapping[int, Any] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset()
    unsettled: frozenset[int] = frozenset()
    over: bool = False

    def step(self, person_id: int, now: datetime) -> int:
        row = self.rows.get(person_id)
        return ladder_in(row).step(now) if row is not None else 0


def ladder_in(row: Any) -> Ladder:
    """Return how a week climbs, as it was set when the week was closed."""
    return Ladder(row.due_at, row.officer_at, row.stop_at)


def read_state(
    work: Work, calendar: BellCalendar, people: list[int], monday: date, closed: Sequence[Any] | None = None
) -> WeekState:
    """Return how far these people's weeks have come."""
    rows = work.rows(queries.weeks(work.actor, people, monday)) if closed is None else closed
    return WeekState(
        {row.person_id: row for row in rows if row.week_on == monday},
        frozenset(row.person_id for row in work.rows(queries.accepted(work.actor, people, monday))),
        frozenset(work.execute(queries.unsettled(work.actor, people, monday)).scalars()),
        work.now >= midnight(calendar, monday + WEEK),
    )
