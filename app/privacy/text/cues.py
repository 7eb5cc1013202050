"""Know the words at which something is looked for: one table of them all, so that a text is gone through once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import count
from string import ascii_lowercase, digits

_SHORT_NUMBER = 3  # figures of a number that is met again
_KEPT = 6_000  # words remembered, besides those that are listed


class _Table(dict[str, int]):
    """The gates that each word opens, as bits; 0 for most words."""

    def __init__(self) -> None:
        self.listed: dict[str, int] = {}
        self.bundles: set[int] = set()
        self.opening: dict[int, frozenset[int]] = {}
        self.shapes: defaultdict[str, list[tuple[int, Callable[[str], object]]]] = defaultdict(list)

    def __missing__(self, word: str) -> int:
        found = self.listed.get(word, 0)
        if len(word) <= _SHORT_NUMBER or not word.isdigit():  # each text has long numbers of its own
            for bit, is_one in self.shapes[word[:1] if word.isascii() else ""]:
                if is_one(word):
                    found |= bit
            if len(self) >= _KEPT:
                self.clear()
            self[word] = found
        if found not in self.bundles:
            self.bundles.add(found)
            self.opening.clear()
        return found

    def with_one_of(self, gates: int) -> frozenset[int]:
        """Return which of the bundles of gates that words open together hold one of some gates."""
        found = self.opening.get(gates)
        if found is None:
            found = self.opening[gates] = frozenset(bundle for bundle in self.bundles if bundle & gates)
        return found


TABLE = _Table()
_bits = count()


def gate(words: Iterable[str]) -> int:
    """Return the bit of a new gate, that any of some words in small letters opens."""
    bit = 1 << next(_bits)
    for word in words:
        TABLE.listed[word] = TABLE.listed.get(word, 0) | bit
    TABLE.clear()
    return bit


def shape_gate(is_one: Callable[[str], object], firsts: str = ascii_lowercase + digits) -> int:
    """Return the bit of a new gate, that any word in small letters of some shape opens.

    Shape: ``firsts`` are the plain letters and digits that such a word begins with.
    """
    bit = 1 << next(_bits)
    for first in ("", *firsts):
        TABLE.shapes[first].append((bit, is_one))
    TABLE.clear()
    return bit


ONES = gate((*ascii_lowercase, *digits)) | shape_gate(
    lambda low: len(low) == 1, ""
)  # words of one letter or figure
