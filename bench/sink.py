"""Write rows by the thousand as the owner: executemany on SQLite, COPY on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from app.kernel import sqlite_plans
from app.models import metadata

FULL = 60_000  # rows kept before they are written
_FAST = (
    "PRAGMA foreign_keys=OFF",
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA cache_size=-600000",
    "INSERT INTO message_search (message_search, rank) VALUES ('hashsize', 67108864)",
)
_SLOW = (
    "INSERT INTO message_search (message_search, rank) VALUES ('hashsize', 1048576)",
    "PRAGMA journal_mode=WAL",
)
_SQLITE_ASIDE = (
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'trigger' OR (type = 'index'"
)
_SQLITE_ASIDE += " AND tbl_name IN ('ticket', 'message', 'activity', 'audit_event')))"
_POSTGRES_ASIDE = "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
_POSTGRES_ASIDE += (
    " AND indexname LIKE 'ix_%%' AND tablename IN ('ticket', 'message', 'activity', 'audit_event')"
)

Row = dict[str, Any]
Default = Callable[[Row], Any]
Shaper = Callable[[Row], tuple[Any, ...]]


class Sink:
    """Takes rows in any order and writes them in the order of the foreign keys."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._kept: dict[str, list[Row]] = {}
        self._count = 0
        self.written: dict[str, int] = {}

    def put(self, model: Any, /, **row: Any) -> None:
        """Keep a row; columns left out take the model's defaults."""
        self._kept.setdefault(model.__tablename__, []).append(row)
        self._count += 1
        if self._count >= FULL:
            self.flush()

    def flush(self) -> None:
        """Write what is kept; the whole pour is one transaction."""
        if not self._connection.in_transaction():
            self._connection.begin()
        for table in metadata.sorted_tables:
            rows = self._kept.pop(table.name, None)
            if rows:
                self._write(table, rows)
                self.written[table.name] = self.written.get(table.name, 0) + len(rows)
        self._count = 0

    def _write(self, table: sa.Table, rows: list[Row]) -> None:
        if table.name == "message_search":  # the index merges each time that a key is smaller than the last
            rows.sort(key=itemgetter("rowid"))
        names = [column.name for column in table.columns]
        shape = _shaper(table, self._connection.dialect)
        cursor = self._connection.connection.cursor()
        listed = ", ".join(f'"{name}"' for name in names)
        if self._sqlite:
            marks = ", ".join("?" for _ in names)
            cursor.executemany(
                f"INSERT INTO {table.name} ({listed}) VALUES ({marks})", [shape(row) for row in rows]
            )
            return
        with cursor.copy(f"COPY {table.name} ({listed}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(shape(row))


def _shaper(table: sa.Table, dialect: sa.Dialect) -> Shaper:
    """Return what turns a row into a tuple in the order of the table's columns, as the driver takes it."""
    plan = [
        (column.name, _default(column), column.type.dialect_impl(dialect).bind_processor(dialect))
        for column in table.columns
    ]

    def shape(row: Row) -> tuple[Any, ...]:
        values = ((row[name] if name in row else default(row), process) for name, default, process in plan)
        return tuple(process(value) if process is not None else value for value, process in values)

    return shape


def _default(column: sa.Column[Any]) -> Default:
    """Return what a column holds where a row leaves it out; a default that is worked out sees the row."""
    made = column.default
    if not isinstance(made, sa.ColumnDefault):
        return lambda _row: None
    if made.is_callable:
        return lambda row: made.arg(_Given(row))
    return lambda _row: made.arg


class _Given:
    """A row, where a default looks for what is written beside it."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def get_current_parameters(self) -> Row:
        return self._row


@contextmanager
def pouring(owner: sa.Engine, bulk: bool = False) -> Iterator[Sink]:
    """Yield a sink; in bulk, indexes, guards and safe settings are back at the end."""
    with owner.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        raw: Any = connection.connection.driver_connection
        for setting in _FAST if sqlite and bulk else ():
            raw.execute(setting)
        aside = _laid_aside(connection, sqlite) if bulk else []
        sink = Sink(connection)
        yield sink
        sink.flush()
        for definition in aside:
            connection.exec_driver_sql(definition)
        if sqlite and bulk:  # what was laid aside took its counts along
            sqlite_plans.tell(connection)
        connection.commit()
        for setting in _SLOW if sqlite and bulk else ():
            raw.execute(setting)
    if bulk and not sqlite:
        with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _laid_aside(connection: sa.Connection, sqlite: bool) -> list[str]:
    """Drop what is quicker made after the rows, and return its definitions."""
    found = connection.exec_driver_sql(_SQLITE_ASIDE if sqlite else _POSTGRES_ASIDE).all()
    for kind, name, _ in found:
        connection.exec_driver_sql(f"DROP {kind} {name}")
    connection.commit()
    return [definition for _, _, definition in found]
