"""Fill the forms of a team, and read its people back."""

from datetime import timedelta

import sqlalchemy as sa

from app.accounts.models import Grant
from app.audit.models import AuditEvent
from app.school.cadres.models import CadreMember
from tests.cast import School, today_here
from tests.web.school.conftest import rows

AT = "/teach/cadres"


def place(school: School, who: str) -> str:
    """Return the address of a student's place on the team."""
    return f"{AT}/{school.cadre_id}/members/{school.people[who]}"


def member(school: School, who: str) -> sa.Row[*tuple[object, ...]]:
    """Return a student's row."""
    found = sa.select(*CadreMember.__table__.c).where(
        CadreMember.person_id == school.people[who], CadreMember.cadre_id == school.cadre_id
    )
    return rows(found)[0]


def tags(tag: str) -> list[sa.Row[*tuple[object, ...]]]:
    """Return the events of a tag."""
    return rows(
        sa.select(AuditEvent.subjects, AuditEvent.codes, AuditEvent.fields).where(AuditEvent.tag == tag)
    )


def cleared(school: School, who: str) -> set[str]:
    """Return what a student is cleared for."""
    held = sa.select(Grant.code).where(
        Grant.person_id == school.people[who], Grant.kind == "category", Grant.ended_at.is_(None)
    )
    return {row.code for row in rows(held)}


def form_of(school: School, who: str, **more: object) -> dict[str, object]:
    """Return a student's form as it stands, with changes."""
    row = member(school, who)
    form: dict[str, object] = {
        "working_name": row.working_name,
        "rung": row.rung,
        "ends_on": str(row.ends_on),
    }
    return form | ({"peer_trainer": "y"} if row.peer_trainer else {}) | more


def wish(school: School, **more: object) -> dict[str, object]:
    """Return a team's form as a browser sends it."""
    form: dict[str, object] = {
        "name": "Help desk",
        "school_year": "2026-27",
        "site": "JCM",
        "supervisor": school.people["okafor"],
        "deputy": school.people["lind"],
        "starts_on": str(today_here()),
        "ends_on": str(today_here() + timedelta(days=200)),
    }
    return form | more
