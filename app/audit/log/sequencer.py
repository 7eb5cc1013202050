"""Put events in order, grow the tree, sign its head: one transaction a batch, one holder at a time.

Events are found by what has no leaf yet, never by a mark of the last one: rows that commit late are taken late
and never passed over. Most rounds look at recent events only; each hour, and at the start, at all of them.
Events that cannot be explained are left where they are.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.audit.log.core import core_of, people_in
from app.audit.log.explaining import Explaining
from app.audit.log.folder import LogFolder, LogStopped
from app.audit.log.forgetting import name_in_log
from app.audit.log.models import Checkpoint, Leaf, Lease, Pseudonym, StreamCount
from app.audit.log.naming import is_name, new_name
from app.audit.log.notes import Head, Signer
from app.audit.log.origins import (
    DEMO,
    SCHOOL,
    OpenLog,
    Whose,
    is_restored,
    last_checkpoint,
    newest_origin,
    open_log,
)
from app.audit.log.tree import StoredTree
from app.audit.log.waiting import RECENT, NewestHead, newest_head, read_waiting, stream_of
from app.kernel import clock, db
from app.kernel.frozen import dataclass
from app.kernel.sqlite import CACHE

BATCH = 4000  # leaves a transaction
ROOM = 8000  # KB of SQLite's pages while a full batch is written
HEARTBEAT = timedelta(hours=1)
LEASE = timedelta(seconds=30)
TELL = timedelta(seconds=10)
AHEAD = timedelta(seconds=1)  # an event later than that waits for its time to come
LOCK = 0x6361647265  # of PostgreSQL's advisory locks
UNEXPLAINED = "Events that cannot be explained and are not sealed, which cadre audit verify names: "
NO_NAME = (
    "What somebody is called in the log is no name of it: somebody changed audit_pseudonym. Bring its rows back from "
    "a backup, and run: cadre audit verify"
)
_NAME = "sequencer"


@dataclass(frozen=True)
class Sealed:
    """What a round did. Shape: unexplained are the ids of events that were left unsealed for good."""

    count: int
    head: Head | None
    mine: bool = True
    unexplained: tuple[str, ...] = ()


class Sequencer:
    """One holder of the lease."""

    def __init__(self, folder: LogFolder, holder: str = "") -> None:
        self._folder = folder
        self._holder = holder or secrets.token_hex(8)
        self._all_at: datetime | None = None
        self._held_until: datetime | None = None
        self._told_at: datetime | None = None
        self._explaining = Explaining()
        self._unexplained: tuple[str, ...] = ()
        self._newest: NewestHead = None  # where it still is the last, none of what was read has a leaf

    def round(self, whose: str | Callable[[], Whose], take_over: bool = False) -> Sealed:
        """Seal what has no leaf yet; a heartbeat when an hour has passed without.

        Shape: ``whose`` says which log goes on, and is asked once the events are read, so that a school's first ones
        never end a demo's log; ``take_over`` seals everything now, whoever holds the lease; the lock keeps two apart.
        Refuses: LogStopped.
        """
        now = clock.now()
        if not take_over and not self._hold(now):
            return Sealed(0, None, mine=False)
        everything = take_over or self._all_at is None or now - self._all_at >= HEARTBEAT
        if everything:
            self._explaining.begin()
        count, head, left = 0, None, list[str]()
        since = None if everything else now - RECENT
        while True:
            read = read_waiting(now + AHEAD, since, set(left))
            self._newest = read.head
            left += read.odd
            log = whose() if callable(whose) else Whose(whose)
            for kind, part in _parted(log, read.rows):
                for start in range(0, len(part), BATCH):
                    here = part[start : start + BATCH]
                    done, sealed, some = self._batch(kind, here)
                    head, count = done or head, count + sealed
                    left += some
            if read.until is None:
                break
            since = min(read.until, now - RECENT)  # what is older was read; what comes late is younger
        if everything:
            self._all_at, self._unexplained = now, tuple(left)
        if count or everything or self._told_at is None or now - self._told_at >= TELL:
            head = self._beat(log.kind, now, everything) or head
        return Sealed(count, head, unexplained=self._unexplained)

    def _hold(self, now: datetime) -> bool:
        """Take or keep the lease; it is renewed when half of it has passed."""
        if self._held_until is not None and now < self._held_until - LEASE / 2:
            return True
        taken = self._take(now)
        self._held_until = now + LEASE if taken else None
        return taken

    def _take(self, now: datetime) -> bool:
        mine = {"holder": self._holder, "until": now + LEASE}
        free = sa.or_(Lease.holder == self._holder, Lease.until < now)
        try:
            with writing() as c:
                taken = c.execute(sa.update(Lease).where(Lease.name == _NAME, free).values(**mine))
                if taken.rowcount:
                    return True
                if c.execute(sa.select(Lease.name).where(Lease.name == _NAME)).first():
                    return False
                c.execute(sa.insert(Lease).values(name=_NAME, fault="", **mine))
        except sa.exc.IntegrityError:
            return False
        return True

    def _batch(self, kind: str, rows: Sequence[Any]) -> tuple[Head | None, int, list[str]]:
        """Seal events, and return the head, how many were not sealed before, and the ids of those that are left."""
        now = clock.now()
        with writing() as c, roomy(c, len(rows) == BATCH):
            db.take_turn(c, LOCK)
            alone = newest_head(c) == self._newest
            if not alone:
                ids = [row.id for row in rows]
                known = set(c.execute(sa.select(Leaf.event_id).where(Leaf.event_id.in_(ids))).scalars())
                rows = [row for row in rows if row.id not in known]
            if not rows:
                return None, 0, []
            log = open_log(c, self._folder, kind, now)
            good = self._explaining.explained(c, log, kind, rows, now)
            left = list({row.id for row in rows} - {row.id for row in good}) if len(good) < len(rows) else []
            if not good and not log.first:
                return None, 0, left
            names = pseudonyms(c, people_in(good))
            entries: list[tuple[str | None, bytes]] = [(row.id, core_of(row, names)) for row in good]
            if log.first:
                entries.insert(0, (None, log.first))
            StoredTree(c, log.place).grow(log.grown, entries)
            _count_streams(c, good)
            head = sign(c, log, now)
        self._folder.keep_head(head)
        if alone:
            self._newest = log.place, head.number
        return head, len(good), left

    def _beat(self, kind: str, now: datetime, everything: bool) -> Head | None:
        """Say that everything is sealed; sign again when the last head is an hour old, or a new log must begin."""
        self._told_at, head = now, None
        with writing() as c:
            db.take_turn(c, LOCK)
            newest = newest_origin(c)
            last = last_checkpoint(c, newest.place) if newest is not None and newest.kind == kind else None
            due = last is not None and now - last.signed_at >= HEARTBEAT
            if due or (everything and is_restored(c, self._folder, kind)):
                log = open_log(c, self._folder, kind, now)
                if log.first:
                    StoredTree(c, log.place).grow(log.grown, [(None, log.first)])
                if due or log.first:
                    head = sign(c, log, now)
            fault = unexplained_fault(len(self._unexplained))
            told = {"caught_up_at": now, "fault": fault}
            if not c.execute(sa.update(Lease).where(Lease.name == _NAME).values(**told)).rowcount:
                c.execute(sa.insert(Lease).values(name=_NAME, holder=self._holder, until=now, **told))
        if head is not None:
            self._folder.keep_head(head)
        return head

    def tell(self, fault: str) -> None:
        """Write down why the log does not go on, for the doctor and the office."""
        with writing() as c:
            c.execute(sa.update(Lease).where(Lease.name == _NAME).values(fault=fault[:200]))


def unexplained_fault(count: int) -> str:
    """Return what stands as the log's fault while events are left unsealed; "" for none."""
    return f"{UNEXPLAINED}{count}" if count else ""


