"""Hide everybody but one person in a text: other students, and the personal contacts of staff."""

import re
from collections.abc import Callable
from typing import Any

from app.audit.work import Work
from app.oversight.disclosure import queries
from app.privacy.text.masker import Masker, Span
from app.school.people.feeder import masker_for

_WORD = re.compile(r"[^\W_]+(?:[.@_+'’-][^\W_]+)*")
_SPELLED = ("name", "word")  # kinds that are hidden for their letters; the others are numbers and addresses


class ThirdParties:
    """Texts of one person's record as they may be handed to them."""

    def __init__(self, masker: Masker, own: frozenset[str]) -> None:
        self._masker, self._own = masker, own
        self.hidden = 0

    def hide(self, text: str) -> str:
        """Return a text with ``[name hidden]`` where it speaks of somebody else."""
        return self._hide(text, lambda span: not self._is_own(text[span.start : span.end]))

    def hide_in_party(self, text: str) -> str:
        """Return who got a record, named as the law wants; hidden is only whom the roster knows by full name or number.

        Source: 34 CFR 99.32(a)(3), (b)(1).
        """
        return self._hide(text, lambda span: self._is_known(text[span.start : span.end], span.kind))

    def _hide(self, text: str, is_other: Callable[[Span], bool]) -> str:
        pieces, at = [], 0
        for span in self._masker.mask(text).spans:
            pieces.append(text[at : span.start])
            if is_other(span):
                self.hidden += 1
                pieces.append(f"[{span.kind} hidden]")
            else:
                pieces.append(text[span.start : span.end])
            at = span.end
        return "".join([*pieces, text[at:]])

    def _is_known(self, value: str, kind: str) -> bool:
        words = _WORD.findall(value)
        by_name = len(words) > 1 and all(self._masker.names_somebody(word) for word in words)
        by_number = kind not in _SPELLED and self._masker.names_somebody(value)
        return (by_name or by_number) and not self._is_own(value)

    def _is_own(self, value: str) -> bool:
        digits = "".join(c for c in value if c.isdigit())
        if value.casefold().strip() in self._own or (len(digits) >= 7 and digits[-10:] in self._own):
            return True
        words = [word.casefold() for word in _WORD.findall(value)]
        return bool(words) and all(word in self._own for word in words)


def third_parties(work: Work, person_id: int) -> ThirdParties:
    """Return what hides everybody of the actor's district but one person."""
    details = work.first(queries.details(work.actor, person_id))
    return ThirdParties(masker_for(work), own_words(details) if details is not None else frozenset())


def own_words(row: Any) -> frozenset[str]:
    """Return the words and numbers that are the person's own, folded, so that they are not hidden from them."""
    names = " ".join((row.given, row.middle, row.family, row.preferred))
    whole = {row.username, row.mail, row.number, "".join(c for c in row.phone if c.isdigit())}
    return frozenset(word.casefold() for word in {*names.split(), *whole} if word)
