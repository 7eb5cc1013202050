"""Find phones, student numbers, cards and other long numbers; leave codes, versions and models."""

import re
from collections.abc import Iterator
from itertools import chain
from string import punctuation

from app.privacy.text.context import Words
from app.privacy.text.cues import TAILED, gate
from app.privacy.text.words import word_set

Found = tuple[int, int, str]

_EXTENSION = r"(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?"
_AREA = re.compile(
    rf"(?i)(?<![\w.$-])(?:\+?1[\s.-]{{0,2}})?(?:\(\d{{3}}\)|\d{{3}})[\s./-]{{0,3}}\d{{3}}[\s.-]{{0,3}}\d{{4}}{_EXTENSION}(?!\w|-\d|\.\d)"
)
_LOCAL = re.compile(rf"(?i)(?<![\w.$:/-])\d{{3}}[-.]\d{{4}}{_EXTENSION}(?!\w|-\d|\.\d)")
_ABROAD = re.compile(
    rf"(?i)(?<![\w.])00\d{{1,3}}[\s.()-]{{0,3}}\d(?:[\s.()-]{{0,3}}\d){{5,13}}{_EXTENSION}(?!\w)"
)
_GROUPS = re.compile(
    r"(?<![\w.:/$-])(?:\(\d{2,5}\)[\s-]?\d{2,8}(?:[\s-]\d{2,5}){0,3}|0\d{2,4}[\s-]\d{5,8}|\d{2,4}(?:[\s-]\d{2,4}){2,4})"
    r"(?:x\d{1,6})?(?![\w:/]|-\d|\.\d)"
)
_CALLED = re.compile(
    r"(?i)\b(?:call|text|phone|cell|mobile|fax|tel|telephone|whatsapp|desk|reach|numero|telefono|celular|llam\w+|movil|"
    r"number)\b[^\d\n]{0,24}?(\+?\(?\d[\d\s().-]{5,16}\d)(?!\w)"
)
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_SSN_CALLED = re.compile(r"(?i)\b(?:ssn|social security)\b[^\d\n]{0,20}(\d{3}[ -]?\d{2}[ -]?\d{4})(?!\d)")
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
_BARE = re.compile(r"(?<![\w.:/\\$-])#?(\d{6,12})(?!\w|-(?![A-Za-z]{3})|[.:]\d)")
_CALLED_NUMBER = re.compile(
    r"(?i)(?:student|pupil|lunch|badge|alumn[oa]|estudiante|matricula|almuerzo)s?\s?"
    r"(?:(?:id|number|no|num|card|code|pin|is|was|numero|es|de|my|the|account)\b|[#:=.,-]|\s){0,8}([a-z]{0,2}\d{4,12})\b"
)
_MINE = re.compile(
    r"(?i)(?:my|his|her|mi|su)\s(?:(?!model|serial|asset|part|tag|error|order|ticket|room|version|product|device)\w{1,12}\s)?"
    r"(?:number|num|numero|id)\b[^\d\n.;]{0,24}?(?<![\w-])([a-z]?-?\d{4,12})\b(?![:.]\d)"
)
_ID = re.compile(
    r"(?i)(?<![\w-])(?:id|sid|identificacion)(?:\s?(?:#|:|=|number|no\.?|num|is|es|was))*\s?([a-z]?\d{5,12})\b"
)
_TECHNICAL = word_set("numbered things")
_SPACED = {ord(sign): " " for sign in punctuation if sign != "_"}
_LAST = 3  # words before a number, of which one calls it technical
_NOT_PERSONAL = re.compile(
    rf"(?i)(?:\b(?:{'|'.join(sorted(_TECHNICAL))}|0x\w*)\b[\s:#=.,()-]*"
    r"(?:(?:is|was|number|no|num|id|numero|code|says)\b[\s:#=.]*){0,2})$"
)
_OWN_ID = re.compile(
    r"(?i)(?<!asset )(?<!tag )(?<!device )(?<!ticket )(?<!event )(?<!error )(?<!order )(?<!serial )"
    r"\((?:student\s)?id[\s:#]*$"
)  # Maria Case (id 204518)
_UNIT = re.compile(
    r"(?i)\s?(?:[kmgt]i?b|bytes?|bits?|ms|px|pixels?|[kmg]?hz|[kmg]bps|rpm|ohms?|dpi|sec|seconds|mah|volts?|watts?|pages?|copies|prints|rows|lines|files)\b|%"
)
_APART = re.compile(r"(?<![\w.])\d(?:[ .\-_]{1,2}\d){5,15}(?![\w.])")
_LETTERED = re.compile(
    r"(?<![\w./-])\(?[2-9O][\dOo]{2}\)?[\s._/-]{1,3}[2-9O][\dOo]{2}[\s._/-]{1,3}[\dOoIl]{4}(?![\w/]|[.-]\d)"
)
_GLUED_ID = re.compile(r"(?i)(?<![\w-])(?:id|sid|stu|student)#?(\d{5,9})\b")
_IBAN = re.compile(r"(?i)(?<!\w)[a-z]{2}\d{2}\s?(?:[a-z]{4}|\d{4})\s?\d(?:\s?\d){6,21}(?!\w)")
_DEVICE = re.compile(  # what a device or a parcel is known by, as long as a card's number
    r"(?i)\b(?:imei|meid|iccid|eid|tracking)\b[\s:#=.]*(?:(?:is|number|no|num)\b[\s:#=.]*){0,2}$"
)
_DATE = re.compile(r"(?:19|20)\d\d[- ](?:0?[1-9]|1[0-2])[- ]\d{1,2}\b")
_PHONE_LEAST, _OF_PHONES, _LEAST_APART = 6, frozenset({7, 10, 11}), 6  # figures
_NUMBER_WORDS = gate(word_set("number words"))
_OWNING = gate({"my", "his", "her", "mi", "su"})
_CALL_WORDS = gate(
    {
        "call", "text", "phone", "cell", "mobile", "fax", "tel", "telephone", "whatsapp", "desk", "reach", "numero",
        "telefono", "celular", "movil", "number",
    },
    re.compile(r"llam.").match,
    firsts="l",
)  # fmt: skip
_NUMBERED = gate({"number", "num", "numero", "id"})
_ID_WORDS = gate({"id", "sid", "identificacion"})
_SOCIAL = gate({"ssn", "social"})
_BETWEEN = frozenset(" ().+/_:-\u00a0\t")


