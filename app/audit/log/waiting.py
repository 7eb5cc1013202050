"""Read the events that have no leaf yet, in the order in which they will be sealed.

An event of a stream whose clock was set back stands before one that it happened after. Neither is passed over: where a
reading ends, be it at the present or after so many rows, what comes after an event beyond its end waits for that one.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from app.audit.counting import CLOCK_SLACK
from app.audit.log.core import columns, is_formed, moment, place_of
from app.audit.log.models import Checkpoint, Leaf
from app.audit.models import AuditEvent
from app.kernel import db
from app.kernel.frozen import dataclass

ROUND = 20_000  # events read at a time
RECENT = timedelta(hours=2)
stream_of = itemgetter(place_of("boot_id"), place_of("mono_seq"))
_ID, _AT = itemgetter(place_of("id")), itemgetter(place_of("at"))
NewestHead = tuple[int, int] | None  # a log's place and its last head's


@dataclass(frozen=True)
class Waiting:
    """What waits. Shape: ``odd`` are the ids of rows that are not of an event's form; ``head`` is the last one signed
    before this was read; ``until`` is the time up to which all was read, and None where nothing more is there."""

    rows: Sequence[Any]
    odd: Sequence[str]
    head: NewestHead
    until: datetime | None


def newest_head(c: sa.Connection) -> NewestHead:
    """Return which head was signed last. Leaves come with a head, so that as long as it is the last, none came."""
    order = (Checkpoint.origin.desc(), Checkpoint.place.desc())
    row = c.execute(sa.select(Checkpoint.origin, Checkpoint.place).order_by(*order).limit(1)).first()
    return None if row is None else (row.origin, row.place)


def read_waiting(until: datetime, since: datetime | None, passed: Collection[str]) -> Waiting:
    """Return events without a leaf, but for those that were passed over and those that wait for one before them."""
    with db.engine("system").connect() as c:
        head = newest_head(c)  # before the events: what another seals meanwhile is looked for then
        most = ROUND + len(passed)
        while True:
            rows: Sequence[Any] = c.execute(_unsealed(until, since, most)).all()
            more = len(rows) == most
            end = moment(_AT(rows[-1])) if more else until
            rows = [row for row in rows if _ID(row) not in passed] if passed else rows
            formed = [row for row in rows if is_formed(row)]
            odd = [_ID(row) for row in rows if not is_formed(row)] if len(formed) < len(rows) else []
            held = {row.boot_id: row.first for row in c.execute(_firsts_beyond(end, more))}
            rows = [row for row in formed if not _waits(row, held)] if held else formed
            if rows or odd or not more:
                return Waiting(_in_stream_order(rows), odd, head, end - CLOCK_SLACK if more else None)
            most *= 2


def _unsealed(until: datetime, since: datetime | None, most: int) -> sa.Select[Any]:
    e = AuditEvent
    here = [Leaf.event_id.is_(None), e.occurred_at <= until]
    if since is not None:
        here.append(e.occurred_at >= since)
    order = (e.occurred_at, e.boot_id, e.mono_seq, e.id)
    wanted = sa.select(*columns()).outerjoin(Leaf, Leaf.event_id == e.id)
    return wanted.where(*here).order_by(*order).limit(most)


def _firsts_beyond(end: datetime, at_it: bool) -> sa.Select[str | None, int | None]:
    """Ask for the first number of each stream beyond the end of a reading; with ``at_it``, also of what is at it."""
    e = AuditEvent
    beyond = e.occurred_at >= end if at_it else e.occurred_at > end
    first = sa.select(e.boot_id, sa.func.min(e.mono_seq).label("first"))
    return first.where(beyond, e.occurred_at <= end + CLOCK_SLACK).group_by(e.boot_id)


def _waits(row: Any, held: Mapping[Any, Any]) -> bool:
    """Tell whether an event comes after one of its stream that lies beyond the end of the reading."""
    boot, number = stream_of(row)
    first = held.get(boot)
    return isinstance(first, int) and number is not None and bool(number > first)


def _in_stream_order(rows: Sequence[Any]) -> Sequence[Any]:
    """Let each stream's events stand in their own order, even where the clock went back a little."""
    latest: dict[str, int] = {}
    for boot, number in map(stream_of, rows):
        if boot and number:
            if number < latest.get(boot, 0):
                break
            latest[boot] = number
    else:
        return rows
    times: dict[str, Any] = {}
    keyed = []
    for row in sorted(rows, key=lambda row: (row.boot_id or "", row.mono_seq or 0)):
        at = max(row.at, times.get(row.boot_id, row.at)) if row.boot_id else row.at
        times[row.boot_id] = at
        keyed.append((at, row.boot_id or "", row.mono_seq or 0, row.id, row))
    return [one[-1] for one in sorted(keyed, key=lambda one: one[:4])]
