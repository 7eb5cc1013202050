"""Put the guards of every table in place: triggers on both databases, grants on PostgreSQL."""

import sqlalchemy as sa

from app.kernel import postgres, postgres_grants, sqlite


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


def broken(connection: sa.Connection, metadata: sa.MetaData) -> list[str]:
    """Return the tables whose guard triggers are gone, switched off, or say something else than ours."""
    maker = sqlite if connection.dialect.name == "sqlite" else postgres
    there = maker.triggers(connection)
    return [
        table.name
        for table in metadata.sorted_tables
        if any(there.get(name) != said for name, said in maker.expected_triggers(table).items())
    ]


def strayed(connection: sa.Connection, metadata: sa.MetaData) -> list[str]:
    """Return the tables on which a login may do more or less than its clearance says, or row security is off."""
    if connection.dialect.name == "sqlite":
        return []
    return postgres_grants.strayed(connection, metadata)


def renew(connection: sa.Connection, metadata: sa.MetaData, names: set[str]) -> None:
    """Make the guard triggers of these append-only tables anew, after what they allow has changed."""
    sqlite_here = connection.dialect.name == "sqlite"
    parts = ("no_update", "no_delete", "no_replace") if sqlite_here else ("no_change", "no_truncate")
    for name in sorted(names):
        for part in parts:
            on = "" if sqlite_here else f' ON "{name}"'
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}_{part}{on}")
    install(connection, metadata, names)
