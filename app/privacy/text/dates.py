"""Find birth dates: told as such, or a full date of an earlier year."""

import re
from collections.abc import Iterator

from app.privacy.text.context import Words
from app.privacy.text.cues import gate
from app.privacy.text.words import word_set

Found = tuple[int, int, str]

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?|ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|septiembre|octubre|noviembre|dic(?:iembre)?"
)
_FIGURES = re.compile(
    r"(?<![\w./-])(?:((?:19|20)\d\d)[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]((?:19|20)?\d\d))(?![\w/]|-\d)"
    r"(?:[ T]\d\d:\d\d(?::\d\d)?)?"
)
_DAY_FIRST = re.compile(
    rf"(?i)(?<![\w./-])\d{{1,2}}(?:st|nd|rd|th)?[\s-](?:de\s|of\s)?(?:{_MONTH})\b\.?(?:,?[\s-](?:del?\s)?((?:19|20)\d\d)\b)?"
)
_MONTH_FIRST = re.compile(rf"(?i)\b(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s((?:19|20)\d\d)\b)?")
_ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|(?:twenty|thirty)[ -](?:first|second|third|fourth|"
    "fifth|sixth|seventh|eighth|ninth)|uno|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|"
    "catorce|quince|diecis\\w+|dieci\\w+|veinte|veinti\\w+|treinta(?: y uno)?"
)
_IN_WORDS = re.compile(
    rf"(?i)\b(?:(?:{_MONTH})\s(?:the\s)?(?:{_ORDINAL})|(?:{_ORDINAL})\s(?:of\s|de\s)?(?:{_MONTH}))\b"
    r"(?:,?\s(?:of\s|del?\s)?(?:(?:19|20)\d\d\b|(?:two thousand|dos mil|twenty)(?:\s(?:and\s)?[a-z]{3,9}){0,2}))?"
)
_BORN = re.compile(
    r"(?i)\b(?:born|birth\w*|dob|d\.o\.b|bday|b-day|nacid[oa]|naci|nacio|nacimiento|cumple\w*)\b[^\n]{0,24}$"
)
_MONTHS = gate(word_set("months"))
_BIRTH = gate(is_one=re.compile("born|birth|dob|bday|naci|cumple").match, firsts="bcdn")
_TODDLER_YEAR = 2022  # a full date in an earlier year is taken for a birth date


def find_dates(words: Words) -> Iterator[Found]:
    """Yield birth dates in figures or words, English or Spanish."""
    for found in _all_dates(words):
        year = next((value for value in found.groups() if value), "")
        old = len(year) == 4 and int(year) < _TODDLER_YEAR
        if old or _BORN.search(words.text, max(0, found.start() - 40), found.start()):
            yield found.start(), found.end(), "date"


def _all_dates(words: Words) -> Iterator[re.Match[str]]:
    text, months = words.text, _MONTHS in words.opened
    if months and _BIRTH in words.opened:
        yield from _IN_WORDS.finditer(text)
    for start, end in words.runs:
        if end - start > 4:
            continue
        after = text[end : end + 1]
        found = _FIGURES.match(text, start) if after and after in "-/." else None
        if found is None and months and after and after in " -snrt":
            found = _DAY_FIRST.match(text, start)
        if found is not None:
            yield found
    for start in words.starts_of(_MONTHS):
        found = _MONTH_FIRST.match(text, start)
        if found is not None:
            yield found
