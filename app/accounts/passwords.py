"""Passwords: a strong hash, a minimum length, and a wait that grows but never locks."""

from datetime import datetime, timedelta
from functools import cache

from werkzeug.security import check_password_hash, generate_password_hash

from app.kernel.errors import Invalid

SHORTEST = 10
LONGEST_WAIT = 15
LONGEST_OF_ANY = 300  # for PINs
FREE_TRIES = 4
_method = ["scrypt"]


def use_method(method: str) -> None:
    """Choose the hash method; tests take a cheap one."""
    _method[0] = method
    _decoy.cache_clear()


@cache
def _decoy() -> str:
    """Return the hash that an unknown account's password is held against, so that it takes as long."""
    return generate_password_hash("no account has this", method=_method[0])


def hash_password(password: str) -> str:
    """Return the hash to store.

    Refuses: Invalid when the password is too short or too long.
    """
    if len(password) < SHORTEST:
        raise Invalid(
            f"A password needs at least {SHORTEST} characters.",
            "Three or four words that only you would put together are good.",
            field="password",
        )
    if len(password) > 200:
        raise Invalid(
            "A password may have at most 200 characters.", "Choose a shorter one.", field="password"
        )
    return generate_password_hash(password, method=_method[0])


def hash_pin(pin: str) -> str:
    """Return the hash of a PIN, whose shape was checked before."""
    return generate_password_hash(pin, method=_method[0])


def matches(password_hash: str | None, password: str) -> bool:
    """Tell whether a password fits; takes as long for an account that does not exist."""
    if password_hash:
        return check_password_hash(password_hash, password[:200])
    check_password_hash(_decoy(), password[:200])
    return False


def next_wait(failures: int, now: datetime, longest: int = LONGEST_WAIT) -> datetime | None:
    """Return until when the next try must wait. Units: 1, 2, 4 … at most so many seconds."""
    if failures < FREE_TRIES:
        return None
    return now + timedelta(seconds=min(2 ** min(failures - FREE_TRIES, 9), longest))
