"""Count what the rules found of what was planted, and how often they stopped honest people. Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from app.kernel.frozen import dataclass
from app.oversight.drill.honest import Acted
from app.oversight.drill.planting import Planted

LEAST_RECALL, MOST_FLAGGED = 0.95, 0.05


@dataclass(frozen=True)
class Kind:
    """One kind of misuse, how often it was planted, and how often it was found."""

    name: str
    planted: int
    found: int


@dataclass(frozen=True)
class Score:
    """What a drill came to. Shape: shares are between 0 and 1."""

    seed: int
    kinds: tuple[Kind, ...]
    missed: tuple[str, ...]
    wrongly: tuple[str, ...]
    honest_acts: int
    honest_shifts: int
    flagged_shifts: int
    codes: Mapping[str, int]

    @property
    def planted(self) -> int:
        return sum(kind.planted for kind in self.kinds)

    @property
    def recall(self) -> float:
        found = sum(kind.found for kind in self.kinds)
        return found / self.planted if self.planted else 1.0

    @property
    def flagged(self) -> float:
        return self.flagged_shifts / self.honest_shifts if self.honest_shifts else 0.0

    @property
    def passed(self) -> bool:
        return self.recall >= LEAST_RECALL and self.flagged <= MOST_FLAGGED

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "seed": self.seed,
            "planted": self.planted,
            "recall": round(self.recall, 4),
            "honest_acts": self.honest_acts,
            "honest_shifts": self.honest_shifts,
            "honest_shifts_flagged": self.flagged_shifts,
            "honest_share_flagged": round(self.flagged, 4),
            "passed": self.passed,
            "kinds": {kind.name: {"planted": kind.planted, "found": kind.found} for kind in self.kinds},
            "missed": list(self.missed),
            "honest_stories_flagged": list(self.wrongly),
            "false_flags_by_code": dict(self.codes),
        }


def score(
    seed: int, acted: Acted, planted: Iterable[Planted], flagged: Mapping[str, Collection[str]]
) -> Score:
    """Count a drill. Shape: ``flagged`` holds the codes of each flagged event.

    A misuse is found when one of its acts is flagged. A shift is honest when no misuse was planted in it; an
    honest story that is flagged counts against its shift.
    """
    planted = list(planted)
    misuse = [one for one in planted if one.story.misuse]
    missed = [one.name for one in misuse if not flagged.keys() & set(one.events)]
    kinds: dict[str, list[bool]] = {}
    for one in misuse:
        kinds.setdefault(one.story.kind, []).append(one.name not in missed)
    dirty = {one.shift for one in misuse}
    shifts = set(acted.honest.values()) - dirty
    stopped = {acted.honest[id_] for id_ in flagged if id_ in acted.honest} - dirty
    good = {one.name: one.shift for one in planted if not one.story.misuse}
    wrongly = sorted({name for id_ in flagged if (name := acted.planted.get(id_, "")) in good})
    stopped |= {good[name] for name in wrongly}
    codes: dict[str, int] = {}
    for id_, found in flagged.items():
        if acted.honest.get(id_) in shifts or acted.planted.get(id_, "") in good:
            for code in found:
                codes[code] = codes.get(code, 0) + 1
    honest = sum(key not in dirty for key in acted.honest.values())
    return Score(
        seed,
        tuple(Kind(name, len(found), sum(found)) for name, found in sorted(kinds.items())),
        tuple(missed),
        tuple(wrongly),
        honest,
        len(shifts),
        len(stopped),
        codes,
    )
