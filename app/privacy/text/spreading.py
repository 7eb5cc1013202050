"""Mark initials, particles, hyphened parts and family names that belong to a marked word."""

from app.privacy.text.acting import verb_after
from app.privacy.text.context import Words, ends
from app.privacy.text.glued import is_name_part
from app.privacy.text.marks import TOUCHING, Marks
from app.privacy.text.words import Lexicon, is_spanish, lexicon, word_set

_YEAR = 4  # digits of a number that belongs to the name it is joined to (maria_07)
_GOING_ON = frozenset({"st", "sta"}).union(  # words in small letters that a name may go on with
    *(
        word_set(name)
        for name in ("suffixes", "name joints", "joined particles", "surname words", "joined surnames")
    )
)


def spread(marks: Marks) -> None:
    """Mark initials, particles and capitals that belong to a marked word."""
    for at in marks.marked():
        _take_after(marks, at + 1)
        _take_before(marks, at - 1)


def repeat(marks: Marks) -> None:
    """Mark a name wherever it stands again in the text: written with a capital, or no word of every day."""
    words, known = marks.words, marks.lexicon
    lows = words.lows
    told = {lows[at] for at in marks.marked() if len(lows[at]) > 1} | marks.said
    places = [at for at in marks.candidates if lows[at] in told]
    if not told.issubset([lows[at] for at in places]):  # some of them may be a name nowhere else
        places = words.places_of(told)
    for at in places:
        low = lows[at]
        if marks.kinds[at] or (at in marks.kept and at not in marks.terms) or words.gaps[at] == "'":
            continue
        if marks.is_known(at) or low in word_set("function"):
            continue
        likely = marks.is_ours(at) or (low in known.word_names and verb_after(words, at) > 0)
        again = likely and words.low[at - 1] not in word_set("no names after")
        if words.has_capital(at) or low not in known.common or again:
            marks.kinds[at] = "name"


def _take_after(marks: Marks, at: int) -> None:
    words = marks.words
    while at < len(words.lows) and words.gaps[at] in TOUCHING and not words.begins(at) and marks.is_free(at):
        kind = _kind_after(marks, at, words.lows[at])
        if not kind:
            return
        marks.kinds[at] = kind
        at += 1


def _kind_after(marks: Marks, at: int, low: str) -> str:
    """Return what a word after a marked one is hidden as, nothing when it does not belong to it."""
    words, lexicon = marks.words, marks.lexicon
    if (words.gaps[at] == " " and _is_aside(marks, at, low)) or _is_code(words, at):
        return ""
    if low in word_set("suffixes") or (words.gap[at] == "_" and low.isdigit() and len(low) <= _YEAR):
        return "name"
    if words.gap[at] == "  " and words.gap[at + 1][:1] == ":":
        return ""
    if (marks.spanish and _is_joined_surname(words, at)) or _joins_capital(words, at):
        return "name"
    if words.gap[at] == "'" and len(low) > 2:
        return "" if low == "all" else "name"
    if words.gap[at] in {"-", ".-"} and low.isalpha():
        whole = marks.roster.flags_of(words.lows[at - 1] + low)
        return "" if not whole and _is_thing(marks, at, low, lexicon) else "name"
    if _is_surname_after(marks, at, low) or _is_short_surname(marks, at, low):
        return "name"
    if len(low) == 1 and (words.has_capital(at) or (words.gap[at + 1][:1] == "." and words.gap[at] == " ")):
        return "" if low in {"i", "a"} and words.gap[at + 1][:1] != "." else "name"
    if marks.is_known(at) or not low.isalpha():
        return ""
    if words.gap[at] in {"_", "."} and is_name_part(low):
        return "name"
    if not words.has_capital(at):
        odd = low in marks.odd and low not in lexicon.word_names and not words.has_capital(at - 1)
        return "word" if odd and not (marks.spanish and is_spanish(low)) else ""
    telling = words.has_capital(at - 1) and (
        words.is_capital(at)
        or low not in lexicon.daily
        or (words.has_capital(at + 1) and ends(words, at + 1))
    )
    return "name" if (telling or low not in lexicon.common) and not words.words[at].isupper() else ""


def _is_aside(marks: Marks, at: int, low: str) -> bool:
    """Tell whether a word of every day in small letters stands after or before a name, and goes on with none."""
    words = marks.words
    if low not in marks.lexicon.daily or words.words[at] != low or len(low) < 2:
        return False
    return low not in _GOING_ON and low not in marks.odd


def _is_code(words: Words, at: int) -> bool:
    """Tell whether a word begins a label or model after a space, letters with a number (RV-00218)."""
    return words.gap[at] == " " and words.gap[at + 1] == "-" and words.low[at + 1][:1].isdigit()


def _is_surname_after(marks: Marks, at: int, low: str) -> bool:
    """Tell whether a word of any meaning ends a name: right after a given name, and nothing follows that it needs."""
    words, lexicon = marks.words, marks.lexicon
    if words.gap[at] not in {" ", ". "} or not low.isalpha():
        return False
    if not ends(words, at) and words.low[at + 1] not in word_set("after 2"):
        return False
    before = words.low[at - 1]
    given = before in lexicon.names or before in lexicon.word_names or marks.is_ours(at - 1)
    given = given or before not in lexicon.english or before in lexicon.soft_names
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


