"""Keys that the application makes itself, so that blind writes need nothing back."""

import secrets
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random

from app.kernel import clock

_EPOCH_MS = 1_704_067_200_000  # 2024-01-01
_LOW_BITS = 22
_SYSTEM = secrets.SystemRandom()
_lock = threading.Lock()
_last = [0]
_repeated: ContextVar[tuple[Random, list[int]] | None] = ContextVar("cadre_repeated_ids", default=None)


def new_id() -> int:
    """Return a 63-bit key that grows with time within this process.

    Shape: 41 bits of milliseconds, 22 random bits; bulk writers get ascending neighbors.
    """
    repeated = _repeated.get()
    if repeated is not None:
        return _next(clock.now().timestamp(), *repeated)
    with _lock:
        fresh = ((time.time_ns() // 1_000_000 - _EPOCH_MS) << _LOW_BITS) | secrets.randbits(_LOW_BITS)
        _last[0] = fresh if fresh > _last[0] else _last[0] + 1 + secrets.randbelow(16)
        return _last[0]


def _next(seconds: float, chance: Random, last: list[int]) -> int:
    fresh = ((int(seconds * 1000) - _EPOCH_MS) << _LOW_BITS) | chance.getrandbits(_LOW_BITS)
    last[0] = fresh if fresh > last[0] else last[0] + 1 + chance.randrange(16)
    return last[0]


@contextmanager
def repeatable(chance: Random) -> Iterator[None]:
    """Draw the keys inside from a seeded generator and the moved clock: the demo is the same school twice.

    Shape: what depends on a key, such as which tickets a sample draws, is then the same. Never while serving.
    """
    token = _repeated.set((chance, [0]))
    try:
        yield
    finally:
        _repeated.reset(token)


def chance() -> Random:
    """Return where numbers, handles and draws come from: the system's, or the seeded one of ``repeatable``."""
    repeated = _repeated.get()
    return _SYSTEM if repeated is None else repeated[0]


def key_in(typed: str) -> int:
    """Return the key that an address or a form names; 0, which no row has, for anything else."""
    is_key = typed.isascii() and typed.isdecimal() and len(typed) < 20
    return int(typed) if is_key and int(typed) < 1 << 63 else 0


def new_event_id() -> str:
    """Return a random 128-bit key as 32 hex digits: it says nothing of time or count."""
    repeated = _repeated.get()
    return uuid.uuid4().hex if repeated is None else f"{repeated[0].getrandbits(128):032x}"


_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUP = 4


def new_code(groups: int = 3) -> str:
    """Return a code for paper, without look-alike characters: ``7KQM-P3XW-92HD``."""
    return written_code("".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUP * groups)))


def written_code(typed: str) -> str:
    """Return a code as it stands on paper, however it was typed: ``7kqm p3xw92hd`` too."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
