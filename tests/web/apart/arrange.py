"""Keep pairs and make families as adults and the roster do."""

from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.audit.work import chore
from app.identity.actor import system_actor
from app.kernel import db
from app.school.apart.barring import refresh
from tests.cast import NOW, PEOPLE, School
from tests.privacy.acts import put, rows


def keep(adult: FlaskClient, one: str, other: str, hat: str = "teach", **more: str) -> Any:
    """Keep two of the cast apart on the page."""
    data = {"first": PEOPLE[one][3], "second": PEOPLE[other][3], "reason": "safety"}
    return adult.post(f"/{hat}/apart", data={**data, "starts_on": "2020-01-01", **more})


def settle(school: School) -> None:
    """Work out who is barred, as a roster import does."""
    with chore(system_actor(school.district_id)) as work:
        refresh(work)


def caregiver(school: School, *students: str, phone: str = "", mail: str = "") -> int:
    """Give students of the cast a caregiver and return the caregiver's key."""
    common = {"district_id": school.district_id}
    person = put(
        m.people.Person, site_id=school.site_id, kind="caregiver", active=True, created_at=NOW, **common
    )
    named = {"given": "Rosa", "family": "Quintanilla", "number": "", "username": ""}
    put(m.people.PersonPrivate, person_id=person, phone=phone, mail=mail, **named, **common)
    for student in students:
        put(m.people.Guardian, student_id=school.people[student], caregiver_id=person, **common)
    return person


def barred(school: School) -> set[tuple[str, str]]:
    """Return who is barred from whom, by name; what is not of the cast is left out."""
    names = {key: name for name, key in school.people.items()}
    found = rows(sa.select(m.apart.Barred.tech_id, m.apart.Barred.person_id))
    return {(names[tech], names[person]) for tech, person in found if tech in names and person in names}


def set_phone(school: School, name: str, phone: str) -> None:
    """Give one of the cast a phone."""
    own = m.people.PersonPrivate.person_id == school.people[name]
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.update(m.people.PersonPrivate).where(own).values(phone=phone))
