"""Count, over labelled texts, what a masker hides whole, in part, and for nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.privacy.scoring.known import Known
from app.privacy.scoring.labels import KIND_CLASS, PERSONAL, class_of
from app.privacy.scoring.reading import Part, Record
from app.privacy.scoring.tokens import has_dressing, technical_tokens, words_of
from app.privacy.text.masker import MaskedText

Mask = Callable[[str], MaskedText]


@dataclass
class Hits:
    """How many values were hidden whole, of how many, and how many of their letters and digits."""

    values: int = 0
    hidden: int = 0
    characters: int = 0
    hidden_characters: int = 0

    def add(self, characters: int, hidden: int) -> None:
        """Count one value; one without letters or digits counts as hidden."""
        self.values += 1
        self.hidden += hidden == characters
        self.characters += characters
        self.hidden_characters += hidden


@dataclass
class Share:
    """How many of something were hidden, of how many."""

    total: int = 0
    hidden: int = 0


@dataclass
class Counts:
    """Everything counted over a set of texts.

    Shape: ``labels`` by (label, in the roster); ``origins`` by (origin, in the roster), names alone;
    ``spans`` by class: what the masker hid, and how much of it touches something personal.
    """

    texts: int = 0
    labels: defaultdict[tuple[str, bool], Hits] = field(default_factory=lambda: defaultdict(Hits))
    origins: defaultdict[tuple[str, bool], Hits] = field(default_factory=lambda: defaultdict(Hits))
    classes: dict[str, str] = field(default_factory=dict)
    spans: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    words: Share = field(default_factory=Share)
    labelled_tokens: Share = field(default_factory=Share)
    found_tokens: Share = field(default_factory=Share)
    left_aside: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def count(records: Iterable[Record], mask: Mask, known: Known) -> Counts:
    """Mask every text and compare with its labels."""
    counts = Counts()
    for record in records:
        counts.texts += 1
        masked = mask(record.text)
        hidden = bytearray(len(record.text))
        for span in masked.spans:
            hidden[span.start : span.end] = b"\1" * (span.end - span.start)
        kinds = bytearray(len(record.text))  # 1 personal, 2 technical, 3 left aside
        for part in record.parts:
            _count_part(counts, record.text, part, hidden, kinds, known)
        _count_spans(counts, masked, kinds)
        _count_harmless(counts, record.text, hidden, kinds)
    return counts


def _count_part(
    counts: Counts, text: str, part: Part, hidden: bytearray, kinds: bytearray, known: Known
) -> None:
    value = text[part.start : part.end]
    kind = class_of(part.label, value)
    if kind in PERSONAL:
        kinds[part.start : part.end] = b"\1" * len(value)
        inside = known.holds(kind, value) if part.in_roster is None else part.in_roster
        places = _telling(text, part, kind)
        found = sum(hidden[at] for at in places)
        counts.classes[part.label] = kind
        counts.labels[part.label, inside].add(len(places), found)
        if kind == "name" and part.origin:
            counts.origins[part.origin, inside].add(len(places), found)
    elif kind == "technical":
        _fill(kinds, part, 2)
        counts.labelled_tokens.total += 1
        counts.labelled_tokens.hidden += any(hidden[part.start : part.end])
    elif not kind:
        _fill(kinds, part, 3)
        counts.left_aside[part.label] += 1


def _fill(kinds: bytearray, part: Part, value: int) -> None:
    for at in range(part.start, part.end):
        kinds[at] = kinds[at] or value


def _telling(text: str, part: Part, kind: str) -> list[int]:
    """List where the letters and digits stand that must be hidden: a title and a possessive s need not be."""
    dressing: set[int] = set()
    if kind == "name":
        for at, (start, end, word) in enumerate(words_of(text, part.start, part.end)):
            if has_dressing(word, at, text[start - 1] if start > part.start else ""):
                dressing.update(range(start, end))
    places = [at for at in range(part.start, part.end) if text[at].isalnum()]
    return [at for at in places if at not in dressing] or places


def _count_spans(counts: Counts, masked: MaskedText, kinds: bytearray) -> None:
    for span in masked.spans:
        touched = kinds[span.start : span.end]
        if 1 not in touched and 3 in touched:
            continue
        share = counts.spans[KIND_CLASS.get(span.kind, span.kind)]
        share.total += 1
        share.hidden += 1 in touched


def _count_harmless(counts: Counts, text: str, hidden: bytearray, kinds: bytearray) -> None:
    for start, end, _ in words_of(text, 0, len(text)):
        if not any(kinds[start:end]):
            counts.words.total += 1
            counts.words.hidden += any(hidden[start:end])
    for start, end in technical_tokens(text):
        if not any(kinds[start:end]):
            counts.found_tokens.total += 1
            counts.found_tokens.hidden += any(hidden[start:end])
