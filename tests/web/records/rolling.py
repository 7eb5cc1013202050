"""What the tests of the school year's change share: plan it, apply it, and read what stands."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel.db import Base
from app.models import cadres, tickets
from tests.cast import School, today_here
from tests.privacy.acts import rows
from tests.web.records.acting import confirm

NOT_STATE = (
    "audit_event", "rollover", "web_session", "unknown_name", "job", "event_subject", "subject_mark", "party",
)  # fmt: skip


def ends() -> date:
    """Return the last day of the team that goes on."""
    return today_here() + timedelta(days=200)


def form(school: School, **changes: Any) -> dict[str, Any]:
    """Bo becomes lead, Tomo leaves, the others stay."""
    picked = {
        "name": "Team 2027",
        "school_year": "2027-28",
        "site": "JCM",
        "supervisor": school.people["lind"],
        "deputy": school.people["okafor"],
        "starts_on": str(ends() + timedelta(days=5)),
        "ends_on": str(ends() + timedelta(days=300)),
        "access_ends_on": str(ends() - timedelta(days=10)),
        f"stay-{school.people['tomo']}": "no",
        f"rung-{school.people['bo']}": "lead",
    }
    for name in ("bo", "cy", "ines", "lax"):
        picked[f"stay-{school.people[name]}"] = "yes"
    return picked | changes


def plan(client: FlaskClient, school: School, **changes: Any) -> str:
    """Plan the next year and return the plan's address."""
    answer = client.post(f"/teach/year/team/{school.cadre_id}", data=form(school, **changes))
    assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
    return str(answer.headers["Location"])


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.get_data(as_text=True))


def digest(client: FlaskClient, at: str) -> str:
    return text(client, at).split('name="digest" value="')[1].split('"')[0]


def apply(client: FlaskClient, at: str) -> int:
    confirm(client)
    return client.post(f"{at}/apply", data={"digest": digest(client, at)}).status_code


def fingerprint() -> dict[str, list[str]]:
    """Return every row of every table but the trail and what counts requests."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in NOT_STATE and not table.info.get("search"):
            hidden = {"version"}
            columns = [column for column in table.columns if column.name not in hidden]
            found[table.name] = sorted(str(tuple(row)) for row in rows(sa.select(*columns)))
    return found


def place(school: School, name: str, team: int) -> Any:
    member = cadres.CadreMember
    own = (member.person_id == school.people[name], member.cadre_id == team)
    return next(iter(rows(sa.select(*member.__table__.c).where(*own))), None)


def new_team() -> Any:
    (row,) = rows(sa.select(*cadres.Cadre.__table__.c).where(cadres.Cadre.name == "Team 2027"))
    return row


def status(number: str) -> Any:
    ticket = tickets.Ticket
    return rows(sa.select(ticket.status, ticket.owner_id, ticket.id).where(ticket.number == number))[0]
