"""What of a reveal each side sees: the tech what is shown or waits, the adult who asks for what and why."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.reveal.policy import KINDS
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.privacy.text.fold import fold_word
from app.privacy.text.masker import Person, loads
from app.privacy.text.mentions import is_named_in

SHORTEST, LIKE = 4, 0.8  # letters, and the share of them that two spellings of one name have alike


SHOW, ASK = "Show it, this is logged", "Ask your teacher, this is logged"


@dataclass(frozen=True)
class RevealView:
    """What can be asked for, and why. Shape: ``asks`` are the things that an adult says yes to first."""

    number: str
    home: str
    handle: str
    things: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
    asks: tuple[str, ...]
    verdict: Verdict
    budget: str

    @property
    def act(self) -> str:
        """Name the act for what stands to be chosen; a script names it for what is chosen."""
        if len(self.asks) == len(self.things):
            return ASK
        return "Show or ask, this is logged" if self.asks else SHOW


@dataclass(frozen=True)
class Ask:
    """A question of the tech's to an adult, as it stands."""

    id: int
    words: str
    state: str
    time: str


@dataclass(frozen=True)
class Standing:
    """What is shown on a ticket now and what waits; never a value. Shape: ``state`` changes when any of it does."""

    shown: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()
    until: str = ""
    asks: tuple[Ask, ...] = ()
    seconds: int = 0
    state: str = ""


@dataclass(frozen=True)
class Value:
    """One value while it is shown. Shape: key is ``first_name`` or the number of the hidden word."""

    key: str
    label: str
    value: str

    def __repr__(self) -> str:
        return f"Value({self.key})"


@dataclass(frozen=True)
class ShownView:
    """The fragment with what is shown now."""

    number: str
    home: str
    until: str
    seconds: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class AskedRow:
    """What a tech asked for or was shown, as the supervising adult sees it. Shape: over says why it ended early."""

    id: int
    tech: str
    number: str
    what: str
    why: str
    note: str
    time: str
    state: str
    until: str
    over: str = ""
    value: str = ""
    around: str = ""
    approve: Verdict | None = None

    def __repr__(self) -> str:
        return f"AskedRow(id={self.id})"


def what_words(what: str, placeholder: int | None) -> str:
    """Return what is asked for in words."""
    return "the first name of who asked" if what == "first_name" else f"hidden word {placeholder}"


def why_words(purpose: str) -> str:
    """Return a purpose in words."""
    known = {one.code: one.words for one in load_catalog().reveal_purposes}
    return known.get(purpose, purpose.replace("_", " "))


def span_values(text: Any) -> dict[int, str]:
    """Return the hidden words of a text that can be shown, by number."""
    return {
        span.number: open_for(Sealed(text.body[span.start : span.end]))
        for span in loads(text.spans)
        if span.kind in KINDS
    }


def around(text: Any, number: int, width: int = 60) -> str:
    """Return the words around a hidden one, for an adult who has to say yes."""
    found = next((span for span in loads(text.spans) if span.number == number), None)
    if found is None:
        return ""
    start, end = max(found.start - width, 0), found.end + width
    piece = open_for(Sealed(text.body[start:end]))
    return f"{'…' if start else ''}{' '.join(piece.split())}{'…' if end < len(text.body) else ''}"


def first_name(row: Any) -> str:
    """Return somebody's first name as they prefer it."""
    return open_for(Sealed(row.preferred or row.given)) if row is not None else ""


def is_close(value: str, rows: Sequence[Any]) -> bool:
    """Tell whether a word is part of one of these people's names, letters written apart or backward too."""
    return any(is_named_in(value, _named(row)) for row in rows)


def is_like(value: str, rows: Sequence[Any]) -> bool:
    """Tell whether a word may be one of these people's names, misspelled."""
    words = [word for word in _letters(value) if len(word) >= SHORTEST]
    parts = {
        part
        for row in rows
        for name in _named(row)[:3]
        for part in _letters(name or "")
        if len(part) >= SHORTEST
    }
    return any(_are_alike(word, part) for word in words for part in parts)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two words are spellings of one name; most pairs differ too much in length for a closer look."""
    if 2 * min(len(one), len(other)) < LIKE * (len(one) + len(other)):
        return False
    pair = SequenceMatcher(None, one, other)
    return pair.quick_ratio() >= LIKE and pair.ratio() >= LIKE


def _letters(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", fold_word(text))
    return [*words, "".join(words)]


def _named(row: Any) -> Person:
    first, last, preferred = (open_for(Sealed(name or "")) for name in (row.given, row.family, row.preferred))
    return Person(first, last, preferred)
