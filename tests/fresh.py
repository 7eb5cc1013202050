"""Bring the database back to the cast's school: a snapshot is laid back before each test, and taken anew each day."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.models import metadata
from tests.cast import School, raise_school, today_here

TABLES = [table for table in metadata.sorted_tables if not table.info.get("sqlite_only")]


class Snapshot:
    """The cast's school as it was raised, this day."""

    def __init__(self, owner: sa.Engine) -> None:
        self._owner = owner
        self._file: sqlite3.Connection | None = None
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._known: dict[str, tuple[int, int]] = {}
        self._bare = self._copy()
        self._raise()

    def _raise(self) -> None:
        self._day = today_here()
        self._school = raise_school(self._owner)
        self._take()

    def _copy(self) -> sqlite3.Connection | None:
        if self._owner.dialect.name != "sqlite":
            return None
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        with self._owner.connect() as connection:
            _raw(connection).backup(copy)
        return copy

    def _take(self) -> None:
        self._file = self._copy()
        if self._file is not None:
            return
        with self._owner.connect() as connection:
            for table in TABLES:
                self._rows[table.name] = [dict(row._mapping) for row in connection.execute(sa.select(table))]

    def lay_back(self) -> School:
        """Undo whatever the last test did, past the append-only guards, which only the owner can.

        A school that was raised on another day would be a day old in each test: it is raised anew.
        """
        if self._day != today_here():
            self._clear()
            self._raise()
        with self._owner.connect() as connection:
            if self._file is not None:
                self._file.backup(_raw(connection))
            else:
                with connection.begin():
                    self._refill(connection)
        return School(**{**self._school.__dict__})

    def _clear(self) -> None:
        """Empty every table, as it was before the first school."""
        with self._owner.connect() as connection:
            if self._bare is not None:
                self._bare.backup(_raw(connection))
                return
            with connection.begin():
                for table in reversed(TABLES):
                    _empty(connection, table)
        self._known = {}

    def _refill(self, connection: sa.Connection) -> None:
        """Refill what was written to since the last time, and what points there."""
        found = _states(connection, TABLES)
        touched = {name for name, state in found.items() if state != self._known.get(name)}
        for table in TABLES:  # parents come before their children
            if any(key.column.table.name in touched for key in table.foreign_keys):
                touched.add(table.name)
        for table in reversed(TABLES):
            if table.name in touched and found[table.name][0]:
                _empty(connection, table)
        for table in TABLES:
            if table.name in touched and self._rows[table.name]:
                connection.execute(sa.insert(table), self._rows[table.name])
        self._known |= _states(connection, [table for table in TABLES if table.name in touched])


def _raw(connection: sa.Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _states(connection: sa.Connection, tables: Sequence[sa.Table]) -> dict[str, tuple[int, int]]:
    """Return how many rows each table has and the newest transaction that wrote one: the same, and nothing changed."""
    one = "SELECT '{0}', count(*), coalesce(max(xmin::text::bigint), 0) FROM \"{0}\""
    asked = " UNION ALL ".join(one.format(table.name) for table in tables)
    if not asked:
        return {}
    connection.exec_driver_sql("SET LOCAL jit = off")
    return {row[0]: (row[1], row[2]) for row in connection.exec_driver_sql(asked)}


def _empty(connection: sa.Connection, table: sa.Table) -> None:
    guarded = table.info.get("append_only")
    if guarded:
        connection.exec_driver_sql(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
    connection.execute(sa.delete(table))
    if guarded:
        connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')
