"""Lists of words in one block of bytes, that all processes of a machine may map from one file.

Python's own sets of words take ten times the room, and each process soon holds its own copy: looking at a word
writes to it. These words are public, so they lie there as they are (those of a roster: index.py).
"""

import json
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple

_MAGIC = b"CADREWT1"
_HEAD = struct.Struct("<8sII")  # magic, where the notes begin, checksum
_BETWEEN = b"\xff"  # stands in no text of UTF-8
_TOGETHER = 4  # words in one place, at most, on average
_KEPT = 2_000  # answers that a list remembers


class Unusable(ValueError):
    """These bytes are no such lists, or damaged ones, or of another source."""


class _List(NamedTuple):
    """Where in the block one list lies. Shape: ``places`` is a power of two; each has its start at ``starts``."""

    words: int
    places: int
    starts: int
    text: int
    end: int


def pack_words(lists: Mapping[str, Iterable[str]], source: str) -> bytes:
    """Write lists of words, and of what source they are, as one block."""
    block, table = bytearray(_HEAD.size), {}
    for name, words in lists.items():
        known = frozenset(words)
        places = 1 << max(0, (len(known) // _TOGETHER).bit_length())
        text = len(block) + 4 * (places + 1)
        starts, laid = _laid_out(known, places)
        table[name] = _List(len(known), places, len(block), text, text + len(laid))
        block += struct.pack(f"<{len(starts)}I", *(text + start for start in starts)) + laid
        block += b" " * (-len(block) % 4)
    notes = json.dumps({"source": source, "lists": table}).encode()
    checksum = zlib.crc32(notes, zlib.crc32(block[_HEAD.size :]))
    block[: _HEAD.size] = _HEAD.pack(_MAGIC, len(block), checksum)
    return bytes(block + notes)


def _laid_out(words: Iterable[str], places: int) -> tuple[list[int], bytes]:
    """Return where each place begins, and the words in the order of their places, one sign around each."""
    rows: defaultdict[int, list[bytes]] = defaultdict(list)
    for word in sorted(words):
        raw = word.encode("utf-8", "surrogatepass")
        rows[zlib.crc32(raw) & (places - 1)].append(raw)
    starts, text = [], bytearray(_BETWEEN)
    for place in range(places):
        starts.append(len(text) - 1)
        for raw in rows[place]:
            text += raw + _BETWEEN
    return [*starts, len(text) - 1], bytes(text)


def open_words(block: Any, source: str) -> dict[str, "WordSet"]:
    """Return the lists of a block by their names, read where they lie.

    Refuses: Unusable for bytes that ``pack_words`` did not write whole, or wrote from another source.
    """
    if len(block) < _HEAD.size:
        raise Unusable("too short")
    magic, at, checksum = _HEAD.unpack_from(block)
    if magic != _MAGIC or zlib.crc32(memoryview(block)[_HEAD.size :]) != checksum:
        raise Unusable("damaged")
    notes = json.loads(block[at:])
    if notes["source"] != source:
        raise Unusable("of another source")
    return {name: WordSet(block, _List(*where)) for name, where in notes["lists"].items()}


class WordSet(Set[str]):
    """One list of words, looked up where it lies; only going through all of it makes words of it.

    Shape: the last answers are remembered, at most so many that they take some ten thousand bytes.
    """

    def __init__(self, block: Any, where: _List) -> None:
        self._block, self._where = block, where
        self._find, self._last = block.find, where.places - 1
        self._starts: memoryview[int] = memoryview(block)[where.starts : where.text].cast("I")
        self._known: dict[object, bool] = {}  # what was asked before

    def __contains__(self, word: object) -> bool:
        try:
            return self._known[word]
        except KeyError:
            raw = word.encode("utf-8", "surrogatepass")  # type: ignore[attr-defined]  # only words are asked for
        place, starts = zlib.crc32(raw) & self._last, self._starts
        known: bool = self._find(_BETWEEN + raw + _BETWEEN, starts[place], starts[place + 1] + 1) >= 0
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[word] = known
        return known

    def __iter__(self) -> Iterator[str]:
        words = bytes(self._block[self._where.text : self._where.end]).split(_BETWEEN)[1:-1]
        return (raw.decode("utf-8", "surrogatepass") for raw in words)

    def __len__(self) -> int:
        return self._where.words

    @classmethod
    def _from_iterable(cls, words: Iterable[Any]) -> frozenset[Any]:
        """Make what is computed of a list a set of Python's own."""
        return frozenset(words)
