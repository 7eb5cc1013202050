"""Weigh by its letters whether a word that no list holds is built like a name or like a term of technology."""

import gzip
from functools import cache, lru_cache
from importlib import resources

_SIGNS = 28  # a beginning, the letters, an end
_SCALE = 30
_UNTOLD = 0.3  # of words with letters that English does not write


@cache
def _table() -> bytes:
    return gzip.decompress((resources.files(__package__) / "data" / "likeness.gz").read_bytes())


@lru_cache(maxsize=20_000)
def likeness(low: str) -> float:
    """Return the mean weight of each three letters in a row: above 0 as in names, below 0 as in terms.

    Source: data/NOTICE says from which lists the weights were counted.
    """
    if not (low.isascii() and low.isalpha()):
        return _UNTOLD
    table, last, before, total = _table(), 0, 0, 0
    for sign in (*map(_place, low), _SIGNS - 1):
        weight = table[(last * _SIGNS + before) * _SIGNS + sign]
        total += weight - 256 if weight > 127 else weight
        last, before = before, sign
    return total / (_SCALE * (len(low) + 1))


def _place(letter: str) -> int:
    return ord(letter) - 96
