"""Find contacts and secrets that are written so that no other rule reads them: hornets2026, bW9j…, 4I0O19. Pure.

For what a student writes to others alone: what is no word and no term may be anything, and there it never goes out.
"""

import base64
import binascii
import re
from collections.abc import Iterator

from app.privacy.text import formats
from app.privacy.text.masker import finds_contact
from app.privacy.text.sign_ins import kind_of_numbered
from app.privacy.text.words import lexicon

_TAILED = re.compile(r"(?<![\w./\\:@#$-])@?([A-Za-z]{4,24}\d{1,4})(?![\w./\\:#-]?\w)")
_STUDDED = re.compile(
    r"(?<![\w./\\:#-])(?=\w{0,24}[A-Za-z@$]\w{0,24}[\d@$]\w{0,24}[A-Za-z])[A-Za-z\d@$]{5,24}(?![\w./\\:#-]?\w)"
)
_LEET = str.maketrans("013457@$", "oieastas")
_LOOKS = str.maketrans("oOQDlIiZzEASsGBgq", "00001112234556899")
_LETTERED = re.compile(r"(?<![\w.-])(?=(?:[A-Za-z]*\d){3})(?=\d*[A-Za-z])[A-Za-z\d]{4,14}(?![\w-]|\.\w)")
_CODED = re.compile(
    r"(?<![\w+/=-])(?=[a-z\d+/]{0,88}[A-Z])(?=[A-Z\d+/]{0,88}[a-z])[A-Za-z\d+/]{8,88}={0,2}(?![\w+/=-])"
)
_TOLD = re.compile(r"[\w@ .:+()#!?-]{6,}", re.ASCII)
_ITEM = re.compile(
    r"(?im)^[ \t]*(?:(?:line|step|row|item|number|linea|paso)\s)?#?\d{1,2}\s?[.):=-][ \t]*(?=\S{1,8}[ \t]*$)"
)
_LEAST_ITEMS = 4
_FIGURES = "zero one two three four five six seven eight nine fife sicks nein niner wun ait tu fore owe"
_ALSO_WORDS = frozenset(
    {"to", "too", "for", "free", "tree", "won", "ate", "o", "oh"}
)  # that sound like figures
_SOUND = "|".join(sorted((*_FIGURES.split(), *_ALSO_WORDS), key=len, reverse=True))
_READ_OUT = re.compile(rf"(?i)(?<![^\W_])(?:(?:{_SOUND})[\W_]{{1,3}}){{6,}}(?:{_SOUND})(?![^\W_])")
_ENDS = re.compile(
    r"(?i)\b(?:termina|acaba|empieza|comienza|ends|starts|begins)\s(?:en|con|in|with)\s\D{0,3}\d{2,}"
    r".{0,20}?\b(?:termina|acaba|empieza|comienza|ends|starts|begins)\s(?:en|con|in|with)\s\D{0,3}\d{2,}"
)
_NOUNED = re.compile(
    r"(?i)\b(?!errors?|codes?|faults?|stops?)(?P<noun>[a-z]{2,12})\s([2-9]\d\d)\W{1,3}(?:\w+\s)?(?P=noun)\s([2-9]\d\d)"
    r"\W{1,3}(?:\w+\s)?(?P=noun)\s\d{4}\b"
)


def kinds_disguised(folded: str, number_pattern: str | None = None) -> tuple[str, ...]:
    """Return which kinds a folded text holds in disguise. Shape: of phone, mail, number, secret and handle."""
    found = set(_made_up(folded)) | set(_decoded(folded, number_pattern))
    if "@" in folded and "mail" in finds_contact(folded[::-1]):
        found.add("mail")
    if (
        _ENDS.search(folded)
        or _NOUNED.search(folded)
        or any(_is_read_out(one[0]) for one in _READ_OUT.finditer(folded))
    ):
        found.add("phone")
    if len(_ITEM.findall(folded)) >= _LEAST_ITEMS:
        found.update(finds_contact(_ITEM.sub("", folded).replace("\n", " "), number_pattern))
    if any(_is_number(one[0], number_pattern) for one in _LETTERED.finditer(folded)):
        found.add("number")
    return tuple(sorted(found))


def _made_up(folded: str) -> Iterator[str]:
    """Yield what a word with figures behind is told as, and ``secret`` for a word with figures for letters: emkim9,
    hornets2026, T1ger22."""
    for found in _TAILED.finditer(folded):
        kind = kind_of_numbered(found[1])
        if kind:
            yield "handle" if kind == "account" else kind
    known = lexicon()
    for found in _STUDDED.finditer(folded):
        low, whole = found[0].lower(), re.sub(r"\d+$", "", found[0])
        plain = {part.translate(_LEET).lower() for part in (found[0], whole)}
        if not found[0].isupper() and low not in known.english and plain & known.english:
            yield "secret"


def _decoded(folded: str, number_pattern: str | None) -> Iterator[str]:
    """Yield what a word in base64 says, or ``secret`` for any text in it that letters and figures make."""
    for found in _CODED.finditer(folded):
        coded = found[0].rstrip("=")
        if not re.search(r"\d", coded) and len(coded) < 2 * len("ABCDEFGH"):
            continue
        try:
            told = base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode("ascii")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if _TOLD.fullmatch(told):
            yield from finds_contact(told, number_pattern) or ("secret",)


def _is_read_out(said: str) -> bool:
    """Tell whether words that sound like figures are read as such: three of them are no other word."""
    words = re.findall(r"[a-z]+", said.lower())
    return (
        sum(word not in {"to", "too", "for", "free", "tree", "won", "ate", "o", "oh"} for word in words) > 2
    )


def _is_number(word: str, pattern: str | None) -> bool:
    """Tell whether a word is a number of the district's format with look-alike letters, or a letter beside it."""
    number = formats.compile_number(pattern)
    forms = {word.translate(_LOOKS), word.strip("SsIiDd#NnOo")}
    return number is not None and any(form.isdigit() and number.regex.fullmatch(form) for form in forms)
