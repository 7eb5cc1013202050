"""Tell a slip, a long-drawn word or a word made of others from a name."""

import re
from functools import cache, lru_cache

from app.privacy.text.words import lexicon

_REPEATED = re.compile(r"(.)\1{2,}")
_ENDINGS = (
    "s",
    "es",
    "ed",
    "d",
    "er",
    "ers",
    "ing",
    "ly",
    "y",
    "ish",
    "able",
    "ness",
    "less",
    "ful",
    "ies",
    "ier",
    "iest",
    "ization",
    "ity",
)
_BEGINNINGS = (
    "un",
    "re",
    "non",
    "pre",
    "anti",
    "over",
    "under",
    "mis",
    "sub",
    "multi",
    "auto",
    "de",
    "dis",
    "super",
    "mini",
    "micro",
    "co",
)
_LONGEST = 24
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=20_000)
def is_stretched(low: str) -> bool:
    """Tell whether a word has letters drawn out (sooooo)."""
    if not _REPEATED.search(low):
        return False
    known = lexicon()
    forms = (_REPEATED.sub(r"\1\1", low), _REPEATED.sub(r"\1", low))
    return any(form in known.english or form in known.spanish for form in forms) or len(set(low)) < 4


@lru_cache(maxsize=20_000)
def is_derived(low: str) -> bool:
    """Tell whether a word is made of a known one and a common ending or beginning."""
    plain = lexicon().plain
    for ending in _ENDINGS if low.endswith(_ENDINGS) else ():
        stem = low[: -len(ending)]
        if (
            low.endswith(ending)
            and len(stem) > 3
            and (stem in plain or stem + "e" in plain or (stem[-1] == stem[-2] and stem[:-1] in plain))
        ):
            return True
    return any(
        low.startswith(start) and len(low) - len(start) > 3 and low[len(start) :] in plain
        for start in _BEGINNINGS
    )


@lru_cache(maxsize=20_000)
def is_compound(low: str) -> bool:
    """Tell whether a word is two known words written as one, one of technology or of every day."""
    known = lexicon()
    return any(
        (low[:cut] in known.technology or low[:cut] in known.common)
        and (low[cut:] in known.technology or low[cut:] in known.common)
        and low[:cut] not in known.word_names
        and low[cut:] not in known.word_names
        for cut in range(4, min(len(low), _LONGEST) - 3)
    )


@lru_cache(maxsize=20_000)
def misspells(low: str) -> bool:
    """Tell whether a word is one slip away from a word of every day or of technology."""
    if not 5 <= len(low) <= _LONGEST:
        return False
    return not _met_daily().isdisjoint(slips(low) if len(low) > 5 else _swaps(low))


@lru_cache(maxsize=20_000)
def misspells_technology(low: str) -> bool:
    if len(low) > _LONGEST:
        return False
    return any(len(form) > 5 for form in lexicon().technology & slips(low))


@cache
def _met_daily() -> frozenset[str]:
    """Return the words of every day and of technology that are no names."""
    known = lexicon()
    return frozenset((known.daily | known.technology) - known.word_names)


def _swaps(low: str) -> set[str]:
    """Return all forms with two letters swapped back, or with one more letter, as for short words."""
    cuts = [(low[:at], low[at:]) for at in range(len(low) + 1)]
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return swapped | {left + letter + right for left, right in cuts[1:] for letter in _LETTERS}


@lru_cache(maxsize=8)
def slips(low: str) -> frozenset[str]:
    """Return all forms that are one slip of the finger away; several rules ask for those of one word in turn."""
    cuts = [(low[:at], low[at:]) for at in range(len(low) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in cuts if right and left for letter in _LETTERS}
    added = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return frozenset(dropped | swapped | changed | added)
