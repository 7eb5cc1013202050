"""Find names that are stuck to others by capitals, digits and signs: ZoyaDhillon, jrossi27, SIOBHAN_QUINN."""

import re
from functools import lru_cache

from app.privacy.text.context import Words
from app.privacy.text.likeness import likeness
from app.privacy.text.technical import chunk_of
from app.privacy.text.words import lexicon, word_set

_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CORE = re.compile(r"\d{0,6}([^\W\d_]{4,40}?)\d{0,6}")
_DRAWN = re.compile(r"(.)\1{2,}")
_LEAST = 3
_SUFFIXES = frozenset({"com", "org", "net", "edu", "gov", "us", "io", "py", "js", "doc", "es", "mx"})


@lru_cache(maxsize=20_000)
def is_made_of_names(word: str) -> bool:
    """Tell whether a word is made of given and family names, or of a name and initials, digits left out."""
    known, core = lexicon(), _CORE.fullmatch(word)
    if core is None or not core[1].isascii():
        parts = re.findall(r"[a-z]{4,}", word.lower()) if word.isascii() and word[-1:].isalpha() else []
        return any(part in known.names for part in parts)
    low = core[1].lower()
    if _DRAWN.search(low) and _DRAWN.sub(r"\1", low) in known.names:
        return True
    if low in known.plain:
        return False
    figures = len(word) - len(core[1])
    if figures and (low in known.names or _has_initial(low) or (figures in {2, 4} and _is_sign_in(core[1]))):
        return True
    parts = [part.lower() for part in _HUMP.findall(core[1])]
    if len(parts) > 1 and not core[1].isupper() and len(core[1]) > len(parts[-1]) + core[1][0].islower():
        return _are_names(parts)
    return (len(low) > 5 and low[1:] in known.names) or _are_two(low, 4)


def _has_initial(low: str) -> bool:
    """Tell whether letters before digits are an initial and a name, either way around, or two names."""
    known = lexicon()
    if len(low) > 4 and (low[1:] in known.names or low[:-1] in known.names):
        return True
    return (len(low) > 5 and low[1:] in known.word_names) or _are_two(low, _LEAST)


def _is_sign_in(letters: str) -> bool:
    """Tell whether letters before the digits of a year or class are built like an initial and a name."""
    return letters.islower() and len(letters) < 13 and min(likeness(letters[1:]), likeness(letters) + 0.2) > 0


def _are_two(low: str, least: int) -> bool:
    known = lexicon()
    for cut in range(least, len(low) - least + 1):
        first, last = low[:cut], low[cut:]
        told = (first in known.names) + (last in known.names)
        if told == 2 or (told and (first in known.word_names or last in known.word_names)):
            return True
    return False


def _are_names(parts: list[str]) -> bool:
    """Tell whether the humps of a word are names: a listed one first or last, or each one now and then."""
    known = lexicon()
    if any(len(part) >= _LEAST and part in known.technology for part in parts):
        return False
    first, last = parts[0], parts[-1]
    owner = first[:-1] if first[-1] == "s" else ""  # JaylensEssay
    if any(len(part) >= _LEAST and part in known.names for part in (first, last, owner)):
        return True
    return all(part in known.word_names or part in known.soft_names for part in parts)


def is_name_part(low: str) -> bool:
    """Tell whether a word beside a sign that joins two is a name, or one now and then."""
    known = lexicon()
    if low in known.technology or low in word_set("never names") or low in word_set("no owners"):
        return False
    if low in known.names or low in known.word_names or low in word_set("short names"):
        return True
    return (low in known.soft_names and low not in known.daily) or low in word_set("surname words")


def is_joined_pair(words: Words, at: int) -> bool:
    """Tell whether a word and the one joined to it by a low line or a point are a given and a family name."""
    known = lexicon()
    for first in (at - 1, at):
        low, after = words.low[first], words.low[first + 1]
        if first < 0 or words.gap[first + 1] not in {"_", "."} or after in _SUFFIXES:
            continue
        told = low in known.names or low in known.word_names or after in known.names
        if told and is_name_part(low) and is_name_part(after):
            return True
    return False


def stands_in_file(words: Words, at: int) -> bool:
    """Tell whether a listed name in capitals is part of a file's name, and no constant of a program."""
    known, chunk = lexicon(), chunk_of(words, at)
    if "_" not in chunk and "." not in chunk:
        return "-" in chunk and any(part in word_set("own devices") for part in chunk.lower().split("-"))
    parts = re.findall(r"[^\W\d_]{3,}", chunk)
    if not all(part.isupper() for part in parts):
        return True
    named = sum(part.lower() in known.names for part in parts)
    plain = sum(part.lower() in known.plain for part in parts)
    return named > 1 or plain == 0
