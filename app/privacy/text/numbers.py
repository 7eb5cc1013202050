"""Find phones, student numbers, cards and other long numbers; leave codes, versions and models."""

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

HAS_DIGIT = re.compile(r"\d")
DEFAULT_NUMBER = r"\d{6,10}"

_NORTH_AMERICAN = re.compile(
    r"(?<![\w.$-])(?:\+?1[\s.-]{0,2})?(?:\(\d{3}\)|\d{3})[\s./-]{0,3}\d{3}[\s.-]{0,2}\d{4}"
    r"(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?![\w-]|\.\d)",
    re.I,
)
_LOCAL = re.compile(r"(?<![\w.$:/-])\d{3}[-.]\d{4}(?:\s*(?:x|ext\.?)\s*\d{1,6})?(?![\w-]|\.\d)", re.I)
_ABROAD = re.compile(r"(?<![\w.])(?:\+|00)\d{1,3}[\s.()-]{0,2}\d(?:[\s.()-]{0,2}\d){5,13}(?:\s*(?:x|ext\.?)\s*\d{1,6})?(?!\w)", re.I)
_GROUPS = re.compile(
    r"(?<![\w.:/$-])(?:\(\d{2,4}\)[\s-]?\d{2,4}(?:[\s-]\d{2,4}){0,3}|\d{2,4}(?:[\s-]\d{2,4}){2,4})(?:x\d{1,6})?(?![\w:/]|-\w|\.\d)"
)
_CALLED = re.compile(
    r"(?i)\b(?:call|text|phone|cell|mobile|fax|tel|telephone|whatsapp|desk|reach|numero|telefono|celular|llam\w+|movil|number)\b"
    r"[^\d\n]{0,24}?(\+?\(?\d[\d\s().-]{5,16}\d)(?!\w)"
)
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_SSN_CALLED = re.compile(r"(?i)\b(?:ssn|social security)\b[^\d\n]{0,20}(\d{3}[ -]?\d{2}[ -]?\d{4})(?!\d)")
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
_CALLED_ID = re.compile(
    r"(?i)\b(?:student|pupil|lunch|badge|alumn[oa]|estudiante|matricula|almuerzo)\s?"
    r"(?:(?:id|number|no|num|card|code|pin|is|was|numero|es|de|my|the|account)\b|[#:=.,-]|\s){0,8}([A-Za-z]{0,2}\d{4,12})\b"
)
_ID = re.compile(r"(?i)(?<![\w-])(?:id|i\.d\.|identificacion)(?:\s?(?:#|:|=|number|no\.?|num|is|es|was))*\s?([A-Za-z]?\d{5,12})\b")
_NOT_PERSONAL = re.compile(
    r"(?i)(?:\b(?:error|errors|code|codes|event|hresult|status|exit|stop|bug|build|version|ver|v|kb|port|ports|ticket|tickets|asset|"
    r"tag|process|pid|hardware|device|serial|firmware|model|part|sku|bytes|size|vlan|instance|case|codigo|rooms?|rows?|pages?|"
    r"channels?|order|po|isbn|barcode|upc|license|0x\w*)\b[\s:#=.,()-]*(?:(?:is|was|number|no|num|id|numero|code|says)\b[\s:#=.]*){0,2})$"
)
_UNIT = re.compile(r"(?i)\s?(?:[kmgt]i?b|bytes?|bits?|ms|px|pixels?|[kmg]?hz|[kmg]bps|rpm|ohms?|dpi|sec|seconds|%|mah|volts?|watts?|pages)\b|%")
_APART = re.compile(r"(?<![\w.])\d(?:[ .\-_]{1,2}\d){5,15}(?![\w.])")
_SPOKEN = re.compile(
    r"(?i)\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
    r"(?:[\s,.-]+(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|double)){5,16}\b"
)
_DATE = re.compile(r"(?:19|20)\d\d[- ](?:0?[1-9]|1[0-2])[- ]\d{1,2}\b")


def compile_number(pattern: str | None) -> re.Pattern[str]:
    """Compile the district's format of student numbers, standing alone.

    Refuses: ValueError when it is no regular expression.
    """
    try:
        return re.compile(rf"(?<![\w.:/\\$-])#?((?:{pattern or DEFAULT_NUMBER}))(?![\w-]|[.:]\d)", re.I)
    except re.error as fault:
        raise ValueError("The format of student numbers is no regular expression.") from fault


def find_numbers(text: str, number: re.Pattern[str]) -> Iterator[Found]:
    """Yield phones and numbers of a folded text that holds digits."""
    yield from find_phones(text)
    for pattern in (_SSN, _CARD, _APART):
        for found in pattern.finditer(text):
            yield found.start(), found.end(), "number"
    for pattern in (_SSN_CALLED, _CALLED_ID):
        for found in pattern.finditer(text):
            yield found.start(1), found.end(1), "number"
    for pattern in (_ID, number):
        for found in pattern.finditer(text):
            if not is_technical(text, found.start(), found.end(1)):
                yield found.start(1), found.end(1), "number"
    yield from find_spoken(text)


def find_phones(text: str) -> Iterator[Found]:
    """Yield phones in the forms of North America and of other countries, and any number one is told to call."""
    for pattern in (_NORTH_AMERICAN, _LOCAL, _ABROAD):
        for found in pattern.finditer(text):
            if not is_technical(text, found.start(), found.end()):
                yield found.start(), found.end(), "phone"
    for found in _GROUPS.finditer(text):
        if _is_phone_like(found[0]) and not is_technical(text, found.start(), found.end()):
            yield found.start(), found.end(), "phone"
    for found in _CALLED.finditer(text):
        if 7 <= sum(char.isdigit() for char in found[1]) <= 15:
            yield found.start(1), found.end(1), "phone"


def _is_phone_like(run: str) -> bool:
    groups = re.findall(r"\d+", run.partition("x")[0])
    digits = sum(map(len, groups))
    if not 8 <= digits <= 13 or _DATE.match(run):
        return False
    even = {len(group) for group in groups}
    return "(" in run or "-" in run or run.startswith("0") or (len(even) > 1 and len(groups) < 6)


def is_technical(text: str, start: int, end: int) -> bool:
    """Tell whether a number is a code, a version, a size or a label by what stands beside it."""
    return bool(_NOT_PERSONAL.search(text, max(0, start - 40), start) or _UNIT.match(text, end))


def find_spoken(text: str) -> Iterator[Found]:
    """Yield numbers read out digit by digit."""
    for found in _SPOKEN.finditer(text):
        yield found.start(), found.end(), "number"
