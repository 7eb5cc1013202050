"""Arrange below the services, and read back past every clearance."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.kept import Kept
from app.kernel import db
from app.models import tickets
from app.school.calendar import service as calendar
from tests.cast import PASSWORD, School
from tests.factories.base import arranging
from tests.factories.helpdesk import TicketFactory, TicketPrivateFactory


def bare_ticket(school: School, *traits: str, **values: Any) -> int:
    """Write a ticket with its title and return its id; for tests below the services."""
    with arranging():
        made: Any = TicketFactory(school=school, **dict.fromkeys(traits, True), **values)
        ticket_id: int = made.id
        TicketPrivateFactory(ticket_id=ticket_id, district_id=school.district_id)
    return ticket_id


def number_of(ticket_id: int) -> str:
    """Return a ticket's public number."""
    return str(read(sa.select(tickets.Ticket.number).where(tickets.Ticket.id == ticket_id)))


def read(statement: Any) -> Any:
    """Return the first value of a select, read as the system."""
    with db.engine("system").connect() as connection:
        return connection.execute(statement).scalar()


def confirm(client: Any) -> int:
    """Confirm with the password that it is you, as a page asks for, and return the status."""
    status: int = client.post("/step-up", data={"secret": PASSWORD, "how": "password"}).status_code
    return status


@contextmanager
def statements(*clearances: str) -> Iterator[list[str]]:
    """Collect the statements that run meanwhile on the connections of these clearances."""
    seen: list[str] = []

    def keep(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    engines = {id(one): one for one in map(db.engine, clearances)}.values()
    for one in engines:
        sa.event.listen(one, "before_cursor_execute", keep)
    try:
        yield seen
    finally:
        for one in engines:
            sa.event.remove(one, "before_cursor_execute", keep)


def statements_of(client: FlaskClient, address: str, *clearances: str) -> list[str]:
    """Return the statements of a page for a process that has shown it before.

    The calendar is read anew first: it is kept for some seconds only, which a slow machine can take in between.
    """
    calendar.forget()
    client.get(address)
    with statements(*clearances) as seen:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return seen


def plan(owner: sa.Engine, statement: Any, index: str, table: str) -> str:
    """Return how the database finds the rows of a statement; PostgreSQL, which weighs by what it last counted, is
    asked without the table's other indexes."""
    taken: list[tuple[str, Any]] = []

    def note(*about: Any) -> None:
        taken.append((about[2], about[3]))

    asked = (statement.statement, statement.bound) if isinstance(statement, Kept) else (statement,)
    with owner.connect() as connection:
        sa.event.listen(connection, "before_cursor_execute", note)
        connection.execute(*asked)
        sa.event.remove(connection, "before_cursor_execute", note)
        made, values = next(one for one in taken if "SELECT" in one[0])
        cursor, how = connection.connection.cursor(), "EXPLAIN QUERY PLAN"
        if owner.dialect.name != "sqlite":
            for one in sa.inspect(connection).get_indexes(table):
                if one["name"] != index and "duplicates_constraint" not in one:
                    cursor.execute(f'DROP INDEX "{one["name"]}"')
            cursor.execute("SET LOCAL enable_seqscan = off")
            how = "EXPLAIN"
        cursor.execute(f"{how} {made}", values)
        found = str(cursor.fetchall())
        connection.rollback()
        return found
