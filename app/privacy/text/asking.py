"""Weigh how much the words around a place ask for a person there, whatever the word and however it is written."""

from collections.abc import Sequence
from functools import cache

from app.privacy.text.context import Words, ends
from app.privacy.text.words import lexicon, word_set

_GIVEN = frozenset({"le", "les"})
_JOINTS = frozenset({"de", "del", "la", "los", "las"})
_THAT_OF = frozenset({"el", "la", "lo", "los", "las"})
_NEAR = frozenset(
    {" ", "  ", ", ", ",", ": ", ":", ". ", ",\n", ", \n", "\n", "!\n", ",\n\n", "!\n\n", " - ", ", - "}
)
_SIGNS = frozenset({" & ", "/", " / ", " + "})
_PAST = 5  # letters from which a word in -ed is taken for a verb
_ARTICLE = -3


@cache
def weights(side: str) -> dict[str, int]:
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
    if words.low(at + 1) in word_set("families") and words.gap(at + 1) == " " and words.has_capital(at):
        return 2
    if left < 0:
        return left
    joined = _joined(words, at, marked)
    right = verb_after(words, at) if joined or left or opens(words, at) else 0
    if right > 0 and left == 0 and at and words.lows[at - 1] in word_set("subordinate"):
        left = 1
    return left + joined + max(right, _owned_after(words, at)) + _beside(words, at, marked)


def _owned_after(words: Words, at: int) -> int:
    """Weigh what a person owns, or the rest of a name, after a word."""
    after, gap = words.low(at + 1), words.gap(at + 1)
    if after == "s" and gap == "'":
        return 3 if words.low(at + 2) in word_set("people") else 2
    if words.lows[at][-1] == "s" and gap == " " and after in word_set("belongings"):
        return 2
    middle = len(after) == 1 and gap == " " and words.gap(at + 2) == ". "
    return 2 + words.has_capital(at + 2) if middle and words.has_capital(at) else 0


def asked_before(words: Words, at: int, marked: Sequence[str], spanish: bool) -> int:
    """Return how strongly what stands before a place, or a name beside it, asks for a person."""
    return max(0, _left(words, at, spanish)) + _joined(words, at, marked) + _beside(words, at, marked)


def opens(words: Words, at: int) -> bool:
    """Tell whether a clause begins with a word."""
    if at == 0 or words.begins(at):
        return True
    return "," in words.gap(at) or words.lows[at - 1] in word_set("clause openers")


def _left(words: Words, at: int, spanish: bool) -> int:
    if words.begins(at) and _signs_last(words, at):
        return 2 + ("-" in words.gap(at))
    if at == 0:
        return 0
    before, gap = words.lows[at - 1], words.gap(at)
    if gap == "-":
        return max(0, _left(words, at - 1, spanish))
    if gap == " (" and (before in word_set("people") or before in word_set("kin") or before == "here"):
        return 2
    if gap not in _NEAR:
        return 0
    if before in {"is", "es", "s"} and gap in {" ", ": "}:
        return _named_by(words, at, spanish)
    if before == "its" and words.lows[at][-1] == "s" and gap == " " and ends(words, at):
        return 2
    if before in word_set("labels") and gap.strip() == ":":
        return 3
    if (
        len(before) == 1
        and gap == ". "
        and before.isalpha()
        and (words.has_capital(at - 1) or opens(words, at - 1))
    ):
        return 2
    if gap == " ":
        found = _left_of_clause(words, at, before, spanish)
        if found is not None:
            return found
    if at == len(words.lows) - 1 and before in word_set("sign offs"):
        return 3
    weight = 3 if before == "miss" and words.has_capital(at - 1) else weights("before").get(before, 0)
    if weight > 1 or gap in {" ", "  "}:
        return 2 if before == "to" and words.low(at - 2) in word_set("given to") else weight
    return 0


def _signs_last(words: Words, at: int) -> bool:
    """Tell whether a word begins a last line of at most three words, alone or under others, as a signature does."""
    gap = words.gap(at)
    if len(words.lows) - at > 3 or ("\n" not in gap and gap.strip() not in {"-", "--", "~"}):
        return False
    return not any(sign in gap for gap in words.gaps[at + 1 :] for sign in "\n:?")


def _left_of_clause(words: Words, at: int, before: str, spanish: bool) -> int | None:
    """Weigh the word before by what stands before that; None when it tells nothing more."""
    told = _left_in_spanish(words, at, before) if spanish else 0
    if told:
        return told
    if before == "by" and words.low(at - 2).endswith(("ed", "en", "found", "made", "lost", "sent", "done")):
        return 2
    if before == "you" and words.low(at - 2) == "are" and "?" in words.gap(at + 1):
        return 2
    if (before in {"am", "m"} and words.low(at - 2) == "i") or (
        before == "name" and words.low(at - 2) in word_set("articles")
    ):
        return 2
    if before in word_set("asking") and opens(words, at - 1):
        return 2
    if before == "me" and words.low(at - 2) in {"call", "calls", "called"}:
        return 3
    if before == "with" and words.low(at - 2) in word_set("joint acts"):
        return 2
    if before in {"and", "n", "nor"} and words.low(at - 2) in word_set("with me"):
        return 2
    if before == "not" and ends(words, at) and "," in words.gap(at - 1):
        return 2
    if before == "was" and words.low(at - 2) == "it" and words.low(at + 1) in {"who", "that"}:
        return 2
    if before == "for" and words.low(at - 2) in word_set("asking for"):
        return 2
    if before in {"to", "of"} and words.low(at - 2) in {"according", "behalf"}:
        return 2
    if before in {"from", "for"} and words.low(at - 2) in word_set("about accounts"):
        return 2
    if before in word_set("joined particles") and at > 1 and words.titled(at - 1):
        return 3
    if before in word_set("before in spanish"):
        if spanish:
            return 2 if words.low(at - 2) == "es" else 1
        return _ARTICLE if before == "a" else 0
    return _ARTICLE if before in word_set("articles") else None


