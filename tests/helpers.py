"""Arrange through the product's own services, and read back as the owner."""

from typing import Any

import sqlalchemy as sa

from app.kernel import db
from app.kernel.ids import new_id
from app.models import tickets
from tests.cast import NOW, School


def bare_ticket(school: School, **values: Any) -> int:
    """Write a queued ticket with the system's connection and return its id; for tests below the services."""
    ticket_id = new_id()
    row = {
        "id": ticket_id,
        "district_id": school.district_id,
        "site_id": school.site_id,
        "number": f"JCM-{ticket_id % 10**9}",
        "kind": "live",
        "record_type": "incident",
        "status": "queued",
        "category_id": school.categories["wifi"],
        "impact": 2,
        "urgency": 2,
        "priority": 3,
        "channel": "web",
        "handle": "R-7F3",
        "title_masked": "Wi-Fi drops in the gym",
        "requester_id": school.people["maria"],
        "requester_kind": "student",
        "entered_by_id": school.people["maria"],
        "due_at": NOW,
        "created_at": NOW,
        **values,
    }
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.insert(tickets.Ticket).values(**row))
        title = {"ticket_id": ticket_id, "district_id": school.district_id, "title": "Wi-Fi drops in the gym"}
        connection.execute(sa.insert(tickets.TicketPrivate).values(**title))
    return ticket_id


def number_of(ticket_id: int) -> str:
    """Return a ticket's public number."""
    with db.engine("system").connect() as connection:
        return str(
            connection.execute(
                sa.select(tickets.Ticket.number).where(tickets.Ticket.id == ticket_id)
            ).scalar()
        )
