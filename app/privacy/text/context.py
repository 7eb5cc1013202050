"""Read the words around a word: does it stand where a name stands?"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import accumulate, compress

from app.privacy.text.cues import CAPITAL, FIGURED, INNER, Gates
from app.privacy.text.words import lexicon, word_set

_TOKEN = re.compile(r"([^\W_]+)")
_PLAIN_TOKEN = re.compile(r"([A-Za-z0-9]+)")  # the same for plain letters, and faster
_DIGITS = re.compile(r"\d+")
_STOP = re.compile(r"[.!?:;\n\r\t•*|>\"“(\[{…=]|[-–—] |^[-–—]")
_SPAN = re.Match.span
_BEYOND = [""] * 16  # what is asked for before the first word or behind the last is one of these
_HEADED = 3  # words in title case from which a line is a heading
_CLOSE = frozenset({" ", "-", ", ", ".", "_", "'"})
_ABBREVIATED = word_set("abbreviated")
_TITLES, _HAILS = word_set("titles") | word_set("soft titles"), word_set("hails")
_GREETED = frozenset({" ", ", ", ",", ": ", "  ", ",\n", ", \n"})


@lru_cache(maxsize=1_000)
def _stops(gap: str) -> bool:
    """Tell whether what stands between two words ends a sentence or line, or begins a quotation."""
    return gap not in {"'", "-", ", "} and _STOP.search(gap) is not None


class Words:
    """The words of a folded text, with where they stand.

    Shape: ``low`` are the lower-case words and ``gap`` what stands between each and the one before, both nothing
    beyond the ends; ``has_capital`` tells whether a word is written with one, ``begins`` whether a sentence, line or
    quotation begins with it. They are asked hundreds of times for a text, so they are lists, and what a set does
    itself. ``opened`` are the places by the gates that the words there open, and ``joints`` by what stands before
    them where that is no single space, so that who looks for something goes through no other places.
    """

    __slots__ = (
        "_loud", "begins", "capitals", "ends", "foreign", "gap", "gaps", "has_capital", "joints", "led", "low", "lows",
        "opened", "runs", "starts", "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, gates: Gates, foreign: Collection[int] = (), led: bool = False) -> None:
        """Read the words. ``gates`` tells which ones they open; ``foreign`` are offsets of letters that neither English
        nor Spanish writes; ``led`` tells that something stands before the first word."""
        self.text, self.led = text, led
        pieces: list[str] = (_PLAIN_TOKEN if text.isascii() else _TOKEN).split(
            text
        )  # gap, word, gap, word … gap
        edges = list(accumulate(map(len, pieces)))
        self.gaps, self.words = pieces[0::2], pieces[1::2]
        self.starts, self.ends = edges[0:-1:2], edges[1::2]
        opened: defaultdict[int, list[int]] = defaultdict(list)
        found = list(map(gates.__getitem__, self.words))
        for at, numbers in compress(enumerate(found), found):
            for number in numbers:
                opened[number].append(at)
        self.opened: Mapping[int, list[int]] = opened
        self.lows = self.words.copy()
        for at in (*opened.get(CAPITAL, ()), *opened.get(INNER, ())):
            self.lows[at] = self.words[at].lower()
        self.foreign = self._holding(foreign) if foreign else frozenset()
        self.runs = self._figures(opened.get(FIGURED, ()))
        self.capitals = opened.get(CAPITAL, [])
        self.low, self.gap = self.lows + _BEYOND, self.gaps + _BEYOND
        self.has_capital = frozenset(self.capitals).__contains__
        joints: defaultdict[str, list[int]] = defaultdict(list)
        for at, gap in enumerate(self.gaps):
            if gap != " " and 0 < at < len(self.words):
                joints[gap].append(at)
        self.joints: Mapping[str, list[int]] = joints
        self.begins = frozenset(self._begun()).__contains__
        self._loud: bool | None = None

    def _figures(self, places: Iterable[int]) -> list[tuple[int, int]]:
        """Return where figures stand together: always inside one word."""
        runs: list[tuple[int, int]] = []
        for at in places:
            start = self.starts[at]
            if self.words[at].isdecimal():
                runs.append((start, self.ends[at]))
            else:
                runs += map(_SPAN, _DIGITS.finditer(self.text, start, self.ends[at]))
        return runs

    def _holding(self, offsets: Collection[int]) -> frozenset[int]:
        """Return where the words stand that hold one of the offsets somewhere, loanwords left out."""
        places = {bisect_right(self.starts, offset) - 1 for offset in offsets}
        lows = {self.lows[place] for place in places if place >= 0 and len(self.lows[place]) > 1} - word_set(
            "loanwords"
        )
        return frozenset(place for place, low in enumerate(self.lows) if low in lows)

    def at_gate(self, gate: int) -> Sequence[int]:
        """Return the places of the words that open a gate."""
        return self.opened.get(gate, ())

    def starts_of(self, gate: int) -> list[int]:
        """List where the words that open a gate begin in the text."""
        places = self.opened.get(gate)
        return [self.starts[at] for at in places] if places else []

    def places_of(self, words: Set[str]) -> list[int]:
        """List which of the text's words are among some."""
        return list(compress(range(len(self.lows)), map(words.__contains__, self.lows))) if words else []

    def follows(self, at: int) -> bool:
        """Tell whether a word follows the one before it in the same clause."""
        return 0 < at < len(self.lows) and not self.begins(at) and "," not in self.gap[at]

    def _begun(self) -> set[int]:
        """Return where sentences, lines and quotations begin."""
        begun = {0}
        for gap, places in self.joints.items():
            if _stops(gap):
                plain = gap[0] != "." or "\n" in gap
                begun.update(places if plain else [at for at in places if not self._is_shortened(at - 1)])
        return begun

    def _is_shortened(self, at: int) -> bool:
        """Tell whether a point behind a word need not end a sentence."""
        low = self.lows[at]
        return low in _ABBREVIATED or (len(low) == 1 and self.gaps[at] != "-")  # USB-C. It …

    def is_capital(self, at: int) -> bool:
        """Tell whether a word has a capital that says something: not so among capitals or in title case."""
        if not self.has_capital(at):
            return False
        word = self.words[at]
        return not (self.is_loud(at) if word.isupper() and len(word) > 1 else self.is_heading(at))

    def is_raised(self, at: int) -> bool:
        """Tell whether a word has such a capital inside a sentence."""
        return self.has_capital(at) and not self.begins(at) and self.is_capital(at)

    def is_loud(self, at: int) -> bool:
        """Tell whether the words around are in capitals throughout."""
        if self._loud is None:
            self._loud = any(len(word := self.words[at]) > 1 and word.isupper() for at in self.capitals)
        if not self._loud:
            return False
        near = [word for word in self.words[max(0, at - 4) : at + 5] if len(word) > 1 and word.isalpha()]
        return sum(word.isupper() for word in near) > max(2, 0.7 * len(near))

    def is_heading(self, at: int) -> bool:
        """Tell whether the words of a dictionary around are in title case."""
        first = max(0, at - 5)
        if bisect_left(self.capitals, at + 6) - bisect_left(self.capitals, first) < _HEADED:
            return False
        known, last = lexicon(), min(len(self.words), at + 6)
        near = [
            self.words[place]
            for place in range(first, last)
            if len(low := self.lows[place]) > 3 and low in known.plain and low not in known.capitals
            if low not in known.technology and not (place != at and self.begins(place))
        ]
        return len(near) >= _HEADED and sum(word[0].isupper() for word in near) >= 0.8 * len(near)

    def titled(self, at: int) -> bool:
        """Tell whether a title stands before a word."""
        if self.low[at - 1] not in _TITLES:
            return False
        if self.gap[at] not in {" ", ". ", ".", "  ", ".  "}:
            return False
        return self.gap[at - 1][-1:] not in {".", "@", "-", "_"}