def find_numbers(words: Words) -> Iterator[Found]:
    """Yield phones and numbers of a folded text that holds digits."""
    text = words.text
    apart = sum(end - start == 1 for start, end in words.runs) >= _LEAST_APART
    bare = (_APART, _BARE) if apart else (_BARE,)
    for start, end, digits in _islands(words):
        first, last = max(0, start - 3), _whole(text, end + 20)
        yield from _find_lettered(text, max(0, start - 6), last)
        if digits >= 7:
            yield from _find_phones(text, first, last)
            if _CALL_WORDS in words.opened:
                yield from _find_told_phones(text, max(0, first - 40), last)
            if TAILED in words.opened:
                for found in _IBAN.finditer(text, max(0, start - 12), last):
                    yield found.start(), found.end(), "number"
            for pattern in (_SSN, _CARD) if text.count("-", first, last) > 1 else (_CARD,):
                for found in pattern.finditer(text, first, last):
                    if not _DEVICE.search(text, max(0, found.start() - 24), found.start()):
                        yield found.start(), found.end(), "number"
        for found in chain.from_iterable(pattern.finditer(text, first, last) for pattern in bare):
            if not is_technical(text, found.start(), found.end()):
                yield found.start(), found.end(), "number"
    yield from _find_called(words)


def _whole(text: str, last: int) -> int:
    """Return an end that cuts through no word."""
    while last < len(text) and text[last].isalnum():
        last += 1
    return min(last, len(text))


