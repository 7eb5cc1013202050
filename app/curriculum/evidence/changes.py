"""Compare a text before and after somebody's corrections: pure."""

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"⟦[^⟧]*⟧|\w+|\s+|[^\w\s]")
_OPS = {"equal": ("keep",), "delete": ("cut",), "insert": ("add",), "replace": ("cut", "add")}


def changed_share(before: str, after: str) -> float:
    """Return how much of a text was changed, from 0 to 1, by words."""
    one, two = _words(before), _words(after)
    if one == two:
        return 0.0
    return round(1 - SequenceMatcher(None, one, two, autojunk=False).ratio(), 3)


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if not token.isspace()]


def parts(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the corrections in order. Shape: (op, text) with op keep, cut or add."""
    one, two = _TOKEN.findall(before), _TOKEN.findall(after)
    made: list[tuple[str, str]] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        for name in _OPS[op]:
            text = "".join(two[j1:j2] if name == "add" else one[i1:i2])
            if text:
                made.append((name, text))
    return tuple(made)
