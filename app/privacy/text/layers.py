"""Put the layers together on the words of one text: roster, unknown words, neighbors."""

import re
from collections.abc import Sequence

from app.privacy.text.context import Words, near
from app.privacy.text.people import names_somebody, word_is_name
from app.privacy.text.roster import MASKED, STAFF, WORD, Roster
from app.privacy.text.unknown import unknown_is_name
from app.privacy.text.words import FUNCTION_WORDS, Lexicon, looks_spanish

Found = tuple[int, int, str]

_APART = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.\-_*·|/,]{1,2}){2,}[^\W\d_](?![^\W_])")
_ODD = re.compile(r"[^\W_]*[@$!|][\w@$!|]*[^\W_]|[@$|][^\W_]{2,}")
_RUN = re.compile(r"\d+")
_BETWEEN = {" ", "-", "'", ". ", ".", "  ", "_"}
_NEUTRAL = frozenset("room teacher student class grade period lab hall the a an from for with ask tell hi hey hello and or gym office".split())


def name_spans(words: Words, shapes: Sequence[Found], roster: Roster, lexicon: Lexicon, vocabulary: frozenset[str]) -> list[Found]:
    """List where names of people stand, beyond what was found by shape."""
    return [*_Reader(words, shapes, roster, lexicon, vocabulary).spans(), *_spelled(words.text, roster), *_digits(words.text, roster)]


