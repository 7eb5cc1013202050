"""Which events can be explained: by the count of their process, and by when they say that they happened.

An event that Cadre wrote is the next one of some thread of some process, and is sealed soon after it happened. A row
that was put in past Cadre is neither. It stays in the trail, unsealed, and whoever asks is told of it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from app.audit.log.canonical import MOST
from app.audit.log.core import micros, place_of
from app.audit.log.folder import stored_head
from app.audit.log.models import Checkpoint, StreamCount
from app.audit.log.origins import SCHOOL, OpenLog, last_checkpoint, newest_origin

OLDEST = timedelta(days=1)  # before a head that was signed without it; the verifier allows an hour more
ROUND_TAKES = timedelta(hours=1)  # at most: heads so far apart are of two rounds
_BOOT, _ID, _WORDS = (re.compile(f"[0-9a-f]{{{size}}}").fullmatch for size in (16, 32, 64))
_PARTS = itemgetter(*(place_of(name) for name in ("id", "commitment", "boot_id", "mono_seq", "at")))
_Counted = tuple[Any, str, int, int]  # row, stream, number, microseconds


class Explaining:
    """What one sequencer knows of streams that it refuses, from their first event without an explanation on."""

    def __init__(self) -> None:
        self._refused: dict[str, int] = {}

    def begin(self) -> None:
        """Forget what was refused: all that waits is looked at again."""
        self._refused = {}

    def explained(
        self, c: sa.Connection, log: OpenLog, kind: str, rows: Sequence[Any], now: datetime
    ) -> list[Any]:
        """Return the events that can be sealed, in the same order."""
        counted = _counted(rows)
        boots = {boot for _, boot, _, _ in counted}
        counts = sa.select(StreamCount.boot_id, StreamCount.top).where(StreamCount.boot_id.in_(sorted(boots)))
        tops: dict[str, int] = {row.boot_id: row.top for row in c.execute(counts)}
        strange = _strangers(c, counted, boots - tops.keys())
        earliest = _earliest(c, log, now) if kind == SCHOOL else 0
        good = []
        for row, boot, number, at in counted:
            if boot in strange or at < earliest:
                self._refused[boot] = min(self._refused.get(boot, number), number)
            if number <= tops.get(boot, 0) or (boot in self._refused and number >= self._refused[boot]):
                continue
            tops[boot] = number
            good.append(row)
        return good


def _counted(rows: Iterable[Any]) -> list[_Counted]:
    """Return the events that a process of ours can have written and numbered."""
    found = []
    for row in rows:
        event, words, boot, number, at = _PARTS(row)
        if boot and number and 0 < number <= MOST and _ID(event) and (words is None or _WORDS(words)):
            found.append((row, boot, number, at if isinstance(at, int) else micros(at)))
    ours = {boot for boot in {one[1] for one in found} if _BOOT(boot)}
    return [one for one in found if one[1] in ours and one[3] > 0]


def _earliest(c: sa.Connection, log: OpenLog, now: datetime) -> int:
    """Return before when nothing that waits can have happened; 0 where no head was signed an hour ago."""
    origin = newest_origin(c)
    logs = [log.place, log.place - 1] if origin.follows else [log.place]
    cut = now - ROUND_TAKES + timedelta(seconds=1)
    wanted = sa.select(Checkpoint.signed_at).where(Checkpoint.origin.in_(logs), Checkpoint.signed_at <= cut)
    newest = wanted.order_by(Checkpoint.origin.desc(), Checkpoint.place.desc()).limit(1)
    signed_at = c.execute(newest).scalar()
    return 0 if signed_at is None else micros(signed_at - OLDEST)


def _strangers(c: sa.Connection, counted: Iterable[_Counted], unknown: set[str]) -> frozenset[str]:
    """Return streams that nothing kept knows, in a log that follows one of which something was lost.

    Shape: their process ran on while a backup was restored. Anywhere else the gap is sealed, for all to see.
    """
    if not unknown:
        return frozenset()
    firsts: dict[str, int] = {}
    for _, boot, number, _ in counted:
        firsts[boot] = min(number, firsts.get(boot, number))
    strange = frozenset(boot for boot in unknown if firsts[boot] > 1)
    origin = newest_origin(c) if strange else None
    if origin is None or not origin.follows:
        return frozenset()
    kept = last_checkpoint(c, origin.place - 1)
    return (
        frozenset() if kept and stored_head(kept.note).body == stored_head(origin.follows).body else strange
    )
