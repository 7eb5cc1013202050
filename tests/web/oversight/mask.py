"""Change the mask policy, and read what it left."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import db
from app.privacy.policy import RULES
from tests.cast import NOW, School, put
from tests.helpers import confirm

WHY = "The families’ council asked for it in May."


STAFF = "public/staff/student_tech/owner", "public/staff/student_tech/site"


def drawn() -> dict[str, str]:
    """What the form sends when nothing is changed."""
    return {cell.key: rule.drawn.value for cell, rule in RULES.items() if not rule.fixed}


def change(client: FlaskClient, home: str = "/office/mask", why: str = WHY, **cells: str) -> int:
    confirm(client)
    cells = {key.replace("__", "/"): value for key, value in cells.items()}
    return client.post(f"{home}/change", data={**drawn(), **cells, "why": why}).status_code


def rows(table: object) -> list[sa.Row]:
    with db.engine("system").connect() as connection:
        return list(connection.execute(sa.select(table.__table__)).all())  # type: ignore[attr-defined]


def events(tag: str) -> list[sa.Row]:
    """Return the events of a tag in their order; a database gives rows in any."""
    of_tag = [row for row in rows(m.audit.AuditEvent) if row.tag == tag]
    return sorted(of_tag, key=lambda row: (row.occurred_at, row.mono_seq))


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def ticket(school: School, owner: sa.Engine, who: str, number: str, handle: str, **more: object) -> str:
    values: dict[str, object] = {
        "district_id": school.district_id,
        "site_id": school.site_id,
        "number": number,
        "kind": "live",
        "record_type": "incident",
        "status": "queued",
        "category_id": school.categories["wifi"],
        "impact": 3,
        "urgency": 3,
        "priority": 3,
        "channel": "web",
        "handle": handle,
        "title_masked": "The projector is dark.",
        "requester_id": school.people[who],
        "requester_kind": "staff" if who == "brandt" else "student",
        "entered_by_id": school.people[who],
        "room_id": school.rooms["118"],
        "period_id": school.periods[1],
        "created_at": NOW,
        "first_triaged_at": NOW,
        "due_at": NOW + timedelta(hours=8),
    }
    with owner.begin() as c:
        key = put(c, m.tickets.Ticket, **{**values, **more})
        put(
            c, m.tickets.TicketPrivate, ticket_id=key, district_id=school.district_id, title="As typed: dark."
        )
    return number
