"""Forget people: from then on the log names them nowhere, neither in what is sealed nor in what will be."""

import secrets
from collections.abc import Iterable

import sqlalchemy as sa

from app.audit.log.models import Pseudonym
from app.audit.work import Work

NOBODY = "-"  # how the log writes whom it does not name
AT_ONCE = 500


def forget(work: Work, people: Iterable[int]) -> None:
    """Destroy the pseudonyms of people; none of them is ever given another.

    A new one would give the lie to what was sealed under the old, and would tell who is meant.
    """
    keys = sorted(set(people))
    work.execute(sa.delete(Pseudonym).where(Pseudonym.person_id.in_(keys)))
    marks = [{"person_id": key, "name": f"{NOBODY}{secrets.token_hex(8)}", "salt": ""} for key in keys]
    work.insert_many(Pseudonym, marks)


def forgotten_among(work: Work, people: Iterable[int]) -> set[int]:
    """Return who of these was forgotten. Shape: the work's clearance is staff or system."""
    wanted, found = sorted(people), set[int]()
    for start in range(0, len(wanted), AT_ONCE):
        some = Pseudonym.person_id.in_(wanted[start : start + AT_ONCE])
        rows = work.rows(sa.select(Pseudonym.person_id, Pseudonym.name).where(some))
        found |= {row.person_id for row in rows if row.name.startswith(NOBODY)}
    return found


def name_in_log(name: str) -> str:
    """Return how the log writes the person of a row of pseudonyms."""
    return NOBODY if name.startswith(NOBODY) else name
