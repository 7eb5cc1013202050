"""What an import would do: statements in order, counts by kind, and examples. Nothing is written here."""

from collections.abc import Mapping
from dataclasses import field
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work
from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.privacy.text.names import Person as Name
from app.school.people.feeder import name_of_row
from app.school.roster.diff import Count, Delta
from app.school.roster.people import People
from app.school.roster.reader import FileMode, Refusal, RosterSet
from app.school.roster.tree import Tree

KINDS = ("orgs", "people", "memberships", "guardians", "terms", "rooms", "classes", "enrollments")
MOST_EXAMPLES = 12
Reach = frozenset[int] | None  # the schools that a set may change; None is the whole district


@dataclass(frozen=True, slots=True)
class Example:
    """One difference for the preview; op is add, change or end; ``person_id`` is set for somebody known."""

    op: str
    kind: str
    what: str
    was: str = ""
    person_id: int | None = None

    def __repr__(self) -> str:
        return f"Example(op={self.op!r}, kind={self.kind!r})"


@dataclass(slots=True)
class Plan:
    """Everything that an import would write, and what a person should know before.

    Shape: ``stops`` is why it may not be applied, and what to do; ``beyond`` is how many people of schools that are
    not the actor's it names.
    """

    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    steps: list[tuple[Any, list[dict[str, Any]]]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    beyond: int = 0
    ending: int = 0
    stops: tuple[str, str] | None = None
    active_before: int = 0
    districts: list[int] = field(default_factory=list)
    renamed: set[int] = field(default_factory=set)
    new_schools: set[int] = field(default_factory=set)
    names: dict[int, list[Name]] = field(default_factory=dict)

    def write(self, statement: Any, rows: list[dict[str, Any]]) -> None:
        """Add a statement for many rows; none where there are no rows."""
        if rows:
            self.steps.append((statement, rows))

    def rename(self, district_id: int, values: Mapping[str, Any]) -> None:
        """Note who is new or has another name; names of staff are public, their mail and phone are not."""
        row = SimpleNamespace(**{**values, "staff_id": 1 if values["kind"] == "staff" else None})
        self.names.setdefault(district_id, []).append(name_of_row(row))
        self.renamed.add(district_id)

    def count(self, kind: str, delta: Delta[Any], ended: int) -> None:
        """Count what a comparison found."""
        self.counts[kind].add(Count(len(delta.new), len(delta.changed), ended, delta.unchanged))

    def show(self, op: str, kind: str, what: str, was: str = "", person_id: int | None = None) -> None:
        """Keep the first few differences of each kind and sort as examples."""
        if sum(1 for one in self.examples if (one.op, one.kind) == (op, kind)) < MOST_EXAMPLES:
            self.examples.append(Example(op, kind, what, was, person_id))


@dataclass(slots=True)
class Scope:
    """One district of a set, and what was found of it so far.

    Shape: the id maps lead from ids of the set to ours; ``district`` is the set's id of the district;
    ``ended_people`` holds everybody who is not active after this set, ``held_people`` those of whom
    nothing may be removed, ``others_people`` those of schools out of ``reach``.
    """

    work: Work
    actor: Actor
    district: str
    roster: RosterSet
    tree: Tree
    people: People
    plan: Plan
    org_ids: Mapping[str, int]
    person_ids: dict[str, int] = field(default_factory=dict)
    class_ids: dict[str, int] = field(default_factory=dict)
    ended_people: set[int] = field(default_factory=set)
    held_people: frozenset[int] = frozenset()
    others_people: set[int] = field(default_factory=set)
    reach: Reach = None

    def is_whole(self, file: str) -> bool:
        """Tell whether a file may end what it does not mention."""
        return self.roster.file_modes.get(file) is FileMode.BULK

    def has(self, file: str) -> bool:
        """Tell whether a file was read."""
        return self.roster.file_modes.get(file, FileMode.ABSENT) is not FileMode.ABSENT

    def school_id(self, sid: str) -> int | None:
        """Return our id of the school within reach, at or above an organization of this district, or None."""
        place = self.tree.place_of(sid)
        if place.kind != "school" or place.district != self.district:
            return None
        return self.org_ids[place.sid] if self.may_change(self.org_ids[place.sid]) else None

    def may_change(self, org_id: int | None) -> bool:
        """Tell whether what belongs to this place may be changed by whoever brings the set."""
        return self.reach is None or org_id in self.reach

    def school_ids(self) -> list[int]:
        """Return our ids of this district's schools that are in use and within reach."""
        places = self.tree.places.values()
        return [
            self.org_ids[one.sid]
            for one in places
            if one.kind == "school"
            and one.district == self.district
            and one.active
            and self.may_change(self.org_ids[one.sid])
        ]


def change(table: Any, *columns: str, key: str = "id") -> sa.Update:
    """Return an update of many rows by key; each row gives ``b_`` and the column's name."""
    where = getattr(table, key) == sa.bindparam(f"b_{key}")
    return sa.update(table).where(where).values({name: sa.bindparam(f"b_{name}") for name in columns})


def bound(key: int, values: Mapping[str, Any], name: str = "id") -> dict[str, Any]:
    """Return one row for ``change``."""
    return {f"b_{name}": key} | {f"b_{column}": value for column, value in values.items()}


def remove(table: Any, key: str = "id") -> sa.Delete:
    """Return a delete of many rows by key."""
    return sa.delete(table).where(getattr(table, key) == sa.bindparam(f"b_{key}"))
