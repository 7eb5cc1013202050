"""Know each word by itself, once for all texts: the gates that it opens, at which something is looked for."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import count
from string import ascii_lowercase, digits

_SHORT_NUMBER = 3  # figures of a number that is met again
_LONGEST = 40  # letters of a word that is met again
_KEPT = 20_000  # words remembered
FIGURES = "#"

_numbers = count()
_listed: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
_shapes: defaultdict[str, list[tuple[int, Callable[[str], object]]]] = defaultdict(list)
_bundles: dict[tuple[int, ...], tuple[int, ...]] = {}  # what words open together, each kept once


def gate(
    words: Iterable[str] = (),
    is_one: Callable[[str], object] | None = None,
    firsts: str = ascii_lowercase + digits,
) -> int:
    """Return a new gate, that any of some words in small letters opens, and any word of some shape.

    Shape: ``firsts`` are the plain letters and digits that words of the shape begin with, or ``FIGURES`` where each
    of them holds some. Gates are made while modules are loaded, before the first text is read.
    """
    number = next(_numbers)
    for word in frozenset(words):
        _listed[word] += (number,)
    if is_one is not None:
        for first in frozenset(firsts if firsts == FIGURES else ("", *firsts)):
            _shapes[first].append((number, is_one))
    return number


CAPITAL, INNER = gate(), gate()  # words that begin with a capital; words with one further in alone (iPad)
FIGURED = gate()  # words that are not letters throughout
ONES = gate((*ascii_lowercase, *digits), lambda low: len(low) == 1, "")  # words of one letter or figure
TAILED = gate(  # letters with figures behind, whatever else follows
    is_one=re.compile(r"[a-z]{2,}\d+[a-z\d]*").fullmatch, firsts=FIGURES
)


class Gates(dict[str, tuple[int, ...]]):
    """The gates that each word opens, as it is written. Only so many words of the last texts are remembered."""

    def __missing__(self, word: str) -> tuple[int, ...]:
        low = word.lower()
        opened = (*_listed.get(low, ()), *_shaped(low), *self.more(low))
        if low != word:
            opened += (CAPITAL if word[0].isupper() else INNER,)
        if len(word) > (_SHORT_NUMBER if word.isdigit() else _LONGEST):
            return opened  # each text has its own
        if len(self) >= _KEPT:
            self.clear()
        self[word] = opened = _bundles.setdefault(opened, opened)
        return opened

    def more(self, low: str) -> Iterable[int]:
        """Return the gates that a word in small letters opens to those who know a roster."""
        return ()


def _shaped(low: str) -> list[int]:
    """Return the gates that a word opens by its shape, those left out that it opens as one of a list."""
    listed = _listed.get(low, ())
    shapes = _shapes[low[0] if low.isascii() else ""]
    found = [] if low.isalpha() else [FIGURED]
    for number, is_one in (*shapes, *_shapes[FIGURES]) if found else shapes:
        if number not in listed and is_one(low):
            found.append(number)
    return found
