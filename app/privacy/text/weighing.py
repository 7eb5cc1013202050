"""Weigh a word and what stands around it by what was learned from labelled texts: is it somebody's name?

The rules before this look for single signs; the table knows how much each of many small ones is worth together.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import repeat

from app.privacy.text.acting import verb_after
from app.privacy.text.context import is_hailed, is_kin, is_towards
from app.privacy.text.glued import is_joined_pair, is_made_of_names
from app.privacy.text.likeness import likeness
from app.privacy.text.marks import Marks
from app.privacy.text.technical import does_as_people
from app.privacy.text.words import lexicon, lines_of, word_set

NO_NAME = -330  # hundredths of log odds below which a marked word stays in the text
A_NAME = 150  # and from which one that no rule marked is hidden
FAR_FROM_NAME = -250  # by itself: what stands around seldom adds more
_LEAST = 3  # letters of a word that is marked
_LONG = 9  # letters, from which on a word is long
_SAID_ONE_BY_ONE = "BCDEKMSTWY"  # classes of words that are met often enough to be known one by one
_TOLD_BY_LETTERS = "BEFMNPSUW"  # classes of words of which the letters tell something
_STEPS = 8  # of likeness
_KEPT = 4_000  # words remembered
_BEYOND = "^"
_NOTHING = repeat(0)
_JOINTS = frozenset({"'", "-", "_"})


def weigh(marks: Marks) -> None:
    """Free marked words that stand nowhere as a name does, and mark words that stand as names do.

    Shape: what the roster, its letters or a title tell stays as it is; a word is one thing throughout a text.
    """
    lows = marks.words.lows
    marked: dict[str, list[int]] = {}
    for at in marks.marked():
        if lows[at] not in marks.named:
            marked.setdefault(lows[at], []).append(at)
    for places in marked.values():
        if any(weight_of(marks, at) >= NO_NAME for at in places) or any(_is_sure(marks, at) for at in places):
            continue
        for at in places:
            marks.kinds[at] = ""
            if marks.words.low[at + 1].isdigit():
                marks.kinds[at + 1] = ""  # jack 3: it was a part of the name
    for at in marks.candidates:
        if _may_be_marked(marks, at) and weight_of(marks, at) >= A_NAME:
            for place, low in enumerate(lows):
                if low == lows[at] and marks.is_free(place):
                    marks.kinds[place] = "word"


def _may_be_marked(marks: Marks, at: int) -> bool:
    """Tell whether a word with a capital is free to be marked, and by itself not far from a name."""
    words = marks.words
    if not words.has_capital(at) or marks.kinds[at] or at in marks.kept:
        return False
    low = words.lows[at]
    if len(low) < _LEAST or at in words.foreign:
        return False
    if _weight_alone(low, shape_of(words.words[at])) < FAR_FROM_NAME:
        return False
    return words.is_capital(at) and not marks.is_known(at)


def weight_of(marks: Marks, at: int) -> int:
    """Return how much speaks for a name at a place. Units: hundredths of log odds."""
    words, weight = marks.words, _weights().get
    alone = _weight_alone(words.lows[at], shape_of(words.words[at]))
    return alone + sum(map(weight, facts_around(marks, at), _NOTHING))


def _is_sure(marks: Marks, at: int) -> bool:
    """Tell whether the roster, a word's letters or another text tells that it is a name, or what only people do."""
    words, roster = marks.words, marks.roster
    word, low = words.words[at], words.lows[at]
    if at in marks.sure or at in words.foreign or low in marks.said or low in marks.named or words.titled(at):
        return True
    if not (low.isascii() and low.isalpha()) or is_made_of_names(word) or low[::-1] in marks.lexicon.names:
        return True
    if is_kin(words, at) or is_hailed(words, at) or (low in marks.lexicon.names and is_towards(words, at)):
        return True  # a screenshot from Jack
    if low[-1] == "s" and low[:-1] in marks.lexicon.word_names:
        return True  # Chases screen
    if words.low[at + 1] in word_set("families") or verb_after(words, at) > 1 or does_as_people(words, at):
        return True
    if any(words.gap[place] in _JOINTS for place in (at, at + 1)) or _is_part(marks, at):
        return True
    return roster.is_near(low) or roster.holds(low) or is_joined_pair(words, at)


def _is_part(marks: Marks, at: int) -> bool:
    """Tell whether a word is one part of a name, of which the other stands beside it and means nothing else."""
    words, known, low = marks.words, marks.lexicon, marks.words.lows[at]
    if at and words.gaps[at] == " " and marks.kinds[at - 1] and low in word_set("surname words"):
        return True
    if low in known.technology or low in known.common:
        return False
    beside = ((at - 1, words.gap[at]), (at + 1, words.gap[at + 1]))
    return any(gap == " " and words.low[place] in known.names and marks.kinds[place] for place, gap in beside)


