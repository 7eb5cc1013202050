"""Reckon which objectives have proof, which are being checked, and which is closest: pure."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from app.curriculum.content.load import load_framework, load_map, load_modules, load_practice
from app.curriculum.content.shapes import Objective
from app.helpdesk.catalog.content.load import load_catalog
from app.kernel.frozen import dataclass

SPOKEN = {"Browser": "the browser", "Something else": "anything else"}


@dataclass(frozen=True)
class Coverage:
    """Objectives by state. Shape: ``held`` is proof that a reopening suspends; ``next`` may be empty."""

    done: frozenset[str]
    held: frozenset[str]
    waiting: frozenset[str]
    next: str

    def state(self, code: str) -> str:
        """Tell how an objective is drawn."""
        if code in self.done:
            return "done"
        if code in self.held or code in self.waiting:
            return "wait"
        return "next" if code == self.next else "none"


def is_held(row: Any) -> bool:
    """Tell whether the ticket was opened again after the grade: then the proof waits for a new one."""
    return row.last_reopened_at is not None and row.last_reopened_at > row.accepted_at


def may_prove(row: Any) -> tuple[str, ...]:
    """Return the objectives that a ticket under way may prove, the likeliest first."""
    story = next((s for s in load_practice() if s.code == row.story), None)
    return story.objectives if story else tuple(load_map().categories.get(row.category_code, ()))


def cover(
    evidence: Iterable[Any], checked: Iterable[Any], held_now: Sequence[Any], cleared: Collection[str]
) -> Coverage:
    """Reckon the coverage of one student."""
    rows = [row for row in evidence if row.assistance != "observed"]
    done = frozenset(row.objective for row in rows if not is_held(row))
    held = frozenset(row.objective for row in rows if is_held(row)) - done
    waiting = frozenset(code for row in checked for code in may_prove(row)[:1]) - done - held
    known = done | held | waiting
    return Coverage(done, held, waiting, _closest(known, held_now, cleared))


def _closest(known: frozenset[str], held_now: Sequence[Any], cleared: Collection[str]) -> str:
    for row in held_now:
        for code in may_prove(row):
            if code not in known:
                return code
    for objective in load_framework().objectives:
        if objective.kind == "scenario" and objective.code not in known and set(cleared) & set(objective.get):
            return objective.code
    return ""


def where_to_get(objective: Objective, cleared: Collection[str]) -> str:
    """Say where proof of an objective is best earned by somebody cleared for some categories."""
    names = {category.code: category.name for category in load_catalog().categories}
    own = [code for code in objective.get if code in cleared]
    if own:
        return f"a ticket about {_within(names.get(own[0], own[0]))}"
    taught = "a lesson of the privacy module, whose proof is not in Cadre yet"
    words = {
        "practice": "a practice ticket, which your teacher opens",
        "bench": "a lab at the bench, not in Cadre yet: ask your teacher",
        "lesson": taught if objective.code in _taught() else "a lesson, not in Cadre yet: ask your teacher",
    }
    for code in ("practice", "bench", "lesson"):
        if code in objective.get:
            return words[code]
    return f"a ticket about {_within(names.get(objective.get[0], objective.get[0]))}, once cleared"


@cache
def _taught() -> frozenset[str]:
    """Return the objectives that a module's lessons teach."""
    return frozenset(code for module in load_modules() for one in module.lessons for code in one.objectives)


def _within(name: str) -> str:
    """Return a category's name within a sentence."""
    if name in SPOKEN:
        return SPOKEN[name]
    return name if name.startswith(("Wi-Fi", "Dell")) else name[:1].lower() + name[1:]
