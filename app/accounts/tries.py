"""Count wrong tries at usernames that nobody has: they make one wait as known ones do, so that a wait tells nothing.

A username is made of a name, and a classmate may try which names there are. What was typed is not kept: only a
short piece of its hash, which many names share.
"""

import hashlib
from typing import Any

import sqlalchemy as sa

from app.accounts import passwords
from app.accounts.models import UnknownName
from app.audit.work import Work
from app.kernel import db

HEX_DIGITS = 6


def bucket_of(username: str) -> int:
    """Return where the tries at a username are counted."""
    return int(hashlib.sha256(username.encode()).hexdigest()[:HEX_DIGITS], 16)


def find_tries(work: Work, username: str) -> Any:
    """Return how often a username that nobody has was tried, or None."""
    columns = (UnknownName.failures, UnknownName.wait_until)
    return work.first(sa.select(*columns).where(UnknownName.bucket == bucket_of(username)))


def count_try(work: Work, username: str) -> None:
    """Count a wrong try at a username that nobody has, and let the next one wait; the caller records."""
    bucket = bucket_of(username)
    db.take_turn(work.connection, bucket)
    earlier = find_tries(work, username)
    failures = (earlier.failures if earlier is not None else 0) + 1
    values = {
        "failures": failures,
        "wait_until": passwords.next_wait(failures, work.now),
        "tried_at": work.now,
    }
    if earlier is None:
        work.insert(UnknownName, bucket=bucket, **values)
    else:
        work.execute(sa.update(UnknownName).where(UnknownName.bucket == bucket).values(**values))
