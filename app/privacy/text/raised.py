"""Mark words of any meaning that a capital and what stands around them show to be a name."""

from app.privacy.text.acting import verb_after
from app.privacy.text.asking import asked_before, person_slot
from app.privacy.text.context import Words, acts, is_hailed, is_kin, is_spoken_of, joined, owns
from app.privacy.text.cues import gate
from app.privacy.text.marks import Marks
from app.privacy.text.products import is_unlisted
from app.privacy.text.technical import does_as_people, follows_maker
from app.privacy.text.words import is_spanish, things, word_set

_WITHIN = frozenset({" ", ", ", " (", "-", "/"})  # before a word inside a clause
_REACH = 6  # words before, within which something is chosen on a screen
_OPENED = word_set("done with things of others") | word_set("told of people")
_DONE = word_set("moved by people") | {"s", "no"} | _OPENED
_DEEDS = gate(_DONE)
_DONE_BY_NO_THING = frozenset({"asked", "forgot", "emailed", "texted", "borrowed", "is"})
_UNJOINED = word_set("function") | word_set("prefixes") | word_set("offices") | things()
_FAILING = frozenset(
    {"error", "failed", "denied", "occurred", "exception", "rejected", "expired"}
)  # of messages
_SHORT = word_set("short names") | word_set("short surnames")
_UNCALLED = things() | word_set("offices") | word_set("belongings")
_NO_OWNERS = frozenset().union(
    *(
        word_set(name)
        for name in ("shortened", "function", "articles", "offices", "kin", "people", "dated", "no owning")
    )
)


def mark_capitals(marks: Marks) -> None:
    """Mark words with a capital that act or are spoken to as a person is, whatever else they mean."""
    words, common, surnames = marks.words, marks.lexicon.common, word_set("surname words")
    kinds, kept, lows = marks.kinds, marks.kept, words.lows
    for at in [at for at in words.capitals if words.gaps[at] in _WITHIN and not kinds[at] and at not in kept]:
        low = lows[at]
        if len(low) == 2 and low in _SHORT and words.is_capital(at) and _is_listed(marks, at):
            marks.kinds[at] = "name"
        if len(low) < 3:
            continue
        if words.words[at].isupper() or words.begins(at) or marks.is_known(at) or not low.isalpha():
            continue
        if is_unlisted(low) and (_ends_model(words, at) or not _FAILING.isdisjoint(lows[at + 1 : at + 3])):
            continue
        daily = low in common and low not in surnames
        if daily and not _stands_out(marks, at, low):
            continue
        if words.is_capital(at) and _is_person(marks, at):
            marks.kinds[at] = "name"


def _ends_model(words: Words, at: int) -> bool:
    """Tell whether a maker, or a model's number behind a word with a capital, stands before (OptiPlex 7010 Micro)."""
    if words.gaps[at] != " ":
        return False
    numbered = words.low[at - 1].isdigit() and words.has_capital(at - 2) and words.gap[at - 1] == " "
    return numbered or follows_maker(words, at)


def _is_listed(marks: Marks, at: int) -> bool:
    """Tell whether a short word stands as a name beside others: joined with a hidden one, or asked for by a verb."""
    words = marks.words
    if words.begins(at) or not words.words[at].istitle() or words.gap[at + 1][:1] in {"-", "'", "/", "."}:
        return False
    return joined(words, at, marks.kinds) or (words.gaps[at] == " " and is_hailed(words, at))


def _stands_out(marks: Marks, at: int, low: str) -> bool:
    """Tell whether a word of every day is the only one around with a capital, and names no office, button or thing."""
    words = marks.words
    if low in _UNCALLED or marks.is_staff(at):
        return False
    if is_spoken_of(words, at) or not word_set("chosen on screens").isdisjoint(
        words.lows[max(0, at - _REACH) : at]
    ):
        return False
    beside = words.has_capital(at + 1) and words.low[at + 1] not in _SHORT
    if (words.has_capital(at - 1) and not words.begins(at - 1)) or beside:
        return False
    return not words.low[at + 1][:1].isdigit() and asked_before(words, at, marks.kinds, marks.spanish) > 1


def mark_owners(marks: Marks) -> None:
    """Mark a word of any meaning that owns or does what a person does (Ban's laptop, Rush came by)."""
    words = marks.words
    for at in [at - 1 for at in words.at_gate(_DEEDS) if at and words.words[at - 1].istitle()]:
        low, after = words.lows[at], words.lows[at + 1]
        if not marks.is_free(at) or marks.is_known(at):
            continue
        if low in _NO_OWNERS or (marks.spanish and is_spanish(low)):
            continue
        if after in _OPENED and not _may_open(marks, low, after):
            continue
        if after == "s":
            told = words.low[at + 2] in word_set("belongings") and owns(words, at)
        elif after in _OPENED:
            told = words.begins(at) and verb_after(words, at) > 1
            told = told and (after != "is" or words.low[at + 2] in word_set("only of people"))
        else:
            told = words.low[at + 2] != "in" and does_as_people(words, at)
        if told:
            marks.kinds[at] = "name"


def _may_open(marks: Marks, low: str, deed: str) -> bool:
    """Tell whether a word before what people do may be a name: no thing that does it too, and no unknown term."""
    if is_unlisted(low) and low not in marks.lexicon.common:
        return False
    if low[-1] == "s" and low[:-1] in marks.lexicon.plain and low not in word_set("surname words"):
        return False
    return low not in _UNCALLED or deed in _DONE_BY_NO_THING


def mark_joined_words(marks: Marks) -> None:
    """Mark two words of any meaning with capitals and a hyphen where a person is asked for (Standing-Bear's tablet)."""
    words, known = marks.words, marks.lexicon
    for at in words.joints.get("-", ()):
        first = at - 1
        if not (words.words[at].istitle() and words.words[first].istitle() and words.has_capital(at)):
            continue
        if not (marks.is_free(at) and marks.is_free(first)) or "-" in (words.gap[first], words.gap[at + 1]):
            continue
        pair = (words.lows[first], words.lows[at])
        if any(len(low) < 3 or low in known.technology or low in _UNJOINED for low in pair):
            continue
        if (
            owns(words, at)
            or person_slot(words, first, marks.kinds, marks.spanish) > 0
            or verb_after(words, at) > 1
        ):
            marks.kinds[first] = marks.kinds[at] = "name"


def _is_person(marks: Marks, at: int) -> bool:
    words = marks.words
    if acts(words, at, word_set("speech")) or is_hailed(words, at) or is_kin(words, at):
        return True
    if is_spoken_of(words, at) or joined(words, at, marks.kinds):
        return True
    return person_slot(words, at, marks.kinds, marks.spanish) > 1
