"""Hold the events of the database against the log: a row that was changed or removed after it was sealed."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.audit.log.core import columns, core_of
from app.audit.log.export import snapshot
from app.audit.log.models import Leaf, Pseudonym
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
    """Yield every sealed event whose row is gone or says something else; those whose people were forgotten pass.

    Shape: where a pseudonym was destroyed by policy, the row can no longer be compared.
    """
    with snapshot() as c:
        names = {row.person_id: row.name for row in c.execute(sa.select(Pseudonym.person_id, Pseudonym.name))}
        for origin, size in c.execute(sa.select(Leaf.origin, sa.func.count()).group_by(Leaf.origin)).all():
            for start in range(0, size, READ):
                yield from _compared(c, names, origin, start)


def _compared(c: sa.Connection, names: dict[int, str], origin: int, start: int) -> Iterator[Difference]:
    wanted = (
        sa.select(Leaf.place, Leaf.core, Leaf.event_id.label("leaf_event"), *columns())
        .outerjoin(AuditEvent, AuditEvent.id == Leaf.event_id)
        .where(Leaf.origin == origin, Leaf.place.between(start, start + READ - 1), Leaf.event_id.is_not(None))
        .order_by(Leaf.place)
    )
    for row in c.execute(wanted):
        if row.id is None:
            yield Difference(origin, row.place, row.leaf_event, "its row is gone")
            continue
        try:
            same = core_of(tuple(row)[3:], names) == bytes(row.core)
        except KeyError:
            continue
        if not same:
            yield Difference(origin, row.place, row.leaf_event, "its row was changed")
