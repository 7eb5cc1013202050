"""Mark words where the place asks for a person strongly enough."""

from collections.abc import Iterable, Iterator, Mapping

from app.privacy.text.acting import verb_after, weights
from app.privacy.text.asking import opens, person_slot
from app.privacy.text.context import ends
from app.privacy.text.marks import Marks
from app.privacy.text.products import is_product
from app.privacy.text.usage import is_plain
from app.privacy.text.wanted import wanted_at
from app.privacy.text.words import things, word_set

_NONE: frozenset[str] = frozenset()
_FAMILIES, _ARTICLES = word_set("families"), word_set("english articles")
_TELLINGS, _SURNAMES = word_set("spanish tellings"), word_set("surname words")
_GRAMMAR = word_set("never names") - {"see"}
_TITLES = word_set("titles") | word_set("soft titles")
_BEFORE = frozenset(weights("before")).union(  # every word that tells something of the place behind it
    {"sent", "is", "es", "s", "am", "name", "of", "you", "u", "miss"},
    *map(
        word_set,
        (
            "labels", "asking", "joined particles", "before in spanish", "articles", "clause openers", "spanish deeds",
            "called on", "wished", "closing", "longed for",
        ),
    ),
)  # fmt: skip
_AFTER = frozenset(weights("after")).union(  # and of the one before it
    word_set("belongings"), word_set("spanish objects"), _FAMILIES
)
_SILENT = frozenset(weights("before")) | (frozenset(weights("after")) - word_set("modals"))


def mark_slots(marks: Marks) -> None:
    """Mark words that may be a name where the place asks for a person enough; again beside those just marked."""
    wanted = {at: least for at in _free(marks) if (least := wanted_at(marks, at))}
    fresh = _mark(marks, wanted, wanted)
    if fresh:
        near = {at for place in fresh for at in range(place - 2, place + 3)}
        _mark(marks, wanted, [at for at in wanted if at in near])


def _free(marks: Marks) -> Iterator[int]:
    """Yield the free places where something stands beside a word that may be a name, and can be weighed.

    Shape: what only tells of its neighbors is no name in small letters, nor is a thing that an article tells.
    """
    words, kinds, kept = marks.words, marks.kinds, marks.kept
    written, low, gaps = words.words, words.low, words.gaps
    articles = _NONE if marks.spanish else _ARTICLES
    free = [at for at in marks.candidates if not kinds[at] and at not in kept]
    for at in [at for at in free if written[at] not in _SILENT or at in words.foreign]:
        before, after = low[at - 1], low[at + 1]
        if written[at] in _GRAMMAR and not (at and (kinds[at - 1] or before in _TITLES)):
            continue
        if before in articles and gaps[at] == " " and not (before == "a" and low[at - 2] in _TELLINGS):
            if after in _FAMILIES:
                yield at
            continue
        told = before in _BEFORE or after in _AFTER or len(before) == 1 or after[-2:] == "ed"
        if told or not (gaps[at].isspace() and gaps[at + 1].isspace()) or _is_told(marks, at, after):
            yield at


def _is_told(marks: Marks, at: int, after: str) -> bool:
    """Tell whether a word is written as a name is, or stands beside one."""
    if any(marks.kinds[max(0, at - 2) : at + 3]) or marks.words.has_capital(at) or at in marks.words.foreign:
        return True
    lexicon = marks.lexicon
    return after in lexicon.soft_names or after in lexicon.word_names or after in _SURNAMES


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
    telling = words.is_raised(at)
    found = person_slot(words, at, marks.kinds, marks.spanish) + telling
    if at in words.foreign:
        found += 2
    if found == 0 and _is_bare(marks, at):
        found = 1
    return found + _paired(marks, at) if found >= 0 else found


def _is_bare(marks: Marks, at: int) -> bool:
    """Tell whether a word that is rarely met, and now and then a name, is used as no word of the language."""
    low, lexicon = marks.words.lows[at], marks.lexicon
    rare = low in lexicon.soft_names and low not in lexicon.common and low not in lexicon.technology
    return rare and not is_plain(marks.words, at)


def _paired(marks: Marks, at: int) -> int:
    """Weigh a word that may be a name too right after a word, more where the two stand alone, or "and" with one."""
    words, lexicon = marks.words, marks.lexicon
    after, gap = words.low[at + 1], words.gap[at + 1]
    if gap == " " and after in {"and", "y", "or"}:
        other = words.low[at + 2]
        both = words.gap[at + 2] == " " and other not in word_set("function")
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
    low, after = words.lows[at], words.low[at + 1]
    if low in word_set("modals"):
        return False
    if low not in lexicon.word_names and (low in things() or verb_after(words, at + 1) < 2):
        return False
    if words.has_capital(at) != words.has_capital(at + 1) or words.low[at - 1] in word_set("no names after"):
        return False
    return after in lexicon.word_names or after not in lexicon.technology or ends(words, at + 1)
