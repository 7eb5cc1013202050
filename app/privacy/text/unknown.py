"""Judge words that no dictionary holds: a person's name, or a term of technology?"""

import re
from functools import lru_cache

from app.privacy.text.context import Words, acts, is_called_out, is_hailed, is_kin, owns
from app.privacy.text.words import Lexicon, is_spanish, lexicon, word_set

_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_REPEATED = re.compile(r"(.)\1{2,}")
_ENDINGS = (
    "s", "es", "ed", "d", "er", "ers", "ing", "ly", "y", "ish", "able", "ness", "less", "ful", "ies", "ier", "iest", "ization", "ity",
)
_BEGINNINGS = ("un", "re", "non", "pre", "anti", "over", "under", "mis", "sub", "multi", "auto", "de", "dis", "super", "mini", "micro", "co")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def unknown_is_name(words: Words, at: int, spanish: bool, vocabulary: frozenset[str]) -> str:
    """Return the kind a word in no dictionary is hidden as, or nothing when it may stay.

    Shape: ``name`` when a list of names holds it, ``word`` when it only looks like one.
    """
    word, low = words.words[at], words.lows[at]
    known = lexicon()
    if not word.isalpha():
        return "name" if _spelled_with_digits(low, known) else ""
    named = low in known.names
    if spanish and is_spanish(low, known.spanish) and not (named and word[0].isupper()):
        return ""
    chunk = _chunk(words, at)
    if any(sign in chunk for sign in "_/\\@#=") or any(char.isdigit() for char in chunk):
        return "name" if named and len(low) > 3 and not word.isupper() else _path_owner(words, at)
    if word.isupper() and not words.is_loud(at):
        return _judge_capitals(words, at, named)
    if word[0].isupper() and not words.is_loud(at):
        return _judge_capital(words, at, named, vocabulary)
    return _judge_lower(words, at, named, vocabulary)


def _judge_capitals(words: Words, at: int, named: bool) -> str:
    low = words.lows[at]
    if named and (len(low) > 4 or is_hailed(words, at) or words.titled(at)):
        return "name"
    if is_hailed(words, at) or words.titled(at):
        return "word" if len(low) > 2 else ""
    return "word" if len(low) > 6 and not _derives(low) and not _is_compound(low) else ""


def _judge_capital(words: Words, at: int, named: bool, vocabulary: frozenset[str]) -> str:
    word, low = words.words[at], words.lows[at]
    if named:
        return "name"
    if len(low) < 2:
        return ""
    if not word[1:].islower() and _humps_known(word, vocabulary):
        return ""
    if not words.titled(at) and not is_hailed(words, at):
        if len(low) > 6 and _misspells_technology(low):
            return ""
        if (words.begins(at) or not words.is_capital(at)) and _derives(low) and not _is_subject(words, at):
            return ""
        if _stretched(low):
            return ""
    return "word"


def _is_subject(words: Words, at: int) -> bool:
    """Tell whether a word acts, is addressed or signs, as a person does."""
    return acts(words, at, word_set("deeds")) or owns(words, at) or is_called_out(words, at)


def _judge_lower(words: Words, at: int, named: bool, vocabulary: frozenset[str]) -> str:
    word, low = words.words[at], words.lows[at]
    if named:
        return "name"
    if len(low) < 3:
        return ""
    if is_hailed(words, at) or is_kin(words, at) or words.titled(at):
        return "word" if not _stretched(low) else ""
    if len(low) == 3 or (not word.islower() and not word.isupper() and _humps_known(word, vocabulary)):
        return ""
    readable = _derives(low) or _is_compound(low) or _stretched(low) or _misspells(low)
    return "" if readable else "word"


def _chunk(words: Words, at: int) -> str:
    """Return the run of signs without a space around a word, a possessive and closing punctuation left out."""
    text, start, end = words.text, words.starts[at], words.ends[at]
    while start > 0 and not text[start - 1].isspace() and text[start - 1] not in "\"'([{“,;:!?<>":
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] not in "\"'()[]{}”,;:!?<>":
        end += 1
    return text[start:end]


def _path_owner(words: Words, at: int) -> str:
    return "word" if words.low(at - 1) in {"users", "home"} and words.gap(at) in {"/", "\\"} else ""


def _spelled_with_digits(low: str, known: Lexicon) -> bool:
    """Tell whether a name of some length has digits for inner letters (j0hn, m4ria)."""
    if len(low) < 4 or not low[0].isalpha() or not low[-1].isalpha() or sum(char.isdigit() for char in low) > 2:
        return False
    plain = low.translate(str.maketrans("034578", "oeastb"))
    return any(form in known.names for form in {plain.replace("1", "i"), plain.replace("1", "l")} if form.isalpha())


def _humps_known(word: str, vocabulary: frozenset[str]) -> bool:
    parts = [part.lower() for part in _HUMP.findall(word)]
    plain = lexicon().plain
    return len(parts) > 1 and all(part in plain or part in vocabulary for part in parts) and parts[0] not in {"mc", "mac", "o", "de"}


@lru_cache(maxsize=20_000)
def _stretched(low: str) -> bool:
    """Tell whether a word has letters drawn out (sooooo)."""
    if not _REPEATED.search(low):
        return False
    known = lexicon()
    forms = (_REPEATED.sub(r"\1\1", low), _REPEATED.sub(r"\1", low))
    return any(form in known.english or form in known.spanish for form in forms) or len(set(low)) < 4


@lru_cache(maxsize=20_000)
def _derives(low: str) -> bool:
    """Tell whether a word is made of a known one and a common ending or beginning."""
    plain = lexicon().plain
    for ending in _ENDINGS:
        stem = low[: -len(ending)]
        if low.endswith(ending) and len(stem) > 3 and (stem in plain or stem + "e" in plain or (stem[-1] == stem[-2] and stem[:-1] in plain)):
            return True
    return any(low.startswith(start) and len(low) - len(start) > 3 and low[len(start) :] in plain for start in _BEGINNINGS)


@lru_cache(maxsize=20_000)
def _is_compound(low: str) -> bool:
    """Tell whether a word is two known words written as one, one of technology or of every day."""
    known = lexicon()
    return any(
        (low[:cut] in known.technology or low[:cut] in known.common)
        and (low[cut:] in known.technology or low[cut:] in known.common)
        and low[:cut] not in known.word_names
        and low[cut:] not in known.word_names
        for cut in range(3, len(low) - 2)
    )


@lru_cache(maxsize=20_000)
def _misspells(low: str) -> bool:
    """Tell whether a word is one slip away from a word of every day or of technology."""
    known = lexicon()
    if len(low) < 5:
        return False
    return any((form in known.daily or form in known.technology) and form not in known.word_names for form in _slips(low))


@lru_cache(maxsize=20_000)
def _misspells_technology(low: str) -> bool:
    known = lexicon().technology
    return any(form in known for form in _slips(low) if len(form) > 5)


def _slips(low: str) -> set[str]:
    """Return all forms that are one slip of the finger away."""
    cuts = [(low[:at], low[at:]) for at in range(len(low) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in cuts if right and left for letter in _LETTERS}
    added = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return dropped | swapped | changed | added
