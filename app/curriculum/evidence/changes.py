"""Compare a text before and after somebody's corrections: pure."""

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"⟦[^⟧]*⟧|\w+|\s+|[^\w\s]")
SMALL_GAP = 1


def changed_share(before: str, after: str) -> float:
    """Return how much of a text was changed, from 0 to 1, by words."""
    one, two = _words(before), _words(after)
    if one == two:
        return 0.0
    return round(1 - SequenceMatcher(None, one, two, autojunk=False).ratio(), 3)


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if not token.isspace()]


def parts(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the corrections in order. Shape: (op, text) with op keep, cut or add.

    A gap of blanks or one mark between two corrections belongs to them, so that a new sentence reads as one.
    """
    one, two = _TOKEN.findall(before), _TOKEN.findall(after)
    made: list[tuple[str, str]] = []
    cut, add = "", ""
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    for place, (op, i1, i2, j1, j2) in enumerate(codes):
        old, new = "".join(one[i1:i2]), "".join(two[j1:j2])
        inside = 0 < place < len(codes) - 1
        if op != "equal" or (inside and len(old.strip()) <= SMALL_GAP and (cut or add)):
            cut, add = cut + old, add + new
            continue
        made += _flushed(cut, add)
        cut, add = "", ""
        made.append(("keep", old))
    return tuple(made + _flushed(cut, add))


def _flushed(cut: str, add: str) -> list[tuple[str, str]]:
    """Return a correction without the blanks that end both of its sides."""
    kept = ""
    while cut and add and cut[-1] == add[-1] and cut[-1].isspace():
        kept, cut, add = cut[-1] + kept, cut[:-1], add[:-1]
    found = [("cut", cut), ("add", add), ("keep", kept)]
    return [(op, text) for op, text in found if text]
