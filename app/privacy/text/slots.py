"""Weigh how much the place of a word is one where a person stands, whatever the word and however it is written."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from app.privacy.text.context import Words, ends
from app.privacy.text.marks import Marks
from app.privacy.text.people import is_dated
from app.privacy.text.spelling import misspells_technology
from app.privacy.text.technical import is_technical_word
from app.privacy.text.words import is_spanish, lexicon, word_set

_NEAR = frozenset(
    {" ", "  ", ", ", ",", ": ", ":", ". ", ",\n", ", \n", "\n", "!\n", ",\n\n", "!\n\n", " - ", ", - "}
)
_PAST = 5  # letters from which a word in -ed is taken for a verb
_ARTICLE = -3


@cache
def _weights(side: str) -> dict[str, int]:
    """Return what a word on a side of a place is worth."""
    return {
        word: weight
        for weight in range(1, 3 if side == "after" else 4)
        for word in word_set(f"{side} {weight}")
    }


def person_slot(words: Words, at: int, marked: Sequence[str], spanish: bool) -> int:
    """Return how strongly a place asks for a person, by the words and marks beside it.

    Shape: below 0 after an article; 0 nothing known; 1 possible (to …); 2 likely (my sister …); from 3 on sure.
    """
    left = _left(words, at, spanish)
    if left < 0:
        return left
    joined = _joined(words, at, marked)
    right = _right(words, at) if joined or left or opens(words, at) else 0
    if words.low(at + 1) == "s" and words.gap(at + 1) == "'":
        right = 2
    elif words.lows[at][-1] == "s" and words.low(at + 1) in word_set("belongings"):
        right = max(right, 2)
    return left + joined + right + _beside(words, at, marked)


def opens(words: Words, at: int) -> bool:
    """Tell whether a clause begins with a word."""
    if at == 0 or words.begins(at):
        return True
    return "," in words.gap(at) or words.lows[at - 1] in word_set("clause openers")


def _left(words: Words, at: int, spanish: bool) -> int:
    if at == 0:
        return 0
    before, gap = words.lows[at - 1], words.gap(at)
    if gap == "-":
        return max(0, _left(words, at - 1, spanish))
    if gap not in _NEAR:
        return 0
    if before in {"is", "es", "s"} and gap in {" ", ": "}:
        return _named_by(words, at, spanish)
    if before in word_set("labels") and gap.strip() == ":":
        return 3
    if len(before) == 1 and gap == ". " and words.has_capital(at - 1):
        return 2
    if gap == " ":
        found = _left_of_clause(words, at, before, spanish)
        if found is not None:
            return found
    weight = 3 if before == "miss" and words.has_capital(at - 1) else _weights("before").get(before, 0)
    if weight > 1 or gap in {" ", "  "}:
        return 2 if before == "to" and words.low(at - 2) in word_set("given to") else weight
    return 0


def _left_of_clause(words: Words, at: int, before: str, spanish: bool) -> int | None:
    """Weigh the word before by what stands before that; None when it tells nothing more."""
    if before in word_set("asking") and opens(words, at - 1):
        return 2
    if before == "me" and words.low(at - 2) in {"call", "calls", "called"}:
        return 3
    if before == "with" and words.low(at - 2) in word_set("joint acts"):
        return 2
    if before == "and" and words.low(at - 2) in word_set("with me"):
        return 2
    if before in word_set("joined particles") and at > 1 and words.titled(at - 1):
        return 3
    if before in word_set("before in spanish"):
        if spanish:
            return 2 if words.low(at - 2) == "es" else 1
        return _ARTICLE if before == "a" else 0
    return _ARTICLE if before in word_set("articles") else None


def _named_by(words: Words, at: int, spanish: bool) -> int:
    """Weigh "is" by who or what is: my name is, this is, it's."""
    told = words.low(at - 2)
    if words.lows[at][-1] == "s" and ends(words, at):
        return 2
    if told in {"name", "names", "nombre"}:
        return 3
    if told in {"this", "that", "he", "she", "este", "esta", "ella", "friend", "teacher", "student"}:
        return 2
    return 1 if told in {"it", "user", "owner", "who"} or (spanish and told in {"", "que"}) else 0


def _right(words: Words, at: int) -> int:
    after, gap = words.low(at + 1), words.gap(at + 1)
    if not after:
        return 0
    if gap == "-":
        return max(0, _right(words, at + 1))
    if gap == " ":
        if after in word_set("spanish objects"):
            return 2 if words.low(at + 2) in _weights("after") else 1
        if after in {"from", "in", "de", "en"} and words.titled(at + 3):
            return 2
        weight = _weights("after").get(after, 0)
        if after in {"is", "was"} and words.low(at + 2).endswith("ing"):
            return 2
        if after.endswith("ed") and len(after) >= _PAST and after in lexicon().plain:
            weight = max(weight, 2)
        return -1 if after[0].isdigit() else weight
    return 1 if gap[:1] == "," and "\n" not in gap and words.begins(at) else 0


def _joined(words: Words, at: int, marked: Sequence[str]) -> int:
    """Weigh an "and" or a comma that joins a word with a marked one."""
    links = {"and", "y", "or", "o", "e", "n"}
    for link, other in ((at - 1, at - 2), (at + 1, at + 2)):
        if 0 <= other < len(marked) and marked[other] and words.lows[link] in links:
            return 2 if words.gap(max(link, at)) == " " == words.gap(max(other, link)) else 0
    return 0