def _find_called(words: Words) -> Iterator[Found]:
    """Yield numbers that a word before them calls personal."""
    text = words.text
    if any(end - start > 3 for start, end in words.runs):
        for start, end in words.runs:
            glued = (
                _GLUED_ID.search(text, max(0, start - 8), end) if text[start - 1 : start].isalpha() else None
            )
            if glued and start == glued.start(1):
                yield start, end, "number"
        for start in words.starts_of(_NUMBER_WORDS):
            found = _CALLED_NUMBER.match(text, start)
            if found:
                yield found.start(1), found.end(1), "number"
        for start in words.starts_of(_OWNING) if _NUMBERED in words.opened else ():
            found = _MINE.match(text, start)
            if found and not is_technical(text, start, found.start(1)):
                yield found.start(1), found.end(1), "number"
        for start in words.starts_of(_ID_WORDS):
            found = _ID.match(text, start)
            if found and not is_technical(text, start, found.end(1)):
                yield found.start(1), found.end(1), "number"
    for start in words.starts_of(_SOCIAL):
        found = _SSN_CALLED.match(text, start)
        if found:
            yield found.start(1), found.end(1), "number"


def _find_lettered(text: str, first: int, last: int) -> Iterator[Found]:
    """Yield phones with letters for digits, or with strokes between."""
    for found in _LETTERED.finditer(text, first, last):
        digits = sum(char.isdigit() for char in found[0])
        if digits > _PHONE_LEAST and not is_technical(text, found.start(), found.end()):
            yield found.start(), found.end(), "phone"


def _islands(words: Words) -> Iterator[tuple[int, int, int]]:
    """Yield stretches of digits with at most three signs between, and how many digits, from five on."""
    text, runs = words.text, words.runs
    at = 0
    while at < len(runs):
        start, end = runs[at]
        digits = end - start
        at += 1
        while at < len(runs) and runs[at][0] - end <= 3 and _BETWEEN.issuperset(text[end : runs[at][0]]):
            digits += runs[at][1] - runs[at][0]
            end = runs[at][1]
            at += 1
        if digits >= 5:
            yield start, end, digits


def _find_phones(text: str, first: int, last: int) -> Iterator[Found]:
    """Yield phones in the forms of North America and elsewhere."""
    for pattern in (_AREA, _LOCAL, _ABROAD) if "00" in text[first:last] else (_AREA, _LOCAL):
        for found in pattern.finditer(text, first, last):
            if not is_technical(text, found.start(), found.end()):
                yield found.start(), found.end(), "phone"
    for found in _GROUPS.finditer(text, first, last):
        if _is_phone_like(found[0]) and not is_technical(text, found.start(), found.end()):
            yield found.start(), found.end(), "phone"


def _find_told_phones(text: str, first: int, last: int) -> Iterator[Found]:
    """Yield the numbers that one is told to call."""
    for found in _CALLED.finditer(text, first, last):
        digits = sum(char.isdigit() for char in found[1])
        if not 7 <= digits <= 15:
            continue
        counted = digits not in _OF_PHONES and text[found.start()] in "nN"  # a tracking number 781220946
        if not (counted and is_technical(text, found.start(1), found.end(1))):
            yield found.start(1), found.end(1), "phone"


def _is_phone_like(run: str) -> bool:
    groups = re.findall(r"\d+", run.partition("x")[0])
    digits = sum(map(len, groups))
    if not 8 <= digits <= 13 or _DATE.match(run) or _SSN.fullmatch(run):
        return False
    sizes = {len(group) for group in groups}
    return "(" in run or "-" in run or run.startswith("0") or (len(sizes) > 1 and len(groups) < 6)


def is_technical(text: str, start: int, end: int) -> bool:
    """Tell whether a number is a code, a version, a size or a label by what stands beside it."""
    if "(" in text[max(0, start - 24) : start] and _OWN_ID.search(text, max(0, start - 24), start):
        return False
    return _UNIT.match(text, end) is not None or _is_called_technical(text, max(0, start - 40), start)


def _is_called_technical(text: str, first: int, start: int) -> bool:
    """Tell whether a word for a code, a version or a part stands before a number."""
    before = text[first:start]
    if before.isascii():
        last = before.lower().translate(_SPACED).split()[-_LAST:]
        if _TECHNICAL.isdisjoint(last) and not any(word.startswith("0x") for word in last):
            return False
    return _NOT_PERSONAL.search(text, first, start) is not None
