"""The audit table takes new rows only, from anybody but the owner with the triggers off."""

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import UnrecordedWrite, begin, chore, look
from app.identity.actor import system_actor
from app.kernel import db
from app.school.places.models import Room
from tests.cast import School

REFUSED = (sa.exc.OperationalError, sa.exc.ProgrammingError, sa.exc.DatabaseError)


@pytest.fixture
def event(school: School) -> str:
    with look(system_actor(school.district_id)) as work:
        work.record(Tag.EVENTS_SEEN, subjects=[school.people["maria"]], note="kept")
    with look(system_actor(school.district_id)) as work:
        return str(work.value(sa.select(AuditEvent.id)))


@pytest.mark.parametrize("clearance", ["masked", "own", "staff", "reveal", "sign_in", "system", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET tag = 'x'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_event WHERE id = '{id}'",
    ],
)
def test_no_event_is_changed(owner: sa.Engine, event: str, clearance: str, statement: str) -> None:
    engine = owner if clearance == "owner" else db.engine(clearance)
    with engine.connect() as connection, pytest.raises(REFUSED):
        connection.exec_driver_sql(statement.format(id=event))
    with owner.connect() as connection:
        assert (
            connection.execute(sa.select(AuditEvent.tag).where(AuditEvent.id == event)).scalar()
            == "events:seen"
        )


def test_no_event_is_replaced(owner: sa.Engine, event: str) -> None:
    columns = ", ".join(c.name for c in AuditEvent.__table__.c)
    if not db.is_sqlite():
        statement = f"INSERT INTO audit_event SELECT {columns} FROM audit_event"
        statement += " ON CONFLICT (id) DO UPDATE SET tag = 'x'"
    else:
        changed = columns.replace("tag", "'x'")
        statement = f"INSERT OR REPLACE INTO audit_event ({columns}) SELECT {changed} FROM audit_event"
    for engine in (db.engine("system"), owner):
        with engine.connect() as connection, pytest.raises(REFUSED):
            connection.exec_driver_sql(statement)


@pytest.mark.database("sqlite")  # PostgreSQL is tried over its logins
def test_plain_sqlite_program_cannot_replace(settings: object, event: str) -> None:
    """A program that opens the file with default settings meets the same guards."""
    import sqlite3
    from pathlib import Path

    file = Path(str(db.engine("system").url.database))
    columns = ", ".join(c.name for c in AuditEvent.__table__.c)
    replaced = f"INSERT OR REPLACE INTO audit_event ({columns}) SELECT {columns} FROM audit_event"
    with sqlite3.connect(file) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute(replaced)


@pytest.mark.database("postgres")  # SQLite has no TRUNCATE
def test_truncate_is_refused(owner: sa.Engine, event: str) -> None:
    with owner.connect() as connection, pytest.raises(REFUSED):
        connection.exec_driver_sql("TRUNCATE audit_event CASCADE")


def test_a_write_without_an_event_is_undone(school: School) -> None:
    actor = system_actor(school.district_id)
    with pytest.raises(UnrecordedWrite), begin(actor) as work:
        work.execute(sa.update(Room).where(Room.district_id == school.district_id).values(name="Aula"))
    with look(actor) as work:
        assert "Aula" not in set(work.execute(sa.select(Room.name)).scalars())


def test_looking_does_not_write(school: School) -> None:
    with pytest.raises(UnrecordedWrite), look(system_actor(school.district_id)) as work:
        work.execute(sa.update(Room).where(Room.district_id == school.district_id).values(name="Aula"))


def test_a_chore_writes_bookkeeping_only(school: School) -> None:
    with pytest.raises(UnrecordedWrite), chore(system_actor(school.district_id)) as work:
        work.execute(sa.update(Room).where(Room.district_id == school.district_id).values(name="Aula"))
