"""Which log goes on, and when a new one must begin.

A database that is older than the last head signed here was restored from a backup: going on would sign a head that
contradicts one that people keep. A new log begins then, named ``…/2``, whose first leaf holds that head, and the
newest one that the database still has: it binds what was kept, and says what was lost.
"""

import re
import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.audit.log.core import origin_core
from app.audit.log.folder import CONTRADICTED, NEXT_KEY, Contradicted, LogFolder, LogStopped, stored_head
from app.audit.log.merkle import CompactRange
from app.audit.log.models import Checkpoint, Leaf, LogKey, LogOrigin
from app.audit.log.notes import Head, Signer, new_signer
from app.audit.log.tree import StoredTree
from app.kernel.frozen import dataclass

SCHOOL, DEMO = "school", "demo"
CLOCK_BACK = timedelta(hours=12)  # a log whose heads lie further ahead would date its entries before them
KEY_GONE = (
    "The log's key is not in the data folder. Bring log.key back; if it is lost, run: cadre audit begin-again"
)
NO_DEMO = (
    "The log is a school's, and its district says now that it is a demo's: a demo has a database of its own. Somebody "
    "changed the district's row; bring it back from a backup"
)
_NUMBERED = re.compile(r"([^/]+/[^/]+)/([1-9][0-9]*)")


class Whose(NamedTuple):
    """Whose log goes on, and the districts of demos: what happened there never enters a school's log that follows."""

    kind: str
    demos: frozenset[int] = frozenset()


@dataclass(frozen=True)
class OpenLog:
    """A log that can go on. Shape: ``first`` is the leaf with which a new one must begin."""

    place: int
    name: str
    signer: Signer
    last: Head | None
    last_place: int
    grown: CompactRange
    first: bytes | None = None


def newest_origin(connection: sa.Connection) -> Any:
    return connection.execute(sa.select(LogOrigin).order_by(LogOrigin.place.desc()).limit(1)).first()


def last_checkpoint(connection: sa.Connection, origin: int) -> Any:
    """Return the newest checkpoint's row of a log, or None."""
    wanted = sa.select(Checkpoint).where(Checkpoint.origin == origin)
    return connection.execute(wanted.order_by(Checkpoint.place.desc()).limit(1)).first()


def open_log(connection: sa.Connection, folder: LogFolder, kind: str, now: datetime) -> OpenLog:
    """Return the log that goes on, beginning one where there is none or where the old one must end.

    Refuses: LogStopped when the key is missing, the stored tree contradicts the last head, or a school's log would
    give way to a demo's, which nobody looks at.
    """
    newest, kept = newest_origin(connection), folder.head()
    if _lies_beyond(connection, newest):
        raise Contradicted(CONTRADICTED)
    if newest is not None and newest.kind != kind:
        if newest.kind == SCHOOL:
            raise LogStopped(NO_DEMO)
        folder.put_aside(slug(newest.name))
        return begin(connection, folder, kind, now, None)
    if kept is not None and kind_of(kept.origin) != kind:
        folder.put_aside(slug(kept.origin))
        kept = None
    if newest is None:
        return begin(connection, folder, kind, now, kept)
    row, last, grown = _stored(connection, newest)
    if kept is None or _is_behind(connection, newest.place, last, kept):
        return begin(connection, folder, kind, now, kept or last)
    signer = _signer(connection, folder, newest)
    if kind == SCHOOL and last.at > now + CLOCK_BACK:
        raise LogStopped(
            f"The last head is of {last.at:%Y-%m-%d %H:%M} UTC, which has not come yet. Set the machine's "
            "clock (NTP); if it is right now, run: cadre audit begin-again"
        )
    return OpenLog(newest.place, newest.name, signer, last, row.place, grown)


def _stored(connection: sa.Connection, newest: Any) -> tuple[Any, Head, CompactRange]:
    """Return a log's last head, with its row, and the tree under it. Refuses: LogStopped when they disagree."""
    row = last_checkpoint(connection, newest.place)
    if row is None:
        raise LogStopped("The log has no head. Restore the newest backup.")
    head = stored_head(row.note)
    try:
        grown = StoredTree(connection, newest.place).range_at(head.size)
    except LookupError:
        grown = CompactRange()
    said = (head.origin, head.number, head.size, head.root)
    if said != (newest.name, row.place, row.size, grown.root()):
        raise Contradicted(CONTRADICTED)
    return row, head, grown


