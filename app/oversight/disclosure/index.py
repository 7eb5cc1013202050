"""Expand events into one line a subject, in the background: an act pays nothing for it.

An event that commits late has an earlier time than the last one seen, so each pass begins a little before it; and
before now, since a clock that was ahead must not leave out what happens once it is set right.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.audit.log.forgetting import forgotten_among
from app.audit.work import Work, chore, look
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.ids import new_id
from app.oversight.disclosure import queries
from app.oversight.disclosure.models import EventSubject, Party, SubjectMark
from app.oversight.disclosure.view_models import CADRE, calling_of
from app.school.places.models import Org

AGAIN = timedelta(minutes=10)  # longer than any transaction lives
BATCH = 500
FIRST_NUMBER = 101
START = datetime(2000, 1, 1, tzinfo=UTC)


def districts() -> list[int]:
    """Return every district that ever was here."""
    with look(system_actor(0)) as work:
        return list(work.execute(sa.select(Org.district_id).distinct()).scalars())


def index_events(district_id: int) -> int:
    """Bring the index of one district up to date, a batch a transaction."""
    at, key, done = None, "", 0
    while True:
        with chore(system_actor(district_id)) as work:
            db.take_turn(work.connection, district_id)
            at = at or min(work.value(queries.reached(work.actor)) or START, work.now) - AGAIN
            rows = work.rows(queries.events_after(work.actor, at, key, BATCH))
            about = [row for row in rows if row.subjects]
            if about:
                keep_lines(work, about)
                _mark(work, max(row.occurred_at for row in about))
        done += len(rows)
        if len(rows) < BATCH:
            return done
        at, key = rows[-1].occurred_at, rows[-1].id


def keep_lines(work: Work, rows: Iterable[Any]) -> None:
    """Keep a line for each subject of some events but the one who acted, and but who was erased."""
    parties = _parties(work, {row.actor_id for row in rows})
    nobody = forgotten_among(work, {one for row in rows for one in row.subjects})
    lines = [
        {
            "event_id": row.id,
            "subject_id": subject,
            "district_id": work.actor.district_id,
            "occurred_at": row.occurred_at,
            "party_id": parties[row.actor_id],
        }
        for row in rows
        for subject in row.subjects
        if subject != row.actor_id and subject not in nobody
    ]
    if lines:
        work.execute(_added(), lines)


def _added() -> Any:
    """Return the statement that adds the lines which are not there yet: each database says it in its own way."""
    if db.is_sqlite():
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(EventSubject).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(EventSubject).on_conflict_do_nothing()


def _mark(work: Work, until: datetime) -> None:
    here, until = SubjectMark.district_id == work.actor.district_id, min(until, work.now)
    behind = sa.or_(SubjectMark.until_at < until, SubjectMark.until_at > work.now)
    changed = sa.update(SubjectMark).where(here, behind).values(until_at=until)
    if work.change(changed) == 0 and work.value(queries.reached(work.actor)) is None:
        work.insert(SubjectMark, district_id=work.actor.district_id, until_at=until)


def _parties(work: Work, people: set[int]) -> dict[int, int]:
    """Return the row that says what each of these is called now, writing one where the name is new."""
    known = {row.person_id: row for row in work.rows(queries.parties(work.actor, sorted(people)))}
    now = {row.person_id: row for row in work.rows(queries.callings(work.actor, sorted(people)))}
    fresh: list[dict[str, Any]] = []
    highest = max(work.value(queries.highest_number(work.actor)) or 0, FIRST_NUMBER - 1)
    found: dict[int, int] = {}
    for person in people:
        before, row = known.get(person), now.get(person)
        values = _values(row, before)
        if before is not None and all(getattr(before, name) == value for name, value in values.items()):
            found[person] = before.id
            continue
        number = before.number if before is not None else 0
        if not number and values["kind"] == "student":
            highest += 1
            number = highest
        found[person] = new_id()
        own = {"id": found[person], "person_id": person, "number": number, "named_at": work.now}
        fresh.append({"district_id": work.actor.district_id, **own, **values})
    work.insert_many(Party, fresh)
    return found


def _values(row: Any, before: Any) -> dict[str, str]:
    if row is None:
        return {"kind": "system", "name": CADRE, "working_name": ""}
    name = calling_of(row) or (before.name if before is not None else "Somebody who has left")
    return {"kind": row.kind, "name": name, "working_name": row.working_name or ""}
