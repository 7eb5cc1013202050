"""Many patterns of which any is looked for in a folded text, tried where a word begins and by their first letters.

Python's engine tries each alternative at each sign, and where capitals are let pass it reads each to find that its
first letter is another: sixty phrases took seven tenths of a millisecond of a text of two hundred signs.
"""

import re
from collections.abc import Iterator

_WORD = r"\b"
_SIGN = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL
)  # a sign, one with a stroke before it, a set of signs


class Phrases:
    """Phrases in small letters.

    Shape: each is a pattern; those that begin with a word's bound begin with a letter or figure behind it.
    """

    def __init__(self, *patterns: str) -> None:
        each = [one for pattern in patterns for one in alternatives(pattern)]
        at_words = "|".join(one.removeprefix(_WORD) for one in each if one.startswith(_WORD))
        self._at_words = re.compile(rf"\b(?=\w)(?:{at_words})")
        elsewhere = [one for one in each if not one.startswith(_WORD)]
        self._elsewhere = re.compile("|".join(elsewhere)) if elsewhere else None

    def found_in(self, folded: str) -> bool:
        """Tell whether a folded text, in letters of any size, holds one of them."""
        low = folded.lower()
        if self._at_words.search(low):
            return True
        return self._elsewhere is not None and self._elsewhere.search(low) is not None


def alternatives(pattern: str) -> Iterator[str]:
    """Yield what stands between the outermost strokes of a pattern."""
    depth, one = 0, ""
    for sign in _SIGN.findall(pattern):
        if sign == "|" and not depth:
            yield one
            one = ""
            continue
        depth += (sign == "(") - (sign == ")")
        one += sign
    yield one
