"""Keep programs, makers and codes that what is said beside them tells from people (Wixie says "W-3021")."""

import re
from itertools import pairwise

from app.privacy.text.context import Words
from app.privacy.text.cues import FIGURED, gate
from app.privacy.text.likeness import likeness
from app.privacy.text.marks import Marks
from app.privacy.text.products import is_unlisted
from app.privacy.text.technical import chunk_of, is_humped
from app.privacy.text.words import word_set

_SAYS, _MESSAGES = word_set("said by programs"), word_set("program messages")
_STATES, _OPENINGS = word_set("program states"), word_set("messages begin")
_LIKE_PEOPLE, _LENDING = word_set("products named like people"), frozenset({"hold", "holds", "loan", "loans"})
_WHOSE = frozenset({"my", "your", "his", "her", "the", "our"})
_MAKERS = word_set("makers named like people")
_SAYING, _MAKING = gate(_SAYS), gate(_MAKERS)
_DETERMINED = word_set("before models") | word_set("determiners")
_ASKED, _FAULTS, _NO_NUMBER = gate(word_set("software asked")), gate(word_set("fault words")), gate({"nan"})
_ANY = frozenset({_SAYING, _MAKING, _ASKED, _FAULTS, _NO_NUMBER})
_PARTS = word_set("parts with faults")
_QUOTES = "\"'“‘«"
_CODE = re.compile(r"(?=[^\s\"'”’»]*\d)[A-Z0-9]{1,6}(?:[-_.:]?[A-Z0-9]{1,8}){0,3}(?![a-z])")
_MODEL = re.compile(r"(?=\S*[A-Z])(?=\S*\d)[A-Z\d][\w-]{1,14}")
_LIKE_A_NAME = 0.35  # likeness from which an unknown word may well be somebody
_RUN = 3  # words in a program's name, at most
_SAID = 5  # words of a message that are looked at


def keep_programs(marks: Marks) -> None:
    """Keep a program that shows a message or code, one that is asked for, a maker before its model, and a code."""
    words = marks.words
    if words.runs and words.capitals:
        _keep_models(marks)
    if _ANY.isdisjoint(words.opened):
        return
    for at in words.at_gate(_SAYING):
        if not words.has_capital(at - 1):
            continue
        first = _run_before(marks, at)
        if first < at and _is_message(marks, first, at):
            marks.kept.update(range(first, at))
    for at in words.at_gate(_ASKED):
        marks.kept.update(_asked_for(marks, at))
    for at in words.at_gate(_MAKING):
        if not marks.is_ours(at) and words.has_capital(at):
            marks.kept.update(_made_by(marks, at))
    for at in words.at_gate(_FAULTS):
        if _is_faulty_part(marks, at):
            marks.kept.add(at - 1)
    for at in words.at_gate(_NO_NUMBER):
        if words.words[at] == "NaN":
            marks.kept.add(at)


def _run_before(marks: Marks, at: int) -> int:
    """Return where the words with capitals begin that stand right before a place, none of them of the roster."""
    words, first = marks.words, at
    while first and at - first < _RUN and words.gaps[first] == " " and words.has_capital(first - 1):
        if marks.is_ours(first - 1):
            return at
        first -= 1
        if words.begins(first):
            break
    titled = first < at and (words.titled(first) or words.low[first - 1] in word_set("kin"))
    return at if titled else first


def _is_message(marks: Marks, first: int, at: int) -> bool:
    """Tell whether what a program says follows "says": a code, a quoted message, or how software is."""
    words = marks.words
    told = at + 1 + (words.low[at + 1] in {"me", "us", "an", "a", "for", "error", "code", "que", "un", "el"})
    if told >= len(words.lows):
        return False
    if not words.begins(first) and words.low[first - 1] not in word_set("before programs"):
        return False  # a screenshot from somebody shows it
    if _CODE.match(words.text, words.starts[told]) and not words.lows[told].isdigit():
        return not any(_may_be_people(marks, low) for low in words.lows[first:at])
    said, run = words.lows[told : told + _SAID], words.lows[first:at]
    quoted = any(sign in words.gap[at + 1] for sign in _QUOTES)
    if _is_site(words, at - 1):
        return said[0] in _MESSAGES or not _STATES.isdisjoint(said)
    if len(run) == 1 and run[0] in _LIKE_PEOPLE:
        lent = any(word in _LENDING and whose in _WHOSE for whose, word in pairwise(said))
        return (quoted and said[0] in _MESSAGES) or lent
    if any(not is_unlisted(low) or likeness(low) > _LIKE_A_NAME for low in run):
        return quoted and said[0] in _OPENINGS
    return said[0] in _OPENINGS or (quoted and not _MESSAGES.isdisjoint(said))


