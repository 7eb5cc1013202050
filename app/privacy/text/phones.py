"""Find phones with an area code, whatever stands between their figures and whatever word stands before them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Found = tuple[int, int, str]

_SAID = "x|then|dash|dot|hyphen|space|minus|slash|star|luego|guion|punto"
_SEP = rf"(?:[\W_]{{0,6}}|[\W_]{{0,3}}(?:{_SAID})[\W_]{{0,3}})"
_FIGURE = r"[\dOoIl]"
_EXTENSION = r"(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?"
_NORTH_AMERICAN = re.compile(
    rf"(?<![\dO])(?:\+?1{_SEP})?\(?(?P<area>[2-9]{_FIGURE}{{2}})(?P<first>{_SEP})(?P<office>[2-9]{_FIGURE}{{2}})"
    rf"(?P<second>{_SEP})(?P<last>{_FIGURE}{{4}})(?![\dOI]){_EXTENSION}"
)
_BARE_BEFORE = re.compile(r"[A-Z]$|\d[.-]$")
_BARE_AFTER = re.compile(r"[A-Z]|[.-]\d")
_MACHINE = re.compile(r"214[78]\d{6}|429496\d{4}")  # what Windows counts faults and bytes by
_MACHINE_BEFORE = re.compile(
    r"(?i)\b(?:errors?|codes?|hresult|status|exit|stop|result|event|returns|returned)\b[\s:#=.(-]*"
    r"(?:(?:is|was|code|number|says)\b[\s:#=.]*){0,2}$"
)
_MACHINE_AFTER = re.compile(r"(?i)\s?(?:[kmg]i?b\b|bytes?\b|b\b)")
_USUAL = frozenset({  # sizes, resolutions and ports, which stand in lists
    "200", "240", "256", "320", "360", "389", "443", "445", "465", "480", "500", "512", "514", "515", "540",
    "546", "547", "587", "631", "636", "640", "720", "768", "800", "853", "873", "900", "990", "993", "995",
    "1000", "1024", "1080", "1200", "1280", "1366", "1433", "1440", "1536", "1600", "1812", "1813", "1920",
    "2000", "2048", "2160", "3000", "3268", "3269", "3306", "3389", "3840", "4000", "4096", "5000", "5060",
    "5353", "5432", "5900", "5985", "5986", "8000", "8080", "8192", "8443", "9000", "9100",
})  # fmt: skip
_PAIRS = re.compile(r"(?<!\d)(?<!\d[.:/-])\d{1,2}(?:[\W_]{1,3}\d{1,2}){4,10}(?![\W_]?\d)")
_ABROAD = re.compile(rf"(?<![\w.])\+\d{{1,3}}[\W_]{{0,3}}\d(?:[\W_]{{0,3}}\d){{5,13}}{_EXTENSION}(?!\w)")
_LOCAL = re.compile(r"(?<![\w.$:/-])[2-9]\d\d(?: ?[·*~|=#] ?| [-.] |_)\d{4}(?!\w|-\d|\.\d)")
_LEAST_FIGURES, _REACH = 7, 44


def find_whole_phones(text: str, runs: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield phones with an area or a country code, and local ones with a sign that no code or version has.

    Shape: ``runs`` are where figures stand in the text.
    """
    for at, (start, end) in enumerate(runs):
        if not _is_long(runs, at):
            continue
        whole = _NORTH_AMERICAN.match(text, start)
        if whole and _is_phone(text, whole):
            yield start, whole.end(), "phone"
        if end - start < 3:
            pairs = _PAIRS.match(text, start)
            if pairs and _is_in_pairs(pairs[0]):
                yield start, pairs.end(), "phone"
        if text[start - 1 : start] == "+":
            abroad = _ABROAD.match(text, start - 1)
            if abroad:
                yield start - 1, abroad.end(), "phone"
        local = _LOCAL.match(text, start)
        if local:
            yield start, local.end(), "phone"


def _is_long(runs: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether enough figures for a phone stand together from a place on."""
    reach, digits = runs[at][0] + _REACH, 0
    for start, end in runs[at : at + 12]:
        if start > reach or digits >= _LEAST_FIGURES:
            break
        digits += end - start
    return digits >= _LEAST_FIGURES


def _is_phone(text: str, found: re.Match[str]) -> bool:
    groups = (found["area"], found["office"], found["last"])
    joined = "".join(groups)
    if _USUAL.issuperset(groups) or sum(map(str.isdigit, joined)) < _LEAST_FIGURES:
        return False
    if found["first"] or found["second"]:
        return True
    start, end = found.start("area"), found.end("last")
    if (
        not joined.isdigit()
        or _BARE_BEFORE.search(text, max(0, start - 2), start)
        or _BARE_AFTER.match(text, end)
    ):
        return False
    return not (_MACHINE.fullmatch(joined) and is_machine_number(text, start, end))


def is_machine_number(text: str, start: int, end: int) -> bool:
    """Tell whether a number is told as a fault's or as one of bytes."""
    return bool(_MACHINE_BEFORE.search(text, max(0, start - 40), start) or _MACHINE_AFTER.match(text, end))


def _is_in_pairs(run: str) -> bool:
    """Tell whether figures one by one or in pairs make a phone; what counts upward is a list."""
    groups = re.findall(r"\d+", run)
    digits = "".join(groups)
    digits = digits[1:] if len(digits) > 10 and digits[0] == "1" else digits
    if len(digits) != 10 or digits[0] in "01" or digits[3] in "01" or len(set(map(len, groups[1:]))) > 1:
        return False
    steps = [int(after) - int(before) for before, after in pairwise(groups)]
    return min(steps) <= 0
