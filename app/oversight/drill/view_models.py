"""What a reviewer sees of the drill: the last result by kind of misuse, and how far a running one is."""

from dataclasses import dataclass
from typing import Any

from app.identity.verdict import Verdict
from app.oversight.review.view_models import long_day
from app.school.calendar.bells import BellCalendar


@dataclass(frozen=True)
class KindLine:
    """One kind of misuse. Shape: value is the share that was found, in per cent."""

    name: str
    planted: int
    found: int

    @property
    def label(self) -> str:
        return self.name

    @property
    def value(self) -> int:
        return round(100 * self.found / self.planted) if self.planted else 0


@dataclass(frozen=True)
class DrillResult:
    """What a finished drill came to. Shape: recall and flagged are in per cent."""

    day: str
    seed: int
    recall: float
    flagged: float
    planted: int
    honest_acts: int
    honest_shifts: int
    flagged_shifts: int
    passed: bool
    kinds: tuple[KindLine, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True)
class DrillPage:
    """The last result, a run that is under way, and whether one may be started."""

    result: DrillResult | None
    running: int | None
    failed: bool
    start: Verdict
    older: tuple[DrillResult, ...] = ()


def result_of(row: Any, calendar: BellCalendar) -> DrillResult:
    """Return a finished run."""
    said = row.result
    kinds = said["kinds"].items()
    return DrillResult(
        long_day(calendar, row.asked_at),
        row.seed,
        round(100 * said["recall"], 1),
        round(100 * said["honest_share_flagged"], 1),
        said["planted"],
        said["honest_acts"],
        said["honest_shifts"],
        said["honest_shifts_flagged"],
        said["passed"],
        tuple(KindLine(name.replace("_", " "), one["planted"], one["found"]) for name, one in kinds),
        tuple(one.replace("_", " ").partition("#")[0] for one in said["missed"]),
    )
