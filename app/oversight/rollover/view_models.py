"""What an adult sees of a change of the school year: a form's rows, every change in words, how to take it back."""

from datetime import date
from typing import Any

from app.identity.actor import Day
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.oversight.holds.view_models import day_words

GROUPS = ("The new team", "Who stays", "Who leaves", "Who comes new", "Open tickets")


@dataclass(frozen=True)
class MemberRow:
    """One member in the form."""

    person_id: int
    name: str
    rung: str
    stays: bool
    ends_on: date
    papers: str


@dataclass(frozen=True)
class TicketRow:
    """One open ticket in the form."""

    number: str
    title: str
    owner: str
    status: str
    act: str


@dataclass(frozen=True)
class Draft:
    """What the form offers."""

    cadre_id: int
    team: str
    site_code: str
    members: tuple[MemberRow, ...]
    tickets: tuple[TicketRow, ...]
    sections: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Part:
    """The changes of one group, in words."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class RolloverView:
    """One change of the school year."""

    id: int
    cadre_id: int
    team: str
    state: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    digest: str
    apply: Verdict
    undo: Verdict
    planned: str
    undo_until: str

    @property
    def count(self) -> int:
        return sum(len(part.lines) for part in self.parts)


@dataclass(frozen=True)
class RolloverRow:
    """One change of the school year in the list."""

    id: int
    team: str
    state: str
    when: str


STATES = {"planned": "planned", "applied": "done", "undone": "taken back"}


def parts_of(changes: Any) -> tuple[Part, ...]:
    """Return changes group by group."""
    return tuple(
        Part(title, tuple(one.words for one in changes if one.group == title and one.words))
        for title in GROUPS
        if any(one.group == title for one in changes)
    )


def row_of(row: Any, team: str, day: Day) -> RolloverRow:
    """Return one line of the list."""
    return RolloverRow(row.id, team, STATES[row.state], day_words(day(row.planned_at)))