class _Reader:
    """Reads the words of one text once, and marks those that name somebody."""

    def __init__(self, words: Words, shapes: Sequence[Found], roster: Roster, lexicon: Lexicon, vocabulary: frozenset[str]) -> None:
        self.words, self.roster, self.lexicon, self.vocabulary = words, roster, lexicon, vocabulary
        self.kinds: list[str] = [""] * len(words.lows)
        self.ranges: list[Found] = []
        self.kept: set[int] = set()
        distinct = set(words.lows)
        self.spanish = looks_spanish(distinct)
        odd = {word for word in distinct if word not in lexicon.plain and len(word) > 1}
        self.odd = {word for word in odd if word not in vocabulary}
        self.named = {word: flags for word in distinct if (flags := roster.flags(word, self.spanish))}
        self.shapes = shapes

    def spans(self) -> list[Found]:
        if self.odd or self.named or self.roster.phrases:
            self._mark_phrases()
            self._mark_words()
            self._mark_pairs()
            self._spread()
        return [*self.ranges, *self._merged()]

    def _mark_phrases(self) -> None:
        lows = self.words.lows
        for at in range(len(lows)):
            for parts, kind in self.roster.phrases.get(lows[at], ()):
                if tuple(lows[at : at + len(parts)]) == parts:
                    self.ranges.append((self.words.starts[at], self.words.ends[at + len(parts) - 1], kind))
                    break
        if self.odd:
            self._keep_products()

    def _keep_products(self) -> None:
        """Keep products that hold a name (Khan Academy)."""
        lows = self.words.lows
        for at in range(len(lows) - 1):
            for length in (2, 3):
                if " ".join(lows[at : at + length]) in self.lexicon.phrases:
                    self.kept.update(range(at, at + length))

    def _mark_words(self) -> None:
        words, interesting = self.words, self.odd | self.named.keys()
        for at, low in enumerate(words.lows):
            if low in interesting and at not in self.kept:
                self.kinds[at] = self._judge(at, low)

    def _judge(self, at: int, low: str) -> str:
        flags = self.named.get(low, 0)
        if flags & MASKED and names_somebody(self.words, at, flags, self.lexicon):
            return "name"
        if flags & STAFF or low not in self.odd:
            return ""
        if low in self.lexicon.word_names:
            return "name" if not self._is_spanish_word(low) and word_is_name(self.words, at, self.lexicon) else ""
        if flags & MASKED:
            return ""
        if self.roster.holds(low):
            return "name"
        return unknown_is_name(self.words, at, self.spanish, self.vocabulary)

    def _is_spanish_word(self, low: str) -> bool:
        return self.spanish and low in self.lexicon.spanish and low not in self.lexicon.english

    def _mark_pairs(self) -> None:
        """Mark daily words that are a name with the one beside them."""
        lows = self.words.lows
        for at in range(1, len(lows)):
            if self.words.gap(at) in {" ", ", ", "-", ".", "_"} and f"{lows[at - 1]} {lows[at]}" in self.roster.pairs and (
                self.kinds[at] or self.kinds[at - 1] or (self._capital(at) and self._capital(at - 1))
            ):
                self.kinds[at] = self.kinds[at - 1] = "name"

    def _capital(self, at: int) -> bool:
        return self.words.words[at][:1].isupper()

    def _spread(self) -> None:
        """Mark roster words beside a name, initials and capitals that belong to it."""
        marked = [bool(kind) for kind in self.kinds]
        for at, kind in enumerate(list(self.kinds)):
            if not kind:
                flags = self.named.get(self.words.lows[at], 0)
                if flags & WORD and flags & MASKED and self.words.lows[at] not in FUNCTION_WORDS and near(self.words, at, marked):
                    self.kinds[at] = "name" if self._capital(at) or self.words.lows[at] in self.lexicon.word_names else ""
        for at, kind in enumerate(list(self.kinds)):
            if kind:
                self._take_after(at + 1)
                self._take_before(at - 1)

    def _take_after(self, at: int) -> None:
        words = self.words
        if at >= len(words.lows) or self.kinds[at] or at in self.kept or words.gap(at) not in _BETWEEN or words.begins(at):
            return
        if not words.words[at][0].isupper() or self._is_known(at):
            return
        if len(words.words[at]) == 1 or (words.is_capital(at) and words.is_capital(at - 1) and not words.words[at].isupper()):
            self.kinds[at] = "name"
            self._take_after(at + 1)

    def _take_before(self, at: int) -> None:
        words = self.words
        if at < 0 or self.kinds[at] or at in self.kept or words.gap(at + 1) not in _BETWEEN or words.begins(at + 1):
            return
        word = words.words[at]
        if not word[0].isupper() or self._is_known(at) or words.titled(at + 1) or words.lows[at] in _NEUTRAL:
            return
        initial = len(word) == 1 and (word not in "AI" or "." in words.gap(at + 1))
        if initial or (words.is_capital(at) and not words.begins(at) and len(word) > 1 and not word.isupper()):
            self.kinds[at] = "name"

    def _is_known(self, at: int) -> bool:
        low = self.words.lows[at]
        lexicon = self.lexicon
        return low in lexicon.technology or low in lexicon.capitals or low in self.vocabulary or bool(self.named.get(low, 0) & STAFF) or low in FUNCTION_WORDS

    def _merged(self) -> list[Found]:
        """Join marked words that stand together into one range, particles between them included."""
        ranges: list[list[int | str]] = []
        last = -9
        for at, kind in enumerate(self.kinds):
            if not kind:
                continue
            start, end = self.words.starts[at], self.words.ends[at]
            if ranges and last == at - 1 and self.words.gap(at) in _BETWEEN and not self.words.begins(at):
                ranges[-1][1] = end
                ranges[-1][2] = "name" if "name" in {kind, ranges[-1][2]} else kind
            else:
                ranges.append([start, end, kind])
            last = at
        return [(int(row[0]), int(row[1]), str(row[2])) for row in ranges]


def _spelled(text: str, roster: Roster) -> list[Found]:
    """List names written with spaces between letters, or with signs for letters."""
    found: list[Found] = []
    for run in _APART.finditer(text):
        letters = [run.start() + at for at, char in enumerate(run[0]) if char.isalpha()]
        joined = "".join(text[at] for at in letters).lower()
        found.extend((letters[start], letters[end - 1] + 1, "name") for start, end in roster.names_in(joined))
    if any(sign in text for sign in "@$!|"):
        for run in _ODD.finditer(text):
            if any(sign in run[0] for sign in "@$!|") and roster.holds(run[0].lower()):
                found.append((run.start(), run.end(), "name"))
    return found


def _digits(text: str, roster: Roster) -> list[Found]:
    """List numbers of the roster in any grouping."""
    runs = [run.span() for run in _RUN.finditer(text)] if roster.digits else []
    found: list[Found] = []
    for first in range(len(runs)):
        joined = ""
        for last in range(first, min(first + 10, len(runs))):
            if last > first and runs[last][0] - runs[last - 1][1] > 3:
                break
            joined += text[runs[last][0] : runs[last][1]]
            kind = roster.digits.get(joined) or roster.digits.get(joined[1:] if len(joined) == 11 and joined[0] == "1" else "")
            if kind:
                found.append((runs[first][0], runs[last][1], kind))
    return found
