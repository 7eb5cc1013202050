"""Count what a masker hides and leaves, on sentences whose personal parts are known."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.privacy.text.masker import Masker

_WORD = re.compile(r"[^\W\d_]+")


class Labelled(NamedTuple):
    """A sentence and its personal parts: start, end, label."""

    text: str
    parts: tuple[tuple[int, int, str], ...]


class Score(NamedTuple):
    """How many parts of a label were hidden whole, of how many."""

    hidden: int
    total: int

    @property
    def recall(self) -> float:
        return self.hidden / self.total if self.total else 1.0


def fill(template: str, label: str, **values: str) -> Labelled:
    """Fill a template's fields, each a labelled part."""
    text, parts = "", []
    for piece in re.split(r"(\{\w+\})", template):
        value = values[piece[1:-1]] if piece.startswith("{") else piece
        if value is not piece:
            parts.append((len(text), len(text) + len(value), label))
        text += value
    return Labelled(text, tuple(parts))


def covered(masker: Masker, text: str) -> set[int]:
    """Return the offsets that the masker hides."""
    return {at for span in masker.mask(text).spans for at in range(span.start, span.end)}


def recall_by_label(masker: Masker, sentences: Iterable[Labelled]) -> dict[str, Score]:
    """Score each label: a part counts when each of its letters and digits is hidden."""
    scores: dict[str, Score] = {}
    for sentence in sentences:
        hidden = covered(masker, sentence.text)
        for start, end, label in sentence.parts:
            whole = all(at in hidden for at in range(start, end) if sentence.text[at].isalnum())
            before = scores.get(label, Score(0, 0))
            scores[label] = Score(before.hidden + whole, before.total + 1)
    return scores


def harmless_share(masker: Masker, sentences: Iterable[Labelled]) -> float:
    """Return the share of words outside every labelled part that are hidden."""
    hidden_words = total = 0
    for sentence in sentences:
        hidden = covered(masker, sentence.text)
        labelled = {at for start, end, _ in sentence.parts for at in range(start, end)}
        for start in _word_starts(sentence.text):
            if start not in labelled:
                total += 1
                hidden_words += start in hidden
    return hidden_words / max(1, total)


def _word_starts(text: str) -> Iterator[int]:
    return (found.start() for found in _WORD.finditer(text))
