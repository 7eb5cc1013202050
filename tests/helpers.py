"""Arrange below the services, and read back past every clearance."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import Kept
from app.kernel import db
from app.models import tickets
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
