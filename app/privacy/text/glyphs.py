"""Find names and numbers of the roster that are written in odd ways: apart, with signs, in groups."""

import re
from collections.abc import Iterator, Sequence
from operator import sub

from app.privacy.text.context import Words
from app.privacy.text.cues import ONES
from app.privacy.text.glued import is_made_of_names
from app.privacy.text.roster import Roster
from app.privacy.text.words import is_listed_spanish, lexicon

Found = tuple[int, int, str]

_ORDER = "abcdefghijklmnopqrstuvwxyz wasd"

_APART = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.\-_*·|/,~+]{1,2}){2,}[^\W\d_](?![^\W_])")
_SIGNED = re.compile(r"(?<![^\W_])[^\W_]{0,40}[@$!|][\w@$!|]{0,60}[^\W_]|[@$|][^\W_]{2,}")
_SIGN, _BEFORE_SIGN = re.compile("[@$!|]"), 40  # characters before a sign
_SIGN_INSIDE = re.compile(r"\w!\w")


def find_odd_writing(words: Words, roster: Roster) -> list[Found]:
    """List names written letter by letter or with signs for letters, and numbers in any grouping."""
    found: list[Found] = []
    text = words.text
    ones = words.at_gate(ONES)
    if 2 in map(sub, ones[2:], ones):
        for run in _APART.finditer(text):
            found += _joined_letters(text, run, roster)
            kind = _spelled(run[0])
            if kind:
                found.append((run.start(), run.end(), kind))
    if "@" in text or "$" in text or "|" in text or ("!" in text and _SIGN_INSIDE.search(text)):
        for run in _signed(text):
            if any(sign in run[0] for sign in "@$!|") and roster.holds(run[0].lower()):
                found.append((run.start(), run.end(), "name"))
    if words.runs and not roster.is_empty:
        found += _find_digits(words, roster)
    return found


def _signed(text: str) -> Iterator[re.Match[str]]:
    """Yield what is written with signs as for letters, looked for around the signs alone."""
    last = 0
    for sign in _SIGN.finditer(text):
        first = place = sign.start()
        while first > last and text[first - 1].isalnum() and place - first < _BEFORE_SIGN:
            first -= 1
        for start in sorted({first, place}):
            run = _SIGNED.match(text, start)
            if run:
                yield run
                last = run.end()
                break
        last = max(last, sign.end())


def _spelled(run: str) -> str:
    """Return ``name`` where letters written apart make one, either way around, ``word`` for what no list holds."""
    joined, known = "".join(char for char in run if char.isalpha()).lower(), lexicon()
    for form in (joined, joined[::-1]):
        if form in known.names or form in known.word_names or is_made_of_names(form):
            return "name"
    held = joined in known.plain or is_listed_spanish(joined) or joined in _ORDER
    return "word" if len(joined) > 3 and not held else ""


def _joined_letters(text: str, run: re.Match[str], roster: Roster) -> list[Found]:
    places = [run.start() + at for at, char in enumerate(run[0]) if char.isalpha()]
    joined = "".join(text[at] for at in places).lower()
    found = [(places[start], places[end - 1] + 1, "name") for start, end in roster.names_in(joined)]
    backward = (
        sorted((len(joined) - start, len(joined) - end)) for start, end in roster.names_in(joined[::-1])
    )
    return found + [(places[start], places[end - 1] + 1, "name") for start, end in backward]


def _find_digits(words: Words, roster: Roster) -> list[Found]:
    groups = digit_groups(words.text, words.runs)
    return [(start, end, kind) for start, end, joined in groups if (kind := roster.kind_of(joined))]


def digit_groups(text: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield where four or more digits stand in a text, in any grouping, and the digits alone."""
    for first, (start, first_end) in enumerate(runs):
        end, joined, last = first_end, text[start:first_end], first
        while True:
            if len(joined) > 3:
                yield start, end, joined
            last += 1
            if last == len(runs) or last > first + 10 or runs[last][0] - end > 3:
                break
            joined, end = joined + text[runs[last][0] : runs[last][1]], runs[last][1]
