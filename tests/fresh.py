"""Bring the database back to the cast's school: a snapshot is laid back before each test, and taken anew each day."""

import sqlite3
from collections.abc import Iterable

import sqlalchemy as sa

from app.models import metadata
from tests.cast import School, raise_school, today_here

TABLES = [table for table in metadata.sorted_tables if not table.info.get("sqlite_only")]
_STORED = {
    t.name: ", ".join(f'"{column.name}"' for column in t.columns if column.computed is None) for t in TABLES
}
_STATES = " UNION ALL ".join(
    f"SELECT '{table.name}', count(*), coalesce(max(xmin::text::bigint), 0) FROM \"{table.name}\""
    for table in TABLES
)


class Snapshot:
    """The cast's school as it was raised, this day."""

    def __init__(self, owner: sa.Engine) -> None:
        self._owner = owner
        self._line = owner.connect()  # kept: a new one would have to learn of every table first
        self._sqlite = owner.dialect.name == "sqlite"
        if not self._sqlite:
            self._line.exec_driver_sql("SET max_parallel_workers_per_gather = 0")  # to count a few rows
            self._line.commit()
        self._known: dict[str, tuple[int, int]] = {}
        self._bare = self._copy() if self._sqlite else None
        self._raise()

    def lay_back(self) -> School:
        """Undo whatever the last test did, past the append-only guards, which only the owner can.

        A school that was raised on another day would be a day old in each test: it is raised anew.
        """
        if self._day != today_here():
            self._clear()
            self._raise()
        if self._file is not None:
            self._file.backup(_raw(self._line))
        else:
            self._refill()
        return School(**{**self._school.__dict__})

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _raise(self) -> None:
        self._day = today_here()
        self._school = raise_school(self._owner)
        self._file = self._copy() if self._sqlite else None
        if self._file is not None:
            return
        with self._line.begin():
            self._line.exec_driver_sql("DROP SCHEMA IF EXISTS kept CASCADE")
            self._line.exec_driver_sql("CREATE SCHEMA kept")
            for table in TABLES:
                self._line.exec_driver_sql(f'CREATE TABLE kept."{table.name}" AS TABLE "{table.name}"')
            self._known = self._states()

    def _copy(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        _raw(self._line).backup(copy)
        return copy

    def _clear(self) -> None:
        """Empty every table, as it was before the first school."""
        if self._bare is not None:
            self._bare.backup(_raw(self._line))
            return
        with self._line.begin():
            self._empty(table.name for table in TABLES)

    def _refill(self) -> None:
        """Fill what was written to since the last time again."""
        with self._line.begin():
            touched = [name for name, state in self._states().items() if state != self._known[name]]
            self._empty(touched)
            for name in touched:
                stored = _STORED[name]
                self._line.exec_driver_sql(
                    f'INSERT INTO "{name}" ({stored}) SELECT {stored} FROM kept."{name}"'
                )
            self._known = self._states()

    def _states(self) -> dict[str, tuple[int, int]]:
        """Return how many rows each table has and the newest transaction that wrote one: the same, and unchanged."""
        return {row[0]: (row[1], row[2]) for row in self._line.exec_driver_sql(_STATES)}

    def _empty(self, names: Iterable[str]) -> None:
        """Empty tables, whatever guards them or points to them."""
        self._line.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name in names:
            self._line.exec_driver_sql(f'DELETE FROM "{name}"')


def _raw(connection: sa.Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw
