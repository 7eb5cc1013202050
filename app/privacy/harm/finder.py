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
_SIGN = re.compile(r"[a-z0-9|* .]+")


class Phrase(NamedTuple):
    """One line of a list: what kind of harm it speaks of, and its words."""

    kind: str
    words: str


class BadPhrase(ValueError):
    """A line that is no phrase."""


class _Pattern(NamedTuple):
    phrase: Phrase
    anchors: frozenset[str]
    starts: tuple[str, ...]
    regex: re.Pattern[str]


class HarmFinder:
    """Tells which phrases of harm a text holds."""

    def __init__(self, phrases: Iterable[Phrase], harmless: Iterable[str] = ()) -> None:
        self._harm = [_compiled(phrase) for phrase in phrases]
        self._harmless = [_compiled(Phrase("", words)) for words in harmless]

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
        hits = [
            (place, pattern.phrase) for pattern in self._harm for place in _places(pattern, distinct, line)
        ]
        if not hits:
            return []
        lifted = [place for pattern in self._harmless for place in _places(pattern, distinct, line)]
        return [
            phrase
            for (start, end), phrase in hits
            if not any(first < end - 1 and start < last - 1 for first, last in lifted)
        ]


def _places(pattern: _Pattern, distinct: frozenset[str], line: str) -> list[tuple[int, int]]:
    if not (pattern.anchors & distinct) and not (
        pattern.starts and any(word.startswith(pattern.starts) for word in distinct)
    ):
        return []
    return [found.span() for found in pattern.regex.finditer(line)]


@cache
def _compiled(phrase: Phrase) -> _Pattern:
    parts = checked_words(phrase.words).split()
    pieces: list[str] = []
    for part in parts:
        if part == _GAP:
            pieces.append(r"(?:[a-z0-9]+ ){0,3}?")
            continue
        choices = [
            re.escape(one[:-1]) + "[a-z0-9]*" if one[-1] == "*" else re.escape(one) for one in part.split("|")
        ]
        pieces.append(f"(?:{'|'.join(choices)}) ")
    rarest = max((part for part in parts if part != _GAP), key=_rarity).split("|")
    return _Pattern(
        phrase,
        frozenset(one for one in rarest if one[-1] != "*"),
        tuple(one[:-1] for one in rarest if one[-1] == "*"),
        re.compile(f"(?<= ){''.join(pieces)}"),
    )


def _rarity(part: str) -> int:
    """Return how telling a word of a phrase is: the length of its shortest choice."""
    return min(len(one) for one in part.split("|"))


def checked_words(words: str) -> str:
    """Return the words of a phrase in their one form.

    Refuses: BadPhrase for anything but words, a|b, a word with * at its end, and .. between words.
    """
    plain = " ".join(words.lower().split())
    parts = plain.split()
    if not plain or len(plain) > LONGEST or not _SIGN.fullmatch(plain) or _GAP in (parts[0], parts[-1]):
        raise BadPhrase(
            "Write words, with | between choices, * at the end of a word, or .. for words between."
        )
    for part in parts:
        if part != _GAP and not all(re.fullmatch(r"[a-z0-9]+\*?", one) for one in part.split("|")):
            raise BadPhrase(
                "Write words, with | between choices, * at the end of a word, or .. for words between."
            )
    if all(len(one) < 3 for part in parts if part != _GAP for one in part.split("|")):
        raise BadPhrase("A phrase needs a word of three letters or more.")
    return plain


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
