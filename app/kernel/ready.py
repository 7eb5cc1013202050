"""Statements made ready: written out once for a database, then run by the driver itself.

SQLAlchemy finds what it compiled by a key of all parts of a statement, expands its lists and makes a dozen objects for
each answer; over a page of twenty statements that is a quarter of the page's time (decision 21). What a statement says,
how its values are written and read, its errors, its rows and the events around it stay SQLAlchemy's.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.result import SimpleResultMetaData

MOST = 100  # texts kept of one statement, whose lists differ in length; then it begins anew
Bound = Mapping[str, Any]
_Process = Callable[[Any], Any] | None


class _Text(NamedTuple):
    """A statement for lists of certain lengths.

    Shape: ``given`` has the values that never change, in place; ``takes`` says which of this call go where:
    (place, name, place in the list or -1, how it is written). ``numbered`` is the text as PostgreSQL takes it.
    """

    sql: str
    numbered: bytes
    names: tuple[str, ...]
    given: tuple[Any, ...]
    takes: tuple[tuple[int, str, int, _Process], ...]


class Ready:
    """One statement for one kind of database; its forms by the lengths of its lists and what is written out.

    Shape: ``make`` returns the statement each time that a form of it is to be written.
    """

    def __init__(self, make: Callable[[], Any], dialect: Dialect, keys: Sequence[str] = ()) -> None:
        self._make, self._dialect, self._keys = make, dialect, list(keys) or None
        self._varies: Sequence[str] | None = None
        self._texts: dict[tuple[Any, ...], _Text] = {}
        self._kinds: list[Any] = []
        self._head: tuple[SimpleResultMetaData, Any] | None = None

    def rows(self, connection: sa.Connection, bound: Bound) -> list[sa.Row[Any]]:
        """Return all rows."""
        cursor = self._run(connection, bound)
        found = cursor.fetchall()
        head, processors = self._head or self._read_head(cursor)
        cursor.close()
        index = head._key_to_index
        return [sa.Row(head, processors, index, one) for one in found]

    def first(self, connection: sa.Connection, bound: Bound) -> sa.Row[Any] | None:
        """Return the first row, or None."""
        cursor = self._run(connection, bound)
        found = cursor.fetchone()
        head, processors = self._head or self._read_head(cursor)
        cursor.close()
        return None if found is None else sa.Row(head, processors, head._key_to_index, found)

    def insert(self, connection: sa.Connection, rows: Sequence[Bound]) -> None:
        """Insert rows of one shape."""
        text = self._text(rows[0])
        filled = [self._fill(text, row) for row in rows]
        if len(rows) == 1:
            run(connection, text, filled[0]).close()
        else:
            run_many(connection, text, filled)

    def change(self, connection: sa.Connection, bound: Bound) -> int:
        """Update or delete, and return of how many rows."""
        cursor = self._run(connection, bound)
        count = int(cursor.rowcount)
        cursor.close()
        return count

    def _run(self, connection: sa.Connection, bound: Bound) -> Any:
        text = self._text(bound)
        return run(connection, text, self._fill(text, bound))

    def _fill(self, text: _Text, bound: Bound) -> list[Any]:
        values = list(text.given)
        for place, name, part, process in text.takes:
            value = bound[name] if part < 0 else bound[name][part]
            values[place] = value if process is None else process(value)
        return values

    def _text(self, bound: Bound) -> _Text:
        text = None if self._varies is None else self._texts.get(self._shape(bound))
        if text is None:
            if len(self._texts) >= MOST:
                self._texts = {}
            text = self._write(bound)
            self._texts[self._shape(bound)] = text
        return text

    def _shape(self, bound: Bound) -> tuple[Any, ...]:
        return tuple(_length(bound.get(name)) for name in self._varies or ())

    def _write(self, bound: Bound) -> _Text:
        """Write the statement out for values like these; it and what SQLAlchemy compiled are let go, being large."""
        statement = self._make()
        compiled: Any = statement.compile(dialect=self._dialect, column_keys=self._keys)
        if self._head is None:
            columns = getattr(statement, "selected_columns", ())
            self._kinds = [column.type.dialect_impl(self._dialect) for column in columns]
        written_out = compiled.literal_execute_params | compiled.post_compile_params
        self._varies = sorted({one.key for one in written_out})
        defaults = {one.key: one.default.arg for one in compiled.insert_prefetch}
        state = compiled.construct_expanded_state(dict(bound), escape_names=False)
        origin = {
            one: (name, part)
            for name, several in state.parameter_expansion.items()
            for part, one in enumerate(several)
        }
        numbers, names = b"", tuple(state.positiontup or ())
        if not self._dialect.positional:
            numbers, names = _prepared().numbered(state.statement)
        given: list[Any] = [None] * len(names)
        takes = []
        for place, name in enumerate(names):
            whole, part = origin.get(name, (name, -1))
            bind = compiled.binds[whole]
            process = bind.type.dialect_impl(self._dialect).bind_processor(self._dialect)
            if bind.key in bound:
                takes.append((place, bind.key, part, process))
            else:
                value = defaults.get(bind.key, state.parameters[name])
                given[place] = value if process is None else process(value)
        return _Text(state.statement, numbers, names, tuple(given), tuple(takes))

    def _read_head(self, cursor: Any) -> tuple[SimpleResultMetaData, Any]:
        """Learn from the first answer how its columns are called and read."""
        head = SimpleResultMetaData([one[0] for one in cursor.description])
        processors = [
            kind.result_processor(self._dialect, one[1])
            for kind, one in zip(self._kinds, cursor.description, strict=True)
        ]
        self._head = head, processors if any(processors) else None
        return self._head


def _length(value: Any) -> Any:
    return len(value) if isinstance(value, (list, tuple, set, frozenset)) else value


_inserts: dict[tuple[Any, ...], Ready | None] = {}


def insert(connection: sa.Connection, into: sa.Insert, rows: Sequence[Bound]) -> None:
    """Insert rows of one shape with their keys known beforehand; nothing is returned."""
    form = (into, connection.dialect.name, *rows[0])
    if form not in _inserts:
        made = any(one.default is not None and not one.default.is_scalar for one in into.table.c)
        _inserts[form] = None if made else Ready(lambda: into, connection.dialect, tuple(rows[0]))
    ready = _inserts[form]
    if ready is None:  # a column's value is made of the others, which SQLAlchemy does
        connection.execute(into, list(rows))
    else:
        ready.insert(connection, rows)


@cache
def _prepared() -> Any:
    """Return how PostgreSQL runs them; SQLite needs nothing of it, nor that driver."""
    from app.kernel import prepared

    return prepared


def run(connection: sa.Connection, text: _Text, values: Sequence[Any]) -> Any:
    """Run what is written out within the connection's transaction, and return the cursor or what stands for it."""
    _tell(connection, text.sql, values, many=False)
    try:
        if text.numbered:
            return _prepared().run(connection, text.numbered, values)
        return connection.connection.driver_connection.execute(text.sql, values)  # type: ignore[union-attr]
    except connection.dialect.loaded_dbapi.Error as error:
        connection._handle_dbapi_exception(error, text.sql, values, None, None)


def run_many(connection: sa.Connection, text: _Text, rows: Sequence[Sequence[Any]]) -> None:
    """Run what is written out once for each row."""
    named = [dict(zip(text.names, row, strict=True)) for row in rows] if text.numbered else rows
    _tell(connection, text.sql, named, many=True)
    cursor: Any = connection.connection.driver_connection.cursor()  # type: ignore[union-attr]
    try:
        cursor.executemany(text.sql, named)
    except connection.dialect.loaded_dbapi.Error as error:
        connection._handle_dbapi_exception(error, text.sql, named, cursor, None)
    cursor.close()


def _tell(connection: sa.Connection, sql: str, values: Any, many: bool) -> None:
    """Begin where nothing has begun, and tell whoever listens what runs now."""
    if not connection.in_transaction():
        connection.begin()
    for note in connection.dispatch.before_cursor_execute:
        note(connection, None, sql, values, None, many)