def _lies_beyond(connection: sa.Connection, newest: Any) -> bool:
    """Tell whether something is stored that no log of ours has: an event with a leaf under no head would be passed
    over, and a school's log that says it was a demo's would be left for a new one that does not follow it."""
    log, row = 0, None
    if newest is not None:
        log, row = newest.place, last_checkpoint(connection, newest.place)
        if kind_of(newest.name) != newest.kind:
            return True
    size = row.size if row is not None else 0
    leaf = sa.select(Leaf.place).where(Leaf.origin == log, Leaf.place >= size)
    others = (sa.select(table.place).where(table.origin > log) for table in (Leaf, Checkpoint, LogKey))
    return any(connection.execute(one.limit(1)).first() for one in (leaf, *others))


def _signer(connection: sa.Connection, folder: LogFolder, newest: Any) -> Signer:
    """Return the key that signs now; a rotation that was cut short is finished or undone."""
    coming = folder.signer(NEXT_KEY)
    if coming is not None:
        known = connection.execute(sa.select(LogKey.place).where(LogKey.vkey == coming.key.text)).first()
        if known:
            folder.turn_key()
        else:
            folder.drop_next_key()
    signer = folder.signer()
    if signer is None or signer.key.text != _newest_key(connection, newest.place):
        raise LogStopped(KEY_GONE)
    return signer


def _newest_key(connection: sa.Connection, origin: int) -> str | None:
    """Return the key whose turn it is: an earlier one of the same log signs nothing any more."""
    wanted = sa.select(LogKey.vkey).where(LogKey.origin == origin).order_by(LogKey.place.desc()).limit(1)
    return connection.execute(wanted).scalar()


def lacks_key(connection: sa.Connection, folder: LogFolder) -> bool:
    """Tell whether the newest log could not be signed now. Refuses: LogStopped when a key is damaged."""
    newest = newest_origin(connection)
    if newest is None:
        return False
    wanted, there = _newest_key(connection, newest.place), (folder.signer(), folder.signer(NEXT_KEY))
    return all(one is None or one.key.text != wanted for one in there)


def _is_behind(connection: sa.Connection, origin: int, last: Head, kept: Head) -> bool:
    """Tell whether a log of the database is from before the last head that was signed here."""
    if kept.origin != last.origin:
        known = connection.execute(sa.select(LogOrigin.place).where(LogOrigin.name == kept.origin)).first()
        return known is None
    if kept.number > last.number or kept.size > last.size or kept.at > last.at:
        return True
    return StoredTree(connection, origin).range_at(kept.size).root() != kept.root


def is_restored(connection: sa.Connection, folder: LogFolder, kind: str) -> bool:
    """Tell, without a look at the tree, whether the last head signed here is beyond this database, or lost.

    Refuses: LogStopped when it is damaged.
    """
    newest, kept = newest_origin(connection), folder.head()
    if newest is not None and newest.kind != kind:
        return False
    if kept is None or kind_of(kept.origin) != kind:
        return newest is not None
    return is_beyond(connection, newest, kept)


def is_beyond(connection: sa.Connection, newest: Any, kept: Head) -> bool:
    """Tell whether a head is of a log that the database does not know, or is later than the newest log's last."""
    here = sa.select(LogOrigin.place).where(LogOrigin.name == kept.origin)
    place = connection.execute(here).scalar()
    if place is None:
        return True
    last = last_checkpoint(connection, place)
    return last is None or (place == newest.place and stored_head(last.note).number < kept.number)


def begin(
    connection: sa.Connection, folder: LogFolder, kind: str, now: datetime, follows: Head | None
) -> OpenLog:
    """Begin a log with a key of its own; the head it follows, if any, and what is kept become its first leaf."""
    newest = newest_origin(connection)
    last = last_checkpoint(connection, newest.place) if newest else None
    place = newest.place + 1 if newest else 1
    name = _next_name(follows.origin) if follows else _fresh_name(folder.host, kind)
    if follows is not None:
        folder.put_aside(slug(follows.origin))
    signer = new_signer(name)
    folder.keep_signer(signer)
    note = follows.note if follows else ""
    connection.execute(
        sa.insert(LogOrigin).values(place=place, name=name, kind=kind, follows=note, begun_at=now)
    )
    connection.execute(sa.insert(LogKey).values(origin=place, place=1, vkey=signer.key.text, begun_at=now))
    first = origin_core(name, kind, now, note, last.note if last else "") if follows else None
    return OpenLog(place, name, signer, None, 0, CompactRange(), first)


def _fresh_name(host: str, kind: str) -> str:
    """Return a name that tells a demo's log from a school's, also where the school is reached at demo.example.org."""
    if kind == DEMO:
        host = f"demo.{host}"
    elif kind_of(host) == DEMO:
        host = f"log.{host}"
    return f"{host}/{secrets.token_hex(4)}"


def _next_name(name: str) -> str:
    found = _NUMBERED.fullmatch(name)
    return f"{found[1]}/{int(found[2]) + 1}" if found else f"{name}/2"


def kind_of(name: str) -> str:
    return DEMO if name.startswith("demo.") else SCHOOL


def slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name)
