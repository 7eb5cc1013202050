"""Passwords: a strong hash, a minimum length, and a wait that grows but never locks."""

from datetime import datetime, timedelta

from werkzeug.security import check_password_hash, generate_password_hash

from app.kernel.errors import Invalid

SHORTEST = 10
LONGEST_WAIT = 15
FREE_TRIES = 4
_method = "scrypt"
_decoy = ""


def use_method(method: str) -> None:
    """Choose the hash method; tests take a cheap one."""
    global _method, _decoy
    _method, _decoy = method, ""


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
        raise Invalid("A password may have at most 200 characters.", "Choose a shorter one.", field="password")
    return generate_password_hash(password, method=_method)


def matches(password_hash: str | None, password: str) -> bool:
    """Tell whether a password fits; takes as long for an account that does not exist."""
    global _decoy
    if password_hash:
        return check_password_hash(password_hash, password[:200])
    if not _decoy:
        _decoy = generate_password_hash("no account has this", method=_method)
    check_password_hash(_decoy, password[:200])
    return False


def next_wait(failures: int, now: datetime) -> datetime | None:
    """Return until when the next try must wait. Units: 1, 2, 4 … at most fifteen seconds."""
    if failures < FREE_TRIES:
        return None
    return now + timedelta(seconds=min(2 ** (failures - FREE_TRIES), LONGEST_WAIT))