@contextmanager
def roomy(c: sa.Connection, wanted: bool) -> Iterator[None]:
    """Give a connection of SQLite room for a full batch: new leaves lie everywhere in the index of their events."""
    wanted = wanted and c.dialect.name == "sqlite"
    if wanted:
        c.exec_driver_sql(f"PRAGMA cache_size=-{ROOM}")
    try:
        yield
    finally:
        if wanted:
            c.exec_driver_sql(f"PRAGMA cache_size=-{CACHE}")


def writing() -> Any:
    return db.engine("system").execution_options(sqlite_begin="IMMEDIATE").begin()


def _parted(log: Whose, rows: Sequence[Any]) -> list[tuple[str, Sequence[Any]]]:
    """Let what waits from a demo that was left end the demo's log, before the school's begins with the rest."""
    if log.kind == SCHOOL and any(row.district_id in log.demos for row in rows):
        with db.engine("system").connect() as connection:
            newest = newest_origin(connection)
        if newest is not None and newest.kind == DEMO:
            theirs = [row for row in rows if row.district_id in log.demos]
            return [(DEMO, theirs), (SCHOOL, [row for row in rows if row.district_id not in log.demos])]
    return [(log.kind, rows)]


def sign(c: sa.Connection, log: OpenLog, now: datetime, also: Signer | None = None) -> Head:
    """Sign the head of a grown tree and store it. A clock that went back does not take the heads with it."""
    at = max(now.replace(microsecond=0), log.last.at) if log.last else now.replace(microsecond=0)
    head = log.signer.sign(Head(log.name, log.grown.size, log.grown.root(), log.last_place + 1, at))
    head = also.sign(head) if also else head
    c.execute(
        sa.insert(Checkpoint).values(
            origin=log.place, place=head.number, size=head.size, signed_at=now, note=head.note
        )
    )
    return head


def pseudonyms(c: sa.Connection, people: Iterable[int]) -> dict[int, str]:
    """Return the pseudonyms of people, making those that nobody has used yet; of who was forgotten, nobody's."""
    wanted = sorted(people)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), BATCH):
        some = Pseudonym.person_id.in_(wanted[start : start + BATCH])
        rows = c.execute(sa.select(Pseudonym.person_id, Pseudonym.name).where(some))
        found |= {row.person_id: name_in_log(row.name) for row in rows}
    if not all(map(is_name, found.values())):
        raise LogStopped(NO_NAME)
    fresh = [new_name(one) for one in wanted if one not in found]
    if fresh:
        c.execute(sa.insert(Pseudonym), fresh)
    return found | {row["person_id"]: row["name"] for row in fresh}


def _count_streams(c: sa.Connection, rows: Sequence[Any]) -> None:
    """Keep how many events of each stream are sealed, and its highest number."""
    counts: dict[str, list[int]] = {}
    for boot, number in map(stream_of, rows):
        counts.setdefault(boot, []).append(number)
    known = c.execute(sa.select(StreamCount).where(StreamCount.boot_id.in_(sorted(counts)))).all()
    more = []
    for row in known:
        numbers = counts.pop(row.boot_id)
        more.append({"stream": row.boot_id, "seen": row.seen + len(numbers), "top": max(row.top, *numbers)})
    if more:
        c.execute(sa.update(StreamCount).where(StreamCount.boot_id == sa.bindparam("stream")), more)
    fresh = [{"boot_id": one, "seen": len(n), "top": max(n)} for one, n in counts.items()]
    if fresh:
        c.execute(sa.insert(StreamCount), fresh)


__all__ = ["LogStopped", "Sealed", "Sequencer", "pseudonyms", "sign"]
