"""PostgreSQL: a statement is prepared once for a connection, and then run in one message and read in one.

A cursor of psycopg reads the text anew, steps through generators to wait and keeps every answer: over a page of twenty
statements a tenth of the page's time (decision 22). How values are written and rows are read stays psycopg's: its
Transformer does both, with the types and formats that its cursor takes.
"""

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from psycopg import OperationalError, errors, pq
from psycopg.adapt import PyFormat, Transformer

MOST = 100  # statements of one connection, as many as psycopg keeps
_PLACE = re.compile(r"%%|%\((\w+)\)s")
_DONE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)
_IDLE = pq.TransactionStatus.IDLE
_Form = tuple[bytes, tuple[int, ...] | None]


def numbered(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """Return a text with PostgreSQL's own places, and which value each of them takes."""
    names: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        return f"${names.setdefault(found[1], len(names) + 1)}" if found[1] else "%"

    return _PLACE.sub(place, sql).encode(), tuple(names)


class Answer:
    """What a statement answered: as much of a cursor as `ready` asks for."""

    __slots__ = ("_result", "_transformer")

    def __init__(self, result: Any, transformer: Any) -> None:
        self._result, self._transformer = result, transformer
        transformer.set_pgresult(result)

    @property
    def description(self) -> list[tuple[str, int]]:
        """Each column's name and type."""
        result = self._result
        return [(result.fname(place).decode(), result.ftype(place)) for place in range(result.nfields)]

    @property
    def rowcount(self) -> int:
        return self._result.command_tuples or 0

    def fetchall(self) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._transformer.load_rows(0, self._result.ntuples, tuple)
        return found

    def fetchone(self) -> tuple[Any, ...] | None:
        found: list[tuple[Any, ...]] = self._transformer.load_rows(0, min(1, self._result.ntuples), tuple)
        return found[0] if found else None

    def close(self) -> None:
        """Do nothing: an answer holds nothing at the server."""


class _Made:
    """The statements that one connection has prepared, the last used last."""

    def __init__(self) -> None:
        self.names: dict[_Form, bytes] = {}
        self._count = 0

    def name(self, line: Any, form: _Form) -> bytes:
        """Return the name of a statement, which is prepared the first time; the one unused for longest goes."""
        name = self.names.pop(form, None)
        if name is None:
            if len(self.names) >= MOST:
                line.close_prepared(self.names.pop(next(iter(self.names))))
            self._count += 1
            name = b"cadre_%d" % self._count
            _check(line.prepare(name, *form))
        self.names[form] = name
        return name


def made(connection: sa.Connection) -> _Made:
    """Return what a connection has prepared."""
    found: _Made = connection.connection.info.setdefault("prepared", _Made())
    return found


def run(connection: sa.Connection, text: bytes, values: Sequence[Any]) -> Answer:
    """Run a statement within the connection's transaction, which begins with it.

    Refuses: psycopg's errors, as its cursor raises them.
    """
    driver: Any = connection.connection.driver_connection
    begin(driver)
    transformer, line = Transformer(driver), driver.pgconn
    given = transformer.dump_sequence(values, [PyFormat.AUTO] * len(values))
    kept = made(connection)
    name = kept.name(line, (text, transformer.types))
    try:
        return Answer(_check(line.exec_prepared(name, given, transformer.formats)), transformer)
    except errors.InvalidSqlStatementName:  # somebody typed DEALLOCATE ALL
        kept.names.clear()
        raise


def begin(driver: Any) -> None:
    """Begin a transaction, unless one is under way or each statement is one."""
    if not driver.autocommit and driver.pgconn.transaction_status == _IDLE:
        level = driver.isolation_level
        say(driver, f"BEGIN ISOLATION LEVEL {level.name.replace('_', ' ')}".encode() if level else b"BEGIN")


def commit(connection: Any) -> None:
    """Commit, for SQLAlchemy."""
    driver = getattr(connection, "driver_connection", connection)
    if driver.pgconn.transaction_status != _IDLE:
        say(driver, b"COMMIT")


def roll_back(connection: Any) -> None:
    """Roll back, for SQLAlchemy; psycopg would let go of all that is prepared, which outlives a transaction."""
    driver = getattr(connection, "driver_connection", connection)
    if driver.pgconn.transaction_status != _IDLE:
        say(driver, b"ROLLBACK")


def say(driver: Any, command: bytes) -> None:
    """Say one thing to the server that asks for no answer."""
    _check(driver.pgconn.exec_(command))


def _check(result: Any) -> Any:
    if result.status not in _DONE:
        error = errors.error_from_result(result)
        raise (
            error if error.sqlstate else OperationalError(str(error))
        )  # the line is gone: no state came with it
    return result
