"""Weigh what stands before a word where a person is called, asked for, told of or signs, in everyday school English."""

from app.privacy.text.context import Words, ends
from app.privacy.text.words import word_set

_ASKED = frozenset({"who", "where", "whos", "wheres"})
_STRONG = frozenset(".!?,;\n")
_AWAY = frozenset({"out", "absent", "gone", "sick", "away", "here", "back"})
_FIRST = frozenset({"n", "and", "y"})


def called_before(words: Words, at: int, before: str) -> int:
    """Weigh one space and the word before by where the clause ends; 0 where that tells nothing more."""
    earlier = words.low[at - 2]
    if before in word_set("called on"):
        return 2 * ends(words, at)
    if before in {"you", "u"} and earlier in {"thank", "love", "miss"}:
        return 2
    if before == "with" and words.low[at + 1] in _AWAY and words.gap[at + 1] == " ":
        return 2
    if before == "name" and (earlier in word_set("name kinds") or at == 1):
        return 2
    if before in word_set("wished") and words.low[at + 1] == "to" and words.gap[at + 1] == " ":
        return 2
    if before == "as":
        return 2 * (earlier in {"same", "in", "account"})
    closed = closes(words, at)
    if (
        before in {"its", "is"}
        and closed
        and (earlier in _ASKED or (before == "its" and words.begins(at - 1)))
    ):
        return 2
    if before == "miss" and (words.begins(at - 1) or earlier in word_set("titled after")):
        return 3
    longed = before in word_set("longed for") and earlier in {"i", "we", "u", "you", "they"}
    return 2 * (closed and (longed or before in word_set("closing")))


def is_asked_for(words: Words, at: int) -> bool:
    """Tell whether "who is", "where is" or "the kid is" stands before a word, and no deed or state after it."""
    told = words.low[at - 2]
    if told in word_set("people") or told in word_set("young people"):
        return True
    return told in _ASKED and (ends(words, at) or words.low[at + 1] in word_set("whereabouts"))


def closes(words: Words, at: int) -> bool:
    """Tell whether a sign ends the clause right after a word, or the text does."""
    gap = words.gap[at + 1].lstrip(" ")
    return gap[:1] in _STRONG if gap else at + 1 >= len(words.lows)


def signs(words: Words, at: int, before: str) -> bool:
    """Tell whether a word begins the line, or the rest of one, after thanks or a greeting at the end of a letter."""
    gap = words.gap[at]
    thanked = before in {"you", "u"} and words.low[at - 2] == "thank"
    if not (thanked or before in word_set("sign offs")) or not (
        "\n" in gap or gap.strip() in {",", "-", "~"}
    ):
        return False
    after = next((words.gap[place] for place in (at + 1, at + 2) if words.gap[place] != " "), "x")
    return "\n" in after or not after.strip(" .,!") or at + 2 >= len(words.lows)


def speaks(words: Words, at: int) -> bool:
    """Tell whether a line of a chat begins with a word: <bill>, bill>, @bill, [10:42] bill:"""
    gap, after = words.gaps[at], words.gap[at + 1]
    if gap == "] ":
        return after[:1] == ":"
    if after[:1] == ">":
        return gap.endswith("<") or (after[:2] == "> " and words.begins(at))
    return gap.endswith("@") and words.begins(at)
