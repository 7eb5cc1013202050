"""Hold the events of the database against the log: a row that was changed or removed after it was sealed."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from app.audit.log.core import columns, core_of, is_formed, people_in
from app.audit.log.export import as_bytes, snapshot
from app.audit.log.forgetting import NOBODY, name_in_log
from app.audit.log.models import Checkpoint, Leaf, Pseudonym
from app.audit.log.naming import is_of
from app.audit.models import AuditEvent
from app.kernel.frozen import dataclass

READ = 5000


@dataclass(frozen=True)
class Difference:
    """An event whose row is not what was sealed. Shape: log and index of its leaf."""

    log: int
    index: int
    event_id: str
    what: str


def differences() -> Iterator[Difference]:
    """Yield every sealed event whose row is gone or says something else.

    Shape: where a pseudonym was destroyed by policy, the row is compared in all but who is meant; one that was given to
    somebody else is nobody's, and so the rows of both are told.
    """
    with snapshot() as c:
        kept = c.execute(sa.select(Pseudonym.person_id, Pseudonym.name, Pseudonym.salt))
        names = {row.person_id: name_in_log(row.name) for row in kept if is_of(row)}
        sizes = {
            row.origin: row.size
            for row in c.execute(
                sa.select(Checkpoint.origin, sa.func.max(Checkpoint.size).label("size")).group_by(
                    Checkpoint.origin
                )
            )
        }
        for origin, size in sizes.items():
            for start in range(0, size, READ):
                yield from _compared(c, names, origin, start)
        yield from _under_no_head(c, sizes)


def _under_no_head(c: sa.Connection, sizes: Mapping[int, int]) -> Iterator[Difference]:
    """Yield what stands beside the logs' entries: with a leaf there, an event would never be sealed, and seem to be."""
    beyond = [sa.and_(Leaf.origin == origin, Leaf.place >= size) for origin, size in sizes.items()]
    beside = sa.or_(Leaf.origin.not_in(sorted(sizes)), *beyond)
    for row in c.execute(sa.select(Leaf.origin, Leaf.place, Leaf.event_id).where(beside).limit(READ)):
        yield Difference(row.origin, row.place, row.event_id or "", "its leaf lies under no head")


def _compared(c: sa.Connection, names: dict[int, str], origin: int, start: int) -> Iterator[Difference]:
    wanted = (
        sa.select(Leaf.place, Leaf.core, Leaf.event_id.label("leaf_event"), *columns())
        .outerjoin(AuditEvent, AuditEvent.id == Leaf.event_id)
        .where(Leaf.origin == origin, Leaf.place.between(start, start + READ - 1))
        .order_by(Leaf.place)
    )
    for row in c.execute(wanted):
        if row.leaf_event is None:
            core = json.loads(as_bytes(row.core))
            if (
                core.get("kind") != "origin"
            ):  # the first leaf of a log that follows another has no event, no other
                yield Difference(
                    origin, row.place, str(core.get("id", "")), "its leaf points to no row any more"
                )
        elif row.id is None:
            yield Difference(origin, row.place, row.leaf_event, "its row is gone")
        elif not _is_same(row, as_bytes(row.core), names):
            yield Difference(origin, row.place, row.leaf_event, "its row was changed")


def _is_same(row: Any, sealed: bytes, names: Mapping[int, str]) -> bool:
    event = tuple(row)[3:]
    if not is_formed(event):
        return False
    people = people_in([event])
    if not people <= names.keys():
        return False  # whoever was ever sealed has a name, or a mark of having been forgotten
    told, forgotten = core_of(event, names), {one for one in people if names[one] == NOBODY}
    if told == sealed or not forgotten:
        return told == sealed
    parts = {"actor": row.actor_id, "for": row.on_behalf_of_id}
    hidden = {part for part, person in parts.items() if person in forgotten}
    now, then = json.loads(told), json.loads(sealed)
    named = set(now.get("subjects", ())) - {NOBODY}
    return _without(now, hidden, named) == _without(then, hidden, named)


def _without(core: Mapping[str, Any], hidden: Iterable[str], named: Collection[str]) -> dict[str, Any]:
    """Return a core without whom its row names no more: of subjects, those still named and how many there are."""
    subjects = core.get("subjects", [])
    left = [len(subjects), *(one for one in subjects if one in named)]
    return {**core, **dict.fromkeys(hidden, NOBODY), "subjects": left}
