"""Judge words that no dictionary holds: a person's name, or a term of technology?"""

import re

from app.privacy.text.context import Words, acts, is_called_out, is_hailed, is_kin, owns
from app.privacy.text.spelling import is_compound, is_derived, is_stretched, misspells, misspells_technology
from app.privacy.text.words import Lexicon, is_spanish, lexicon, word_set

_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_REACH = 80
_NETWORK = frozenset({
    "guest", "guests", "student", "students", "staff", "wifi", "net", "network", "iot", "byod", "lab", "prn", "printer",
    "srv", "server", "ap", "sw", "switch", "vlan", "cart", "device", "devices", "secure", "public", "private", "test",
})  # fmt: skip


def unknown_is_name(words: Words, at: int, spanish: bool, vocabulary: frozenset[str]) -> str:
    """Return the kind a word in no dictionary is hidden as, or nothing when it may stay.

    Shape: ``name`` when a list of names holds it, ``word`` when it only looks like one.
    """
    word, low = words.words[at], words.lows[at]
    known = lexicon()
    if not word.isalpha():
        return "name" if _spelled_with_digits(low, known) else ""
    named = low in known.names or (low[-1] == "s" and low[:-1] in known.names)
    if spanish and is_spanish(low) and not (named and word[0].isupper()):
        return ""
    if is_technical_word(words, at):
        return "name" if named and len(low) > 3 and not word.isupper() else _path_owner(words, at)
    if word.isupper() and not words.is_loud(at):
        return _judge_capitals(words, at, named)
    if word[0].isupper() and not words.is_loud(at):
        return _judge_capital(words, at, named, vocabulary)
    return _judge_lower(words, at, named, vocabulary)


def is_technical_word(words: Words, at: int) -> bool:
    """Tell whether a word is part of a path, a code or a name of a network or machine."""
    chunk = _chunk(words, at)
    if any(sign in chunk for sign in "_/\\@#=") or any(char.isdigit() for char in chunk):
        return True
    return "-" in chunk and any(part in _NETWORK for part in chunk.lower().split("-"))


def _judge_capitals(words: Words, at: int, named: bool) -> str:
    low = words.lows[at]
    if named and (len(low) > 4 or is_hailed(words, at) or words.titled(at)):
        return "name"
    if is_hailed(words, at) or words.titled(at):
        return "word" if len(low) > 2 else ""
    return "word" if len(low) > 6 and not is_derived(low) and not is_compound(low) else ""


def _judge_capital(words: Words, at: int, named: bool, vocabulary: frozenset[str]) -> str:
    word, low = words.words[at], words.lows[at]
    if named:
        return "name"
    if len(low) < 2:
        return ""
    if not word[1:].islower() and _humps_known(word, vocabulary):
        return ""
    if not words.titled(at) and not is_hailed(words, at):
        if len(low) > 6 and misspells_technology(low):
            return ""
        opening = words.begins(at) or not words.is_capital(at)
        if opening and (is_derived(low) or misspells(low)) and not _is_subject(words, at):
            return ""
        if is_stretched(low):
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
        return "word" if not is_stretched(low) else ""
    if len(low) == 3 or (not word.islower() and not word.isupper() and _humps_known(word, vocabulary)):
        return ""
    readable = is_derived(low) or is_compound(low) or is_stretched(low) or misspells(low)
    return "" if readable else "word"


def _chunk(words: Words, at: int) -> str:
    """Return the signs without a space around a word, quotes and closing punctuation left out."""
    text, start, end = words.text, words.starts[at], words.ends[at]
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    while start > first and not text[start - 1].isspace() and text[start - 1] not in "\"'([{“,;:!?<>":
        start -= 1
    while end < last and not text[end].isspace() and text[end] not in "\"'()[]{}”,;:!?<>":
        end += 1
    return text[start:end]


def _path_owner(words: Words, at: int) -> str:
    return "word" if words.low(at - 1) in {"users", "home"} and words.gap(at) in {"/", "\\"} else ""


def _spelled_with_digits(low: str, known: Lexicon) -> bool:
    """Tell whether a name of some length has digits for inner letters (j0hn, m4ria)."""
    if (
        len(low) < 4
        or not low[0].isalpha()
        or not low[-1].isalpha()
        or sum(char.isdigit() for char in low) > 2
    ):
        return False
    plain = low.translate(str.maketrans("034578", "oeastb"))
    return any(
        form in known.names for form in {plain.replace("1", "i"), plain.replace("1", "l")} if form.isalpha()
    )


def _humps_known(word: str, vocabulary: frozenset[str]) -> bool:
    parts = [part.lower() for part in _HUMP.findall(word)]
    plain = lexicon().plain
    return (
        len(parts) > 1
        and all(part in plain or part in vocabulary for part in parts)
        and parts[0] not in {"mc", "mac", "o", "de"}
    )
