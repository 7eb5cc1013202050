"""Work out what some accounts were shown in a window, or who was shown somebody's data."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass
from app.oversight.breach import queries
from app.oversight.breach.tallying import Tally
from app.oversight.breach.view_models import Breach, due_from, field_lines, person_lines
from app.privacy.fields import FIELDS

PIECE = 5000
MOST_NAMES = 500  # of a select with a list of keys
LONGEST = timedelta(days=3660)


@dataclass(frozen=True)
class Asked:
    """What is asked. Shape: days are whole days of the district's time zone, both inside; empty is all."""

    accounts: tuple[str, ...]
    since: date
    until: date
    discovered: date
    fields: tuple[str, ...] = ()
    subjects: tuple[int, ...] = ()
    number: str = ""


def assess_breach(work: Work, asked: Asked, *, names: bool) -> Breach:
    """Return which fields of whom were shown, counted from the events.

    Refuses: Invalid for an unknown account, person or field, days in the wrong order, or neither account nor person.
    Records: breach:assessed, with the people as its subjects.
    """
    people = _holders(work, asked.accounts)
    subjects = _subjects(work, asked)
    _check(asked, subjects)
    here = ZoneInfo(str(work.value(queries.zone(work.actor)) or "UTC"))
    since, until = _window(asked, here)
    tally = Tally()
    at, key = None, ""
    while True:
        rows = work.rows(queries.seen(work.actor, people, subjects, since, until, at, key, PIECE))
        tally.take(rows, asked.fields, subjects)
        if len(rows) < PIECE:
            break
        at, key = rows[-1].occurred_at, rows[-1].id
    fields = tally.shown
    shown = sorted({subject for subject, _ in fields})
    called = _names(work, shown) if names else {}
    work.record(
        Tag.BREACH_ASSESSED,
        subjects=[*people, *shown],
        fields=["name"] if names and shown else [],
        since=asked.since.isoformat(),
        until=asked.until.isoformat(),
        count=len(shown),
        accounts=people,
    )
    return Breach(
        accounts=asked.accounts,
        since=asked.since,
        until=asked.until,
        fields=field_lines(fields),
        people=person_lines(fields, called, here),
        handled=len(tally.dealt - set(shown)),
        unnamed=_unnamed(work, tally),
        events=tally.events,
        refused=tally.refused,
        due=due_from(asked.discovered),
    )


def _holders(work: Work, usernames: Sequence[str]) -> list[int]:
    found = {row.username: row.person_id for row in work.rows(queries.holders(work.actor, usernames))}
    missing = [name for name in usernames if name not in found]
    if missing:
        raise Invalid(
            f"There is no account {missing[0]} in this district.", "Check its spelling.", field="accounts"
        )
    return list(found.values())


def _subjects(work: Work, asked: Asked) -> tuple[int, ...]:
    if asked.subjects:
        known = {row.id for row in work.rows(queries.known(work.actor, asked.subjects))}
        missing = [key for key in asked.subjects if key not in known]
        if missing:
            raise Invalid(f"Nobody in this district has the key {missing[0]}.", "Check it.", field="number")
    if not asked.number:
        return asked.subjects
    found = work.value(queries.with_number(work.actor, asked.number))
    if found is None:
        raise Invalid("Nobody in this district has this number.", "Check it.", field="number")
    return (*asked.subjects, int(found))


def _check(asked: Asked, subjects: Sequence[int]) -> None:
    if not asked.accounts and not subjects:
        raise Invalid("Name an account, or a person.", "Either is enough.", field="accounts")
    if asked.until < asked.since or asked.until - asked.since > LONGEST:
        raise Invalid("The last day comes before the first, or is ten years off.", field="until")
    unknown = [one for one in asked.fields if one not in FIELDS]
    if unknown:
        raise Invalid(f"No event names a field {unknown[0]}.", f"Fields: {', '.join(FIELDS)}.", field="field")


def _window(asked: Asked, here: ZoneInfo) -> tuple[datetime, datetime]:
    start = datetime.combine(asked.since, time(), here)
    end = datetime.combine(asked.until + timedelta(days=1), time(), here)
    return start.astimezone(UTC), end.astimezone(UTC)


def _names(work: Work, people: Sequence[int]) -> dict[int, Any]:
    pieces = (people[start : start + MOST_NAMES] for start in range(0, len(people), MOST_NAMES))
    return {row.id: row for piece in pieces for row in work.rows(queries.names(work.actor, piece))}


def _unnamed(work: Work, tally: Tally) -> tuple[tuple[str, int], ...]:
    keys = sorted(tally.unnamed)
    pieces = (keys[start : start + MOST_NAMES] for start in range(0, len(keys), MOST_NAMES))
    numbers = {
        row.id: row.number for piece in pieces for row in work.rows(queries.tickets(work.actor, piece))
    }
    return tuple((numbers.get(key, "a ticket"), tally.unnamed[key]) for key in keys)
