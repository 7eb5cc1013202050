"""Keep programs and products by the frame they stand in (conflicts with Krita, get Juno installed, 8.1 of Titan).

A word that no list knows is a name nine times in ten, so a frame has to be one in which a person does not stand.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.privacy.text.context import Words, is_hailed, is_kin, is_towards
from app.privacy.text.marks import Marks
from app.privacy.text.products import is_unlisted
from app.privacy.text.technical import is_humped
from app.privacy.text.words import lines_of, word_set

_BETWEEN = 4  # words that a frame leaves open, at most
_RUN = 3  # words of a product's name, at most
_PLAIN_GAPS = frozenset({" ", "'"})
_NUMBER, _VERSION, _OPEN, _END = "#", "#.", "~", "$"
_LONGEST_MODEL = 6  # letters and figures of a model's number
_INSIDE_MODEL = re.compile(r"[A-Z][a-z]+\d{1,3}|[A-Z]{2,}\d{2,}\w?")
_DETERMINED = (word_set("determiners") | word_set("before models")) - {"la", "el", "los", "las"}
_LIKE_PEOPLE = word_set("products named like people")


class Frame(NamedTuple):
    """Words before and behind a place, nearest first, each one of several.

    Shape: ``sure`` tells that a name which people have too stands there as a product.
    """

    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]
    sure: bool


@cache
def _frames() -> tuple[dict[str, list[Frame]], dict[str, list[Frame]]]:
    """Return the frames by the word right before, and those without one by the word right behind."""
    led: dict[str, list[Frame]] = {}
    open_: dict[str, list[Frame]] = {}
    for line in lines_of("frames.txt"):
        strength, _, told = line.partition(": ")
        before, _, after = told.partition("*")
        frame = Frame(_sides(before)[::-1], _sides(after), strength == "sure")
        for word in frame.before[0] if frame.before else frame.after[0]:
            (led if frame.before else open_).setdefault(word, []).append(frame)
    return led, open_


def _sides(told: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(part.split("|")) for part in told.split())


def keep_framed(marks: Marks) -> None:
    """Keep words with a capital, none of the roster's, that stand where a program does; again where they recur."""
    words, lows = marks.words, marks.words.lows
    told: set[str] = set()
    (led, open_), last = _frames(), 0
    for at in filter(words.has_capital, marks.candidates):
        if at < last or at in marks.kept or lows[at] in marks.named:
            continue
        run = _run_around(words, at)
        before, behind = words.low[run.start - 1], words.low[run.stop]
        opens = words.begins(run.start) and at > run.start
        if not (
            before in led
            or behind in open_
            or behind[:1].isdigit()
            or opens
            or words.gap[run.start][-1:] == "("
        ):
            last = run.stop
            continue
        if not lows[at].isalpha() or any(map(marks.is_ours, run)) or not _is_framed(marks, run, at):
            continue
        marks.kept.update(run)
        told.update(lows[place] for place in run if is_unlisted(lows[place]))
    for at in marks.candidates if told else ():
        if lows[at] in told and at not in marks.kept and not _is_called(words, at):
            marks.kept.add(at)


def _run_around(words: Words, at: int) -> range:
    """Return the words with capitals that stand together around a place."""
    first, last = at, at + 1
    while first and at - first < _RUN and words.gaps[first] == " " and words.has_capital(first - 1):
        first -= 1
    while last - first < _RUN and words.gap[last] == " " and words.has_capital(last):
        last += 1
    return range(first, last)


def _is_framed(marks: Marks, run: range, at: int) -> bool:
    """Tell whether a frame fits around words, or around them without what a sentence begins with (Update Juno)."""
    words = marks.words
    lows = [words.lows[place] for place in run]
    known = any(low in _LIKE_PEOPLE or low in marks.lexicon.technology for low in lows)
    unknown = known or not any(_may_be_people(marks, low) for low in lows)
    for first in {run.start, at} if words.begins(run.start) else {run.start}:
        if _is_called(words, first):
            continue
        if any(
            (frame.sure or unknown) and _fits(words, frame, first, run.stop)
            for frame in _near(words, first, run)
        ):
            return True
        if _is_version(words, run.stop):
            return True
        made = unknown or any(low in marks.lexicon.english for low in lows)
        if made and _is_model(words, first, run.stop):
            return True
    return False


def _near(words: Words, first: int, run: range) -> Iterator[Frame]:
    led, open_ = _frames()
    if words.gap[first] == " ":
        yield from led.get(words.low[first - 1], ())
    if words.gap[run.stop] in _PLAIN_GAPS and not is_towards(words, first):
        yield from open_.get(words.low[run.stop], ())


def _fits(words: Words, frame: Frame, first: int, last: int) -> bool:
    if not frame.after and words.gap[last] == "'":
        return False  # what is somebody's
    return _fits_before(words, frame.before, first) and _fits_behind(words, frame.after, last)


def _fits_before(words: Words, wanted: tuple[frozenset[str], ...], first: int) -> bool:
    at = first - 1
    for place, one in enumerate(wanted):
        if _OPEN in one:
            rest = wanted[place + 1]
            return any(words.low[at - more] in rest for more in range(_BETWEEN + 1))
        if at < 0 or words.gap[at + 1] not in _PLAIN_GAPS:
            return False
        if words.lows[at] not in one and not (_VERSION in one and _ends_version(words, at)):
            return False
        at -= 1
    return True


def _fits_behind(words: Words, wanted: tuple[frozenset[str], ...], last: int) -> bool:
    at = last
    for one in wanted:
        if _END in one and (at >= len(words.lows) or words.gap[at] not in _PLAIN_GAPS):
            return True
        if at >= len(words.lows) or words.gap[at] not in _PLAIN_GAPS:
            return False
        if words.lows[at] not in one and not (_NUMBER in one and words.lows[at][0].isdigit()):
            return False
        at += 1
    return True


def _is_model(words: Words, first: int, last: int) -> bool:
    """Tell whether words end with the number of a model, and an article or a bracket stands before (the Lane 3000)."""
    number = words.words[last - 1]
    if number.isalpha():
        number = words.words[last] if words.gap[last] == " " and last < len(words.lows) else ""
    if not any(map(str.isdigit, number)) or len(number) > _LONGEST_MODEL:
        return False
    if words.gap[first][-1:] == "(":
        return _INSIDE_MODEL.fullmatch(number) is not None
    determined = words.gap[first] == " " and words.low[first - 1] in _DETERMINED
    determined = determined or any(is_humped(word) for word in words.words[first:last])
    return determined and (not number.isdigit() or len(number) < _LONGEST_MODEL - 1)


def _is_version(words: Words, at: int) -> bool:
    """Tell whether a number with a point stands right behind a product (Juno 22.3)."""
    return words.gap[at] == " " and words.low[at].isdigit() and _ends_version(words, at + 1)


def _ends_version(words: Words, at: int) -> bool:
    """Tell whether a word is what stands behind the point of a version."""
    return words.low[at].isdigit() and words.gap[at] == "." and words.low[at - 1].isdigit()


def _may_be_people(marks: Marks, low: str) -> bool:
    """Tell whether a word is a name on a list, of no product."""
    return not is_unlisted(low) and low not in _LIKE_PEOPLE


def _is_called(words: Words, at: int) -> bool:
    return words.titled(at) or is_hailed(words, at) or is_kin(words, at)
