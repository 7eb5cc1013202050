"""Words that people hide or show whatever the masker thinks: on one ticket, or in every text of a school. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.kernel.data import derives
from app.privacy.text.fold import fold
from app.privacy.text.masker import MaskedText, Placeholder
from app.privacy.text.placeholders import HIGHEST

SHORTEST = 2
LONGEST = 80
MOST = 40


class OwnWords(NamedTuple):
    """Words of one ticket. Shape: as they were typed; upper and lower case, accents and look-alikes are one."""

    hide: tuple[str, ...] = ()
    show: tuple[str, ...] = ()


def typed_words(text: str) -> tuple[str, ...]:
    """Return the words of a field, one a line or between commas, each once; what is too short is left out."""
    parts = (" ".join(part.split())[:LONGEST] for line in text.splitlines() for part in line.split(","))
    kept = {plain(part): part for part in parts if len(plain(part)) >= SHORTEST}
    return tuple(kept.values())[:MOST]


def plain(word: str) -> str:
    """Return a word in the form in which words are compared."""
    return " ".join(fold(word.replace("\x00", "")).text.lower().split())


def places_of(raw: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where some words stand in a text as words of their own. Shape: offsets of the raw text."""
    wanted = sorted({plain(word) for word in words} - {""}, key=len, reverse=True)
    if not wanted:
        return []
    folded = fold(raw)
    low = folded.text.lower()
    if len(low) != len(folded.text):  # a letter whose small form is longer
        low = folded.text
    found: list[tuple[int, int]] = []
    for word in wanted:
        at = low.find(word)
        while at >= 0:
            end = at + len(word)
            if not _inside(low, at - 1, at) and not _inside(low, end - 1, end):
                found.append(folded.raw(at, end))
            at = low.find(word, at + 1)
    return sorted(found)


def _inside(low: str, before: int, after: int) -> bool:
    """Tell whether a word goes on between two places."""
    return before >= 0 and after < len(low) and low[before].isalnum() and low[after].isalnum()


@derives("masked text in which released words show", "masked", "help", retention="ticket")
def put_back(raw: str, masked: MaskedText, words: Sequence[str]) -> MaskedText:
    """Show some words again that a mask hid alone; the other placeholders keep their numbers."""
    shown = {plain(word) for word in words}
    if not shown or not any(plain(raw[span.start : span.end]) in shown for span in masked.spans):
        return masked
    kept = tuple(span for span in masked.spans if plain(raw[span.start : span.end]) not in shown)
    return masked._replace(text=written(raw, kept), spans=kept)


@derives("masked text whose hidden words take few numbers", "masked", "help", retention="ticket")
def held_to(raw: str, masked: MaskedText, first: int, most: int) -> MaskedText:
    """Let the hidden words of a text take the numbers up to one, and all others the highest: what somebody types must
    not use up the numbers of what others write, or two words under one number would tell what the mask hid."""
    if masked.next_number <= most + 1:
        return masked
    spans = tuple(span if span.number <= most else span._replace(number=HIGHEST) for span in masked.spans)
    return MaskedText(written(raw, spans), spans, max(min(first, masked.next_number), most + 1))


def written(raw: str, spans: Sequence[tuple[int, int, str, int]]) -> str:
    """Return a text with placeholders at some places of it; brackets of forged ones become plain."""
    clean = raw.translate(_PLAIN)
    pieces: list[str] = []
    at = 0
    for start, end, kind, number in spans:
        pieces += [clean[at:start], str(Placeholder(kind, number))]
        at = end
    return "".join([*pieces, clean[at:]])


_PLAIN = str.maketrans({"⟦": "[", "⟧": "]"})
