"""Mark what a name beside it, a title or a deed shows to be a name too."""

from app.privacy.text.context import (
    acts,
    ends,
    is_hailed,
    is_kin,
    is_labelled,
    is_spoken_of,
    joined,
    near,
)
from app.privacy.text.marks import TOUCHING, Marks
from app.privacy.text.technical import is_technical_word
from app.privacy.text.words import Lexicon, is_spanish, word_set

_PAIRED = frozenset({" ", ", ", "-", ".", "_"})


def mark_pairs(marks: Marks) -> None:
    """Mark words of every day that are somebody's name with the one beside them."""
    words, function = marks.words, word_set("function")
    for at in marks.places:
        before, low = words.low(at - 1), words.lows[at]
        if before not in marks.named or not marks.roster.pairs(before, low):
            continue
        plain = low in function and before in function
        capitals = words.has_capital(at) and words.has_capital(at - 1)
        if words.gap(at) in _PAIRED and (capitals or not plain or acts(words, at, word_set("speech"))):
            marks.kinds[at] = marks.kinds[at - 1] = "name"


def mark_introduced(marks: Marks) -> None:
    """Mark what stands after a title, a label or "my name is", whatever the word."""
    words, openers = marks.words, word_set("name openers")
    if not words.has_any(openers):
        return
    after = [at for at, low in enumerate(words.lows[:-1], 1) if low in openers]
    for at in after:
        if not marks.is_free(at):
            continue
        if len(words.words[at]) < 2 or words.words[at].isdigit():
            continue
        if _may_be_called(marks, at) and _is_introduced(marks, at) and not _is_network(marks, at):
            marks.kinds[at] = "name"


def _may_be_called(marks: Marks, at: int) -> bool:
    """Tell whether a word may be a name after a title (Mrs. He) or where else one is told."""
    words = marks.words
    if not marks.is_known(at):
        return True
    titled = words.titled(at) and words.lows[at - 1] in word_set("titles")
    return titled and words.words[at].istitle() and words.lows[at] in word_set("never names")


def _is_network(marks: Marks, at: int) -> bool:
    return not marks.is_ours(at) and is_technical_word(marks.words, at)


def _is_introduced(marks: Marks, at: int) -> bool:
    words = marks.words
    if words.titled(at) and words.lows[at - 1] in word_set("titles"):
        if words.has_capital(at) or "." in words.gap(at):
            return True
        low, before = words.lows[at], words.lows[at - 1]
        if before in {"es", "is", "s"}:
            return False
        if low in word_set("function"):
            return acts(words, at, word_set("after 2")) and before not in {"ms", "st"}
        return before != "ms" or low not in word_set("ms products")
    if words.titled(at):
        return words.has_capital(at) and words.has_capital(at - 1)
    if is_labelled(words, at):
        return words.has_capital(at) or words.lows[at] not in marks.lexicon.daily
    return words.has_capital(at) and is_hailed(words, at)


def mark_capitals(marks: Marks) -> None:
    """Mark words with a capital that act or are spoken to as a person is, whatever else they mean."""
    words, common, surnames = marks.words, marks.lexicon.common, word_set("surname words")
    for at in words.capitals:
        word = words.words[at]
        if word.isupper() or len(word) < 3 or words.begins(at) or not marks.is_free(at):
            continue
        low = words.lows[at]
        if (low in common and low not in surnames) or marks.is_known(at) or not low.isalpha():
            continue
        if words.is_capital(at) and _is_person(marks, at):
            marks.kinds[at] = "name"


def _is_person(marks: Marks, at: int) -> bool:
    words = marks.words
    if acts(words, at, word_set("speech")) or is_hailed(words, at) or is_kin(words, at):
        return True
    return is_spoken_of(words, at) or joined(words, at, marks.kinds)


