"""Panels: what one part lends to a page of another, so that neither imports the other."""

from collections.abc import Callable
from typing import Any

from app.identity.actor import Actor

Panel = Callable[[Actor], Any]
_panels: dict[str, list[Panel]] = {}


def register(name: str, fn: Panel) -> None:
    """Lend a panel to the pages that collect this name: ``teach:flags``."""
    lent = _panels.setdefault(name, [])
    if fn not in lent:
        lent.append(fn)


def collect(name: str, actor: Actor) -> list[Any]:
    """Return what every panel of a name has for this actor, in order of registration; None is left out."""
    found = (fn(actor) for fn in _panels.get(name, ()))
    return [panel for panel in found if panel is not None]
