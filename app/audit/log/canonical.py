"""Canonical JSON of strings, whole numbers, truth values, lists and objects.

Source: RFC 8785. Numbers beyond 2^53 and fractions are refused: RFC 8785 would round them; keys are ASCII, so that
sorting them by UTF-16 and by code point is the same.
"""

import json
from typing import Any

MOST = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Return the one way to write a value.

    Refuses: ValueError for what has none.
    """
    check(value)
    return written(value)


def written(value: Any) -> bytes:
    """Write what is known to be canonical."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def check(value: Any) -> None:
    """Refuse what has no canonical form here."""
    if isinstance(value, str) or value is True or value is False:
        return
    if isinstance(value, int) and -MOST <= value <= MOST:
        return
    if isinstance(value, list):
        for each in value:
            check(each)
        return
    if isinstance(value, dict) and all(isinstance(key, str) and key.isascii() for key in value):
        for each in value.values():
            check(each)
        return
    raise ValueError(f"no canonical form: {type(value).__name__}")