def _is_short_surname(marks: Marks, at: int, low: str) -> bool:
    """Tell whether a word of two letters ends a name by its capital inside a sentence (Xin Ma, Zihan He)."""
    words = marks.words
    if words.gap[at] != " " or not _is_short_name(words.words[at]):
        return False
    return words.is_capital(at) and words.has_capital(at - 1)


def _is_short_name(word: str) -> bool:
    """Tell whether a word of two letters or so, mostly one of grammar, is a name when it has a capital (My, He)."""
    low = word.lower()
    return word.istitle() and (low in word_set("short names") or low in word_set("short surnames"))


def _is_joined_surname(words: Words, at: int) -> bool:
    """Tell whether a word is part of "de la Torre" or "del Río" after a name."""
    joints, last = word_set("name joints"), at
    while words.low[last] in joints and words.gap[last + 1] == " ":
        last += 1
    if last == at:
        return words.low[at - 1] in joints and words.low[at] in word_set("joined surnames")
    return words.low[last] in word_set("joined surnames")


def _joins_capital(words: Words, at: int) -> bool:
    """Tell whether particles in small letters, and a word with a capital after them, go on with a name (de la Mare)."""
    joints, last = word_set("name joints"), at
    if words.lows[at] not in joints and words.low[at - 1] not in joints:
        return False
    while words.low[last] in joints and words.words[last].islower() and words.gap[last + 1] in {" ", "-"}:
        last += 1
    first = at - 1
    while words.low[first] in joints and words.words[first].islower():
        first -= 1
    if last == first + 1 or not words.has_capital(first) or words.gap[at] not in {" ", "-"}:
        return False
    titled = words.has_capital(last) and words.words[last].istitle() and not words.begins(last)
    return titled and words.lows[last] not in lexicon().technology


def _take_before(marks: Marks, at: int) -> None:
    words = marks.words
    if at < 0 or words.gap[at + 1] not in TOUCHING or words.begins(at + 1) or not marks.is_free(at):
        return
    word, low, gap = words.words[at], words.lows[at], words.gap[at + 1]
    if gap == " " and _is_aside(marks, at, low):
        return
    if gap in {"_", "."} and is_name_part(low):
        marks.kinds[at] = "name"
        _take_before(marks, at - 1)
    elif gap in {"-", "'", ".-"}:
        if _is_joined(marks, at, gap):
            marks.kinds[at] = "name"
            _take_before(marks, at - 1)
    elif low in {"st", "sta"} and gap == ". ":
        marks.kinds[at] = "name"
    elif low in word_set("name joints") and gap == " " and not _is_written_as_name(marks, at):
        _take_joints(marks, at)
    elif _is_initial(words, at) or (low in word_set("joined particles") and _is_written_as_name(marks, at)):
        marks.kinds[at] = "name"
        _take_before(marks, at - 1)
    elif word[0].isupper() and _leads(marks, at, word, gap):
        marks.kinds[at] = "name"


def _is_initial(words: Words, at: int) -> bool:
    word, gap = words.words[at], words.gap[at + 1]
    return len(word) == 1 and word.isalpha() and gap.startswith(".") and (word.isupper() or words.begins(at))


def _is_written_as_name(marks: Marks, at: int) -> bool:
    """Tell whether a particle before a name is part of it: with a capital, after a title, or no word of ours."""
    words, low = marks.words, marks.words.lows[at]
    if words.gap[at + 1] not in {" ", "-", ".-", ". "}:
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
    if _is_short_name(word) and words.has_capital(at + 1):
        return word in {"An", "My"} or words.is_raised(at)
    if marks.is_known(at) or words.titled(at + 1) or words.lows[at] in word_set("neutral"):
        return False
    if len(word) == 1:
        return word not in {"A", "I"} or "." in gap
    telling = words.is_raised(at)
    low, lexicon = words.lows[at], marks.lexicon
    rare = low not in lexicon.common or low in lexicon.soft_names
    return (telling or rare) and not word.isupper() and words.has_capital(at + 1)


def _take_joints(marks: Marks, at: int) -> None:
    """Mark de, la, van between an initial or a name and a name."""
    words, first = marks.words, at
    while first >= 0 and words.lows[first] in word_set("name joints") and words.gap[first + 1] == " ":
        first -= 1
    if first < 0 or words.begins(first + 1) or words.gap[first + 1] not in TOUCHING:
        listed = words.gap[at + 2] == ", " and at + 2 < len(marks.kinds) and marks.kinds[at + 2]
        if not listed or (first + 1 == at and words.lows[at] in marks.lexicon.english):
            return
        first = at
        while first > 0 and not words.begins(first) and words.lows[first - 1] in word_set("name joints"):
            first -= 1
        marks.kinds[first : at + 1] = ["name"] * (at + 1 - first)
        return
    initial = len(words.words[first]) == 1 and words.has_capital(first)
    if marks.kinds[first] or initial or words.titled(first + 1):
        for place in range(first, at + 1):
            marks.kinds[place] = "name"
