"""Who is named in a text of those whose tickets are for adults only; their names are kept per process.

A student tech who writes such a name learns nothing: nothing is refused, and nothing is taken away for it.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from app.audit.work import Work, look
from app.helpdesk.care import flag_queries
from app.identity.actor import system_actor
from app.privacy.text.mentions import Called, called, stands_for
from app.privacy.text.words import lexicon
from app.school.people import feeder

_lock = threading.Lock()


class Flagged(NamedTuple):
    """Somebody whose tickets are for adults only, since when, and what they are called by."""

    person_id: int
    site_id: int
    since: datetime
    called: Called


_kept: dict[int, tuple[Any, tuple[Flagged, ...]]] = {}


def people_flagged(work: Work) -> tuple[Flagged, ...]:
    """Return everybody of the actor's district whose tickets are for adults only, with the system's clearance."""
    district_id = work.actor.district_id
    with look(system_actor(district_id)) as reading:
        rows = reading.rows(flag_queries.flagged(reading.actor))
        if not rows:
            return ()
        key = tuple(map(tuple, rows))
        kept = _kept.get(district_id)
        if kept is None or kept[0] != key:
            ids = [row.person_id for row in rows]
            names = {
                row.person_id: row for row in reading.rows(flag_queries.people_named(reading.actor, ids))
            }
            people = tuple(
                Flagged(
                    row.person_id, row.site_id, row.set_at, called(feeder.name_of_row(names[row.person_id]))
                )
                for row in rows
                if row.person_id in names
            )
            with _lock:
                _kept[district_id] = kept = (key, people)
    return kept[1]


def named_in(work: Work, hidden: Sequence[str], site_id: int, requester_id: int) -> list[Flagged]:
    """Return those among the flagged whom hidden words of a ticket stand for.

    Shape: a first name alone counts within the ticket's own school, unless it is the requester's own too.
    """
    people = people_flagged(work) if hidden else ()
    if not people:
        return []
    is_other = names_anybody(work)
    found = [
        (one, word) for one in people for word in hidden
        if stands_for(word, one.called, one.site_id == site_id, is_other)
    ]  # fmt: skip
    if not found:
        return []
    asker = _called(work, requester_id)
    return list(
        dict.fromkeys(
            one
            for one, word in found
            if stands_for(word, one.called, False, is_other)
            or not (asker and stands_for(word, asker, True, is_other))
        )
    )


def names_anybody(work: Work) -> Callable[[str], bool]:
    """Return a function that tells whether a word is a name by itself, in the roster or out of it."""
    masker, names = feeder.masker_for(work), lexicon().names
    return lambda word: word in names or masker.names_somebody(word)


def _called(work: Work, person_id: int) -> Called | None:
    with look(system_actor(work.actor.district_id)) as reading:
        row = reading.first(flag_queries.people_named(reading.actor, [person_id]))
    return called(feeder.name_of_row(row)) if row else None
