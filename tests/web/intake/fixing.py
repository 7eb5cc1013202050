"""Let a ticket be claimed and fixed at a moment, below the desk."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.tickets.models import Activity
from app.kernel import clock, db
from app.kernel.ids import new_id
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, put, school_day, ticket

NINE = school_day(hour=9)


def claimed(number: str, school: School, at: datetime) -> None:
    """Let Bo own the ticket, as if he had claimed it."""
    row = ticket(number)
    put(number, status="in_progress", owner_id=school.people["bo"], first_assigned_at=at)
    _insert(
        Activity,
        ticket_id=row.id,
        district_id=row.district_id,
        happened_at=at,
        kind="claimed",
        actor_id=school.people["bo"],
        from_status="queued",
        to_status="in_progress",
        code="",
    )


def _insert(table: Any, **values: Any) -> None:
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.insert(table).values(id=new_id(), **values))


def fixed(number: str, school: School, at: datetime) -> None:
    """Let Bo have fixed it."""
    claimed(number, school, at)
    put(
        number,
        status="resolved",
        resolved_at=at,
        first_resolved_at=at,
        first_public_response_at=at,
        closure_code="fixed",
    )


def asked_and_fixed(sign_in: SignIn, school: School) -> str:
    """Ask on Monday at nine; Bo fixes it in the same minute."""
    with clock.at(NINE):
        number = ask(sign_in("maria"), school)
    fixed(number, school, NINE)
    return number
