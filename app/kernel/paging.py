"""Keyset pages: a page costs the same wherever it is."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass

T = TypeVar("T")
MOST = 2**63  # keys are 63-bit numbers


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list and the marks that lead to its neighbors."""

    rows: tuple[T, ...]
    older: str | None = None
    newer: str | None = None


def encode(key: Sequence[Any]) -> str:
    """Turn the key of a row into a mark for an address."""
    return base64.urlsafe_b64encode(json.dumps(list(key)).encode()).decode().rstrip("=")


def decode(mark: str | None, size: int) -> list[Any] | None:
    """Read a mark back.

    Refuses: Invalid when it was not made by ``encode`` for a key of this size.
    """
    if not mark:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _not_ours() from error
    if not isinstance(key, list) or len(key) != size or not all(_plain(part) for part in key):
        raise _not_ours()
    return key


def _plain(part: Any) -> bool:
    return type(part) is int or (type(part) is str and part.isprintable())


def decode_id(mark: str | None) -> int | None:
    """Read back a mark that holds a row's key alone; None without a mark.

    Refuses: Invalid when it was made by hand.
    """
    key = decode(mark, 1)
    return _id(key[0]) if key else None


def decode_moment(mark: str | None) -> tuple[datetime | None, int]:
    """Read back a mark that holds a moment and a row's key; (None, 0) without a mark.

    Refuses: Invalid when it was made by hand.
    """
    key = decode(mark, 2)
    if key is None:
        return None, 0
    try:
        moment = datetime.fromisoformat(str(key[0])).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _not_ours() from error
    return moment, _id(key[1])


def _id(part: Any) -> int:
    if type(part) is not int or not 0 <= part < MOST:
        raise _not_ours()
    return part


def _not_ours() -> Invalid:
    return Invalid("That page mark is not one of ours.", "Go back to the start of the list.")


def cut(rows: Sequence[T], size: int, key: Callable[[T], Sequence[Any]], after: str | None = None) -> Page[T]:
    """Make a page from ``size + 1`` fetched rows."""
    shown = tuple(rows[:size])
    older = encode(key(shown[-1])) if len(rows) > size else None
    return Page(shown, older=older, newer="" if after else None)


def written(word: str) -> sa.BindParameter[str]:
    """Return a word of ours that is written out, so that PostgreSQL knows how many rows have it."""
    return sa.literal(word, literal_execute=True)


def up_to(most: int) -> sa.BindParameter[int]:
    """Return a limit that is written out: PostgreSQL plans for the few rows that are wanted, not for a tenth."""
    return sa.bindparam(None, most, sa.Integer(), literal_execute=True)