def is_hailed(words: Words, at: int) -> bool:
    """Tell whether a greeting, an asking or a naming stands before a word."""
    if at == 0 or words.gap[at] not in _GREETED:
        return False
    before = words.lows[at - 1]
    if before in {"is", "es", "s"} and words.low[at - 2] in {"name", "nombre"}:
        return True
    return before in _HAILS


def is_labelled(words: Words, at: int) -> bool:
    """Tell whether "Name:" or "last name?" stands before a word, and no file's or network's name."""
    if at == 0 or words.lows[at - 1] not in {"name", "nombre", "student", "alumno", "alumna", "estudiante"}:
        return False
    return words.gap[at].strip() in {":", "?", "-", "="} and words.low[at - 2] not in word_set("named things")


def is_kin(words: Words, at: int) -> bool:
    """Tell whether a word for a person, a friend or a sister, stands right before a word."""
    return at > 0 and words.gap[at] in {" ", ": "} and words.lows[at - 1] in word_set("kin")


def is_towards(words: Words, at: int) -> bool:
    """Tell whether a preposition or verb that takes a person stands before a word."""
    return at > 0 and words.gap[at] == " " and words.lows[at - 1] in word_set("towards")


def acts(words: Words, at: int, verbs: frozenset[str]) -> bool:
    """Tell whether the word is followed by one of the verbs."""
    if at + 1 >= len(words.lows):
        return False
    return words.gap[at + 1] == " " and words.lows[at + 1] in verbs


