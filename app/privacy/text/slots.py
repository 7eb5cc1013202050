"""Mark words where the place asks for a person strongly enough."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from app.privacy.text.acting import verb_after, weights
from app.privacy.text.asking import opens, person_slot
from app.privacy.text.context import Words, ends
from app.privacy.text.marks import Marks
from app.privacy.text.people import is_dated
from app.privacy.text.products import is_product
from app.privacy.text.spelling import misspells_technology
from app.privacy.text.technical import chunk_of, follows_maker, is_technical_word
from app.privacy.text.words import is_spanish, word_set

_STROKES = re.compile(r"[^\W\d_]{2,}(?:/[^\W\d_]{2,})+\.?")


def mark_slots(marks: Marks) -> None:
    """Mark words that may be a name where the place asks for a person enough; again beside those just marked."""
    free = [at for at in _unsaid(marks) if _is_told(marks, at)]
    wanted = {at: least for at in free if (least := _wanted(marks, at))}
    fresh = _mark(marks, wanted, wanted)
    if fresh:
        near = {at for place in fresh for at in range(place - 2, place + 3)}
        _mark(marks, wanted, [at for at in wanted if at in near])


def _unsaid(marks: Marks) -> Iterator[int]:
    """Yield the free places of words that may be a name: what only tells of its neighbors is none in small letters."""
    words, kinds, kept = marks.words, marks.kinds, marks.kept
    silent, grammar, titles = _silent(), word_set("never names"), word_set("titles") | word_set("soft titles")
    for at in marks.candidates:
        if kinds[at] or at in kept:
            continue
        word = words.words[at]
        if word in silent and at not in words.foreign:
            continue
        if word not in grammar or word == "see" or (at and (kinds[at - 1] or words.lows[at - 1] in titles)):
            yield at


@cache
def _silent() -> frozenset[str]:
    return frozenset(weights("before")) | (frozenset(weights("after")) - word_set("modals"))


def _is_told(marks: Marks, at: int) -> bool:
    """Tell whether anything stands beside a word that could be weighed."""
    words, kinds = marks.words, marks.kinds
    lows = words.lows
    before, after = lows[at - 1] if at else "", lows[at + 1] if at + 1 < len(lows) else ""
    if before in word_set("english articles") and words.gaps[at] == " " and not marks.spanish:
        return after in word_set("families")
    if before in _cues("before") or after in _cues("after") or len(before) == 1 or after[-2:] == "ed":
        return True
    if (
        any(kinds[max(0, at - 2) : at + 3])
        or not words.gaps[at].isspace()
        or not words.gaps[at + 1].isspace()
    ):
        return True
    if words.has_capital(at) or at in words.foreign or after in marks.lexicon.soft_names:
        return True
    return after in marks.lexicon.word_names or after in word_set("surname words")


@cache
def _cues(side: str) -> frozenset[str]:
    """Return every word that tells something of the place after or before it."""
    if side == "after":
        return (
            frozenset(weights("after"))
            | word_set("belongings")
            | word_set("spanish objects")
            | word_set("families")
        )
    sets = (
        "labels",
        "asking",
        "joined particles",
        "before in spanish",
        "articles",
        "clause openers",
        "spanish deeds",
        "called on",
        "wished",
        "closing",
        "longed for",
    )
    few = {"sent", "is", "es", "s", "am", "name", "of", "you", "u", "miss"}
    return frozenset(weights("before")).union(few, *(word_set(name) for name in sets))


def _mark(marks: Marks, wanted: Mapping[int, int], places: Iterable[int]) -> list[int]:
    """Mark the places that are strong enough, and return them."""
    fresh = []
    for at in places:
        if marks.kinds[at] or _score(marks, at) < wanted[at]:
            continue
        if marks.is_ours(at) or not is_product(marks.words, at):
            marks.kinds[at] = _kind(marks, at)
            fresh.append(at)
    return fresh


def _kind(marks: Marks, at: int) -> str:
    low, lexicon = marks.words.lows[at], marks.lexicon
    return "name" if marks.is_ours(at) or low in lexicon.names or low in lexicon.word_names else "word"


def _score(marks: Marks, at: int) -> int:
    words = marks.words
    telling = words.is_capital(at) and not words.begins(at)
    found = person_slot(words, at, marks.kinds, marks.spanish) + telling
    if at in words.foreign:
        found += 2
    return found + _paired(marks, at) if found >= 0 else found


def _paired(marks: Marks, at: int) -> int:
    """Weigh a word that may be a name too right after a word, more where the two stand alone, or "and" with one."""
    words, lexicon = marks.words, marks.lexicon
    after, gap = words.low(at + 1), words.gap(at + 1)
    if gap == " " and after in {"and", "y", "or"}:
        other = words.low(at + 2)
        both = words.gap(at + 2) == " " and other not in word_set("function")
        both = both and (other in lexicon.word_names or other in lexicon.soft_names)
        return both * (1 + (words.begins(at) and ends(words, at + 2)))
    if gap not in {" ", "-", ", "} or not (
        after in lexicon.word_names or after in lexicon.soft_names or after in word_set("surname words")
    ):
        return 0
    alone = words.begins(at) and ends(words, at + 1)
    if gap == " " and _is_whole_name(marks, at):
        return 2
    return 2 if alone or (gap == " " and opens(words, at) and verb_after(words, at + 1) > 0) else 1


def _is_whole_name(marks: Marks, at: int) -> bool:
    """Tell whether a given name and a family name stand together that are words too (reed black), written alike."""
    words, lexicon = marks.words, marks.lexicon
    low, after = words.lows[at], words.low(at + 1)
    if low in word_set("modals"):
        return False
    if low not in lexicon.word_names and (_is_thing_of_school(low) or verb_after(words, at + 1) < 2):
        return False
    if words.has_capital(at) != words.has_capital(at + 1) or words.low(at - 1) in word_set("no names after"):
        return False
    return after in lexicon.word_names or after not in lexicon.technology or ends(words, at + 1)


def _wanted(marks: Marks, at: int) -> int:
    """Return how strong a place must be for a word to be hidden there, 0 for never."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    if at in words.foreign:
        return 2
    if low in word_set("never names") and not (at and (marks.kinds[at - 1] or words.titled(at))):
        like = low in word_set("named like grammar") and (words.has_capital(at) or low not in {"an", "my"})
        return 3 if like and marks.is_ours(at) else 0
    if is_dated(words, at) or not low.isalpha() or words.gaps[at] == "'" or low in weights("before"):
        return 0
    ours = marks.is_ours(at)
    if low in weights("after") and low not in word_set("modals") and not (ours and words.has_capital(at)):
        return 0
    if marks.is_staff(at) and (words.titled(at) or not ours):
        return 0
    if not ours and is_technical_word(words, at) and not _is_listed(words, at):
        return 0
    if marks.is_known(at) or low in word_set("function") or len(low) < 3:
        return _wanted_of_known(marks, at, ours)
    if ours:
        return 2 if low in lexicon.daily and low not in lexicon.word_names else 1
    if marks.spanish and is_spanish(low):
        return 2 if low in lexicon.names or low in lexicon.word_names else 3
    return _wanted_of_word(marks, at)


