"""Add working time up by days once, so that a span of a year costs as much as one of an hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .placing import Piece

ANCHOR = date(2025, 1, 1).toordinal()
REACH = 20 * 366  # days on either side of the anchor that are added up


class Tally:
    """Running totals of a calendar's days. Units: (microseconds, school days) since the anchor."""

    def __init__(self, pieces_on: Callable[[int], tuple[Piece, ...]], is_open: Callable[[int], bool]) -> None:
        self._pieces_on, self._is_open = pieces_on, is_open
        self._ahead: list[tuple[int, int]] = [(0, 0)]
        self._behind: list[tuple[int, int]] = [(0, 0)]

    def reaches(self, ordinal: int) -> bool:
        """Tell whether a day is near enough to be added up."""
        return abs(ordinal - ANCHOR) < REACH

    def before(self, ordinal: int) -> tuple[int, int]:
        """Return the totals of the days before a day; negative before the anchor."""
        distance = ordinal - ANCHOR
        kept = self._ahead if distance >= 0 else self._behind
        if abs(distance) >= len(kept):
            kept = self._longer(kept, abs(distance), 1 if distance >= 0 else -1)
        return kept[abs(distance)]

    def _longer(self, kept: list[tuple[int, int]], distance: int, step: int) -> list[tuple[int, int]]:
        """Return the totals that far, in a list of its own: other threads may read the old one meanwhile."""
        longer = list(kept)
        for at in range(len(longer) - 1, distance):
            day = ANCHOR + at if step > 0 else ANCHOR - at - 1
            worked = sum(closes - opens for opens, closes in self._pieces_on(day))
            micros, days = longer[-1]
            longer.append((micros + step * worked, days + step * self._is_open(day)))
        if step > 0:
            self._ahead = longer
        else:
            self._behind = longer
        return longer
