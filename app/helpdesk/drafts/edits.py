"""Tell what a check changed in a text, word by word. Pure."""

import re
from difflib import SequenceMatcher

from app.helpdesk.words import count_word
from app.kernel.frozen import dataclass

_PARTS = re.compile(r"⟦[a-z]+:\d\d⟧|\{[^{}\n]*\}|\w+(?:['’]\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w|⟦|\{")


@dataclass(frozen=True)
class Edit:
    """A stretch of text. Shape: op is keep, add or cut; masked is its masked form."""

    op: str
    masked: str


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """Return the stretches that were kept, cut and added, in the order of reading."""
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    made: list[Edit] = []
    for op, low, high, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            made.append(Edit("keep", "".join(old[low:high])))
            continue
        if high > low:
            made.append(Edit("cut", "".join(old[low:high])))
        if stop > start:
            made.append(Edit("add", "".join(new[start:stop])))
    return tuple(made)


def change_words(edits: tuple[Edit, ...]) -> str:
    """Return how much was changed: ``one word changed``, ``four words changed``, or empty."""
    cut = sum(_words(edit.masked) for edit in edits if edit.op == "cut")
    added = sum(_words(edit.masked) for edit in edits if edit.op == "add")
    number = max(cut, added)
    if number == 0:
        return "" if all(edit.op == "keep" for edit in edits) else "a mark changed"
    return "one word changed" if number == 1 else f"{count_word(number)} words changed"


def _words(text: str) -> int:
    return sum(1 for part in _PARTS.findall(text) if _WORD.match(part))
