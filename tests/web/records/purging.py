"""Let tickets grow old, purge, and count what is left."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.models import cadres, people, tickets
from app.oversight.retention.jobs import purge_go_on
from tests.cast import NOW, School
from tests.privacy.acts import change, rows
from tests.web.records.acting import confirm

SAID = "Quillfeather sat on the printer and it hums, said Maria Quintanilla."


LONG_AGO = NOW - timedelta(days=800)


def age(number: str) -> None:
    over = {"status": "closed", "closed_at": LONG_AGO, "created_at": LONG_AGO - timedelta(days=2)}
    change(tickets.Ticket, tickets.Ticket.number == number, **over)


def count(model: Any, *conditions: Any) -> int:
    return len(rows(sa.select(model.__table__.primary_key.columns[0]).where(*conditions)))


def purge(client: FlaskClient, approve: bool = True) -> int:
    """Plan a purge in the office, approve it, and let the worker do it; return its key."""
    answer = client.post("/office/purges")
    assert answer.status_code == 303, answer.get_data(as_text=True)[:1500]
    run = int(answer.headers["Location"].rsplit("/", 1)[1])
    if approve:
        confirm(client)
        assert client.post(f"/office/purges/{run}/approve").status_code == 303
    return run


def work_off(school: School, run: int) -> None:
    purge_go_on({"district_id": school.district_id, "run_id": run})


def id_of(number: str) -> int:
    return int(rows(sa.select(tickets.Ticket.id).where(tickets.Ticket.number == number))[0].id)


def left_school(school: School, name: str, ended_days: int = 900) -> None:
    ended = NOW - timedelta(days=ended_days)
    change(people.Person, people.Person.id == school.people[name], active=False, ended_at=ended)
    on_team = cadres.CadreMember.person_id == school.people[name]
    change(cadres.CadreMember, on_team, starts_on=ended.date() - timedelta(days=100), ends_on=ended.date())


def words_left() -> int:
    return count(tickets.MessagePrivate) + count(tickets.TicketPrivate)
