"""A place on a ticket's page that a floor above fills: it registers a function, the page asks it."""

from collections.abc import Callable
from typing import Any

from app.identity.actor import Actor

Panel = Callable[[Actor, str], Any]
Notes = Callable[[Actor, str], tuple[str, ...]]
_panels: list[Panel] = []
_notes: list[Notes] = []


def set_practice_panel(panel: Panel) -> None:
    """Say who knows what a practice ticket shows its owner beside the work.

    Shape: what it returns names its own ``template``, which reads it as ``panel``.
    """
    _panels[:] = [panel]


def practice_panel(actor: Actor, number: str) -> Any:
    """Return what a practice ticket shows beside the work, or None."""
    return _panels[0](actor, number) if _panels else None


def set_record_notes(notes: Notes) -> None:
    """Say who knows what was asked to be corrected on a ticket, and what came of it."""
    _notes[:] = [notes]


def record_notes(actor: Actor, number: str) -> tuple[str, ...]:
    """Return what stands beside a ticket for good, for adults; nothing for anybody else."""
    return _notes[0](actor, number) if _notes and actor.staff else ()
