"""What stands beside a person's record: each part of the office says what it keeps about them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.audit.work import Work


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
