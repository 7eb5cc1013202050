"""Mark letters that stand for a whole name: after a title (Mr. B), or where somebody signs (… is ok now. KL)."""

import re

from app.privacy.text.cues import gate
from app.privacy.text.marks import Marks
from app.privacy.text.words import lexicon, word_set

_TITLES = gate(word_set("titles"))
_TITLED_BY = frozenset({" ", ". ", "."})
_SIGNED = re.compile(
    r"(?:(?:[.!?)\"]\s{1,2}|\n\s*|\s[-–—~]{1,2}\s?)(?P<loud>[A-Z]\.?\s?[A-Z]\.?)"
    r"|(?:[.!?]\s|\s[-–—~]\s?)(?P<small>[a-z]{2}))\s*\Z"
)
_LEAST_SAID = 4  # words of a text that somebody signs
_LETTER_WORDS = frozenset("aeioy")  # words of English or Spanish that a title may stand before
_NO_NAMES = frozenset(
    {
        "ok", "ty", "np", "pc", "it", "hp", "hr", "ps", "tx", "tv", "av", "pe", "id", "os", "ip", "ap", "ac", "no",
        "yw", "hs", "ms", "es", "us", "am", "pm", "go", "up", "on", "in", "me", "so", "do", "we", "to", "at", "by",
    }
)  # fmt: skip


def mark_initials(marks: Marks) -> None:
    """Mark one letter behind a title, and the initials that end a text as its signature."""
    words = marks.words
    for at in words.at_gate(_TITLES):
        letter = words.low[at + 1]
        if len(letter) != 1 or not letter.isalpha() or words.gap[at + 1] not in _TITLED_BY:
            continue
        if letter not in _LETTER_WORDS or words.has_capital(at + 1):
            marks.kinds[at + 1] = "name"
            marks.sure.add(at + 1)
    start = _signature(words.text) if len(words.lows) >= _LEAST_SAID else -1
    at = len(words.lows) - 1
    while 0 <= start <= words.starts[at]:
        marks.kinds[at] = "name"
        marks.sure.add(at)
        at -= 1


def _signature(text: str) -> int:
    """Return where the initials begin with which somebody signs a text, or -1."""
    found = _SIGNED.search(text, max(0, len(text) - 12))
    if not found:
        return -1
    low = re.sub(r"[.\s]", "", found[found.lastgroup or 0]).lower()
    if low in _NO_NAMES or (found["small"] and low in lexicon().common):
        return -1
    return found.start(found.lastgroup or 0)
