"""Count wrong passwords where they are typed, so that the wait meets who guesses and not whom they guess at.

A known browser (`visitors.py`) and a screen that is signed in wait for their own wrong tries only. Anybody else waits
for those of their address, up to fifteen seconds, and for those at the account from everywhere, up to two. Usernames
that nobody has make one wait as known ones do: a username is made of a name, and a classmate may try which there are.
What was typed is not kept, nor an address: only a short piece of a keyed hash, which many share.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import passwords, visitors
from app.accounts.models import Account, UnknownName
from app.accounts.visitors import Visitor
from app.audit.work import Work
from app.kernel import clock, db
from app.kernel.errors import TooMany
from app.kernel.frozen import dataclass

_SHARED = 1 << 24  # below: names and addresses; above, where no two meet: browsers and screens
_ALL = (1 << 31) - _SHARED
LONGEST_FOR_ALL = 2
OTHERS_WAIT = (
    "Then try once more. Was it somebody else? A browser in which you signed in before does not wait, "
    "and your teacher can print a slip that lets you in at once."
)


@dataclass(frozen=True)
class Door:
    """At which counts a try to sign in stands. Shape: ``number`` is empty for a browser that is not known."""

    visitor: Visitor
    own: int
    everybody: int
    number: str = ""
    own_failures: int = 0


def bucket_of(key: bytes, *parts: str) -> int:
    """Return where the tries at a username, or at one from an address, are counted."""
    return _hashed(key, parts) % _SHARED


def bucket_of_screen(session_id: int) -> int:
    """Return where the tries on a screen that is signed in are counted."""
    return _SHARED + _hashed(b"", ("screen", str(session_id))) % _ALL


def _bucket_of_browser(number: str) -> int:
    return _SHARED + _hashed(b"", ("browser", number)) % _ALL


def _hashed(key: bytes, parts: tuple[str, ...]) -> int:
    return int.from_bytes(hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).digest()[:8], "big")


def find_tries(work: Work, bucket: int) -> Any:
    """Return how often was tried, and until when the next try waits, or None."""
    columns = (UnknownName.failures, UnknownName.wait_until)
    return work.first(sa.select(*columns).where(UnknownName.bucket == bucket))


def come_to(work: Work, visitor: Visitor, username: str, account: Any) -> Door:
    """Count a try at a username before its password is looked at, and return where it is counted.

    Shape: tries come one after another, so that many at once wait as many in a row do; ``let_in`` forgets the try.
    Refuses: TooMany while one of the counts waits; such a try is not counted.
    """
    everybody = bucket_of(visitor.key, username)
    number = visitors.known_number(visitor, account, work.now) if account is not None else ""
    if number:
        known = _bucket_of_browser(number)
        db.take_turn(work.connection, known)
        if (own := find_tries(work, known)) is not None:
            refuse_waiting(own)
            count_try(work, known)
            return Door(visitor, known, everybody, number, own.failures)
    bucket = bucket_of(visitor.key, username, visitor.network)
    for each in (bucket, everybody):
        db.take_turn(work.connection, each)
    own, shared = find_tries(work, bucket), find_tries(work, everybody)
    refuse_waiting(own, shared, account, remedy=OTHERS_WAIT)
    count_try(work, bucket)
    count_try(work, everybody, LONGEST_FOR_ALL)
    return Door(visitor, bucket, everybody, "", own.failures if own is not None else 0)


def unwaited(visitor: Visitor, username: str) -> Door:
    """Return the counts for somebody whom a slip lets in."""
    everybody = bucket_of(visitor.key, username)
    return Door(visitor, bucket_of(visitor.key, username, visitor.network), everybody)


def refuse_waiting(*counts: Any, what: str = "passwords", remedy: str = "Then try once more.") -> None:
    """Go on when no wait of earlier wrong tries runs.

    Shape: one that is longer than any is of a clock that was ahead; it holds nobody off.
    Refuses: TooMany, with how long.
    """
    ends = [one.wait_until for one in counts if one is not None and one.wait_until is not None]
    waits = [(end - clock.now()).total_seconds() for end in ends]
    left = max((wait for wait in waits if wait <= passwords.LONGEST_OF_ANY), default=0)
    if left > 0:
        seconds = int(left) + 1
        wait = f"{seconds} second{'' if seconds == 1 else 's'}"
        raise TooMany(f"Too many wrong {what}. Wait {wait}.", remedy, seconds)


def count_wrong(work: Work, door: Door, account: Any) -> None:
    """Lay a wrong password to an account, to tell its owner of; the caller records. A known browser's is not."""
    if door.number or account is None:
        return
    wait = passwords.next_wait(account.failures + 1, work.now, LONGEST_FOR_ALL)
    values = {"failures": Account.failures + 1, "wait_until": wait}
    work.execute(sa.update(Account).where(Account.id == account.id).values(**values))


def count_try(work: Work, bucket: int, longest: int = passwords.LONGEST_WAIT) -> None:
    """Count a try, and let the next one wait."""
    db.take_turn(work.connection, bucket)
    earlier = find_tries(work, bucket)
    failures = (earlier.failures if earlier is not None else 0) + 1
    _put(work, bucket, failures, passwords.next_wait(failures, work.now, longest), bucket)


def let_in(work: Work, door: Door, account: Any) -> str:
    """Forget the wrong tries of who gave the right password, and return the passes for their browser.

    Where others tried too, what a known browser does gives them no free tries.
    """
    left = min(account.failures, passwords.FREE_TRIES) if door.number else 0
    forgotten = {"failures": left} if door.number else {"failures": 0, "wait_until": None}
    work.execute(sa.update(Account).where(Account.id == account.id).values(**forgotten))
    number = visitors.new_number()
    if not door.number:
        forget_tries(work, door.own)
        forget_tries(work, door.everybody)
    _put(work, _bucket_of_browser(number), 0, None, _bucket_of_browser(door.number) if door.number else None)
    return visitors.renewed(door.visitor, account, door.number, number, work.now)


def forget_tries(work: Work, bucket: int) -> None:
    """Begin to count anew."""
    again = {"failures": 0, "wait_until": None}
    work.execute(sa.update(UnknownName).where(UnknownName.bucket == bucket).values(**again))


def _put(work: Work, bucket: int, failures: int, wait: datetime | None, old: int | None) -> None:
    values = {"bucket": bucket, "failures": failures, "wait_until": wait, "tried_at": work.now}
    changed = sa.update(UnknownName).where(UnknownName.bucket == old).values(**values)
    if old is None or work.change(changed) == 0:
        work.insert(UnknownName, **values)
