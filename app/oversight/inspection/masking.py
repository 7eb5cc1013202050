"""Hide everybody but one person in a text: other students, and the personal contacts of staff."""

import re

from app.audit.work import Work
from app.privacy.text.masker import Masker
from app.school.people.feeder import masker_for

_WORD = re.compile(r"[^\W_]+(?:[.@_+'’-][^\W_]+)*")
KIND_WORDS = {"name": "name", "word": "word", "mail": "address"}


class ThirdParties:
    """Texts of one person's record as they may be handed to them."""

    def __init__(self, masker: Masker, own: frozenset[str]) -> None:
        self._masker, self._own = masker, own
        self.hidden = 0

    def hide(self, text: str) -> str:
        """Return a text with ``[name hidden]`` where it speaks of somebody else."""
        pieces, at = [], 0
        for span in self._masker.mask(text).spans:
            value = text[span.start : span.end]
            pieces.append(text[at : span.start])
            if self._is_own(value):
                pieces.append(value)
            else:
                self.hidden += 1
                pieces.append(f"[{span.kind} hidden]")
            at = span.end
        return "".join([*pieces, text[at:]])

    def _is_own(self, value: str) -> bool:
        digits = "".join(c for c in value if c.isdigit())
        if value.casefold().strip() in self._own or (len(digits) >= 7 and digits[-10:] in self._own):
            return True
        words = [word.casefold() for word in _WORD.findall(value)]
        return bool(words) and all(word in self._own for word in words)


def third_parties(work: Work, own: frozenset[str]) -> ThirdParties:
    """Return what hides everybody of the actor's district but the one whose words these are."""
    return ThirdParties(masker_for(work), own)
