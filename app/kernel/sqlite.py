"""SQLite connections: settings, real transactions, and the door that each clearance cannot open.

The authorizer is set once when a connection is made and never changed: switching it would leave cached
statements readable. It denies by default and makes no exception for a view's or trigger's name, since a
common table expression can carry any name.
"""

import sqlite3
from contextlib import closing
from typing import Any

import sqlalchemy as sa

from app.kernel import zones

CACHE = 500  # KB a connection
_SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA busy_timeout=15000",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA cache_size=-{CACHE}",
)
_ERASE = ("staff", "system")  # the clearances that may delete from the vault
_HURRIED = ("PRAGMA synchronous=OFF",)  # for a new file that nobody uses before it is whole and synced
_FUNCTIONS_DENIED = frozenset(
    {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "sqlite_dbpage", "zipfile", "fsdir"}
)
_FREE = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT, 33}
)  # 33: RECURSIVE
_SEARCH_PARTS = ("", "_data", "_idx", "_content", "_docsize", "_config")
_SYSTEM_TABLES = frozenset({"sqlite_master", "sqlite_schema"})


class Door:
    """Answer SQLite's question "may this statement?" for one clearance."""

    def __init__(self, metadata: sa.MetaData, clearance: str) -> None:
        self._rights = {table.name: zones.rights(table, clearance) for table in metadata.tables.values()}
        for table in metadata.tables.values():
            for part in _SEARCH_PARTS if table.info.get("search") else ():
                self._rights[table.name + part] = self._rights[table.name]
        self._rights["alembic_version"] = zones.parse("r")
        # the guard against REPLACE asks whether the row number is taken
        self._kept = {table.name for table in metadata.tables.values() if table.info.get("append_only")}
        searches = any(table.info.get("search") for table in metadata.tables.values())
        self._pragmas = {"data_version"} if searches else set[str]()
        if clearance == "system":  # the sequencer, while it works off a backlog
            self._pragmas.add("cache_size")

    def __call__(
        self, action: int, first: str | None, second: str | None, _db: str | None, _by: str | None
    ) -> int:
        """Return SQLITE_OK or SQLITE_DENY."""
        return sqlite3.SQLITE_OK if self._may(action, first or "", second or "") else sqlite3.SQLITE_DENY

    def _may(self, action: int, first: str, second: str) -> bool:
        if action in _FREE:
            return True
        if action == sqlite3.SQLITE_FUNCTION:
            return second.lower() not in _FUNCTIONS_DENIED
        if action == sqlite3.SQLITE_PRAGMA:
            return first in self._pragmas
        if first in _SYSTEM_TABLES:  # asked when FTS5 meets a changed schema
            return action == sqlite3.SQLITE_UPDATE or (action == sqlite3.SQLITE_READ and second == "ROWID")
        rights = self._rights.get(first)
        if rights is None:
            return False
        if action == sqlite3.SQLITE_READ:
            hidden = second in {"ROWID", ""} and first in self._kept and rights.read is not None
            return hidden or rights.may_read(second)
        if action == sqlite3.SQLITE_INSERT:
            return rights.insert
        if action == sqlite3.SQLITE_UPDATE:
            return rights.may_update(second)
        return action == sqlite3.SQLITE_DELETE and rights.delete


def prepare(engine: sa.Engine, metadata: sa.MetaData, clearance: str | None, hurried: bool = False) -> None:
    """Set up every connection of an engine; without a clearance it is the owner's, with no door."""

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for setting in _SETTINGS + (_HURRIED if hurried else ()):
            connection.execute(setting)
        if clearance in _ERASE:  # what is erased is written over, not only let go
            connection.execute("PRAGMA secure_delete = ON")
        connection.create_function("cadre_clearance", 0, lambda: clearance or "owner", deterministic=True)
        if clearance is not None:
            for table in metadata.tables.values():
                if table.info.get("search"):  # FTS5 opens its own tables once, before the door shuts
                    first = f"SELECT rowid FROM {table.name} WHERE {table.name} MATCH 'x' LIMIT 1"  # noqa: S608
                    connection.execute(first).fetchall()
            connection.set_authorizer(Door(metadata, clearance))

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        begin, driver = f"BEGIN {mode}", connection.connection.driver_connection
        try:
            driver.execute(begin)  # type: ignore[union-attr]
        except sqlite3.Error as error:
            connection._handle_dbapi_exception(error, begin, (), None, None)


def settle(path: str) -> bool:
    """Write the write-ahead log into the database's file and cut it to nothing, so that what was erased and written
    over is in neither; False while somebody's reading keeps it from being cut."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout=15000")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy


def _keys(table: sa.Table) -> list[tuple[str, ...]]:
    """Return every key by which REPLACE finds the row to put away, the hidden row number among them."""
    unique = [one for one in table.constraints if isinstance(one, sa.UniqueConstraint)]
    named = [tuple(column.name for column in one.columns) for one in (table.primary_key, *unique)]
    return [*sorted(named), ("rowid",)]


def _twin(name: str, key: tuple[str, ...]) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    return f"SELECT 1 FROM {name} WHERE {same}"  # noqa: S608


def triggers(connection: sa.Connection) -> dict[str, str]:
    """Return the database's triggers as they were written, by name."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in rows}


def expected_triggers(table: sa.Table) -> dict[str, str]:
    """Return a table's guards by name, as ``triggers`` shows them."""
    return {statement.split()[2]: statement for statement in guards(table)}


def guards(table: sa.Table) -> list[str]:
    """Return the triggers that keep a table append-only or un-replaceable.

    Shape: ``info["purged"]`` lets the product itself erase rows whose time is over; nobody changes one.
    """
    name = table.name
    if table.info.get("append_only"):
        twins = " OR ".join(f"EXISTS ({_twin(name, key)})" for key in _keys(table))
        unless = " WHEN cadre_clearance() <> 'system'" if table.info.get("purged") else ""
        return [
            f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END",
            f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name}{unless} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END",
            f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN {twins} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END",
        ]
    if table.info.get("zone") != "vault":
        return []
    return [
        f"CREATE TRIGGER {name}_no_replace BEFORE DELETE ON {name} "
        f"WHEN cadre_clearance() NOT IN ('owner', 'system', 'staff') "
        f"BEGIN SELECT RAISE(ABORT, '{name} takes no replacement'); END",
    ]