def _beside(words: Words, at: int, marked: Sequence[str]) -> int:
    """Weigh a marked word right before or after."""
    found = 0
    close = {" ", "  ", "-", ", "} | ({". "} if at and len(words.lows[at - 1]) == 1 else set())
    if at > 0 and marked[at - 1] and words.gap(at) in close:
        found = (2 if words.gap(at) != ", " else 1) + ends(words, at)
    elif at > 1 and marked[at - 2] and words.lows[at - 1] in word_set("joined particles"):
        found = 2 if words.gap(at) == " " == words.gap(at - 1) else 0
    if at + 1 < len(marked) and marked[at + 1]:
        gap = words.gap(at + 1)
        if gap in {" ", "  ", "-"} or (gap == ", " and words.begins(at)):
            found = max(found, 2 + opens(words, at))
    return found


def mark_slots(marks: Marks) -> None:
    """Mark words that may be a name where the place asks for a person enough; again beside those just marked."""
    kinds, kept = marks.kinds, marks.kept
    free = [at for at in marks.candidates if not kinds[at] and at not in kept and _is_told(marks, at)]
    wanted = {at: least for at in free if (least := _wanted(marks, at))}
    fresh = _mark(marks, wanted, wanted)
    if fresh:
        near = {at for place in fresh for at in range(place - 2, place + 3)}
        _mark(marks, wanted, [at for at in wanted if at in near])


def _is_told(marks: Marks, at: int) -> bool:
    """Tell whether anything stands beside a word that could be weighed."""
    words, kinds = marks.words, marks.kinds
    lows = words.lows
    before, after = lows[at - 1] if at else "", lows[at + 1] if at + 1 < len(lows) else ""
    if before in _cues("before") or after in _cues("after") or len(before) == 1 or after[-2:] == "ed":
        return True
    if (
        any(kinds[max(0, at - 2) : at + 3])
        or not words.gaps[at].isspace()
        or not words.gaps[at + 1].isspace()
    ):
        return True
    return words.has_capital(at) or at in words.foreign or after in marks.lexicon.soft_names


@cache
def _cues(side: str) -> frozenset[str]:
    """Return every word that tells something of the place after or before it."""
    if side == "after":
        return frozenset(_weights("after")) | word_set("belongings") | word_set("spanish objects")
    sets = ("labels", "asking", "joined particles", "before in spanish", "articles", "clause openers")
    return frozenset(_weights("before")).union({"is", "es", "s"}, *(word_set(name) for name in sets))


def _mark(marks: Marks, wanted: Mapping[int, int], places: Iterable[int]) -> list[int]:
    """Mark the places that are strong enough, and return them."""
    fresh = []
    for at in places:
        if not marks.kinds[at] and _score(marks, at) >= wanted[at]:
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
    if gap == " " and after in {"and", "y"}:
        return words.low(at + 2) in lexicon.word_names and words.gap(at + 2) == " "
    if gap not in {" ", "-", ", "} or not (
        after in lexicon.word_names or after in lexicon.soft_names or after in word_set("surname words")
    ):
        return 0
    alone = words.begins(at) and ends(words, at + 1)
    return 2 if alone or (gap == " " and opens(words, at) and _right(words, at + 1) > 0) else 1


def _wanted(marks: Marks, at: int) -> int:
    """Return how strong a place must be for a word to be hidden there, 0 for never."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    if at in words.foreign:
        return 2
    if low in word_set("never names") and not (at and (marks.kinds[at - 1] or words.titled(at))):
        return 0
    if is_dated(words, at) or not low.isalpha() or words.gaps[at] == "'" or low in _weights("before"):
        return 0
    ours = marks.is_ours(at)
    if low in _weights("after") and low not in word_set("modals") and not (ours and words.has_capital(at)):
        return 0
    if marks.is_staff(at) and (words.titled(at) or not ours):
        return 0
    if not ours and is_technical_word(words, at):
        return 0
    if marks.is_known(at) or low in word_set("function") or len(low) < 3:
        return _wanted_of_known(marks, at, ours)
    if ours:
        return 2 if low in lexicon.daily else 1
    if marks.spanish and is_spanish(low):
        return 2 if low in lexicon.names or low in lexicon.word_names else 3
    if low in lexicon.word_names:
        return 2 if low in lexicon.common else 1
    return (
        3
        if low in lexicon.daily or misspells_technology(low) or words.words[at].isupper() > words.is_loud(at)
        else 2
    )


def _wanted_of_known(marks: Marks, at: int, ours: bool) -> int:
    """Return how strong a place must be for a term, a word of grammar or a word of two letters."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    after = words.low(at + 1)
    if low in word_set("modals"):
        named = after in lexicon.soft_names or after in lexicon.word_names
        before = words.low(at - 1)
        asked = before in word_set("asking") or _weights("before").get(before, 0) > 1
        asked = asked or (marks.spanish and after in word_set("spanish objects"))
        if named or asked or after in word_set("after 2") or after.endswith("ed"):
            return 2
    if low in word_set("never names"):
        return 3 if ours and low not in lexicon.daily else 4
    if ours:
        return 3 if low not in lexicon.technology or low in lexicon.soft_names or words.is_capital(at) else 4
    if marks.is_known(at):
        return 4 if low in lexicon.soft_names and low not in marks.vocabulary else 0
    return 3 if len(low) < 3 or low in lexicon.word_names or low in marks.odd else 4
