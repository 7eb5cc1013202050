"""Mask free text: folding, the roster, shapes, unknown words, and what stands beside a name."""

import re
from collections.abc import Iterable, Sequence, Set

from app.privacy.text import formats, patterns, places, sign_ins
from app.privacy.text.compiling import compile_names
from app.privacy.text.context import Words
from app.privacy.text.cues import Gates
from app.privacy.text.fold import Folded, fold, fold_word, foreign_letters
from app.privacy.text.glyphs import find_odd_writing
from app.privacy.text.index import Index
from app.privacy.text.layers import find_names
from app.privacy.text.marks import Marks
from app.privacy.text.names import Person
from app.privacy.text.placeholders import (
    HIGHEST,
    MaskedText,
    Placeholder,
    PlaceholderMoved,
    Span,
    dumps,
    loads,
    placeholders_kept,
    refill,
    split_placeholders,
    unbracket,
    written,
)
from app.privacy.text.roster import MASKED, Roster
from app.privacy.text.words import lexicon

__all__ = [
    "MaskedText",
    "Masker",
    "Person",
    "Placeholder",
    "PlaceholderMoved",
    "Span",
    "dumps",
    "finds_contact",
    "loads",
    "placeholders_kept",
    "refill",
    "split_placeholders",
]

_WORD = re.compile(r"[^\W_]+")
_CONTACTS = ("phone", "mail", "number", "secret", "handle")
_MILD = ("name", "word")  # what may be shown on request; any other kind wins over these
_LONG_NUMBER = 5
_FIGURE = re.compile(r"\d")
_NO_ROSTER = Gates()


class Masker:
    """Hides the people of a roster, and whatever looks personal, in texts."""

    def __init__(
        self, people: Iterable[Person], vocabulary: Iterable[str] = (), number_pattern: str | None = None
    ) -> None:
        formats.compile_number(number_pattern)
        self._open(Index(compile_names(people, vocabulary, number_pattern, lexicon())))

    @classmethod
    def over(cls, index: Index) -> "Masker":
        """Return a masker over names that were compiled before; they stay where they lie."""
        masker = cls.__new__(cls)
        masker._open(index)
        return masker

    def _open(self, index: Index) -> None:
        self._lexicon = lexicon()
        terms: list[str] = index.notes["vocabulary"]
        self._vocabulary = frozenset(word for term in terms for word in _WORD.findall(term))
        self._roster = Roster(index, self._lexicon, self._vocabulary)
        self._number = formats.compile_number(index.notes["number_pattern"] or None)

    def mask(
        self,
        text: str,
        first_number: int = 1,
        named: Sequence[tuple[int, int]] = (),
        said: Set[str] = frozenset(),
        led: bool = False,
    ) -> MaskedText:
        """Return the text with placeholders for what is personal, numbered in order from first_number.

        Shape: spans have offsets in the text as given; brackets of placeholders in it become plain ones;
        ``named`` are places where the caller knows a name to stand, whatever word it is; ``said`` are words that were
        hidden as somebody's in another text of the same author (``said_in``); ``led`` tells that the text goes on
        after a placeholder.
        """
        raw = unbracket(text)
        folded = fold(raw)
        words = Words(folded.text, self._roster.gates, foreign_letters(raw, folded), led)
        found = patterns.find_shapes(words, self._number)
        found += find_names(words, self._roster, self._lexicon, self._vocabulary, said)
        found += find_odd_writing(words, self._roster)
        found += [
            one
            for one in sign_ins.find_numbered(words, self._vocabulary)
            if not any(start < one[1] and one[0] < end for start, end, _ in found)
        ]
        found += places.spread_address(words, found)
        text = folded.text
        spans = [
            (start, end, _strict(kind, text[start:end]) if kind in _MILD else kind)
            for start, end, kind in _joined(found)
        ]
        if folded.starts is not None:
            spans = [(*folded.raw(start, end), kind) for start, end, kind in spans]
        if named or folded.starts is not None:  # two ranges may share a sign that folds to several
            spans = _joined([*spans, *((start, end, "name") for start, end in named)])
        return _write(raw, spans, first_number)

    def read(self, text: str) -> tuple[Folded, Marks]:
        """Return a text folded, and its words with what the roster and the lists know of each, none of them marked."""
        folded = fold(text)
        words = Words(folded.text, self._roster.gates, foreign_letters(text, folded))
        return folded, Marks(words, self._roster, self._lexicon, self._vocabulary)

    def names_somebody(self, text: str) -> bool:
        """Tell whether a word or number of a text is that of a person whose name is hidden, whatever else it means."""
        roster, found = self._roster, _WORD.findall(fold_word(text))
        digits = "".join(sign for sign in text if sign.isdigit())
        known = any(roster.flags_of(word) & MASKED or roster.kind_of(word) for word in found)
        return known or bool(digits and roster.kind_of(digits))

    def remask(self, masked: str, first_number: int = 1) -> MaskedText:
        """Mask what stands between the placeholders of a masked text; they stay as they are.

        Shape: spans have offsets in the masked text as given.
        """
        pieces: list[str] = []
        spans: list[Span] = []
        at, number = 0, first_number
        for part in split_placeholders(masked):
            if isinstance(part, Placeholder):
                pieces.append(str(part))
            else:
                done = self.mask(part, number, led=at > 0)
                pieces.append(done.text)
                spans.extend(span._replace(start=span.start + at, end=span.end + at) for span in done.spans)
                number = done.next_number
            at += len(str(part))
        return MaskedText("".join(pieces), tuple(spans), number)


def finds_contact(text: str, number_pattern: str | None = None) -> tuple[str, ...]:
    """Return which kinds of contact or secret a text seems to hold, by patterns alone, never by the roster.

    Shape: of phone, mail, number, secret, handle, in that order.
    """
    words = Words(fold(text).text, _NO_ROSTER)
    found = {kind for _, _, kind in patterns.find_shapes(words, formats.compile_number(number_pattern))}
    return tuple(kind for kind in _CONTACTS if kind in found)


def _strict(kind: str, value: str) -> str:
    """Return the kind of a name or word: one with a mail address or a long number glued to it is one of those."""
    if value.isalpha():
        return kind
    if "@" in value:
        return "mail"
    return "number" if len(_FIGURE.findall(value)) >= _LONG_NUMBER else kind


def _joined(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Order what was found, overlapping ranges made one: under the kind that is never shown, or else as a name."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found, key=lambda row: (row[0], -row[1])):
        if joined and start < joined[-1][1]:
            before = joined[-1]
            stricter = before[2] if before[2] not in _MILD or kind == "word" else kind
            joined[-1] = (before[0], max(before[1], end), "account" if stricter == "handle" else stricter)
        else:
            joined.append((start, end, "account" if kind == "handle" else kind))
    return joined


def _write(raw: str, found: list[tuple[int, int, str]], first_number: int) -> MaskedText:
    pieces: list[str] = []
    spans: list[Span] = []
    given: dict[tuple[str, str], int] = {}
    at, number = 0, first_number
    for start, end, kind in found:
        value = raw[start:end]
        key = (kind, value.lower() if value.isascii() else fold_word(value))
        if key not in given:
            given[key] = min(number, HIGHEST)
            number += 1
        pieces.append(raw[at:start])
        pieces.append(written(kind, given[key]))
        spans.append(Span(start, end, kind, given[key]))
        at = end
    pieces.append(raw[at:])
    return MaskedText("".join(pieces), tuple(spans), min(number, HIGHEST))
