"""How much help there was, computed from the trail and never asked of the student: pure.

Source: the design's reference on training, section 3.1.4, simplified.
"""

from app.kernel.frozen import dataclass

LEVELS = ("observed", "guided", "prompted", "independent")
WEIGHTS = {"observed": 0.0, "guided": 0.3, "prompted": 0.6, "independent": 1.0}
WORDS = {
    "observed": "Observed: somebody else did the work",
    "guided": "Guided",
    "prompted": "Prompted",
    "independent": "Independent",
}
KNOWLEDGE_WEIGHT = 0.3
MUCH_CHANGED = 0.5


@dataclass(frozen=True)
class HelpFacts:
    """What the trail shows of help. Shape: ``changed`` holds the changed share of each checked reply."""

    changed: tuple[float, ...] = ()
    returned: int = 0
    own_replies: int = 0
    others_replies: int = 0
    others_notes: int = 0
    solutions: int = 0
    handed_over: bool = False


@dataclass(frozen=True)
class Help:
    """A level and why, in words."""

    level: str
    why: tuple[str, ...]

    @property
    def words(self) -> str:
        """Say the level with its first reason."""
        return f"{WORDS[self.level]}: {self.why[0]}" if self.why else WORDS[self.level]


def assess(facts: HelpFacts) -> Help:
    """Return the level that the facts make, with every reason for it."""
    if not facts.own_replies and (facts.others_replies or facts.solutions):
        return Help("observed", ())
    much = sum(1 for share in facts.changed if share > MUCH_CHANGED)
    guided = [
        _many(much, "reply was mostly rewritten", "replies were mostly rewritten"),
        _many(facts.solutions, "worked solution came from an adult", "worked solutions came from an adult"),
        _many(facts.others_replies, "reply was somebody else's", "replies were somebody else's"),
    ]
    little = sum(1 for share in facts.changed if 0 < share <= MUCH_CHANGED)
    prompted = [
        _many(little, "edit before sending", "edits before sending"),
        _many(facts.returned, "time sent back with a reason", "times sent back with a reason"),
        _many(facts.others_notes, "note from somebody else", "notes from somebody else"),
        "taken over from another tech" if facts.handed_over else "",
    ]
    if any(guided):
        return Help("guided", tuple(why for why in (*guided, *prompted) if why))
    if any(prompted):
        return Help("prompted", tuple(why for why in prompted if why))
    return Help("independent", ("nobody changed or steered it",))


def _many(count: int, one: str, many: str) -> str:
    numbers = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
    return f"{numbers.get(count, count)} {one if count == 1 else many}" if count else ""


def shifted(level: str, by: int) -> str:
    """Return the level a grader chose: at most one step from the computed one."""
    place = LEVELS.index(level) + max(-1, min(1, by))
    return LEVELS[max(0, min(len(LEVELS) - 1, place))]


def score(levels: dict[str, int], level: str, kind: str) -> float:
    """Return what a piece of work weighs on an objective, from 0 to 1.

    Shape: the mean of the rubric, times the weight of the help, times three tenths on a knowledge objective.
    """
    quality = sum(levels.values()) / (4 * len(levels)) if levels else 0.0
    return round(quality * WEIGHTS[level] * (KNOWLEDGE_WEIGHT if kind == "knowledge" else 1.0), 4)
