"""The database: one declarative base, one engine per clearance, masked by default."""

from collections.abc import Mapping

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy

from app.kernel.tables import Tables

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(Tables):
    """What every table class derives from."""

    metadata = sa.MetaData(naming_convention=NAMING)


db = SQLAlchemy(disable_autonaming=True)

_engines: dict[str, sa.Engine] = {}


def use_engines(engines: Mapping[str, sa.Engine]) -> dict[str, sa.Engine]:
    """Set the engines of this process, by clearance, and return the earlier ones."""
    earlier = dict(_engines)
    _engines.clear()
    _engines.update(engines)
    return earlier


def engine(clearance: str) -> sa.Engine:
    """Return the engine of a clearance; an unknown clearance has none."""
    return _engines[clearance]


def is_sqlite() -> bool:
    """Tell whether this process works on SQLite."""
    return _engines["masked"].dialect.name == "sqlite"


def take_turn(connection: sa.Connection, key: int) -> None:
    """Let acts under one key wait for each other until their transactions end; SQLite's writers do so anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def close_connections() -> None:
    """Close what rests in the pools; the next query opens its own."""
    for each in _engines.values():
        each.dispose()


def forget_connections() -> None:
    """Drop the connections that a parent process opened, without closing them under it."""
    for each in _engines.values():
        each.dispose(close=False)
