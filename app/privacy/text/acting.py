"""Weigh what stands after a place: does it act, own and belong as a person does?"""

import re
from functools import cache

from app.privacy.text.context import Words
from app.privacy.text.words import lexicon, word_set

_THAT_OF = frozenset({"el", "la", "lo", "los", "las"})
_PLACED = frozenset({" - ", " (", " [", " @ ", ", "})
_ROOM = re.compile(r"[a-z]\d{1,4}|\d{1,4}[a-z]?")
_PAST = 5  # letters from which a word in -ed is taken for a verb


@cache
def weights(side: str) -> dict[str, int]:
    """Return what a word on a side of a place is worth."""
    return {
        word: weight
        for weight in range(1, 3 if side == "after" else 4)
        for word in word_set(f"{side} {weight}")
    }


def verb_after(words: Words, at: int) -> int:
    """Weigh what stands after a word; below 0 where it cannot be a person."""
    after, gap = words.low[at + 1], words.gap[at + 1]
    if not after:
        return 0
    if gap == " ":
        return _verb(words, at, after)
    if gap == "-":
        return max(0, verb_after(words, at + 1))
    if words.begins(at) and gap in _PLACED and is_room(words, at + 1):
        return 2
    if gap == " (":
        if words.low[at + 2] == "s" and words.low[at + 3] in word_set("people"):
            return 2
        return int(after in word_set("people") or after in {"id", "grade"} or after.isdigit())
    if not words.begins(at) or "\n" in gap:
        return 0
    told = (2 + (gap == ": ")) if after in word_set("told next") else 0
    if gap[:1] == ",":
        return told or (2 if after in word_set("asking") else 1)
    if gap == ": " and words.low[at + 2] in {"it", "this", "that", "there"}:
        return 2
    return told if gap in {"-- ", "!! ", " - ", ": "} else 0


def _verb(words: Words, at: int, after: str) -> int:
    later = words.low[at + 2]
    if after in word_set("spanish objects"):
        return 2 if later in weights("after") or later in _THAT_OF else 1
    if _comes_or_leaves(words, at, after, later):
        return 2
    if _belongs(words, at, after, later) or _is_human(words, at, after, later):
        return 2
    if after in word_set("subjects"):
        return 1
    if words.gap[at + 2] == "'" and later == "t":
        return 2
    if after[0].isdigit() and _is_time(words, at):
        return 2
    weight = weights("after").get(after, 0)
    if after in {"is", "was", "keeps", "kept"} and later.endswith("ing"):
        return 2
    if after in word_set("done with things of others") and later in word_set("owning"):
        return 2
    if after == "tiene" and later in word_set("spanish articles"):
        return 2
    if after.endswith("ed") and len(after) >= _PAST and after in lexicon().plain:
        weight = max(weight, 2)
    return -1 if after[0].isdigit() else weight


def _is_time(words: Words, at: int) -> bool:
    """Tell whether a line of a chat begins with a word and a time: bill 9:14 am."""
    if not words.begins(at) or (at and "\n" not in words.gap[at]):
        return False
    return words.gap[at + 2] == ":" and words.low[at + 2][:2].isdigit() and words.gap[at + 3] != ":"


def is_room(words: Words, at: int) -> bool:
    """Tell whether a room begins at a place: room 12, gym, D4."""
    low = words.low[at]
    return low in word_set("rooms") or (_ROOM.fullmatch(low) is not None and words.gap[at + 1] != " ")


def _belongs(words: Words, at: int, after: str, later: str) -> bool:
    """Tell whether "from my class", "in Ms. Vega's" or "and me" follows, as after a person."""
    if after in {"and", "n", "y"}:
        return later in {"me", "i", "myself", "his", "her", "their", "yo"}
    return after in {"from", "in", "de", "en"} and (words.titled(at + 3) or _groups(words, at + 2))


def _is_human(words: Words, at: int, after: str, later: str) -> bool:
    """Tell whether what follows is said of people: does not know, is so happy, was like, let me in, grade 7."""
    if after in {"dont", "doesnt", "didnt"}:
        return later in word_set("mind")
    if after in {"is", "was", "isnt", "wasnt"} and words.gap[at + 2] == " ":
        told = words.low[at + 3] if later in word_set("stressed") else later
        return later == "like" or told in word_set("states") or _is_among(words, at + 2)
    if after in {"too", "also", "tampoco", "tambien"} and words.gap[at + 2][:1] != " ":
        return words.begins(at)
    if after in {"did", "dejo"}:
        return later != "de" if after == "dejo" else later in {"it", "the", "my", "that"}
    if after in word_set("families"):
        return True
    if after in word_set("adverbs"):
        return later in weights("after") or (later.endswith("ed") and len(later) >= _PAST)
    if after in {"got", "gets"}:
        return later.endswith("ed") or later in word_set("got by people")
    if after == "goes":
        return later in {"to", "home", "here", "by"}
    if after == "let":
        return True
    if after in word_set("helping") and words.gap[at + 2][:1] in {".", "!", "?", ","}:
        return True
    if after in {"lets", "gave", "told", "showed", "hit", "beat", "taught", "kicked", "caught"}:
        return later in word_set("objects")
    if after[:1].isdigit():
        return later in {"grade", "grader", "gr"}
    return after in {"gr", "grade"} and later[:1].isdigit()


def _comes_or_leaves(words: Words, at: int, after: str, later: str) -> bool:
    """Tell whether "came by" or "left the tablet" follows, as after a person."""
    if after == "left":
        left = words.low[at + 3]
        return later in {"the", "a"} and (left in word_set("belongings") or left in word_set("own things"))
    itself = words.low[at + 3] in {"itself", "themselves", "accident", "mistake"}
    return later in {"by", "over"} and after in word_set("moved by people") and not itself


def _is_among(words: Words, at: int) -> bool:
    """Tell whether "my partner" or "in our homeroom" stands at a place."""
    if words.low[at] == "in":
        return _groups(words, at + 1)
    known = words.low[at + 1]
    owned = words.low[at] in {"my", "our", "his", "her"} and words.gap[at + 2] != "'"
    return owned and (known in word_set("kin") or known in word_set("people") or known == "teacher")


def _groups(words: Words, at: int) -> bool:
    """Tell whether "my class" or "4th period" stands at a place, that somebody is from."""
    if words.low[at] in {"my", "our", "mi", "the", "his", "her"} or words.low[at][:1].isdigit():
        return words.low[at + 1] in word_set("group words")
    return False


def owned_after(words: Words, at: int) -> int:
    """Weigh what a person owns, or the rest of a name, after a word."""
    after, gap = words.low[at + 1], words.gap[at + 1]
    if after == "s" and gap == "'":
        return 3 if words.low[at + 2] in word_set("people") else 2
    if words.lows[at][-1] == "s" and gap == " " and after in word_set("belongings"):
        return 2
    middle = len(after) == 1 and gap == " " and words.gap[at + 2] == ". "
    return 2 + words.has_capital(at + 2) if middle and words.has_capital(at) else 0
