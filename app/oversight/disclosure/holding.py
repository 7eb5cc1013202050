"""Hold the records of who looked against the events they are made from: a line that is gone, added, or another's.

What happened in the last minutes is made anew by each pass of the index, so it is not looked at.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from app.audit.log.forgetting import forgotten_among
from app.audit.work import Work, chore, look
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.frozen import dataclass
from app.oversight.disclosure import queries
from app.oversight.disclosure.index import AGAIN, BATCH, START, districts, index_events, keep_lines

MISSING, ADDED, ANOTHERS = (
    "a line is gone",
    "a line was added",
    "a line says it was somebody else, or another time",
)
FORGOTTEN = "the log forgot somebody who was not erased"


@dataclass(frozen=True)
class Astray:
    """An event of which a record does not say what it should. Shape: it is empty where no event is meant."""

    event_id: str
    what: str


def astray() -> list[Astray]:
    """Return what the events do not bear out in the records of who looked, once the index is up to date."""
    found: list[Astray] = []
    for district in districts():
        index_events(district)
        with look(system_actor(district)) as work:
            for rows in _pieces(work):
                found += _astray_among(work, rows)
            found += [Astray(one, ADDED) for one in work.execute(queries.orphans(work.actor)).scalars()]
            here = set(work.execute(queries.on_roster(work.actor)).scalars())
            found += [Astray("", FORGOTTEN)] * len(forgotten_among(work, here))
    return found


def make_anew() -> int:
    """Make every line anew that the events do not bear out, and return of how many events."""
    done = 0
    for district in districts():
        index_events(district)
        with chore(system_actor(district)) as work:
            db.take_turn(work.connection, district)
            strays = list(work.execute(queries.orphans(work.actor)).scalars())
            for rows in _pieces(work):
                bad = {one.event_id for one in _astray_among(work, rows)}
                _drop(work, bad)
                keep_lines(work, [row for row in rows if row.id in bad])
                done += len(bad)
            _drop(work, strays)
            done += len(strays)
    return done


def _drop(work: Work, events: Iterable[str]) -> None:
    gone = sorted(events)
    for start in range(0, len(gone), BATCH):
        work.execute(queries.lines_gone(work.actor, gone[start : start + BATCH]))


def _pieces(work: Work) -> Iterator[list[Any]]:
    reached = work.value(queries.reached(work.actor))
    at, key = START, ""
    while reached is not None:
        rows = [
            row
            for row in work.rows(queries.events_after(work.actor, at, key, BATCH))
            if row.occurred_at < reached - AGAIN
        ]
        if not rows:
            return
        yield rows
        at, key = rows[-1].occurred_at, rows[-1].id


def _astray_among(work: Work, rows: list[Any]) -> list[Astray]:
    wanted = _wanted(work, rows)
    found = []
    for line in work.rows(queries.lines_among(work.actor, [row.id for row in rows])):
        said = wanted.pop((line.event_id, line.subject_id), None)
        if said != (line.person_id, line.occurred_at):
            found.append(Astray(line.event_id, ADDED if said is None else ANOTHERS))
    return [*found, *(Astray(event, MISSING) for event, _ in wanted)]


def _wanted(work: Work, rows: list[Any]) -> dict[tuple[str, int], tuple[int, datetime]]:
    """Return whose act each line must say it was, and when: one a subject, without one's own and who was erased."""
    nobody = forgotten_among(work, {one for row in rows for one in row.subjects})
    return {
        (row.id, subject): (row.actor_id, row.occurred_at)
        for row in rows
        for subject in row.subjects
        if subject != row.actor_id and subject not in nobody
    }
