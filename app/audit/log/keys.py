"""Turn the log's key, and begin again where the key is lost."""

from datetime import datetime

import sqlalchemy as sa

from app.audit.log.folder import NEXT_KEY, LogFolder, stored_head
from app.audit.log.models import LogKey
from app.audit.log.notes import Head, new_signer
from app.audit.log.origins import begin, is_beyond, kind_of, last_checkpoint, newest_origin, open_log
from app.audit.log.sequencer import LOCK, sign, writing
from app.audit.log.tree import StoredTree
from app.kernel import clock, db
from app.kernel.errors import Conflict


def rotate_key(folder: LogFolder, kind: str) -> Head:
    """Sign the next head with the old key and a new one, and keep the new one alone.

    Shape: whoever trusts the old key can trust the new one, since both signed the same head. Cut short, the next
    round finishes it when the head was stored, and undoes it when it was not.
    Refuses: LogStopped; Conflict before the first head.
    """
    now = clock.now()
    with writing() as c:
        db.take_turn(c, LOCK)
        log = open_log(c, folder, kind, now)
        if log.last is None:
            raise Conflict("There is no head yet.", "Run cadre audit seal first.")
        fresh = new_signer(log.name)
        folder.keep_signer(fresh, NEXT_KEY)
        place = c.execute(sa.select(sa.func.max(LogKey.place)).where(LogKey.origin == log.place)).scalar_one()
        c.execute(
            sa.insert(LogKey).values(origin=log.place, place=place + 1, vkey=fresh.key.text, begun_at=now)
        )
        head = sign(c, log, now, also=fresh)
    folder.turn_key()
    folder.keep_head(head)
    return head


def begin_again(folder: LogFolder, kind: str) -> Head:
    """Begin a new log with a new key; its first leaf is the last head of the old one.

    Refuses: Conflict when there is no log to follow.
    """
    now: datetime = clock.now()
    with writing() as c:
        db.take_turn(c, LOCK)
        newest = newest_origin(c)
        row = last_checkpoint(c, newest.place) if newest is not None else None
        if row is None:
            raise Conflict("There is no log to follow.", "Run cadre audit seal.")
        kept = folder.head_if_whole()
        goes_beyond = kept is not None and kind_of(kept.origin) == kind and is_beyond(c, newest, kept)
        follows = kept if goes_beyond else stored_head(row.note)
        log = begin(c, folder, kind, now, follows)
        StoredTree(c, log.place).grow(log.grown, [(None, log.first or b"")])
        head = sign(c, log, now)
    folder.keep_head(head)
    return head
