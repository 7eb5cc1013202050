"""Mark two words, or a word and an initial, that are somebody's name together."""

from itertools import chain

from app.privacy.text.context import acts, ends
from app.privacy.text.cues import gate
from app.privacy.text.marks import Marks
from app.privacy.text.roster import KNOWN
from app.privacy.text.words import word_set

_PAIRED = frozenset({" ", ", ", "-", ".", "_", ";", "; ", ",", "\t", "|", " | ", "/", "+"})
_BEFORE_INITIAL = frozenset({" ", ", "})
_LIKE_PEOPLE, _TOGETHER = word_set("products named like people"), frozenset({"and", "y", "with", "con"})
_NAMESAKES = gate(_LIKE_PEOPLE)
_WHOSE = frozenset({"her", "his", "my", "our", "their", "your", "su", "mi"})
_NOTED = (" (", " [", " - ")
_NOTE_ENDS = frozenset({"", ",", ".", ";", "!", ")", "\n"})
_LETTER_WORDS = frozenset("aeioukrxy")  # words of English or Spanish, or of those who save letters
_SAVED = frozenset("bcdnst")  # behind a word of grammar also those: will b, may n


def mark_pairs(marks: Marks) -> None:
    """Mark words of every day that are somebody's name with the one beside them."""
    words, function, known = marks.words, word_set("function"), frozenset(marks.words.at_gate(KNOWN))
    for at in [at for at in marks.places if at - 1 in known]:
        before, low = words.lows[at - 1], words.lows[at]
        if not marks.roster.pairs(before, low):
            continue
        plain = low in function and before in function
        capitals = words.has_capital(at) and words.has_capital(at - 1)
        if words.gap[at] in _PAIRED and (capitals or not plain or acts(words, at, word_set("speech"))):
            marks.kinds[at] = marks.kinds[at - 1] = "name"


def mark_initials(marks: Marks) -> None:
    """Mark a name of the roster with the initial that goes with it, however written (mark b, Le, T.)."""
    words = marks.words
    for at in words.at_gate(KNOWN):
        letter = words.low[at + 1]
        if len(letter) != 1 or words.gaps[at + 1] not in _BEFORE_INITIAL:
            continue
        if not marks.roster.pairs(words.lows[at], letter):
            continue
        told = words.has_capital(at + 1) or ends(words, at + 1) or letter not in _LETTER_WORDS
        plain = letter in _LETTER_WORDS or (words.lows[at] in word_set("function") and letter in _SAVED)
        written = words.has_capital(at) and words.has_capital(at + 1) and words.gap[at + 2][:1] == "."
        sure = marks.kinds[at] or written or not plain
        if told and sure and at + 1 not in marks.kept:
            marks.kinds[at] = marks.kinds[at + 1] = "name"


def mark_noted(marks: Marks) -> None:
    """Mark a name of the roster alone in brackets or behind a dash, after a number: 2219 (Min), Cart 4 - Hall."""
    words = marks.words
    if not (marks.named and words.runs):
        return
    for at in chain.from_iterable(words.joints.get(gap, ()) for gap in _NOTED):
        if marks.kinds[at] or not (words.has_capital(at) and words.words[at].istitle() and marks.is_ours(at)):
            continue
        gap, before, behind = words.gaps[at], words.lows[at - 1], words.gap[at + 1][:1]
        if not any(map(str.isdigit, before)) or words.lows[at] in word_set("dated"):
            continue
        if behind in (_NOTE_ENDS if gap == " - " else {")", "]"}):
            marks.kept.discard(at)
            marks.kinds[at] = "name"


def mark_explained(marks: Marks) -> None:
    """Mark a name that a program has too where its person is told behind it: and Casper, her driver."""
    words = marks.words
    for at in words.at_gate(_NAMESAKES):
        told = words.words[at].istitle() and words.gap[at + 1] == ", " and words.low[at + 1] in _WHOSE
        if not told or words.low[at - 1] not in _TOGETHER or words.gap[at] != " ":
            continue
        who = words.low[at + 2]
        if (who in word_set("kin") or who in word_set("offices")) and words.gap[at + 3] != " ":
            marks.kept.discard(at)
            marks.kinds[at] = "name"
