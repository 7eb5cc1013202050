"""Find student numbers in the district's own format, also with signs or gaps between their figures."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.privacy.text.phones import find_whole_phones

Found = tuple[int, int, str]

_DIGITS = re.compile(r"\d+")
_SEP = r"[\W_]{0,3}"
_PIECE = re.compile(r"(\\d|\[A-Za-z\])(?:\{(\d+)\})?|([A-Za-z\d])|\\?([-. _#/])")
_FAULT = re.compile(
    r"(?i)(?:\b(?:errors?|exceptions?|hresult|bugcheck|stop|exit|event|build|kb|0x\w*)\b[\s:#=.(-]*"
    r"(?:(?:code|is|was|number|id|no)\b[\s:#=.]*){0,2})$"
)
_FIGURES = frozenset("\\0123456789")
_LIST = re.compile(
    r"(?i)\b(?:rooms?|rms?|labs?|carts?|pages?|pgs?|periods?|ports?|vlans?|channels?|rows?|steps?|salon(?:es)?|paginas?)\s"
    r"(?:[a-z]?\d{1,4}[a-z]?(?:\s?[,&/-]\s?|\s(?:and|y|to|or|through)\s|\s)){0,12}$"
)
_UNIT = re.compile(
    r"(?i)\s?(?:[kmgt]i?b|bytes?|files|rows|ms|px|[kmg]?hz|[kmg]bps|pages|items|users|%)(?!\w)"
)
_MONEY = re.compile(r"[$€£]\s?$")
_VERSIONED = re.compile(
    r"(?i)\b(?:version|ver|v|firmware|bios|build|driver|release|os|ios|windows|chrome)\.?[\s:=]*$"
)
_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d")
_DAY = re.compile(
    r"(?:0?[1-9]|1[0-2])([-/.])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d|\d\d)|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])"
    r"\2(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?:[-/]\d{1,2})?"
)


class Format(NamedTuple):
    """A district's format. Shape: ``leads`` tells that a number begins with a figure."""

    regex: re.Pattern[str]
    leads: bool


def compile_number(pattern: str | None) -> Format | None:
    """Compile the district's format of student numbers, standing alone or with gaps; None for none.

    Refuses: ValueError when it is no regular expression.
    """
    if not pattern:
        return None
    apart = _with_gaps(pattern)
    written = rf"(?<![\w$\\])(?<![A-Z\d]-)(?<!\w\.)#?(?P<plain>(?i:{pattern}))(?![\w]|-\d|[.:]\d)"
    if apart is not None:
        written += rf"|(?<![^\W_])(?<![A-Z\d]-)(?<!\d[.:/])(?P<apart>{apart})(?![^\W_]|[.:/-]\d)"
    try:
        return Format(re.compile(written), apart is not None and pattern[0] in _FIGURES)
    except re.error as fault:
        raise ValueError("The format of student numbers is no regular expression.") from fault


def _with_gaps(pattern: str) -> str | None:
    """Return a format of plain letters and figures with room for signs between them; None for any other."""
    signs: list[str] = []
    at = 0
    for piece in _PIECE.finditer(pattern):
        if piece.start() != at:
            return None
        at = piece.end()
        if piece[1] or piece[3]:
            signs += [piece[1] or f"(?i:{piece[3]})"] * int(piece[2] or 1)
    return _SEP.join(signs) if at == len(pattern) and signs else None


def find_formatted(text: str, number: Format) -> Iterator[Found]:
    """Yield numbers in the district's own format."""
    phones: list[Found] | None = None
    for found in _places(text, number):
        start, end = found.span(found.lastgroup or 0)
        if _FAULT.search(text, max(0, start - 40), start):
            continue
        if found.lastgroup == "apart":
            if _is_measure(text, start, end):
                continue
            if phones is None:
                phones = list(find_whole_phones(text, [run.span() for run in _DIGITS.finditer(text)]))
            if any(first < end and start < last for first, last, _ in phones):
                continue
        yield start, end, "number"


def _places(text: str, number: Format) -> Iterator[re.Match[str]]:
    """Yield where a format fits; one that begins with a figure is looked for at figures alone."""
    if not number.leads:
        yield from number.regex.finditer(text)
        return
    last = 0
    for run in _DIGITS.finditer(text):
        found = number.regex.match(text, run.start()) if run.start() >= last else None
        if found:
            last = found.end()
            yield found


def _is_measure(text: str, start: int, end: int) -> bool:
    """Tell whether figures with signs between are a list, a price, a size, a version, a time or a date."""
    value = text[start:end]
    groups, signs = re.findall(r"\w+", value), set(re.findall(r"[^\w]+|_+", value))
    if not all(group.isdigit() for group in groups) or len(groups) < 2:
        return False
    if _TIME.fullmatch(value) or _DAY.fullmatch(value):
        return True
    if any(len(group) > 1 and group[0] == "0" for group in groups):
        return False
    if signs == {"."}:
        return len(groups) > 2 or bool(
            _VERSIONED.search(text, max(0, start - 24), start) or _UNIT.match(text, end)
        )
    if signs == {","} and len(groups[-1]) == 3:
        return bool(_UNIT.match(text, end) or _MONEY.search(text, max(0, start - 2), start))
    listed = signs <= {" ", ", ", "-", "/", ","} and _LIST.search(text, max(0, start - 80), start)
    return bool(listed) and len(set(map(len, groups))) == 1
