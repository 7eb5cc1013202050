"""Named places on pages that another part fills: a home asks, whoever knows answers."""

from collections.abc import Callable
from typing import Any

from app.identity.actor import Actor
from app.kernel.frozen import dataclass

Filler = Callable[[Actor], Any]
_fillers: dict[str, list[Filler]] = {}


@dataclass(frozen=True)
class PanelRow:
    """One line of a panel: what, where it leads, and a word beside it."""

    title: Any
    url: str
    meta: str = ""
    state: str = ""


@dataclass(frozen=True)
class Panel:
    """A number, a sentence and the first rows. Shape: ``more`` is the address of the whole list."""

    name: str
    number: int
    words: str
    more: str
    rows: tuple[PanelRow, ...] = ()


def register(name: str, filler: Filler) -> None:
    """Say who fills a place; registering the same function twice changes nothing."""
    if filler not in _fillers.setdefault(name, []):
        _fillers[name].append(filler)


def collect(name: str, actor: Actor) -> tuple[Any, ...]:
    """Return what the fillers of a place have for an actor, in the order they registered, without None."""
    return tuple(made for filler in _fillers.get(name, ()) if (made := filler(actor)) is not None)
