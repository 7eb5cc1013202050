"""Put the layers together on the words of one text: roster, unknown words, neighbors."""

import re
from collections.abc import Sequence

from app.privacy.text.context import Words, is_hailed, joined, near
from app.privacy.text.people import names_somebody, word_is_name
from app.privacy.text.roster import MASKED, STAFF, WORD, Roster
from app.privacy.text.unknown import unknown_is_name
from app.privacy.text.words import Lexicon, looks_spanish, word_set

Found = tuple[int, int, str]

_APART = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.\-_*·|/,]{1,2}){2,}[^\W\d_](?![^\W_])")
_ODD = re.compile(r"[^\W_]*[@$!|][\w@$!|]*[^\W_]|[@$|][^\W_]{2,}")
_RUN = re.compile(r"\d+")
_BETWEEN = {" ", "-", "'", ". ", ".", "  ", "_"}


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
            self._mark_titled()
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
        """Mark words of every day that are somebody's name with the one beside them."""
        lows, pairs = self.words.lows, self.roster.pairs
        for at in range(1, len(lows)):
            if f"{lows[at - 1]} {lows[at]}" in pairs and self.words.gap(at) in {" ", ", ", "-", ".", "_"}:
                both = (self.words.has_capital(at) and self.words.has_capital(at - 1)) or not (
                    lows[at] in word_set("function") and lows[at - 1] in word_set("function")
                )
                if both:
                    self.kinds[at] = self.kinds[at - 1] = "name"

    def _mark_titled(self) -> None:
        """Mark what stands after a title, or after "my name is", with a capital."""
        words = self.words
        for at in range(1, len(words.lows)):
            if self.kinds[at] or at in self.kept or not words.has_capital(at) or self._is_known(at) or len(words.words[at]) < 2:
                continue
            named = words.lows[at - 1] in {"is", "es", "llamo"} and is_hailed(words, at)
            if (words.titled(at) and words.lows[at - 1] in word_set("titles")) or named:
                self.kinds[at] = "name"

    def _spread(self) -> None:
        """Mark words of the roster beside a name, then initials and capitals that belong to it."""
        for at, low in enumerate(self.words.lows):
            if self.kinds[at] or at in self.kept:
                continue
            ours = self.named.get(low, 0) & MASKED
            if (ours or low in self.lexicon.word_names) and self._belongs(at, low, bool(ours)):
                self.kinds[at] = "name"
        for at, kind in enumerate(list(self.kinds)):
            if kind:
                self._take_after(at + 1)
                self._take_before(at - 1)

    def _belongs(self, at: int, low: str, ours: bool) -> bool:
        words, capital = self.words, self.words.has_capital(at)
        if low in word_set("never names") or (low in word_set("function") and not capital):
            return False
        if words.titled(at) and self.named.get(low, 0) & STAFF:
            return False
        if joined(words, at, self.kinds) and (capital or (ours and low in self.lexicon.word_names)):
            return not (low in self.lexicon.technology or low in self.lexicon.capitals)
        if not near(words, at, self.kinds) or words.lows[at] in self.lexicon.technology:
            return False
        return capital or low in self.lexicon.word_names

    def _take_after(self, at: int) -> None:
        words = self.words
        if at >= len(words.lows) or self.kinds[at] or at in self.kept or words.gap(at) not in _BETWEEN or words.begins(at):
            return
        low = words.lows[at]
        if low in word_set("suffixes") or (words.gap(at) == "'" and len(low) > 2 and low not in {"all"}):
            self.kinds[at] = "name"
            return
        if self._is_known(at):
            return
        if not words.has_capital(at):
            if low in self.odd and low.isalpha() and not words.has_capital(at - 1) and low not in self.lexicon.word_names:
                self.kinds[at] = "word"
            return
        if len(words.words[at]) == 1 or (words.is_capital(at) and words.is_capital(at - 1) and not words.words[at].isupper()):
            self.kinds[at] = "name"
            self._take_after(at + 1)

    def _take_before(self, at: int) -> None:
        words = self.words
        if at < 0 or self.kinds[at] or at in self.kept or words.gap(at + 1) not in _BETWEEN or words.begins(at + 1):
            return
        word = words.words[at]
        if words.gap(at + 1) in {"-", "'"} and words.lows[at] in self.odd | word_set("particles") and word.isalpha():
            self.kinds[at] = "name"
            return
        if not word[0].isupper() or self._is_known(at) or words.titled(at + 1) or words.lows[at] in word_set("neutral"):
            return
        initial = len(word) == 1 and (word not in "AI" or "." in words.gap(at + 1))
        if initial or (words.is_capital(at) and not words.begins(at) and len(word) > 1 and not word.isupper()):
            self.kinds[at] = "name"

    def _is_known(self, at: int) -> bool:
        low = self.words.lows[at]
        lexicon = self.lexicon
        return low in lexicon.technology or low in lexicon.capitals or low in self.vocabulary or bool(self.named.get(low, 0) & STAFF) or low in word_set("function")

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
