"""Mark what a name beside it, a title or a deed shows to be a name too."""

from app.privacy.text.context import (
    acts,
    is_hailed,
    is_labelled,
    joined,
    near,
    owns,
)
from app.privacy.text.cues import gate
from app.privacy.text.marks import Marks
from app.privacy.text.people import breaks_grammar
from app.privacy.text.technical import is_technical_word
from app.privacy.text.words import word_set

_PREFIX = 4  # letters before an apostrophe in a name are fewer
_TAIL = 2
_SYLLABLE = 6  # letters of one are fewer
_BEING, _NAMES = frozenset({"is", "es", "s"}), frozenset({"name", "nombre"})
_LIKE_GRAMMAR = gate(word_set("named like grammar") | word_set("modals"))
_MINE = word_set("finite") | {"", "and", "or"}  # what never follows where my is no name
_OPENERS, _SURNAMES = gate(word_set("name openers")), gate(word_set("surname words"))


def mark_like_grammar(marks: Marks) -> None:
    """Mark An, My and See where a word of grammar cannot stand, whoever is in the roster."""
    words = marks.words
    for at in words.at_gate(_LIKE_GRAMMAR):
        if words.words[at] == "my" and words.gaps[at + 1] == " " and words.low[at + 1] not in _MINE:
            continue
        owned = words.has_capital(at) and owns(words, at)
        if marks.is_free(at) and (owned or breaks_grammar(words, at, marks.lexicon)):
            marks.kinds[at] = "name"


def mark_apostrophes(marks: Marks) -> None:
    """Mark both parts of J'Nae, O'Neal and de'ja: few letters, an apostrophe and what is no ending of English."""
    words = marks.words
    for at in words.joints.get("'", ()):
        first, last = words.words[at - 1], words.words[at]
        if not (first.isalpha() and last.isalpha() and len(first) < _PREFIX and len(last) > 1):
            continue
        if last.lower() in word_set("tails") or last.lower() in word_set("not joined"):
            continue
        if at in marks.kept and at not in marks.terms:
            continue
        if (first[0].isupper() and last[0].isupper() and len(last) > _TAIL) or _is_unread(marks, at):
            marks.kinds[at - 1] = marks.kinds[at] = "name"


def mark_two_parts(marks: Marks) -> None:
    """Mark both parts of a given name of two syllables with a hyphen (Bit-na, Young-ja), that are no words together."""
    words, lexicon = marks.words, marks.lexicon
    for at in words.joints.get("-", ()):
        first, low = words.words[at - 1], words.lows[at]
        if not (
            first.istitle() and low.isalpha() and 1 < len(low) < _SYLLABLE and 1 < len(first) < _SYLLABLE + 1
        ):
            continue
        if words.gap[at - 1][-1:] in {"-", "/", "_", "."} or words.gap[at + 1][:1] in {"-", "/", "_"}:
            continue
        if not words.words[at].islower() or low in lexicon.common or low in word_set("joined to words"):
            continue
        if marks.is_free(at - 1) and marks.is_free(at):
            marks.kinds[at - 1] = marks.kinds[at] = "name"


def _is_unread(marks: Marks, at: int) -> bool:
    """Tell whether the part after an apostrophe is no word, and the one before it none that stands there."""
    low, before = marks.words.lows[at], marks.words.lows[at - 1]
    if before in word_set("elided") or (marks.spanish and before in {"pa", "to"}):
        return False
    return low not in marks.lexicon.plain or len(before) == 1 or before not in marks.lexicon.english


def mark_reversed(marks: Marks) -> None:
    """Mark both sides of "Last, First" where a line or entry holds just that and one side is marked."""
    words = marks.words
    for at in words.joints.get(", ", ()):
        if not ("\n" in words.gaps[at - 1] or (words.has_capital(at) and words.has_capital(at - 1))):
            continue
        after = words.gap[at + 1].lstrip(" ")
        if after and after[0] not in "\n;.(-–|":
            continue
        first = at - 1
        if (
            not words.begins(first)
            and words.low[first - 1] not in {"by", "from", "to"}
            and words.has_capital(first - 1)
        ):
            first -= 1
        if not words.begins(first) and words.low[first - 1] not in {"by", "from", "to"}:
            continue
        places = range(first, at + 1)
        if any(marks.kinds[place] for place in places) and not any(
            _opens_letter(marks, place) for place in places
        ):
            for place in places:
                marks.kinds[place] = marks.kinds[place] or "name"


def mark_lines(marks: Marks) -> None:
    """Mark who speaks, or of whom is told, in a line before a colon (Nereida: …), where a name does in another line."""
    words = marks.words
    if "\n" not in words.text or ": " not in words.joints:
        return
    heads = [
        at for at in words.capitals if words.gaps[at + 1] == ": " and (at == 0 or "\n" in words.gaps[at])
    ]
    if not any(marks.kinds[at] for at in heads):
        return
    for at in heads:
        low = words.lows[at]
        foreign = low not in marks.lexicon.english and low not in word_set("labels")
        if marks.is_free(at) and not marks.is_known(at) and (foreign or marks.is_ours(at)):
            marks.kinds[at] = "name"


