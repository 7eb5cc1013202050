"""Keyset pages: a page costs the same wherever it is."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.kernel.errors import Invalid

T = TypeVar("T")


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
        raise Invalid("That page mark is not one of ours.", "Go back to the start of the list.") from error
    if not isinstance(key, list) or len(key) != size or not all(type(part) in (int, str) for part in key):
        raise Invalid("That page mark is not one of ours.", "Go back to the start of the list.")
    return key


def cut(rows: Sequence[T], size: int, key: Callable[[T], Sequence[Any]], after: str | None = None) -> Page[T]:
    """Make a page from ``size + 1`` fetched rows."""
    shown = tuple(rows[:size])
    older = encode(key(shown[-1])) if len(rows) > size else None
    return Page(shown, older=older, newer="" if after else None)
