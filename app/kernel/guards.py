"""Put the guards of every table in place: triggers on both databases, grants on PostgreSQL."""

import sqlalchemy as sa

from app.kernel import postgres, sqlite


def install(connection: sa.Connection, metadata: sa.MetaData, only: set[str] | None = None) -> None:
    """Create the guard triggers of the tables (or of those named in ``only``)."""
    maker = sqlite.guards if connection.dialect.name == "sqlite" else postgres.guards
    for table in metadata.sorted_tables:
        if only is None or table.name in only:
            for statement in maker(table):
                connection.exec_driver_sql(statement)


def grant(connection: sa.Connection, metadata: sa.MetaData) -> None:
    """Give each login what its clearance may do; SQLite asks its authorizer instead."""
    if connection.dialect.name == "sqlite":
        return
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    for statement in postgres.grants_sql(metadata, database) + postgres.row_security_sql(metadata, database):
        connection.exec_driver_sql(statement)


def renew(connection: sa.Connection, metadata: sa.MetaData, names: set[str]) -> None:
    """Make the guard triggers of these append-only tables anew, after what they allow has changed."""
    sqlite_here = connection.dialect.name == "sqlite"
    parts = ("no_update", "no_delete", "no_replace") if sqlite_here else ("no_change", "no_truncate")
    for name in sorted(names):
        for part in parts:
            on = "" if sqlite_here else f' ON "{name}"'
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}_{part}{on}")
    install(connection, metadata, names)
