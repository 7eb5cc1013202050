"""Give the hidden words of an edited text the numbers that the same words had before. Pure."""

from collections.abc import Sequence

from app.privacy.text.masker import MaskedText, Placeholder, Span


def aligned(raw: str, masked: MaskedText, before_raw: str, before: Sequence[Span]) -> str:
    """Return the masked form of an edited text, in which a word that was hidden before keeps its number."""
    known = {(span.kind, before_raw[span.start : span.end].lower()): span.number for span in before}
    pieces: list[str] = []
    at = 0
    for span in masked.spans:
        number = known.get((span.kind, raw[span.start : span.end].lower()), span.number)
        pieces += [raw[at : span.start], str(Placeholder(span.kind, number))]
        at = span.end
    return "".join([*pieces, raw[at:]])
