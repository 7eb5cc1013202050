"""Bring the database back to the cast's school: a snapshot is taken once and laid back before each test."""

import sqlite3
from typing import Any

import sqlalchemy as sa

from app.models import metadata
from tests.cast import School, raise_school

TABLES = [table for table in metadata.sorted_tables if not table.info.get("sqlite_only")]


class Snapshot:
    """The cast's school as it was raised the first time."""

    def __init__(self, owner: sa.Engine) -> None:
        self._owner = owner
        self._file: sqlite3.Connection | None = None
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._school = raise_school(owner)
        self._take()

    def _take(self) -> None:
        if self._owner.dialect.name == "sqlite":
            self._file = sqlite3.connect(":memory:", check_same_thread=False)
            with self._owner.connect() as connection:
                _raw(connection).backup(self._file)
            return
        with self._owner.connect() as connection:
            for table in TABLES:
                self._rows[table.name] = [dict(row._mapping) for row in connection.execute(sa.select(table))]

    def lay_back(self) -> School:
        """Undo whatever the last test did, past the append-only guards, which only the owner can."""
        with self._owner.connect() as connection:
            if self._file is not None:
                self._file.backup(_raw(connection))
            else:
                with connection.begin():
                    _refill(connection, self._rows)
        return School(**{**self._school.__dict__})


def _raw(connection: sa.Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _refill(connection: sa.Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    asked = " UNION ALL ".join(f"SELECT '{t.name}' WHERE EXISTS (SELECT 1 FROM \"{t.name}\")" for t in TABLES)
    filled = set(connection.exec_driver_sql(asked).scalars())
    for table in reversed(TABLES):
        if table.name not in filled:
            continue
        guarded = table.info.get("append_only")
        if guarded:
            connection.exec_driver_sql(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
        connection.execute(sa.delete(table))
        if guarded:
            connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')
    for table in TABLES:
        if rows[table.name]:
            connection.execute(sa.insert(table), rows[table.name])