def _names_people(marks: Marks, low: str) -> bool:
    """Tell whether a word is a name of people alone, of no product and no word of the language."""
    return low in marks.lexicon.names and low not in marks.lexicon.english and low not in _LIKE_PEOPLE


def _may_be_people(marks: Marks, low: str) -> bool:
    """Tell whether a word is a name that any list holds, of no product and no word of every day."""
    return not is_unlisted(low) and low not in _LIKE_PEOPLE and low not in marks.lexicon.daily


def _is_site(words: Words, at: int) -> bool:
    """Tell whether a run of capitals ends with a word that programs are called by (Beast Academy)."""
    return words.low[at] in word_set("program endings") and words.has_capital(at - 1)


def _asked_for(marks: Marks, at: int) -> range:
    """Return the words of a program that is told after "app request:" or "license for", none of them a known name."""
    words, first = marks.words, at + 1
    if words.lows[at][:7] == "request" and words.low[at - 1] not in word_set("software requested"):
        return range(0)
    if words.low[first] in word_set("grade words") or words.gap[first][:1] == ",":
        while first < len(words.lows) and ":" not in words.gap[first] and first - at < _SAID:
            first += 1
    done = words.lows[at] in word_set("software deeds")
    given = words.lows[at] in word_set("software granted") and words.low[first] in {"for", "to", "para", "de"}
    first += given
    if not (done or given) and words.gap[first] not in {": ", " - "}:
        return range(0)
    last = first
    while (
        last < len(words.lows)
        and last - first <= _RUN
        and words.has_capital(last)
        and not marks.is_ours(last)
    ):
        if last > first and words.gaps[last] != " ":
            break
        last += 1
    if last == first or not _stops(words, last):
        return range(0)
    names = any(_names_people(marks, low) for low in words.lows[first:last])
    unsure = last - first == 1 or given
    if names or (unsure and any(_may_name(marks, low) for low in words.lows[first:last])):
        return range(0)
    return range(first, last)


def _may_name(marks: Marks, low: str) -> bool:
    """Tell whether a word may name somebody where nothing but its look tells: it is listed, or looks like a name."""
    if not is_unlisted(low):
        return low not in marks.lexicon.daily
    return low not in marks.lexicon.plain and likeness(low) > _LIKE_A_NAME


def _stops(words: Words, last: int) -> bool:
    """Tell whether a program's name ends before a place: no person does anything there."""
    return words.gap[last] != " " or words.low[last] in {
        "for",
        "on",
        "in",
        "para",
        "en",
        "and",
        "y",
        "from",
        "expired",
        "expires",
        "vence",
    }


def _made_by(marks: Marks, at: int) -> range:
    """Return a maker and what it made, told by a model's number or by capitals inside (Brother ScanNCut)."""
    words, last = marks.words, at + 1
    told = words.gap[at] == " " and words.low[at - 1] in _DETERMINED
    for place in range(at + 1, min(at + 1 + _RUN, len(words.lows))):
        if words.gaps[place] != " " or not words.words[place][0].isupper() or marks.is_ours(place):
            break
        if is_humped(words.words[place]) or (told and _MODEL.fullmatch(chunk_of(words, place))):
            last = place + 1
    return range(at, last) if last > at + 1 else range(0)


def _keep_models(marks: Marks) -> None:
    """Keep one or two words with capitals between "a" or "like" and the number of a model (like Williams Sound T45)."""
    words = marks.words
    for at in filter(words.has_capital, words.at_gate(FIGURED)):
        if at < 2 or words.gaps[at] != " " or not _is_model(words, at):
            continue
        first = _run_before(marks, at)
        before = words.low[first - 1]
        if first == at - 1 and _may_be_people(marks, words.lows[first]) and words.lows[first] not in _MAKERS:
            continue
        if first < at and words.gap[first] == " " and before in word_set("before models"):
            marks.kept.update(range(first, at))


def _is_model(words: Words, at: int) -> bool:
    """Tell whether a word has the letters and figures of a model."""
    return _MODEL.fullmatch(words.words[at]) is not None


def _is_faulty_part(marks: Marks, at: int) -> bool:
    """Tell whether a part of a machine stands before "error" or "jam", and a code behind where it is a name too."""
    words = marks.words
    if not at or words.gaps[at] != " " or words.lows[at - 1] not in _PARTS:
        return False
    if not marks.is_ours(at - 1):
        return not words.titled(at - 1)
    told = at + 1 + (words.low[at + 1] in {"code", "no", "number"})
    return told < len(words.lows) and any(map(str.isdigit, words.lows[told])) and not words.titled(at - 1)
