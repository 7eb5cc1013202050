"""Weigh how strongly a place must ask for a person before a word is hidden there: less for what is rarely a word."""

import re
from functools import lru_cache

from app.privacy.text.acting import verb_after, weights
from app.privacy.text.context import Words
from app.privacy.text.marks import Marks
from app.privacy.text.people import is_dated
from app.privacy.text.roster import PLURAL
from app.privacy.text.spelling import misspells_technology
from app.privacy.text.technical import chunk_of, follows_maker, is_technical_word
from app.privacy.text.usage import is_plain, is_said_of_things
from app.privacy.text.words import is_spanish, lexicon, things, word_set

_STROKES = re.compile(r"[^\W\d_]{2,}(?:/[^\W\d_]{2,})+\.?")
_BEFORE, _AFTER, _FUNCTION = weights("before"), weights("after"), word_set("function")
_NEVER, _MODALS, _ROOMS = word_set("never names"), word_set("modals"), word_set("rooms")
_LIKE_GRAMMAR = word_set("named like grammar")


def wanted_at(marks: Marks, at: int) -> int:
    """Return how strong a place must be for a word to be hidden there, 0 for never."""
    words, low = marks.words, marks.words.lows[at]
    plain = words.words[at] == low and words.gaps[at] == " " and at not in words.foreign
    if plain and not marks.spanish and low not in marks.named and low not in marks.vocabulary:
        least = _least(low, low in marks.odd)
        if least:
            coded = words.gaps[at + 1] != " " and is_technical_word(words, at) and not _is_listed(words, at)
            return 0 if coded else least
    return _wanted_in_place(marks, at)


@lru_cache(maxsize=2_000)
def _least(low: str, odd: bool) -> int:
    """Return how strong a place must be for a word in small letters that nobody in the roster is called; 0 where more
    than the word itself decides. Shape: ``odd`` tells a word of no dictionary or of two meanings."""
    telling = low in _BEFORE or low in _AFTER or low in word_set("dated")
    if telling or not low.isalpha() or len(low) < 3 or low in word_set("acronym names"):
        return 0
    if low in lexicon().technology or low in lexicon().capitals:
        return 0
    if low in _FUNCTION or low in _NEVER:
        return 0
    return _least_of_word(low, odd) or 2 + (low in lexicon().daily or misspells_technology(low))


def _wanted_in_place(marks: Marks, at: int) -> int:
    """Return how strong a place must be where more than the word itself decides."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    if at in words.foreign:
        return 2
    if low in _NEVER and not (at and (marks.kinds[at - 1] or words.titled(at))):
        like = low in _LIKE_GRAMMAR and (words.has_capital(at) or low not in {"an", "my"})
        return 3 if like and marks.is_ours(at) else 0
    if low in _ROOMS and words.low[at + 1][:1].isdigit() and words.gaps[at + 1] == " ":
        return 0
    if is_dated(words, at) or not low.isalpha() or words.gaps[at] == "'":
        return 0
    ours = marks.is_ours(at)
    telling = low in _BEFORE or (low in _AFTER and low not in _MODALS)
    if telling and not (ours and words.has_capital(at)):
        return 0
    if marks.is_staff(at) and (words.titled(at) or not ours):
        return 0
    if not ours and is_technical_word(words, at) and not _is_listed(words, at):
        return 0
    if marks.is_known(at) or low in _FUNCTION or len(low) < 3:
        return _wanted_of_known(marks, at, ours)
    if ours:
        least = 2 if low in lexicon.daily and low not in lexicon.word_names else 1
        if marks.named[low] & PLURAL or low not in lexicon.english:
            return least
        return least + is_plain(words, at) + is_said_of_things(words, at)
    if marks.spanish and is_spanish(low):
        return 2 if low in lexicon.names or low in lexicon.word_names else 3
    return _wanted_of_word(marks, at)


def _is_listed(words: Words, at: int) -> bool:
    """Tell whether nothing but words with strokes between them stand together (Aditya/Art/Storm)."""
    return _STROKES.fullmatch(chunk_of(words, at)) is not None


def _wanted_of_word(marks: Marks, at: int) -> int:
    """Return how strong a place must be for a word of nobody in the roster that no other rule knows."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    least = _least_of_word(low, low in marks.odd)
    if least == 1 and low not in lexicon.word_names:
        return 1 + follows_maker(words, at)
    if least:
        return least
    loud = words.words[at].isupper() > words.is_loud(at)
    return 3 if low in lexicon.daily or misspells_technology(low) or loud else 2


def _least_of_word(low: str, odd: bool) -> int:
    """Return how strong a place must be for a word by how often it is met and how often it is a name; 0 for others."""
    known = lexicon()
    if low in known.word_names:
        return 2 if low in known.daily else 1
    if low in known.soft_names and low not in known.common:
        return 1
    single = low[:-1] if low[-1] == "s" and low not in known.daily else ""
    if single in known.word_names or single in known.soft_names:
        return 2
    if odd:
        return 0
    if low in known.soft_names and low not in things():
        return 2
    return 0 if low in known.common else 3


def _wanted_of_known(marks: Marks, at: int, ours: bool) -> int:
    """Return how strong a place must be for a term, a word of grammar or a word of two letters."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    after = words.low[at + 1]
    telling = words.is_raised(at)
    if low in lexicon.soft_names and low not in _NEVER and not marks.is_known(at):
        if telling:
            return 2 if low in _FUNCTION or follows_maker(words, at) else 1
        if len(low) < 3:
            return 2
    if low in _MODALS:
        if after in word_set("finite") or words.gap[at + 1][:1] in {"-", ":", "!"}:
            return 2
        named = after in lexicon.soft_names or after in lexicon.word_names
        before = words.low[at - 1]
        asked = before in word_set("asking") or _BEFORE.get(before, 0) > 1
        asked = asked or (marks.spanish and after in word_set("spanish objects"))
        asked = asked or (words.begins(at) and after in {"and", "n", "y"})
        if named or asked or after in word_set("after 2") or after.endswith("ed"):
            return 2
    if low in _NEVER:
        return 3 if ours and low not in lexicon.daily else 4
    if ours and low in word_set("surname words") and not is_plain(words, at):
        return 2
    if ours and low in lexicon.soft_names and low in lexicon.technology and verb_after(words, at) > 1:
        return 2
    if ours:
        return 3 if low not in lexicon.technology or low in lexicon.soft_names or words.is_capital(at) else 4
    if marks.is_known(at):
        if low in word_set("acronym names") and words.low[at - 1] not in word_set("articles"):
            return 3
        return 4 if low in lexicon.soft_names and low not in marks.vocabulary else 0
    return 3 if low in lexicon.soft_names or low in lexicon.word_names or low in marks.odd else 4