def facts_at(marks: Marks, at: int) -> list[str]:
    """List all that is weighed of a place."""
    return [*_facts_alone(marks.words.lows[at], shape_of(marks.words.words[at])), *facts_around(marks, at)]


def facts_around(marks: Marks, at: int) -> list[str]:
    """List what stands around a word: the words beside it, what joins them, and which of them are marked."""
    words, kinds = marks.words, marks.kinds
    before = _joint(words.gaps[at]) if at else _BEYOND
    after = _joint(words.gap[at + 1])
    if at + 1 == len(kinds):
        after = f"${after}"
    own = class_of(words.lows[at]) + shape_of(words.words[at])
    left, left_class = _beside(marks, at - 1)
    right, right_class = _beside(marks, at + 1)
    joints = f"{before}|{after}"
    return [
        f"b{before}",
        f"e{after}",
        f"j{joints}",
        f"k{own}{joints}",
        f"p{before}{left}",
        f"q{after}{right}",
        f"P{own}{before}{left}",
        f"Q{own}{after}{right}",
        f"-{_beside(marks, at - 2)[0]}",
        f"+{_beside(marks, at + 2)[0]}",
        f"c{left_class}{before}{own}",
        f"d{after}{right_class}{own}",
        f"l{before}{bool(at and kinds[at - 1])}",
        f"r{after}{bool(at + 1 < len(kinds) and kinds[at + 1])}",
        f"s{words.begins(at)}",
        f"t{marks.spanish}{own}",
    ]


@lru_cache(maxsize=_KEPT)
def _weight_alone(low: str, shape: str) -> int:
    weights = _weights()
    return weights.get("", 0) + sum(weights.get(fact, 0) for fact in _facts_alone(low, shape))


def _facts_alone(low: str, shape: str) -> Iterator[str]:
    """Yield what a word is by itself: its class, how it is written, and its letters or the word."""
    group = class_of(low)
    yield f"C{group}"
    yield f"H{shape}"
    yield f"X{group}{shape}"
    yield f"L{min(len(low), _LONG)}"
    if group in _TOLD_BY_LETTERS:
        yield f"Y{group}{round(likeness(low) * _STEPS)}"
        for size in (2, 3, 4):
            yield f"<{low[:size]}" + "^" * (len(low) <= size)
            yield f">{low[-size:]}" + "^" * (len(low) <= size)
    if group in _SAID_ONE_BY_ONE:
        yield f"w{low}"


def _beside(marks: Marks, at: int) -> tuple[str, str]:
    """Return a word near another and its class: itself where it is a common one, else what kind of word it is."""
    words = marks.words
    if not 0 <= at < len(words.lows):
        return _BEYOND, _BEYOND
    low, shape = words.lows[at], shape_of(words.words[at])
    group = class_of(low)
    if low[0].isdigit():
        return shape, group
    if group in "DKTEP":
        return low, group + shape
    return f"#{group}{shape}", group + shape


@lru_cache(maxsize=_KEPT)
def class_of(low: str) -> str:
    """Return one letter for the lists that a word in small letters is in."""
    known = lexicon()
    if low in word_set("products named like people") or low in word_set("makers named like people"):
        return "B"
    if low in known.word_names:
        return "W"
    if low in known.names:
        return "M" if low in known.english else "F" if low in known.spanish else "N"
    if low in known.technology:
        return "Y" if low in known.soft_names else "T"
    for group, words in (("C", known.capitals), ("S", known.soft_names), ("D", known.daily)):
        if low in words:
            return group
    for group, words in (("K", known.common), ("E", known.plain), ("P", known.spanish)):
        if low in words:
            return group
    return "9" if low.isdigit() else "U"


@lru_cache(maxsize=_KEPT)
def shape_of(word: str) -> str:
    """Return how a word is written: Title, capitals, small letters, mixed, with figures, or how many figures."""
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if any(map(str.isdigit, word)):
        return "D" if word[0].isupper() else "e"
    if word.islower():
        return "x"
    if word.isupper():
        return "X" if len(word) > 1 else "I"
    return "T" if word.istitle() else "H"


def _joint(gap: str) -> str:
    """Return what stands between two words, as it is written in the table."""
    return "_" if gap == " " else gap[:3].replace(" ", "_").replace("\n", "N").replace("\t", "_") or "."


@cache
def _weights() -> dict[str, int]:
    """Return the weights by what they are of. Shape: the empty text is what speaks for a name everywhere."""
    rows = (line.rpartition(" ") for line in lines_of("weights.txt") if line)
    return {fact: int(weight) for fact, _, weight in rows}
