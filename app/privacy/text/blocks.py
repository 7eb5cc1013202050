"""Find postal addresses that run over commas and lines, from their house number to their postal code."""

import re
from collections.abc import Iterator

from app.privacy.text.context import Words

Found = tuple[int, int, str]

_REACH = 120  # characters from the start of an address to its postal code
_LINES = 4
_TABLE = re.compile("[=|>:#]")  # in no address over lines
_STATE_BEFORE = re.compile(
    r"(?:\b[A-Z]{2},?|, ?[a-z]{2}|, ?[A-Z][a-z]+)[ \n]{1,3}$|(?i:\b[afd]po [a-z]{2} )$"
)
_OUTWARD = re.compile(r"(?i)\d[a-z\d]? \d[a-z]{2}\b")
_OUTWARD_LETTERS = re.compile(r"(?i)(?<![a-z\d])[a-z]{1,2}$")
_START = re.compile(
    r"(?i)(?<![\w.:#/$-])(?:\d{1,6}[a-z]?(?:\s?[-/]\s?\d+)?\s+(?=[^\W\d])|(?:flat|studio|apt|apartment|unit|psc|po box|"
    r"suite)\s#?\d|us[a-z]{1,3}\s(?=[a-z]+\n))"
)
_BREAK = re.compile(r"(?i)(?<!\bapt)(?<!\bste)(?<!\bno)(?<!\bst)[.?!:;]\s")


def find_blocks(words: Words) -> Iterator[Found]:
    """Yield addresses that end with a postal code of North America, Britain or, over lines, elsewhere."""
    text = words.text
    if "\n" not in text and "," not in text:
        return
    for start, end in words.runs:
        found = _postal(text, start, end)
        if found is not None:
            first = _start_before(text, found[0], least_lines=found[2])
            if first is not None:
                yield first, found[1], "address"


def _postal(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Return where a postal code stands and over how many lines its address must run to be believed."""
    if end - start == 5 and not text[end : end + 1].isalpha():
        last = end + 5 if re.match(r"-\d{4}\b", text[end : end + 6]) else end
        if _STATE_BEFORE.search(text, max(0, start - 24), start):
            return start, last, 0
    if end - start <= 2 and " " in text[end : end + 2]:
        inward = _OUTWARD.match(text, start)
        letters = _OUTWARD_LETTERS.search(text, max(0, start - 3), start) if inward else None
        if inward and letters:
            return letters.start(), inward.end(), 0
    if 4 <= end - start <= 6 and text[end : end + 1] in {"", " ", "\n", ".", ",", "?", "!"}:
        return start, end, 2
    return None


def _start_before(text: str, postal: int, least_lines: int) -> int | None:
    """Return where the address of a postal code begins: the first house number or flat after the last sentence."""
    window = max(0, postal - _REACH)
    if least_lines and text.count("\n", window, postal) < least_lines:
        return None
    for stop in _BREAK.finditer(text, window, postal):
        window = stop.end()
    lines = text[window:postal].split("\n")
    if len(lines) > _LINES:
        window = postal - len("\n".join(lines[-_LINES:]))
    found = _START.search(text, window, postal)
    if found is None or text.count("\n", found.start(), postal) < least_lines:
        return None
    if least_lines and _TABLE.search(text, found.start(), postal):
        return None
    return found.start()
