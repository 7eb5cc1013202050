"""Stand in a school morning, ask and claim as people would, and read pages without their markup."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import clock, db
from app.models import metadata
from tests.cast import School
from tests.web.intake.arrange import ask, messages, put, school_day, text, ticket

MORNING = school_day(hour=9, minute=40)  # in the second period of a Monday
CANARIES = ("Quintanilla", "555-0142", "Abernathy", "Cyrus", "Maria", "5550111")


@contextmanager
def morning(at: datetime = MORNING) -> Iterator[datetime]:
    """Let everything happen on a school morning."""
    with clock.at(at):
        yield at


def words(answer: Any) -> str:
    """Return a page's words: no markup, no entities, single spaces."""
    main = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", text(answer), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def claimed(asker: FlaskClient, tech: FlaskClient, school: School, **changes: Any) -> str:
    """Ask as a requester, claim as a tech, and return the number."""
    number = ask(asker, school, **changes)
    answer = tech.post(f"/desk/tickets/{number}/claim")
    assert answer.status_code == 303, words(answer)
    return number


def reply(tech: FlaskClient, number: str, said: str, once: str = "", hat: str = "desk") -> Any:
    """Send a reply."""
    return tech.post(f"/{hat}/tickets/{number}/reply", data={"reply": said, "once": once})


def rows(table: str, **where: Any) -> list[Any]:
    """Return rows of a table as the system sees them, in the order of their keys."""
    one = metadata.tables[table]
    select = sa.select(one).where(*(one.c[name] == value for name, value in where.items()))
    with db.engine("system").connect() as connection:
        return list(connection.execute(select.order_by(next(iter(one.primary_key.columns)))).all())


def set_gate(school: School, person: str, action: str, mode: str) -> None:
    """Give a tech a gate of their own."""
    from app.kernel.ids import new_id

    values = {"id": new_id(), "district_id": school.district_id, "cadre_id": school.cadre_id}
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(
            sa.insert(metadata.tables["gate"]).values(
                person_id=school.people[person], action=action, mode=mode, **values
            )
        )


__all__ = [
    "CANARIES",
    "MORNING",
    "ask",
    "claimed",
    "morning",
    "put",
    "reply",
    "rows",
    "set_gate",
    "ticket",
    "words",
]


def bodies(number: str) -> str:
    """Return everything that students read of a ticket's messages."""
    return " / ".join(row.body_masked for row in messages(number))


def page_of(tech: FlaskClient, number: str) -> str:
    answer = tech.get(f"/desk/tickets/{number}")
    assert answer.status_code == 200, words(answer)
    return text(answer)
