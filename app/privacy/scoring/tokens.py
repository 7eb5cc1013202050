"""Find the words of a text, and the tokens of technology that stand in it without a label."""

import re
from collections.abc import Iterator

from app.privacy.text.fold import fold_word
from app.privacy.text.words import lexicon, word_set

_LETTERS = re.compile(r"[^\W\d_]+")
_TECHNICAL = re.compile(
    r"0x[0-9A-Fa-f]{2,}|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\b\d+(?:\.\d+){1,3}\b|\b(?=\w*\d)(?=\w*[A-Za-z])\w{2,12}\b"
    r"|(?i:(?<=\broom )|(?<=\blab )|(?<=\bcart )|(?<=\bport )|(?<=\berror ))\d{1,5}\b|\b[A-Z]{2,6}(?:-[A-Z0-9]+)?\b"
)


def words_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the words of letters in a range: start, end, word."""
    return ((found.start(), found.end(), found[0]) for found in _LETTERS.finditer(text, start, end))


def has_dressing(word: str, at: int, before: str) -> bool:
    """Tell whether a word of a labelled name is a title before it or the s of a possessive."""
    low = fold_word(word)
    if at == 0:
        return low in word_set("titles") or low in word_set("soft titles")
    return low == "s" and before in {"'", "’"}


def technical_tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield codes, models, versions, rooms and ports by their shape, and names of products and systems."""
    known = lexicon().technology
    for found in _TECHNICAL.finditer(text):
        if found[0].isalpha() and found[0].lower() not in known:
            continue
        yield found.span()
    for start, end, word in words_of(text, 0, len(text)):
        if word[0].isupper() and not word.isupper() and word.lower() in known:
            yield start, end
