"""The shape of a drill's stories. Pure; docs/drill.md says it for whoever writes one."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from app.kernel.frozen import dataclass

ROLES = ("tech", "trainer", "requester", "teacher", "deputy", "technician", "officer", "administrator")
RELATIONS = ("none", "self", "sibling", "child", "caregiver", "same_name", "keep_apart", "classmate", "staff")
WHEN = ("shift", "other_period", "before_school", "evening", "weekend", "holiday")
ACTS = tuple(
    one
    for line in (
        "ask assign break_glass checklist claim copy draft edit_draft escalate export forbidden hand_back list",
        "match not_found note open pause people print propose reply resolve resume reveal search",
    )
    for one in line.split()
)


class StoryError(ValueError):
    """A story that cannot be played, and why."""


@dataclass(frozen=True)
class Cast:
    """Somebody of a story. Shape: relation is that of a requester to ``to``; a trainer trains ``to``."""

    role: str
    relation: str = "none"
    to: str = ""


@dataclass(frozen=True)
class TicketPlan:
    """One or several tickets of a story. Units: since is minutes from the shift's start."""

    requester: str
    owner: str = ""
    since: float = -30
    site: str = "home"
    count: int = 1
    practice: bool = False


@dataclass(frozen=True)
class Act:
    """One act, or several of a kind. Units: at and every are minutes; day counts school days."""

    act: str
    actor: str
    at: float = 0
    day: int = 0
    ticket: str = ""
    repeat: int = 1
    every: float = 1
    misuse: bool | None = None
    outcome: str = ""
    session: str = "first"
    to: str = ""
    codes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """What somebody does, and whether and why it is misuse."""

    key: str
    kind: str
    misuse: bool
    why: str
    cast: Mapping[str, Cast]
    tickets: Mapping[str, TicketPlan]
    acts: tuple[Act, ...]
    when: str = "shift"
    times: int = 1

    @property
    def main(self) -> str:
        """Return who acts first among the actors whose looks are reviewed."""
        return next(act.actor for act in self.acts if self.cast[act.actor].role != "requester")

    def is_misuse(self, act: Act) -> bool:
        """Tell whether an act counts as misuse: as it says, else every act of the main actor."""
        if not self.misuse:
            return False
        if act.misuse is not None:
            return act.misuse
        said = any(one.misuse is not None for one in self.acts)
        return not said and act.actor == self.main
