"""Hold what a mask leaves behind: placeholders of one shape, and the spans they stand for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

KINDS = ("name", "phone", "mail", "number", "account", "address", "secret", "link", "date", "word")
HIGHEST = 99
OPENS = "⟦"  # no text that is stored masked has it for anything else

_SHAPE = re.compile(rf"⟦({'|'.join(KINDS)}):(\d\d)⟧")
_BRACKETS = str.maketrans({"⟦": "[", "⟧": "]"})


class Span(NamedTuple):
    """What was hidden: offsets in the raw text, the kind, and the number of its placeholder."""

    start: int
    end: int
    kind: str
    number: int


class MaskedText(NamedTuple):
    """A text with placeholders, the spans they stand for in order, and the next free number."""

    text: str
    spans: tuple[Span, ...]
    next_number: int


class Placeholder(NamedTuple):
    """One hidden value, as it stands in a masked text."""

    kind: str
    number: int

    def __str__(self) -> str:
        return written(self.kind, self.number)


def written(kind: str, number: int) -> str:
    """Return the placeholder of a hidden value as it stands in a masked text."""
    return f"⟦{kind}:{number:02d}⟧"


class PlaceholderMoved(ValueError):
    """An edit removed, doubled or moved a placeholder, so that the raw text cannot be rebuilt."""


def unbracket(text: str) -> str:
    """Replace the brackets of placeholders by plain ones, so that nobody can forge one."""
    return text.translate(_BRACKETS) if "⟦" in text or "⟧" in text else text


def split_placeholders(masked: str) -> list[str | Placeholder]:
    """Cut a masked text into plain pieces and placeholders, in order, without empty pieces."""
    parts: list[str | Placeholder] = []
    at = 0
    for found in _SHAPE.finditer(masked):
        if found.start() > at:
            parts.append(masked[at : found.start()])
        parts.append(Placeholder(found[1], int(found[2])))
        at = found.end()
    if at < len(masked):
        parts.append(masked[at:])
    return parts


def placeholders_of(masked: str) -> list[Placeholder]:
    """List the placeholders of a masked text in order."""
    return [part for part in split_placeholders(masked) if isinstance(part, Placeholder)]


def placeholders_kept(original: str, edited: str) -> bool:
    """Tell whether an edit left each placeholder once and in its order."""
    return placeholders_of(original) == placeholders_of(edited)


def refill(edited: str, original_masked: str, original_raw: str, spans: Sequence[Span]) -> str:
    """Rebuild the raw text of an edited draft from the author's own words.

    Refuses: PlaceholderMoved when a placeholder was removed, doubled or moved.
    """
    if not placeholders_kept(original_masked, edited) or len(placeholders_of(edited)) != len(spans):
        raise PlaceholderMoved("A hidden value was removed, doubled or moved.")
    values = iter(original_raw[span.start : span.end] for span in spans)
    return "".join(
        next(values) if isinstance(part, Placeholder) else part for part in split_placeholders(edited)
    )


def dumps(spans: Sequence[Span]) -> str:
    """Write spans as one short line, to be kept beside the raw text.

    Shape: ``start-end kind:number`` joined by semicolons; empty for none.
    """
    return ";".join(f"{span.start}-{span.end} {span.kind}:{span.number}" for span in spans)


def loads(line: str) -> tuple[Span, ...]:
    """Read spans that ``dumps`` wrote.

    Refuses: ValueError when the line has another shape.
    """
    spans = []
    for piece in line.split(";") if line else ():
        found = re.fullmatch(r"(\d+)-(\d+) ([a-z]+):(\d+)", piece)
        if found is None or found[3] not in KINDS:
            raise ValueError("This is no line of spans.")
        spans.append(Span(int(found[1]), int(found[2]), found[3], int(found[4])))
    return tuple(spans)