def mark_beside(marks: Marks) -> None:
    """Mark words that may be a name beside one that is, and a family name beside a given one."""
    if not any(marks.kinds):
        return
    surnames, words, gaps = word_set("surname words"), marks.words, marks.words.gaps
    near = {at for place, kind in enumerate(marks.kinds) if kind for at in range(place - 2, place + 3)}
    for at in marks.places:
        if (
            (at in near or gaps[at] in {".", "_"})
            and marks.is_free(at)
            and _belongs(marks, at, words.lows[at])
        ):
            marks.kinds[at] = "name"
            near.update(range(at - 2, at + 3))
    for at in range(len(words.lows) - 1) if words.has_any(surnames) else ():
        if words.lows[at] in surnames and marks.is_free(at) and _is_surname(marks, at):
            marks.kinds[at] = "name"


def _is_surname(marks: Marks, at: int) -> bool:
    words = marks.words
    if words.low(at) in marks.lexicon.technology or words.low(at) in marks.vocabulary:
        return False
    if marks.kinds[at + 1] and words.gap(at + 1) == ", ":
        return words.has_capital(at) and words.has_capital(at + 1)
    if (
        at == 0
        or not marks.kinds[at - 1]
        or words.gap(at) != " "
        or words.low(at - 1) in marks.lexicon.english
    ):
        return False
    return words.has_capital(at) == words.has_capital(at - 1)


def _belongs(marks: Marks, at: int, low: str) -> bool:
    words, lexicon, ours = marks.words, marks.lexicon, marks.is_ours(at)
    capital, two = words.has_capital(at), low in lexicon.word_names
    if not ours and not two:
        return False
    if ours and words.gap(at) in {".", "_"} and len(words.low(at - 1)) == 1:
        return True
    if low in word_set("never names") or (low in word_set("function") and not capital):
        return False
    if low in lexicon.technology or (words.titled(at) and marks.is_staff(at)):
        return False
    if joined(words, at, marks.kinds) and (capital or (ours and two)):
        return low not in lexicon.capitals
    return near(words, at, marks.kinds) and (capital or two)


def spread(marks: Marks) -> None:
    """Mark initials, particles and capitals that belong to a marked word."""
    for at in [at for at, kind in enumerate(marks.kinds) if kind]:
        _take_after(marks, at + 1)
        _take_before(marks, at - 1)


def _take_after(marks: Marks, at: int) -> None:
    words = marks.words
    while at < len(words.lows) and marks.is_free(at) and words.gap(at) in TOUCHING and not words.begins(at):
        kind = _kind_after(marks, at, words.lows[at])
        if not kind:
            return
        marks.kinds[at] = kind
        at += 1


def _kind_after(marks: Marks, at: int, low: str) -> str:
    """Return what a word after a marked one is hidden as, nothing when it does not belong to it."""
    words, lexicon = marks.words, marks.lexicon
    if low in word_set("suffixes"):
        return "name"
    if words.gap(at) == "'" and len(low) > 2:
        return "" if low == "all" else "name"
    if words.gap(at) in {"-", ".-"} and low.isalpha():
        whole = marks.roster.flags_of(words.lows[at - 1] + low)
        return "" if not whole and _is_thing(marks, at, low, lexicon) else "name"
    if _is_surname_after(marks, at, low):
        return "name"
    if marks.is_known(at) or not low.isalpha():
        return ""
    if not words.has_capital(at):
        odd = low in marks.odd and low not in lexicon.word_names and not words.has_capital(at - 1)
        return "word" if odd and not (marks.spanish and low in lexicon.spanish) else ""
    if len(low) == 1:
        return "" if low in {"i", "a"} and words.gap(at + 1)[:1] != "." else "name"
    if words.gap(at) == "_" and (low in lexicon.word_names or low in lexicon.soft_names):
        return "name"
    telling = words.is_capital(at) and words.is_capital(at - 1)
    return "name" if (telling or low not in lexicon.common) and not words.words[at].isupper() else ""


