"""Keys that the application makes itself, so that blind writes need nothing back."""

import secrets
import threading
import time
import uuid

_EPOCH_MS = 1_704_067_200_000  # 2024-01-01
_LOW_BITS = 22
_lock = threading.Lock()
_last = [0]


def new_id() -> int:
    """Return a 63-bit key that grows with time within this process.

    Shape: 41 bits of milliseconds, 22 random bits; bulk writers get ascending neighbors.
    """
    with _lock:
        fresh = ((time.time_ns() // 1_000_000 - _EPOCH_MS) << _LOW_BITS) | secrets.randbits(_LOW_BITS)
        _last[0] = fresh if fresh > _last[0] else _last[0] + 1 + secrets.randbelow(16)
        return _last[0]


def new_event_id() -> str:
    """Return a random 128-bit key as 32 hex digits: it says nothing of time or count."""
    return uuid.uuid4().hex


_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_code(groups: int = 3, size: int = 4) -> str:
    """Return a code for paper, without look-alike characters: ``7KQM-P3XW-92HD``."""
    parts = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(size)) for _ in range(groups))
    return "-".join(parts)
