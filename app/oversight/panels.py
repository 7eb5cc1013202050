"""What stands beside a person's record: each part of the office says what it keeps about them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.audit.work import Work
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class RecordPanel:
    """A heading and its lines."""

    title: str
    lines: tuple[Any, ...]
    url: str = ""
    act: str = ""


Filler = Callable[[Work, int], RecordPanel | None]
_fillers: list[Filler] = []


def register(filler: Filler) -> None:
    """Say who fills a panel; registering twice changes nothing."""
    if filler not in _fillers:
        _fillers.append(filler)


def record_panels(work: Work, person_id: int) -> tuple[RecordPanel, ...]:
    """Return the panels of one person's record, those with something to say."""
    return tuple(made for filler in _fillers if (made := filler(work, person_id)) is not None)


@dataclass(frozen=True)
class Correction:
    """What was asked to be corrected, or what came of it, as it stands on the record that is handed out."""

    day: date
    title: str
    words: str
    ticket: str = ""


Corrections = Callable[[Work, int, Callable[[str], str]], tuple[Correction, ...]]
_corrections: list[Corrections] = []


def register_corrections(filler: Corrections) -> None:
    """Say who keeps corrections; registering twice changes nothing."""
    if filler not in _corrections:
        _corrections.append(filler)


def corrections_of(work: Work, person_id: int, hide: Callable[[str], str]) -> tuple[Correction, ...]:
    """Return the corrections of one person's record, with what must not be handed out hidden in their words."""
    return tuple(line for filler in _corrections for line in filler(work, person_id, hide))


@dataclass(frozen=True)
class DueLine:
    """Something that waits for the officer. Shape: ``on`` is when it is due; state is late, soon, held or empty."""

    on: date | None
    words: str
    meta: str
    url: str
    state: str = ""
    mark: str = ""


Due = Callable[[Work], tuple[DueLine, ...]]
_due: list[Due] = []


def register_due(filler: Due) -> None:
    """Say who knows what is due; registering twice changes nothing."""
    if filler not in _due:
        _due.append(filler)


def due_lines(work: Work) -> tuple[DueLine, ...]:
    """Return what waits for the officer, what is due first on top."""
    found = [line for filler in _due for line in filler(work)]
    return tuple(sorted(found, key=lambda line: (line.on is None, line.on or date.max)))
