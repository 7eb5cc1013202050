"""A place on a ticket's page that a floor above fills: it registers a function, the page asks it."""

from collections.abc import Callable
from typing import Any

from app.identity.actor import Actor

Panel = Callable[[Actor, str], Any]
_panels: list[Panel] = []


def set_practice_panel(panel: Panel) -> None:
    """Say who knows what a practice ticket shows its owner beside the work.

    Shape: what it returns names its own ``template``, which reads it as ``panel``.
    """
    _panels[:] = [panel]


def practice_panel(actor: Actor, number: str) -> Any:
    """Return what a practice ticket shows beside the work, or None."""
    return _panels[0](actor, number) if _panels else None
