"""What only the owner of the database can do: change rows past their guards."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from app.audit.log.models import Checkpoint, Leaf, StreamCount
from app.audit.models import AuditEvent
from app.kernel import db


@contextmanager
def past_the_guards(owner: sa.Engine, table: str) -> Iterator[sa.Connection]:
    """Yield the owner's connection with a table's triggers off."""
    with owner.begin() as connection:
        if db.is_sqlite():
            asked = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t")
            kept = connection.execute(asked, {"t": table}).all()
            for name, _ in kept:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
            for _, made in kept:
                connection.exec_driver_sql(made)
        else:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield connection
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def go_back(owner: sa.Engine, log: int, size: int, heads: int) -> None:
    """Make the database what it was when a log had so many entries and heads: an older backup of it, restored."""
    with owner.connect() as connection:
        gone = sa.select(Leaf.event_id).where(Leaf.origin == log, Leaf.place >= size)
        events = list(connection.execute(gone).scalars())
    lost = {
        "audit_leaf": sa.delete(Leaf).where(Leaf.origin == log, Leaf.place >= size),
        "audit_checkpoint": sa.delete(Checkpoint).where(Checkpoint.origin == log, Checkpoint.place > heads),
        "audit_event": sa.delete(AuditEvent).where(AuditEvent.id.in_(events)),
    }
    for table, statement in lost.items():
        with past_the_guards(owner, table) as connection:
            connection.execute(statement)
    with owner.begin() as connection:
        connection.execute(sa.delete(StreamCount))
        number = sa.func.max(AuditEvent.mono_seq)
        counted = sa.select(AuditEvent.boot_id, sa.func.count(), number).group_by(AuditEvent.boot_id)
        for boot, seen, top in connection.execute(counted).all():
            connection.execute(sa.insert(StreamCount).values(boot_id=boot, seen=seen, top=top))
