"""What an attacker does with a client: ask, claim, write; and how two answers are held against each other."""

import re
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import db
from app.kernel.ids import new_id
from tests.cast import NOW, School
from tests.helpers import bare_ticket, number_of
from tests.privacy.crawl import said_in
from tests.web.intake.arrange import ask

WRITTEN = "My Chromebook drops off JCM-Student. Cyrus Abernathy has it too."
SAID = (
    "My Chromebook drops off JCM-Student. Cyrus Abernathy has it too. Call (208) 555-0142 or write to "
    "maria.quintanilla@example.org, number 5550111."
)
HIDDEN = ("cyrus", "abernathy", "maria", "quintan", "555-0142", "5550111", "example.org")
ABSENT = "JCM-99999"
# Every act on a ticket's page that a student can try, with a form that is right in itself.
ACTS: dict[str, dict[str, str]] = {
    "claim": {},
    "reply": {"reply": "Hello, please restart it."},
    "note": {"note": "Restarted it."},
    "steps": {"step": "1"},
    "hand-back": {"state": "Half done.", "tried": "A restart.", "next": "Look at the cable."},
    "wait": {"reason": "answer", "question": "Which color is the light?"},
    "resume": {},
    "pass-on": {"reason": "tried_all", "tried": "A restart."},
    "done": {"cause": "A setting.", "fix": "Set it back.", "code": "fixed", "open_steps": "They do not fit."},
    "withdraw": {},
    "typing": {"reply": "Hello"},
    "reveal": {"what": "first_name", "purpose": "greet", "note": "To call them over."},
}
_CHANGING = (
    (r'name="csrf_token"[^>]*>', "CSRF"),
    (r'name="once"[^>]*>', "ONCE"),
    (r'value="[\w-]{24}[rnc]?"', "ONCE"),
)


def put(table: Any, **values: Any) -> int:
    """Insert one row with the system's connection and return its key."""
    if "id" in table.__table__.c:
        values.setdefault("id", new_id())
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.insert(table).values(**values))
    return int(values.get("id", 0))


def change(table: Any, *conditions: Any, **values: Any) -> None:
    """Change rows with the system's connection."""
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.update(table).where(*conditions).values(**values))


def rows(statement: Any) -> list[Any]:
    """Read with the system's connection."""
    with db.engine("system").connect() as connection:
        return list(connection.execute(statement).all())


def taken(asker: FlaskClient, tech: FlaskClient, school: School, **changes: Any) -> str:
    """Ask, claim, and return the number."""
    number = ask(asker, school, **{"text": SAID, **changes})
    answer = tech.post(f"/desk/tickets/{number}/claim")
    assert answer.status_code == 303, answer.get_data(as_text=True)[:600]
    return number


def reply(tech: FlaskClient, number: str, said: str, **more: str) -> int:
    """Send a reply and return the status."""
    return tech.post(f"/desk/tickets/{number}/reply", data={"reply": said, **more}).status_code


def gate(school: School, name: str, mode: str, action: str = "reply") -> None:
    """Give a tech a gate of their own."""
    own = {"district_id": school.district_id, "cadre_id": school.cadre_id, "person_id": school.people[name]}
    put(m.cadres.Gate, action=action, mode=mode, **own)


def practice_of(school: School, name: str) -> str:
    """Make a practice ticket that a tech owns, with its run, and return its number."""
    person = school.people[name]
    persona = put(
        m.people.Person,
        district_id=school.district_id,
        site_id=school.site_id,
        kind="persona",
        active=True,
        created_at=NOW,
    )
    return number_of(bare_ticket(school, "practice", "claimed", owner_id=person, requester_id=persona))


def elsewhere(school: School) -> str:
    """Make a ticket at another school of the same district and return its number."""
    common = {"district_id": school.district_id, "kind": "school", "timezone": "America/Denver"}
    site = put(m.places.Org, parent_id=school.district_id, name="North Middle School", code="NMS", **common)
    return number_of(bare_ticket(school, site_id=site, number="NMS-31000"))


def body(answer: Any) -> str:
    """Return an answer's text."""
    return str(answer.get_data(as_text=True))


def settled(text: str) -> str:
    """Take out what differs from answer to answer by design: form tokens."""
    for shape, word in _CHANGING:
        text = re.sub(shape, word, text)
    return text


def seen(answer: Any) -> tuple[int, str, list[tuple[str, str]]]:
    """Return what a client can tell of an answer."""
    headers = sorted((k, v) for k, v in answer.headers.items() if k not in ("Date", "Set-Cookie"))
    headers = [(k, v) for k, v in headers if k != "Content-Length"]
    return answer.status_code, settled(body(answer)), headers


def leaks(answer: Any, words: tuple[str, ...] = HIDDEN) -> list[str]:
    """Return which hidden values an answer holds, in its body or its headers."""
    said = (body(answer) + said_in(answer.headers)).lower()
    return [word for word in words if word.lower() in said]


def keys_of(owner: sa.Engine) -> dict[str, str]:
    """Return the keys of people, tickets, messages and sessions by what they are."""
    tables = (m.people.Person, m.tickets.Ticket, m.tickets.Message, m.accounts.Account, m.accounts.WebSession)
    with owner.connect() as c:
        return {str(key): t.__tablename__ for t in tables for key in c.execute(sa.select(t.id)).scalars()}
