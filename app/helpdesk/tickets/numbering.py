"""Number hidden words for one masked reader: in the order in which others wrote them, whatever the reader typed. Pure.

A ticket numbers what the mask hid in every text. A reader who knows their own text could count from the next number
of another's what the mask hid of it.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.helpdesk.tickets.view_models import TicketView
from app.helpdesk.words import Hidden, segments

_SHAPE = re.compile(r"(?<=:)\d\d(?=⟧)")
Numbers = dict[int, int]


def numbers_in(texts: Iterable[str]) -> Numbers:
    """Return which number the reader is told for each of some masked texts, the oldest first."""
    numbers: Numbers = {}
    for text in texts:
        for piece in segments(text):
            if isinstance(piece, Hidden):
                numbers.setdefault(piece.number, len(numbers) + 1)
    return numbers


def written(masked: str, numbers: Numbers) -> str:
    """Return a masked text with the numbers changed; others stay."""
    return _SHAPE.sub(lambda found: f"{numbers.get(int(found[0]), int(found[0])):02d}", masked)


def told(view: TicketView, numbers: Numbers) -> TicketView:
    """Return a ticket's page with the reader's numbers; what stands in no message counts on, as it comes."""
    count = _Counter(numbers)
    return replace(
        view,
        title=count.over(view.title),
        thread=tuple(
            replace(
                one,
                body=count.over(one.body),
                edits=count.over(one.edits),
                files=tuple(replace(file, text=count.over(file.text)) for file in one.files),
            )
            for one in view.thread
        ),
        ending=view.ending
        and replace(
            view.ending,
            cause=count.over(view.ending.cause),
            fix=count.over(view.ending.fix),
            reason=count.over(view.ending.reason),
        ),
        editors=view.editors and replace(view.editors, waiting=count.waiting(view.editors.waiting)),
    )


class _Counter:
    def __init__(self, numbers: Numbers) -> None:
        self.numbers = dict(numbers)

    def over(self, pieces: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Any) -> Any:
        if isinstance(piece, Hidden):
            return Hidden(piece.kind, self.numbers.setdefault(piece.number, len(self.numbers) + 1))
        inner = getattr(piece, "segments", None)  # a stretch of an edit
        return piece if inner is None else replace(piece, segments=self.over(inner))

    def waiting(self, one: Any) -> Any:
        return one and replace(one, text=self.over(one.text), words=self.over(one.words))