def _opens_letter(marks: Marks, at: int) -> bool:
    """Tell whether a word greets, thanks or is a term: "Thanks, Maria" is no name the wrong way around."""
    low = marks.words.lows[at]
    if low in word_set("sign offs") or low in word_set("hails") or low in word_set("told next"):
        return True
    return (
        not low.isalpha()
        or low in marks.lexicon.technology
        or at in marks.kept
        or low in word_set("clause openers")
    )


def mark_introduced(marks: Marks) -> None:
    """Mark what stands after a title, a label or "my name is", whatever the word."""
    words = marks.words
    low = words.low
    for at in [at + 1 for at in words.at_gate(_OPENERS) if low[at] not in _BEING or low[at - 1] in _NAMES]:
        if at == len(words.lows) or not marks.is_free(at):
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
    short = words.lows[at] in word_set("short surnames") or words.lows[at] in word_set("short names")
    if short and words.words[at].istitle() and is_labelled(words, at):
        return True
    titled = words.titled(at) and words.lows[at - 1] in word_set("titles")
    surname = words.lows[at] in word_set("short surnames") or words.lows[at] in word_set("surname words")
    if words.titled(at) and words.has_capital(at - 1) and surname:
        titled = True  # Coach He
    dotted = titled and words.gap[at][:1] == "." and words.low[at - 1] in {"mr", "mrs", "ms", "mx", "dr"}
    if not titled or not (words.words[at].istitle() or dotted) or marks.is_staff(at):
        return False
    return words.lows[at] not in word_set("ms products")


def _is_network(marks: Marks, at: int) -> bool:
    return not marks.is_ours(at) and is_technical_word(marks.words, at)


def _is_introduced(marks: Marks, at: int) -> bool:
    words = marks.words
    if words.titled(at) and words.lows[at - 1] in word_set("titles"):
        if words.has_capital(at) or "." in words.gap[at]:
            return True
        low, before = words.lows[at], words.lows[at - 1]
        if before in {"es", "is", "s"} or low in word_set("after titles"):
            return False
        if low in word_set("function"):
            return (
                acts(words, at, word_set("after 2")) and before != "st" and low not in word_set("ms products")
            )
        return before != "ms" or low not in word_set("ms products")
    if words.titled(at):
        return words.has_capital(at) and words.has_capital(at - 1)
    if words.lows[at - 1] == "is" and words.low[at - 2] in {"name", "nombre"}:
        return words.gap[at] == " " and words.lows[at] not in marks.lexicon.common
    if is_labelled(words, at):
        return words.has_capital(at) or words.lows[at] not in marks.lexicon.daily
    return words.has_capital(at) and is_hailed(words, at)


def mark_beside(marks: Marks) -> None:
    """Mark words that may be a name beside one that is, and a family name beside a given one."""
    if not any(marks.kinds):
        return
    words, gaps, kinds, last = marks.words, marks.words.gaps, marks.kinds, -9
    for at in marks.places:
        if kinds[at]:
            last = at
            continue
        if not (at - last < 3 or any(kinds[max(0, at - 2) : at + 3]) or gaps[at] in {".", "_"}):
            continue
        if marks.is_free(at) and _belongs(marks, at, words.lows[at]):
            kinds[at] = "name"
    for at in words.at_gate(_SURNAMES):
        if at + 1 == len(kinds) or not (kinds[at + 1] or kinds[at - 1]):
            continue
        if marks.is_free(at) and _is_surname(marks, at):
            kinds[at] = "name"


def _is_surname(marks: Marks, at: int) -> bool:
    words = marks.words
    if words.low[at] in marks.lexicon.technology or words.low[at] in marks.vocabulary:
        return False
    if marks.kinds[at + 1] and words.gap[at + 1] == ", " and words.low[at] not in word_set("sign offs"):
        return words.has_capital(at) and words.has_capital(at + 1)
    if (
        at == 0
        or not marks.kinds[at - 1]
        or words.gap[at] != " "
        or words.low[at - 1] in marks.lexicon.english
    ):
        return False
    return words.has_capital(at) == words.has_capital(at - 1)


def _belongs(marks: Marks, at: int, low: str) -> bool:
    words, lexicon, ours = marks.words, marks.lexicon, marks.is_ours(at)
    capital, two = words.has_capital(at), low in lexicon.word_names
    if not ours and not two:
        return False
    if ours and words.gap[at] in {".", "_"} and len(words.low[at - 1]) == 1:
        return True
    if low in word_set("never names") or (low in word_set("function") and not capital):
        return False
    if low in lexicon.technology or (words.titled(at) and marks.is_staff(at)):
        return False
    if joined(words, at, marks.kinds) and (capital or (ours and two)):
        return low not in lexicon.capitals
    return near(words, at, marks.kinds) and (capital or two)
