"""Count a week: its looks by shift, and what must be read. All of it counts, however much a page shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from app.audit.work import Work
from app.kernel.frozen import dataclass
from app.oversight.marks.findings import FLAGGED
from app.oversight.review import count_queries
from app.oversight.review.view_models import ShiftCount, shift_title


@dataclass(frozen=True)
class Tally:
    """What one person's week holds. Shape: ``drawn`` are no flags; ``verdicts`` has how many of each there are."""

    explained: int = 0
    flagged: int = 0
    drawn: int = 0
    unasked: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)

    @property
    def needed(self) -> int:
        return self.flagged + self.drawn

    @property
    def left(self) -> int:
        return self.needed - sum(self.verdicts.values())


@dataclass(frozen=True)
class Counts:
    """The rows that are counted, of all who are shown."""

    shifts: Sequence[Any] = ()
    to_read: Sequence[Any] = ()

    def of(self, person_id: int) -> "Counts":
        return Counts(
            [row for row in self.shifts if row.person_id == person_id],
            [row for row in self.to_read if row.person_id == person_id],
        )

    @property
    def any(self) -> bool:
        return bool(self.shifts or self.to_read)


def count_week(work: Work, people: Sequence[int], monday: date) -> Counts:
    """Read how much some people have in a week."""
    shifts = work.rows(count_queries.looks_by_shift(work.actor, people, monday))
    return Counts(shifts, work.rows(count_queries.to_read(work.actor, people, monday)))


def tally(counts: Counts) -> Tally:
    """Add one person's counts up. Shape: what was drawn is not counted among the explained."""
    looks = sum(row.looks for row in counts.shifts if row.state not in FLAGGED)
    flags = [row for row in counts.to_read if row.state in FLAGGED]
    drawn = sum(row.looks for row in counts.to_read if row.state not in FLAGGED)
    verdicts: Counter[str] = Counter()
    for row in counts.to_read:
        if row.verdict is not None:
            verdicts[row.verdict] += row.looks
    return Tally(
        explained=max(0, looks - drawn),
        flagged=sum(row.looks for row in flags),
        drawn=drawn,
        unasked=sum(row.looks for row in flags if not row.asked and row.verdict is None),
        verdicts=dict(verdicts),
    )


def shift_counts(counts: Iterable[Any], today: date) -> tuple[ShiftCount, ...]:
    """Return how many looks each shift had, in order of time."""
    shifts: dict[tuple[date, str], dict[str, int]] = {}
    for row in counts:
        shift = shifts.setdefault((row.day, row.slot), {})
        state = "flagged" if row.state in FLAGGED else "explained"
        shift[state] = shift.get(state, 0) + row.looks
    return tuple(
        ShiftCount(shift_title(day, slot, today), found.get("explained", 0), found.get("flagged", 0), 0)
        for (day, slot), found in shifts.items()
    )
