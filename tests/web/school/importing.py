"""Make a set of many, and read the district back."""

import sqlalchemy as sa

from app.school.people.models import (
    Person,
    PersonPrivate,
)
from tests.unit.roster.sets import CLASS_FILES, ORGS, SET_11, user_row, users

FULL = SET_11 | CLASS_FILES


def crowd(count: int, **cells: str) -> dict[str, str | bytes]:
    """Return a set of so many students and nobody else."""
    return {"orgs.csv": ORGS, "users.csv": users(*(user_row(number, **cells) for number in range(count)))}


def _people() -> sa.Select[*tuple[object, ...]]:
    return sa.select(Person.kind, Person.active, Person.site_id, PersonPrivate.sourced_id).join(
        PersonPrivate, PersonPrivate.person_id == Person.id
    )
