"""Keep the numbers of hidden words when a text is masked again. Pure."""

import re
from collections.abc import Sequence

from app.kernel.data import derives
from app.privacy.own_words import plain, written
from app.privacy.text.masker import MaskedText, Placeholder, Span, split_placeholders


@derives("masked text with the numbers it had", "masked", "help", retention="ticket")
def realigned(raw: str, masked: MaskedText, before: Sequence[Span], first_number: int) -> MaskedText:
    """Return a text masked again, in which a word that was hidden before keeps its number.

    New ones count on from ``first_number``; the same new word has one number in the text.
    """
    known: dict[str, int] = {}
    for span in before:
        known.setdefault(plain(raw[span.start : span.end]), span.number)
    spans: list[Span] = []
    number = first_number
    for span in masked.spans:
        word = plain(raw[span.start : span.end])
        if word not in known:
            known[word] = min(number, 99)
            number += 1
        spans.append(span._replace(number=known[word]))
    return MaskedText(written(raw, spans), tuple(spans), min(number, 99))


def spans_of(raw: str, masked: str) -> tuple[Span, ...]:
    """Return the places that the placeholders of a masked text stand for; none where the two do not fit."""
    parts = split_placeholders(masked)
    clean = written(raw, ())
    pattern = "".join("(.+?)" if isinstance(part, Placeholder) else re.escape(part) for part in parts)
    found = re.fullmatch(pattern, clean, re.DOTALL)
    if found is None:
        return ()
    holders = [part for part in parts if isinstance(part, Placeholder)]
    return tuple(
        Span(*found.span(place), holder.kind, holder.number) for place, holder in enumerate(holders, start=1)
    )
