"""Find the people of a roster in the words of a text."""

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from app.privacy.text.names import (
    Person,
    address_starts,
    digits_of,
    name_words,
    odd_numbers,
    sign_ins,
    split_names,
    spoken_names,
)
from app.privacy.text.words import Lexicon, is_spanish, word_set

MASKED = 1  # at least one person whose name is hidden
STAFF = 2  # at least one member of staff, public by name
WORD = 4  # an ordinary word too: context decides
DAILY = 8  # a word of every day: only clear context makes it a name

_ALPHA = re.compile(r"[^\W\d_]+")
_KEPT = 20_000  # words remembered
_LONGEST = 40  # letters of a word taken apart with care
_LEET = str.maketrans("0345789@$!|", "oeastbgasii")


class Roster:
    """The words, numbers and addresses of all people, ready for look-up."""

    def __init__(self, people: Iterable[Person], lexicon: Lexicon) -> None:
        self.names: dict[str, int] = {}
        self.pairs: set[str] = set()
        self.digits: dict[str, str] = {}
        self.phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        self.heads: set[str] = set()
        self._lexicon = lexicon
        self._held: dict[str, bool] = {}
        for person in people:
            self._add(person)
        self._flag_words()
        self._inner = _automaton(
            name for name, flags in self.names.items() if flags & MASKED and len(name) > 2
        )

    def _add(self, person: Person) -> None:
        flag = STAFF if person.is_staff else MASKED
        names = self.names
        for name in spoken_names(person):
            names[name] = names.get(name, 0) | flag
        for words in sign_ins(person):
            self._add_phrase(words, "name")
        for digits, kind in digits_of(person):
            self.digits.setdefault(digits, kind)
        for words in odd_numbers(person):
            self._add_phrase(words, "number")
        for words in address_starts(person):
            self._add_phrase(words, "address")
        if not person.is_staff:
            self._add_pairs(person)
            for words in split_names(person):
                self._add_phrase(words, "name")

    def _add_phrase(self, words: tuple[str, ...], kind: str) -> None:
        if len(words) == 1:
            self.names[words[0]] = self.names.get(words[0], 0) | MASKED
            return
        self.heads.add(words[0])
        rows = self.phrases.setdefault((words[0], words[1]), [])
        if (words, kind) not in rows:
            rows.append((words, kind))
            rows.sort(key=lambda row: -len(row[0]))

    def _add_pairs(self, person: Person) -> None:
        """Keep first and last together where one of them is a word of every day."""
        lasts = name_words(person.last)
        for first in (*name_words(person.first), *name_words(person.preferred or "")):
            for last in lasts:
                if first in self._lexicon.english or last in self._lexicon.english:
                    self.pairs.add(f"{first} {last}")
                    self.pairs.add(f"{last} {first}")

    def _flag_words(self) -> None:
        lexicon, particles, function = self._lexicon, word_set("particles"), word_set("function")
        for name in self.names:
            if _is_short(name) or name in lexicon.english or name in particles:
                rare = name in lexicon.word_names and name not in lexicon.common and len(name) > 2
                self.names[name] |= WORD if rare and name not in function else WORD | DAILY

    def known(self, words: frozenset[str], odd: set[str], spanish: bool) -> dict[str, int]:
        """Return what the roster knows of the words, plurals of names included.

        Shape: ``odd`` are those of the words that are in no dictionary.
        """
        names = self.names
        found = {word: names[word] for word in filter(names.__contains__, words)}
        for word in words:
            if word[-1] == "s" and len(word) > 3 and word not in found:
                flags = names.get(word[:-1], 0) or (names.get(word[:-2], 0) if word[-2] == "e" else 0)
                if flags:
                    daily = DAILY if word in self._lexicon.common else 0
                    found[word] = flags if word in odd else flags | WORD | daily
        if spanish:
            lexicon = self._lexicon
            for word, flags in found.items():
                if not flags & WORD and is_spanish(word, lexicon.spanish):
                    found[word] = flags | WORD | (0 if word in lexicon.names else DAILY)
        return found

    def kind_of(self, digits: str) -> str:
        """Return what a string of digits is in the roster, nothing when it is nobody's."""
        kind = self.digits.get(digits, "")
        if not kind and len(digits) == 11 and digits[0] == "1":
            kind = self.digits.get(digits[1:], "")
        return kind

    def holds(self, token: str) -> bool:
        """Tell whether a word in no dictionary is made of a name and little else (mgarcia07, xXmariaXx)."""
        if not self.names:
            return False
        held = self._held.get(token)
        if held is None:
            held = any(self._made_of_name(part) for part in _ALPHA.findall(token)) or self._leet(token)
            if len(self._held) < _KEPT:
                self._held[token] = held
        return held

    def _made_of_name(self, part: str) -> bool:
        if _is_short(part) or len(part) > _LONGEST:
            return len(part) > _LONGEST and any(len(name) > 4 for _, name in self._inner.iter(part))
        if self.names.get(part, 0) & (MASKED | WORD) == MASKED:
            return True
        for end, name in self._inner.iter(part):
            start = end + 1 - len(name)
            before, after = part[:start], part[end + 1 :]
            if (
                (len(name) > 3 or not (before and after))
                and self._is_filler(before)
                and self._is_filler(after)
            ):
                return True
        return False

    def _is_filler(self, piece: str) -> bool:
        return len(piece) <= 2 or piece in self._lexicon.english or self.names.get(piece, 0) & MASKED != 0

    def _leet(self, token: str) -> bool:
        if token.isalpha() or token.isdigit() or re.fullmatch(r"\d+(?:am|pm|th|st|nd|rd|gb|mb|tb|hz)", token):
            return False
        plain = token.translate(_LEET)
        return any(
            len(form) > 2 and form.isalpha() and self.names.get(form, 0) & MASKED
            for form in {plain.replace("1", "i"), plain.replace("1", "l")}
        )

    def names_in(self, joined: str) -> Iterator[tuple[int, int]]:
        """Yield where names of at least three letters stand in letters that were written apart."""
        if self.names:
            for end, name in self._inner.iter(joined):
                yield end + 1 - len(name), end + 1


def _is_short(word: str) -> bool:
    """Tell whether a word is too short to be looked for inside others; one sign of Chinese is a name."""
    return len(word) < 3 and word.isascii()


def _automaton(names: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    automaton.add_word("\0", "\0")  # an empty automaton cannot search
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton
