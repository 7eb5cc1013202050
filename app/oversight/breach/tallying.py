"""Count what events showed, field by field and subject by subject; pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Looks:
    """How often, and when first and last."""

    count: int
    first: datetime
    last: datetime

    def add(self, at: datetime) -> None:
        """Count one more."""
        self.count += 1
        self.first, self.last = min(self.first, at), max(self.last, at)


@dataclass
class Tally:
    """What was shown, by subject and field; tickets of hidden words whose person no event names; the rest as counts."""

    shown: dict[tuple[int, str], Looks] = field(default_factory=dict)
    dealt: set[int] = field(default_factory=set)
    unnamed: dict[int, int] = field(default_factory=dict)
    events: int = 0
    refused: int = 0

    def take(self, rows: Iterable[Any], fields: Collection[str], subjects: Collection[int]) -> None:
        """Count some events. Shape: empty fields or subjects are all of them; one's own record is no disclosure."""
        for row in rows:
            self.events += 1
            if row.outcome == "refused":
                self.refused += 1
                continue
            about = [one for one in row.subjects if one != row.actor_id and (not subjects or one in subjects)]
            wanted = [one for one in row.fields if not fields or one in fields]
            if wanted and not row.subjects and row.ticket_id and not subjects:
                self.unnamed[row.ticket_id] = self.unnamed.get(row.ticket_id, 0) + 1
            for subject in about:
                self.dealt.add(subject)
                for name in wanted:
                    self._add((subject, name), row.occurred_at)

    def _add(self, key: tuple[int, str], at: datetime) -> None:
        looks = self.shown.get(key)
        if looks is None:
            self.shown[key] = Looks(1, at, at)
        else:
            looks.add(at)
