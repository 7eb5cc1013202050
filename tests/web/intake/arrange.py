"""Ask as a person would, stand at a certain moment, and read back what is stored."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.helpdesk.care.models import CareCall, CareCase
from app.helpdesk.tickets.models import Activity, Message, MessagePrivate, Ticket
from app.kernel import db
from tests.cast import ZONE, School, today_here

TEXT = "My Chromebook drops off the Wi-Fi in the gym. Cyrus Abernathy has it too, text me at (208) 555-0142."
HARM = "i dont want to live anymore"
CANARIES = ("Cyrus", "Abernathy", "555-0142")


@cache
def _monday() -> date:
    """Return the first Monday after the day on which the run began: it stays the same beyond midnight."""
    today = today_here()
    return today + timedelta(days=7 - today.weekday())


def school_day(ahead: int = 0, hour: int = 9, minute: int = 0) -> datetime:
    """Return a local time on the first Monday after the day the run began, or so many days on."""
    return at_local(_monday() + timedelta(days=ahead), hour, minute)


def at_local(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a local moment of the cast's school in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def form(school: School, **changes: Any) -> dict[str, Any]:
    """Return a filled form of asking."""
    filled = {
        "category": "wifi",
        "text": TEXT,
        "room": str(school.rooms["G-2"]),
        "device": "none",
        "tag": "",
        "began": "Today",
        "network": "School Wi-Fi",
        "once": "",
    }
    return {**filled, **changes}


def ask(client: FlaskClient, school: School, **changes: Any) -> str:
    """Ask for help on the page and return the ticket's number."""
    answer = client.post("/my/ask", data=form(school, **changes))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    found = re.search(r"/my/tickets/([A-Z]+-\d+)/asked$", answer.headers["Location"])
    assert found is not None
    return found.group(1)


def text(answer: Any) -> str:
    """Return a page's HTML."""
    return str(answer.get_data(as_text=True))


def _rows(statement: Any) -> list[Any]:
    with db.engine("system").connect() as connection:
        return list(connection.execute(statement).all())


def ticket(number: str) -> Any:
    """Return a ticket's open row."""
    return _rows(sa.select(*Ticket.__table__.c).where(Ticket.number == number))[0]


def tickets() -> list[Any]:
    """Return every ticket's open row, in the order they were made."""
    return _rows(sa.select(*Ticket.__table__.c).order_by(Ticket.id))


def messages(number: str) -> list[Any]:
    """Return a ticket's messages, masked and as typed."""
    columns = (Message.kind, Message.side, Message.author_id, Message.body_masked, MessagePrivate.body)
    joined = sa.select(*columns).join(MessagePrivate, MessagePrivate.message_id == Message.id)
    return _rows(joined.where(Message.ticket_id == ticket(number).id).order_by(Message.id))


def happened(number: str) -> list[tuple[str, int, str]]:
    """Return what happened to a ticket: kind, actor, code."""
    select = sa.select(Activity.kind, Activity.actor_id, Activity.code)
    return [
        tuple(row)
        for row in _rows(select.where(Activity.ticket_id == ticket(number).id).order_by(Activity.id))
    ]


def events(tag: str) -> list[Any]:
    """Return the events of a tag, in their order, also where the clock stands still."""
    of_tag = sa.select(*AuditEvent.__table__.c).where(AuditEvent.tag == tag)
    return _rows(of_tag.order_by(AuditEvent.occurred_at, AuditEvent.mono_seq))


def put(number: str, **values: Any) -> None:
    """Set columns of a ticket, as the desk would have."""
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.update(Ticket).where(Ticket.number == number).values(**values))


def called(number: str) -> list[int]:
    """Return who was called for a ticket, in order."""
    joined = sa.select(CareCall.person_id).join(CareCase, CareCase.id == CareCall.case_id)
    with db.engine("system").connect() as connection:
        select = joined.where(CareCase.ticket_id == ticket(number).id).order_by(CareCall.step)
        return list(connection.execute(select).scalars())


def case_of(number: str) -> int:
    """Return the last case of a ticket that needs an adult."""
    select = sa.select(sa.func.max(CareCase.id)).where(CareCase.ticket_id == ticket(number).id)
    with db.engine("system").connect() as connection:
        return int(connection.execute(select).scalar_one())
