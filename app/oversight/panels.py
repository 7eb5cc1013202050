"""What stands beside a person's record: each part of the office says what it keeps about them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.audit.work import Work
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class RecordPanel:
    """A heading and its lines. Shape: ``handed_out`` panels are printed with the record."""

    title: str
    lines: tuple[Any, ...]
    url: str = ""
    act: str = ""
    handed_out: bool = False


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