def _is_surname_after(marks: Marks, at: int, low: str) -> bool:
    """Tell whether a word of any meaning ends a name: right after a given name, and nothing follows that it needs."""
    words, lexicon = marks.words, marks.lexicon
    if words.gap(at) not in {" ", ". "} or not low.isalpha() or not ends(words, at):
        return False
    before = words.low(at - 1)
    given = before in lexicon.names or before in lexicon.word_names or marks.is_ours(at - 1)
    given = given or before not in lexicon.english
    if len(before) > 1 and (not given or (words.has_capital(at - 2) and marks.kinds[at - 2])):
        return False
    if words.has_capital(at) != words.has_capital(at - 1):
        return False
    if marks.spanish and is_spanish(low):
        return False
    if low in word_set("surname words"):
        return low not in lexicon.daily or words.has_capital(at) or ends(words, at)
    if (
        marks.is_known(at)
        or low in lexicon.daily
        or low in word_set("function")
        or low in word_set("belongings")
    ):
        return False
    return (
        low not in word_set("after 1")
        and low not in word_set("after 2")
        and not low.endswith(("ed", "ing", "ly"))
    )


def _take_before(marks: Marks, at: int) -> None:
    words = marks.words
    if at < 0 or not marks.is_free(at) or words.gap(at + 1) not in TOUCHING or words.begins(at + 1):
        return
    word, low, gap = words.words[at], words.lows[at], words.gap(at + 1)
    if gap in {"-", "'", ".-"}:
        if _is_joined(marks, at, gap):
            marks.kinds[at] = "name"
            _take_before(marks, at - 1)
    elif low in word_set("name joints") and gap == " " and not _is_written_as_name(marks, at):
        _take_joints(marks, at)
    elif _is_initial(word, gap) or (low in word_set("joined particles") and _is_written_as_name(marks, at)):
        marks.kinds[at] = "name"
        _take_before(marks, at - 1)
    elif word[0].isupper() and low not in word_set("neutral") and _leads(marks, at, word, gap):
        marks.kinds[at] = "name"


def _is_initial(word: str, gap: str) -> bool:
    return len(word) == 1 and word.isupper() and gap.startswith(".")


def _is_written_as_name(marks: Marks, at: int) -> bool:
    """Tell whether a particle before a name is part of it: with a capital, after a title, or no word of ours."""
    words, low = marks.words, marks.words.lows[at]
    if words.gap(at + 1) not in {" ", "-", ".-", ". "}:
        return False
    if words.begins(at) and not marks.spanish:
        return True
    if words.has_capital(at) and (words.is_capital(at) or words.has_capital(at + 1)):
        return low not in {"de", "la", "el", "los", "las", "o", "d", "l"} or words.is_capital(at)
    return words.titled(at) or (not marks.spanish and low not in marks.lexicon.english)


def _is_joined(marks: Marks, at: int, gap: str) -> bool:
    """Tell whether a part before a hyphen or an apostrophe belongs to the name after it."""
    lexicon, low = marks.lexicon, marks.words.lows[at]
    if not low.isalpha() or low in word_set("prefixes"):
        return False
    if gap == "'":
        return len(low) < 4 or low in marks.odd
    return not _is_thing(marks, at, low, lexicon)


def _is_thing(marks: Marks, at: int, low: str, lexicon: Lexicon) -> bool:
    """Tell whether a part of a hyphened word is a thing: a term, or a word of every day in small letters."""
    if low in lexicon.technology or low in lexicon.capitals or low in marks.vocabulary:
        return len(low) > 3
    return low in lexicon.daily and len(low) > 4


def _leads(marks: Marks, at: int, word: str, gap: str) -> bool:
    """Tell whether an initial or a capital word is the first part of the name after it."""
    words = marks.words
    if marks.is_known(at) or words.titled(at + 1):
        return False
    if len(word) == 1:
        return word not in {"A", "I"} or "." in gap
    telling = words.is_capital(at) and not words.begins(at)
    low, lexicon = words.lows[at], marks.lexicon
    rare = low not in lexicon.common or low in lexicon.soft_names
    return (telling or rare) and not word.isupper() and words.has_capital(at + 1)


def _take_joints(marks: Marks, at: int) -> None:
    """Mark de, la, van between an initial or a name and a name."""
    words, first = marks.words, at
    while first >= 0 and words.lows[first] in word_set("name joints") and words.gap(first + 1) == " ":
        first -= 1
    if first < 0 or words.gap(first + 1) not in TOUCHING:
        return
    initial = len(words.words[first]) == 1 and words.has_capital(first)
    if marks.kinds[first] or initial or words.titled(first + 1):
        for place in range(first, at + 1):
            marks.kinds[place] = "name"
