"""The mask policy: class × subject × role × relationship, and what each cell gives; pure.

The zones are the floor: a masked connection cannot read a vault table at all, so no cell can give a student more of a
person than a handle. The policy only chooses above that floor, and what is ``never`` stays hidden whatever it says.
Source: 34 CFR 99.31(a)(1)(ii); 34 CFR 99.37; OWASP ASVS 5.0, V8.2.3.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from app.identity.rights import Role
from app.kernel.frozen import dataclass


class Show(StrEnum):
    """What a cell gives, from the least to the most."""

    HIDDEN = "hidden"
    HANDLE = "handle"
    PARTIAL = "partial"
    CLEAR = "clear"

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {show: rank for rank, show in enumerate(Show)}


class Cell(NamedTuple):
    """One question: this class, of this subject, to this role, in this relationship."""

    klass: str
    subject: str
    role: str
    relation: str

    @property
    def key(self) -> str:
        return "/".join(self)


@dataclass(frozen=True)
class Rule:
    """What is drawn for a cell, what may be chosen, and why nothing else may."""

    drawn: Show
    choices: tuple[Show, ...]
    why: str = ""

    @property
    def fixed(self) -> bool:
        return len(self.choices) == 1


PEOPLE = ("student", "staff", "caregiver")
SHOWN = (
    "first_name",
    "name",
    "word",
)  # what a ticket’s owner may be shown for minutes, if a revealable cell allows it
STUDENT_ROLES = (Role.STUDENT_TECH, Role.PEER_TRAINER)
RELATIONS: dict[Role, tuple[str, ...]] = {
    Role.STUDENT_TECH: ("owner", "site"),
    Role.PEER_TRAINER: ("owner", "supervisor", "site"),
    Role.TECHNICIAN: ("owner", "site"),
    Role.TEACHER: ("supervisor", "site"),
}
FLOOR = "A masked connection cannot read the vault, so a student never sees more than this."
CONTROL = "Who supervises the team answers for its work and sees all of it (34 CFR 99.31(a)(1)(i)(B))."
NEVER = "Never for students, by construction."
ADULTS = "Adults read what was typed as another row says."
OWNER_ONLY = "Only the ticket’s owner can ask to see a hidden word."
_H, _N, _P, _C = Show.HIDDEN, Show.HANDLE, Show.PARTIAL, Show.CLEAR


def _rule(cell: Cell) -> Rule:
    student = cell.role in STUDENT_ROLES
    if cell.klass == "never":
        return Rule(_H, (_H,), NEVER) if student else Rule(_C, (_C,), "As the adult’s rights and pages say.")
    if cell.klass == "asked":
        return _asked(cell, student)
    if cell.role == Role.TEACHER and cell.relation == "supervisor":
        return Rule(_C, (_C,), CONTROL)
    if cell.subject == "room":
        near = cell.relation in ("owner", "supervisor") or not student
        return Rule(_C if near else _H, (_H, _P, _C))
    if cell.klass == "public":
        return Rule(_C, (_H, _N, _P, _C) if student else (_N, _P, _C))
    if cell.klass == "masked":
        return Rule(_N, (_H, _N), FLOOR) if student else Rule(_C, (_N, _P, _C))
    if not student:
        return Rule(_C, (_N, _C))
    return Rule(_P, (_H, _P), FLOOR) if cell.relation == "owner" else Rule(_H, (_H,), OWNER_ONLY)


def _asked(cell: Cell, student: bool) -> Rule:
    """What it takes to be shown one value: partial is an adult’s yes, since a name in a text may be anybody’s."""
    if not student:
        return Rule(_C, (_C,), ADULTS)
    if cell.relation != "owner":
        return Rule(_H, (_H,), OWNER_ONLY)
    if cell.subject == "first_name":
        return Rule(_C, (_H, _C))
    return Rule(_P if cell.subject == "name" else _C, (_H, _P, _C))


def _cells() -> Iterator[Cell]:
    asked = [("public", "staff"), ("masked", "student"), ("masked", "caregiver"), ("masked", "room")]
    asked += [("revealable", subject) for subject in PEOPLE] + [("never", subject) for subject in PEOPLE]
    asked += [("asked", subject) for subject in SHOWN]
    for klass, subject in asked:
        for role, relations in RELATIONS.items():
            yield from (Cell(klass, subject, role.value, relation) for relation in relations)


RULES: Mapping[Cell, Rule] = MappingProxyType({cell: _rule(cell) for cell in _cells()})


@dataclass(frozen=True)
class MaskPolicy:
    """One version: what differs from the drawn defaults. Shape: what was asked once is kept with it, as it never
    changes; there are some hundred questions."""

    version: int = 0
    chosen: Mapping[Cell, Show] = field(default_factory=dict)

    @cached_property
    def _asked_before(self) -> dict[tuple[Any, ...], Show]:
        return {}

    def cell(self, cell: Cell) -> Show:
        """Return what a cell gives; a choice that the rule does not allow is as if nobody had made it."""
        rule = RULES.get(cell)
        if rule is None:
            return Show.HIDDEN
        chosen = self.chosen.get(cell, rule.drawn)
        return chosen if chosen in rule.choices else rule.drawn

    def show(self, klass: str, subject: str, roles: Iterable[Role], relations: Iterable[str]) -> Show:
        """Return the most that any of a viewer's roles and relationships gives."""
        question = (klass, subject, frozenset(roles), tuple(relations))
        answer = self._asked_before.get(question)
        if answer is None:
            answer = self._asked_before[question] = self._most(*question)
        return answer

    def _most(self, klass: str, subject: str, roles: Iterable[Role], relations: Sequence[str]) -> Show:
        given = [
            self.cell(Cell(klass, subject, role.value, relation)) for role in roles for relation in relations
        ]
        return max(given, key=lambda show: show.rank, default=Show.HIDDEN)

    def to_students(self, klass: str, subject: str) -> Show:
        """Return the most that any student of the team is given."""
        shows = [self.show(klass, subject, (role,), RELATIONS[role]) for role in STUDENT_ROLES]
        return max(shows, key=lambda show: show.rank)


DRAWN = MaskPolicy()


@dataclass(frozen=True)
class Change:
    """One cell that a proposal changes."""

    cell: Cell
    before: Show
    after: Show

    @property
    def looser(self) -> bool:
        return self.after.rank > self.before.rank


class UnknownCell(ValueError):
    """A cell or a choice that the policy does not have."""


def read_cells(stored: Mapping[str, str]) -> dict[Cell, Show]:
    """Read ``{"masked/room/student_tech/site": "partial"}``; raises UnknownCell for what cannot be set."""
    made: dict[Cell, Show] = {}
    for key, word in stored.items():
        parts = key.split("/")
        cell = Cell(*parts) if len(parts) == len(Cell._fields) else None
        if cell is None or cell not in RULES or word not in [show.value for show in RULES[cell].choices]:
            raise UnknownCell(key)
        made[cell] = Show(word)
    return made


def write_cells(chosen: Mapping[Cell, Show]) -> dict[str, str]:
    """Write the cells that differ from the drawn ones as they are stored."""
    return {c.key: show.value for c, show in sorted(chosen.items()) if show is not RULES[c].drawn}


def changes(before: MaskPolicy, after: MaskPolicy) -> tuple[Change, ...]:
    """Return what differs between two versions, in the order of the table."""
    return tuple(
        Change(cell, before.cell(cell), after.cell(cell))
        for cell in RULES
        if before.cell(cell) is not after.cell(cell)
    )
