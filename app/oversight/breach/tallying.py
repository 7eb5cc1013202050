"""Count what events showed, field by field and subject by subject; pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Looks:
    """How often, and when first and last."""

    count: int
    first: datetime
    last: datetime


@dataclass
class Tally:
    """What was shown; tickets of hidden words whose person no event names; the rest as counts.

    Shape: ``seen`` is by subject and the fields of the event together, since the same lists come again and again.
    """

    seen: dict[tuple[int, tuple[str, ...]], Looks] = field(default_factory=dict)
    dealt: set[int] = field(default_factory=set)
    unnamed: dict[int, int] = field(default_factory=dict)
    events: int = 0
    refused: int = 0

    def take(self, rows: Iterable[Any], fields: Collection[str], subjects: Collection[int]) -> None:
        """Count some events in their order. Shape: empty fields or subjects are all of them; one's own record is no
        disclosure."""
        for row in rows:
            self.events += 1
            if row.outcome == "refused":
                self.refused += 1
                continue
            about = set(row.subjects) - {row.actor_id}
            about = about & set(subjects) if subjects else about
            wanted = tuple(one for one in row.fields if not fields or one in fields)
            if wanted and not row.subjects and row.ticket_id and not subjects:
                self.unnamed[row.ticket_id] = self.unnamed.get(row.ticket_id, 0) + 1
            if wanted:
                self._count(about, wanted, row.occurred_at)
            else:
                self.dealt |= about

    def _count(self, about: Iterable[int], wanted: tuple[str, ...], at: datetime) -> None:
        seen = self.seen
        for subject in about:
            looks = seen.get((subject, wanted))
            if looks is None:
                seen[subject, wanted] = Looks(1, at, at)
            else:
                looks.count += 1
                looks.last = at

    @property
    def shown(self) -> dict[tuple[int, str], Looks]:
        """Return how often each field of each subject was shown, and when first and last."""
        made: dict[tuple[int, str], Looks] = {}
        for (subject, fields), one in self.seen.items():
            for name in fields:
                before = made.get((subject, name))
                made[subject, name] = (
                    Looks(one.count, one.first, one.last)
                    if before is None
                    else Looks(
                        before.count + one.count, min(before.first, one.first), max(before.last, one.last)
                    )
                )
        return made
