"""Find phrases of harm in a text, but for those that a harmless phrase around them explains. Pure.

Source: the seeded lists were written with the word lists of school safety services in mind: suicide and self-harm,
abuse, threats, weapons, bullying.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from app.privacy.harm.spelling import data_lines, plain_words

KINDS = ("self", "abuse", "threat", "weapon", "bullying")
LONGEST = 240
_GAP = ".."
_SIGN = re.compile(r"[a-z0-9|* .@]+")
_CHOICE = re.compile(r"[a-z0-9]+\*?|@[a-z]+")
_FORM = "Write words, with | between choices, * at the end of a word, or .. for words between."


class Phrase(NamedTuple):
    """One line of a list: what kind of harm it speaks of, and its words."""

    kind: str
    words: str


class BadPhrase(ValueError):
    """A line that is no phrase."""


class _Pattern(NamedTuple):
    phrase: Phrase
    anchors: tuple[str, ...]
    starts: tuple[str, ...]
    regex: re.Pattern[str]


class _List:
    """Phrases by the word that each cannot do without, so that most of them are never tried."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._patterns = [_compiled(phrase) for phrase in phrases]
        self._by_word: dict[str, list[int]] = {}
        self._by_start: dict[str, list[int]] = {}
        for place, pattern in enumerate(self._patterns):
            for word in pattern.anchors:
                self._by_word.setdefault(word, []).append(place)
            for start in pattern.starts:
                self._by_start.setdefault(start, []).append(place)
        self._starts = tuple(self._by_start)

    def places(self, words: frozenset[str], line: str) -> list[tuple[tuple[int, int], Phrase]]:
        """Return where phrases stand in a line, in the order of the list."""
        tried = {place for word in words for place in self._by_word.get(word, ())}
        for word in words:
            if word.startswith(self._starts):
                tried |= {
                    place
                    for start, places in self._by_start.items()
                    if word.startswith(start)
                    for place in places
                }
        return [
            (found.span(), self._patterns[place].phrase)
            for place in sorted(tried)
            for found in self._patterns[place].regex.finditer(line)
        ]


class HarmFinder:
    """Tells which phrases of harm a text holds."""

    def __init__(self, phrases: Iterable[Phrase], harmless: Iterable[str] = ()) -> None:
        self._harm = _List(phrases)
        self._harmless = _List(Phrase("", words) for words in harmless)

    def find(self, text: str) -> tuple[Phrase, ...]:
        """Return the phrases of harm of a text, in the order of the list, each once."""
        found: list[Phrase] = []
        for words in plain_words(text):
            for phrase in self._in(words):
                if phrase not in found:
                    found.append(phrase)
        return tuple(found)

    def _in(self, words: list[str]) -> list[Phrase]:
        distinct = frozenset(words)
        line = f" {' '.join(words)} "
        hits = self._harm.places(distinct, line)
        if not hits:
            return []
        lifted = [place for place, _ in self._harmless.places(distinct, line)]
        return [
            phrase
            for (start, end), phrase in hits
            if not any(first < end - 1 and start < last - 1 for first, last in lifted)
        ]


@cache
def _compiled(phrase: Phrase) -> _Pattern:
    parts = checked_words(phrase.words).split()
    pieces: list[str] = []
    for part in parts:
        if part == _GAP:
            pieces.append(r"(?:[a-z0-9]+ ){0,3}?")
            continue
        choices = [re.escape(one[:-1]) + "[a-z0-9]*" if one[-1] == "*" else one for one in _choices(part)]
        pieces.append(f"(?:{'|'.join(choices)}) ")
    rarest = _choices(max((part for part in parts if part != _GAP), key=_rarity))
    return _Pattern(
        phrase,
        tuple(one for one in rarest if one[-1] != "*"),
        tuple(one[:-1] for one in rarest if one[-1] == "*"),
        re.compile(f"(?<= ){''.join(pieces)}"),
    )


def _choices(part: str) -> list[str]:
    """Return the words that may stand in one place, those of a class (@family) one by one."""
    return [
        word for one in part.split("|") for word in (classes()[one[1:]] if one.startswith("@") else (one,))
    ]


def _rarity(part: str) -> int:
    """Return how telling a word of a phrase is: the length of its shortest choice."""
    return min(len(one) for one in _choices(part))


def checked_words(words: str) -> str:
    """Return the words of a phrase in their one form.

    Refuses: BadPhrase for anything but words, a|b, @ and a class, a word with * at its end, and .. between words.
    """
    plain = " ".join(words.lower().split())
    parts = plain.split()
    if not plain or len(plain) > LONGEST or not _SIGN.fullmatch(plain) or _GAP in (parts[0], parts[-1]):
        raise BadPhrase(_FORM)
    choices = [one for part in parts if part != _GAP for one in part.split("|")]
    if not all(_CHOICE.fullmatch(one) for one in choices):
        raise BadPhrase(_FORM)
    unknown = next((one for one in choices if one[0] == "@" and one[1:] not in classes()), "")
    if unknown:
        raise BadPhrase(f"{unknown} stands for no words. There are @{', @'.join(classes())}.")
    if all(len(one) < 3 for one in choices):
        raise BadPhrase("A phrase needs a word of three letters or more.")
    return plain


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Return the words that a phrase may call by one name, as @family."""
    rows = (line.split("=", 1) for line in data_lines("classes.txt"))
    return {name: tuple(words.split()) for name, words in rows}


@cache
def seeded(language: str) -> tuple[Phrase, ...]:
    """Return the phrases that ship, of one language: ``english`` or ``spanish``."""
    phrases, kind = [], ""
    for line in data_lines(f"{language}.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
        else:
            phrases.append(Phrase(kind, line))
    return tuple(phrases)


@cache
def harmless() -> tuple[str, ...]:
    """Return the phrases around a word that make it harmless, as they ship."""
    return tuple(data_lines("harmless.txt"))
