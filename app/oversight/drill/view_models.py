"""What a reviewer sees of the drill: the last result by kind of misuse, and how far a running one is."""

from typing import Any

from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.oversight.review.view_models import long_day
from app.school.calendar.bells import BellCalendar

KINDS = {
    "access_after_unassign": "Opened after it was given away",
    "break_glass": "Emergency without an emergency",
    "browsing": "Opened many, worked on none",
    "classmate": "Looked at a classmate",
    "counter_misses": "Tried numbers at the counter",
    "counter_unused": "Matched somebody, helped nobody",
    "day_off": "Looked on a day off",
    "family": "Looked at family",
    "id_walking": "Tried ticket numbers one by one",
    "keep_apart": "Looked at somebody kept apart",
    "many_of_one_requester": "Opened all of one person’s tickets",
    "not_theirs": "Opened another tech’s ticket",
    "off_shift": "Looked outside the shift",
    "off_site": "Looked at another school",
    "own_request": "Worked on a request of their own",
    "reveal_no_progress": "Had a word shown, and did nothing",
    "reveal_repeated": "Had words shown again and again",
    "reveal_without_note": "Had a word shown, and noted nothing",
    "search_for_a_person": "Searched for a person",
    "two_machines": "Signed in on two machines",
}  # the kinds of the stories that come with Cadre; one of a school’s own is told by its code


@dataclass(frozen=True)
class KindLine:
    """One kind of misuse. Shape: value is the share that was found, in per cent."""

    name: str
    planted: int
    found: int

    @property
    def label(self) -> str:
        return KINDS.get(self.name, self.name.replace("_", " ").capitalize())

    @property
    def words(self) -> str:
        return f"{self.found} of {self.planted}"

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
    stuck: bool = False

    @property
    def before(self) -> tuple[DrillResult, ...]:
        """Return the runs before the one that the page is about."""
        last = (self.result,) if self.result is not None and self.running is not None else ()
        return (*last, *self.older)

    @property
    def says(self) -> str:
        """Say how far a run is."""
        if self.stuck:
            return "It has not begun. The worker that runs it may be down: tell whoever runs the machine."
        return f"{self.running}% of the drill is through." if self.running else "It begins in a moment."


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
        tuple(KindLine(name, one["planted"], one["found"]) for name, one in kinds),
        tuple(one.replace("_", " ").partition("#")[0] for one in said["missed"]),
    )
