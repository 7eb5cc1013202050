"""A database without a school, and ways to import small sets into it."""

from collections.abc import Callable, Mapping

import pytest
import sqlalchemy as sa
from flask import Flask

from app.audit.work import begin, look
from app.identity.actor import Actor, system_actor
from app.kernel import db
from app.school.calendar import service as calendar
from app.school.people import feeder
from app.school.roster import services
from app.school.roster.reader import read_roster
from app.school.roster.view_models import Preview
from tests.fresh import TABLES, Snapshot
from tests.unit.roster.sets import zipped

Files = Mapping[str, str | bytes]
Import = Callable[..., Preview]


@pytest.fixture
def bare(snapshot: Snapshot, owner: sa.Engine) -> sa.Engine:
    """An empty database, and the owner's engine to look into it; the next test's school mends the guards."""
    snapshot.lay_back()
    with owner.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_event_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE audit_event DISABLE TRIGGER USER")
        for table in reversed(TABLES):
            connection.execute(sa.delete(table))
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("ALTER TABLE audit_event ENABLE TRIGGER USER")
    feeder.forget()
    calendar.forget()
    return owner


@pytest.fixture
def bring(app: Flask) -> Import:
    """Return a function that imports a set as the command line does."""

    def imported(files: Files, accept: int | None = None, actor: Actor | None = None) -> Preview:
        roster = read_roster(zipped(files))
        if actor is None:
            with look(system_actor(0)) as work:
                actor = system_actor(services.find_home(work, roster))
        with begin(actor) as work:
            return services.apply(work, roster, accept)

    return imported


def rows(statement: sa.Executable) -> list[sa.Row[*tuple[object, ...]]]:
    """Return what the system's connection reads."""
    with db.engine("system").connect() as connection:
        return list(connection.execute(statement).all())


def value(statement: sa.Executable) -> object:
    """Return the first column of the first row that the system's connection reads."""
    with db.engine("system").connect() as connection:
        return connection.execute(statement).scalar()


def numbers(done: Preview) -> dict[str, tuple[int, int, int, int, int]]:
    """Return new, changed, ended, unchanged and refused by kind."""
    return {row.kind: (row.new, row.changed, row.ended, row.unchanged, row.refused) for row in done.counts}