def owns(words: Words, at: int) -> bool:
    """Tell whether a word has a possessive ending, and is not a short form of is."""
    if words.low[at + 1] != "s" or words.gap[at + 1] != "'":
        return False
    return words.gap[at + 2][:1] != "'" and words.low[at + 2] not in {"not", "a", "the", "been", "no"}


def is_spoken_of(words: Words, at: int) -> bool:
    """Tell whether a verb of saying stands right before a word (said Maria)."""
    return at > 0 and words.gap[at] == " " and words.lows[at - 1] in word_set("after saying")


def is_called_out(words: Words, at: int) -> bool:
    """Tell whether a word is addressed or signs: before a comma, or in the last short line."""
    after = words.gap[at + 1]
    if after[:1] in {",", ":"} and "\n" not in after:
        return words.begins(at)
    return is_signature(words, at)


def is_signature(words: Words, at: int) -> bool:
    """Tell whether a word stands in a last line of at most three words, all with capitals."""
    line = words.text.rstrip().rfind("\n") + 1
    if line == 0 or words.starts[at] < line:
        return False
    last = [word for word, start in zip(words.words[-4:], words.starts[-4:], strict=True) if start >= line]
    return len(last) <= 3 and all(word[0].isupper() for word in last)


def near(words: Words, at: int, marked: Sequence[str]) -> bool:
    """Tell whether a neighbor in the same clause is marked."""
    left = at > 0 and bool(marked[at - 1]) and words.gap[at] in _CLOSE
    return left or (at + 1 < len(marked) and bool(marked[at + 1]) and words.gap[at + 1] in _CLOSE)


def joined(words: Words, at: int, marked: Sequence[str]) -> bool:
    """Tell whether "and" or a comma joins a word with a marked one."""
    if at + 2 < len(marked) and marked[at + 2] and words.lows[at + 1] in {"and", "y", "or", "o", "e"}:
        return words.gap[at + 1] == " " and words.gap[at + 2] == " "
    if at > 1 and marked[at - 2] and words.lows[at - 1] in {"and", "y", "or", "o", "e"}:
        return words.gap[at] == " " and words.gap[at - 1] == " "
    return False


def ends(words: Words, at: int) -> bool:
    """Tell whether what a word belongs to ends with it: a stop, a verb or a place comes after."""
    gap, after = words.gap[at + 1], words.low[at + 1]
    if gap.strip() or "\n" in gap or gap == "  " or not after or after in word_set("after names"):
        return True
    return after.endswith("ed") and len(after) > 4
