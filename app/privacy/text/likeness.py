"""Weigh by its letters whether a word that no list holds is built like a name or like a term of technology."""

import gzip
import re
from functools import cache, lru_cache
from importlib import resources

_SIGNS = 28  # a beginning, the letters, an end
_SCALE = 30
_SYLLABLE = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|"
    "in|ua|uo|ui|un|ue|a|e|i|o|u)|er|ai|an|ang|ao)"
)
_PINYIN = re.compile(rf"(?=.*(?:[xq]|zh|iang|uang|iong|iao|uan)){_SYLLABLE}{{2,3}}")
_UNTOLD = (
    0.3  # of words with letters that English does not write, and of syllables of Chinese in Latin letters
)


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
    mean = total / (_SCALE * (len(low) + 1))
    return max(mean, _UNTOLD) if _PINYIN.fullmatch(low) else mean


def _place(letter: str) -> int:
    return ord(letter) - 96