def _is_listed(words: Words, at: int) -> bool:
    """Tell whether nothing but words with strokes between them stand together (Aditya/Art/Storm)."""
    return _STROKES.fullmatch(chunk_of(words, at)) is not None


def _wanted_of_word(marks: Marks, at: int) -> int:
    """Return how strong a place must be for a word of nobody in the roster that no other rule knows."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    if low in lexicon.word_names:
        return 2 if low in lexicon.daily else 1
    if low in lexicon.soft_names and low not in lexicon.common:
        return 1 + follows_maker(words, at)
    if (
        low[-1] == "s"
        and low not in lexicon.daily
        and (low[:-1] in lexicon.word_names or low[:-1] in lexicon.soft_names)
    ):
        return 2
    if low not in marks.odd and low in lexicon.soft_names and not _is_thing_of_school(low):
        return 2
    if low not in marks.odd and low not in lexicon.common:
        return 3
    return (
        3
        if low in lexicon.daily or misspells_technology(low) or words.words[at].isupper() > words.is_loud(at)
        else 2
    )


def _is_thing_of_school(low: str) -> bool:
    """Tell whether a word names what tickets are about: a page, a hall, a case."""
    sets = ("things met daily", "belongings", "shared things", "own things", "account things", "named things")
    return any(low in word_set(name) for name in sets)


def _wanted_of_known(marks: Marks, at: int, ours: bool) -> int:
    """Return how strong a place must be for a term, a word of grammar or a word of two letters."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    after = words.low(at + 1)
    telling = words.is_capital(at) and not words.begins(at)
    if low in lexicon.soft_names and low not in word_set("never names") and not marks.is_known(at):
        if telling:
            return 2 if low in word_set("function") or follows_maker(words, at) else 1
        if len(low) < 3:
            return 2
    if low in word_set("modals"):
        if after in word_set("finite") or words.gap(at + 1)[:1] in {"-", ":", "!"}:
            return 2
        named = after in lexicon.soft_names or after in lexicon.word_names
        before = words.low(at - 1)
        asked = before in word_set("asking") or weights("before").get(before, 0) > 1
        asked = asked or (marks.spanish and after in word_set("spanish objects"))
        asked = asked or (words.begins(at) and after in {"and", "n", "y"})
        if named or asked or after in word_set("after 2") or after.endswith("ed"):
            return 2
    if low in word_set("never names"):
        return 3 if ours and low not in lexicon.daily else 4
    if ours:
        return 3 if low not in lexicon.technology or low in lexicon.soft_names or words.is_capital(at) else 4
    if marks.is_known(at):
        if low in word_set("acronym names") and words.low(at - 1) not in word_set("articles"):
            return 3
        return 4 if low in lexicon.soft_names and low not in marks.vocabulary else 0
    return 3 if low in lexicon.soft_names or low in lexicon.word_names or low in marks.odd else 4
