"""Decide which words of a text name somebody of the roster, or carry a name that is a word."""

from app.privacy.text.context import (
    CLAUSE,
    DEEDS,
    SPEECH,
    Words,
    acts,
    is_called_out,
    is_hailed,
    is_spoken_of,
    is_towards,
)
from app.privacy.text.roster import DAILY, MASKED, STAFF, WORD
from app.privacy.text.words import FUNCTION_WORDS, Lexicon

_MONTHS = frozenset("april may june august july march abril mayo junio julio agosto january jan".split())
_DATING = frozenset("in on since until till by before after of last next early late this from en desde hasta de".split())


def names_somebody(words: Words, at: int, flags: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that the roster knows stands for a person there."""
    if not flags & MASKED:
        return False
    if flags & STAFF and words.titled(at):
        return False
    if not flags & WORD:
        return True
    if words.titled(at) or is_spoken_of(words, at):
        return words.is_capital(at) or not flags & DAILY
    if not flags & DAILY:
        return True
    return _daily_word_is_name(words, at, lexicon)


def _daily_word_is_name(words: Words, at: int, lexicon: Lexicon) -> bool:
    low = words.lows[at]
    if low in _MONTHS and _is_dated(words, at):
        return False
    device = low in lexicon.technology or low in lexicon.capitals
    if words.is_capital(at):
        if not words.begins(at):
            return not device or acts(words, at, SPEECH) or is_hailed(words, at) or is_towards(words, at)
        return _opens_as_name(words, at, device, lexicon)
    return _lower_is_name(words, at, device, lexicon)


def _opens_as_name(words: Words, at: int, device: bool, lexicon: Lexicon) -> bool:
    low = words.lows[at]
    if device:
        return acts(words, at, SPEECH)
    if low in FUNCTION_WORDS or len(low) < 3:
        return acts(words, at, DEEDS) and low not in {"he", "she", "it", "that", "this", "do", "in", "on", "so", "no", "my"}
    if low in lexicon.word_names:
        return acts(words, at, CLAUSE) or is_called_out(words, at) or _surname_follows(words, at, lexicon)
    return acts(words, at, SPEECH) or _surname_follows(words, at, lexicon)


def _lower_is_name(words: Words, at: int, device: bool, lexicon: Lexicon) -> bool:
    low = words.lows[at]
    if device or (len(low) < 3 and low not in lexicon.word_names):
        return False
    if is_hailed(words, at) and low not in {"my", "her", "him", "his", "she", "he", "in", "on", "so", "no", "me", "you", "it"}:
        return low in lexicon.word_names or low not in FUNCTION_WORDS and words.low(at - 1) in {"hi", "hey", "hola"}
    if low in lexicon.word_names and low not in FUNCTION_WORDS:
        return is_towards(words, at) or acts(words, at, SPEECH)
    return low in {"will", "may"} and (words.low(at - 1) in {"for", "from", "with"} or acts(words, at, SPEECH))


def _is_dated(words: Words, at: int) -> bool:
    after = words.low(at + 1)
    return words.low(at - 1) in _DATING or after[:1].isdigit() or after in {"the", "and", "or"}


def _surname_follows(words: Words, at: int, lexicon: Lexicon) -> bool:
    if not words.follows(at + 1) or not words.is_capital(at + 1):
        return False
    after = words.lows[at + 1]
    return after in lexicon.names or after in lexicon.word_names or after not in lexicon.english


def word_is_name(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that is also a name, of nobody in the roster, stands for a person there."""
    low = words.lows[at]
    if low in _MONTHS and _is_dated(words, at):
        return False
    if words.is_capital(at):
        if not words.begins(at):
            return True
        strict = low in lexicon.common
        if low in FUNCTION_WORDS:
            return acts(words, at, SPEECH) or _surname_follows(words, at, lexicon)
        return acts(words, at, DEEDS if strict else CLAUSE) or is_called_out(words, at) or _surname_follows(words, at, lexicon)
    if low in FUNCTION_WORDS or words.lows[at - 1 : at] == ["the"]:
        return False
    return is_hailed(words, at) or (words.begins(at) and acts(words, at, SPEECH))