def _left_in_spanish(words: Words, at: int, before: str) -> int:
    """Weigh what only Spanish puts before a name: le di la mía a …, la rompió …, el de …, mi apellido es de la …"""
    given = before == "a" and not _GIVEN.isdisjoint(words.lows[max(0, at - 6) : at - 1])
    earlier, deeds = words.low(at - 2), word_set("spanish deeds")
    if given or before in deeds or (before == "a" and earlier in deeds):
        return 2
    if before == "de" and (earlier in _THAT_OF or earlier in word_set("spanish belongings")):
        return 2
    if before == "es" and "nombre" in words.lows[max(0, at - 5) : at - 1]:
        return 3
    first = at - 1
    while words.low(first) in _JOINTS:
        first -= 1
    if first < at - 1 and words.low(first) in {"es", "llamo", "llama", "soy"}:
        told = _left(words, first + 1, spanish=True)
        return told if told > 1 else 0
    return 0


def _named_by(words: Words, at: int, spanish: bool) -> int:
    """Weigh "is" by who or what is: my name is, this is, it's."""
    told = words.low(at - 2)
    if words.lows[at][-1] == "s" and ends(words, at):
        return 2
    if told in {"name", "names", "nombre", "apellido"}:
        return 3
    asked = words.begins(at - 1) and words.lows[at - 1] == "is"
    if asked and (words.has_capital(at) or words.low(at + 1) in word_set("whereabouts")):
        return 2
    if told in {"this", "that", "he", "she", "este", "esta", "ella", "teacher"} or told in word_set("kin"):
        return 2
    return 1 if told in {"it", "user", "owner", "who"} or (spanish and told in {"", "que"}) else 0


def verb_after(words: Words, at: int) -> int:
    after, gap = words.low(at + 1), words.gap(at + 1)
    if not after:
        return 0
    if gap == "-":
        return max(0, verb_after(words, at + 1))
    if gap == " ":
        if after in word_set("spanish objects"):
            return 2 if words.low(at + 2) in weights("after") or words.low(at + 2) in _THAT_OF else 1
        if after in {"from", "in", "de", "en"} and (words.titled(at + 3) or _groups(words, at + 2)):
            return 2
        if after in {"and", "n"} and words.low(at + 2) in {"me", "i", "myself"}:
            return 2
        if after in word_set("subjects"):
            return 1
        if words.gap(at + 2) == "'" and words.low(at + 2) == "t":
            return 2
        weight = weights("after").get(after, 0)
        if after in {"is", "was", "keeps", "kept"} and words.low(at + 2).endswith("ing"):
            return 2
        if after in {"has", "had", "took", "got", "broke"} and words.low(at + 2) in word_set("owning"):
            return 2
        if after.endswith("ed") and len(after) >= _PAST and after in lexicon().plain:
            weight = max(weight, 2)
        return -1 if after[0].isdigit() else weight
    if gap == " (" and (after in word_set("people") or after in {"id", "grade"} or after.isdigit()):
        return 1
    if gap == " (" and words.low(at + 2) == "s" and words.low(at + 3) in word_set("people"):
        return 2
    if gap in {"-- ", "!! ", " - ", ": "} and words.begins(at) and after in word_set("told next"):
        return 2
    if gap[:1] == "," and "\n" not in gap and words.begins(at):
        return 2 if after in word_set("asking") or after in word_set("told next") else 1
    return 0


def _groups(words: Words, at: int) -> bool:
    """Tell whether "my class" or "4th period" stands at a place, that somebody is from."""
    if words.low(at) in {"my", "our", "mi", "the", "his", "her"} or words.low(at)[:1].isdigit():
        return words.low(at + 1) in word_set("group words")
    return False


def _joined(words: Words, at: int, marked: Sequence[str]) -> int:
    """Weigh an "and" or a comma that joins a word with a marked one."""
    links = {"and", "y", "or", "o", "e", "n", "nor", "not"}
    if (at > 0 and words.gap(at) in _SIGNS and marked[at - 1]) or (
        at + 1 < len(marked) and words.gap(at + 1) in _SIGNS and marked[at + 1]
    ):
        return 2
    for link, other in ((at - 1, at - 2), (at + 1, at + 2)):
        if 0 <= other < len(marked) and marked[other] and words.lows[link] in links:
            return 2 if words.gap(max(link, at)) == " " == words.gap(max(other, link)) else 0
    return 0


def _beside(words: Words, at: int, marked: Sequence[str]) -> int:
    """Weigh a marked word right before or after."""
    found = 0
    close = {" ", "  ", "-", ", "} | ({". "} if at and len(words.lows[at - 1]) == 1 else set())
    if at > 0 and marked[at - 1] and words.gap(at) in close:
        listed = words.gap(at) == ", " and not (at > 2 and ", " in words.gaps[at - 2 : at] and any(marked[at - 3 : at - 1]))
        found = (1 if listed else 2) + ends(words, at)
    elif at > 1 and marked[at - 2] and words.lows[at - 1] in word_set("joined particles"):
        found = 2 if words.gap(at) == " " == words.gap(at - 1) else 0
    if at + 1 < len(marked) and marked[at + 1]:
        gap = words.gap(at + 1)
        if gap in {" ", "  ", "-"} or (gap == ", " and words.begins(at)):
            found = max(found, 2 + opens(words, at))
    return found
