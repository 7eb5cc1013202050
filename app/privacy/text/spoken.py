"""Find numbers that are read out: in words, with double and triple, and mixed with figures."""

import re
from collections.abc import Iterator
from string import digits

from app.privacy.text.context import Words
from app.privacy.text.cues import gate

Found = tuple[int, int, str]

_VALUES = {
    word: str(value)
    for value, words in enumerate((
        "zero oh cero", "one uno", "two dos", "three tres", "four cuatro", "five cinco", "six seis", "seven siete",
        "eight ocho", "nine nueve", "ten diez", "eleven once", "twelve doce", "thirteen trece", "fourteen catorce",
        "fifteen quince", "sixteen", "seventeen", "eighteen", "nineteen",
    ))
    for word in words.split()
}  # fmt: skip
_TENS = {
    word: ten
    for ten, words in enumerate((
        "twenty veinte", "thirty treinta", "forty cuarenta", "fifty cincuenta", "sixty sesenta", "seventy setenta",
        "eighty ochenta", "ninety noventa",
    ), 2)
    for word in words.split()
}  # fmt: skip
_TIMES = {"double": 2, "doble": 2, "triple": 3}
_WORD = "|".join(sorted((*_VALUES, *_TENS, *_TIMES), key=len, reverse=True))
_SEP = r"(?:[\W_]{0,3}|[\W_]{1,3}(?:dash|hyphen|minus|dot|point|space|then|slash|guion|punto|y)[\W_]{1,3})"
_CHAIN = re.compile(rf"(?i)(?<![^\W_])(?:{_WORD}|\d{{1,4}})(?:{_SEP}(?:{_WORD}|\d{{1,4}}))+(?![^\W_])")
_BEGINNINGS = frozenset(word[:3] for word in (*_VALUES, *_TENS, *_TIMES) if len(word) > 2)
_PART = re.compile(rf"(?i){_WORD}|\d+")
_SAID = gate((*_VALUES, *_TENS, *_TIMES))
_LEAST_PHONE, _LEAST_MIXED, _LEAST_PIN, _MOST_PIN = 10, 7, 4, 8
_LEAST_WORDS, _LEAST_SAID, _NEAR = 6, 3, 9
_PIN_WORD = re.compile(
    r"(?i)\b(?:pin|pass\s?code|passwords?|pass|pwd|pw|locker|combo|combination|unlock\s?code|lock\s?code|door\s?code|code|codigo|clave|"
    r"contrasena)(?:\s(?:is|was|es|era|number|code|to|for|of|the|my|it|screen|laptop|locker|now)\b|\s?[:=-]){0,4}\s?$"
)
_COUNTED = re.compile(r"(?i)\b(?:error|stop|exit|status)\s(?:code|is|was|:|\s){0,3}\s?$")


def _is_glued(low: str) -> bool:
    """Tell whether figures and words for them are written as one word."""
    if low[0].isdigit():
        return not low.isdigit() and _CHAIN.fullmatch(low) is not None
    return len(low) > _LEAST_PIN and low[:3] in _BEGINNINGS and _CHAIN.fullmatch(low) is not None


_GLUED = gate(is_one=_is_glued, firsts=digits + "".join(low[0] for low in _BEGINNINGS))


def find_spoken(words: Words) -> Iterator[Found]:
    """Yield numbers read out digit by digit, and codes of four or more told as such."""
    text = words.text
    said = words.at_gate(_SAID)
    near = len(said) >= _LEAST_SAID and any(
        last - first < _NEAR for first, last in zip(said, said[_LEAST_SAID - 1 :], strict=False)
    )
    if not near and _GLUED not in words.opened:
        return
    for found in _CHAIN.finditer(text):
        parts = [part.lower() for part in _PART.findall(found[0])]
        told = sum(not part.isdigit() for part in parts)
        if not told:
            continue
        digits = digits_of(parts)
        if _is_number(parts, digits, told):
            yield found.start(), found.end(), "number"
        elif _LEAST_PIN <= len(digits) <= _MOST_PIN and _is_told_secret(text, found.start()):
            yield found.start(), found.end(), "secret"


def _is_told_secret(text: str, start: int) -> bool:
    before = max(0, start - 40)
    return bool(_PIN_WORD.search(text, before, start)) and not _COUNTED.search(text, before, start)


def _is_number(parts: list[str], digits: str, told: int) -> bool:
    if any(part in _TENS or len(_VALUES.get(part, "")) > 1 for part in parts):
        plain = digits[1:] if len(digits) > _LEAST_PHONE and digits[0] == "1" else digits
        return len(plain) == _LEAST_PHONE and plain[0] not in "01" and plain[3] not in "01"
    return len(digits) >= (_LEAST_WORDS if told == len(parts) else _LEAST_MIXED) and (
        told > 2 or len(digits) >= _LEAST_PHONE
    )


def spoken_chains(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield what is read out in a text, at least one part of it in words: its parts in small letters, its digits."""
    for found in _CHAIN.finditer(text):
        parts = [part.lower() for part in _PART.findall(found[0])]
        if not all(part.isdigit() for part in parts):
            yield parts, digits_of(parts)


def in_figures(text: str) -> str:
    """Return a text with what is read out in words written as figures."""
    return _CHAIN.sub(lambda found: next((digits for _, digits in spoken_chains(found[0])), found[0]), text)


def digits_of(parts: list[str]) -> str:
    """Return what is read out as digits: fifty five is 55, double five too."""
    digits, times, ten = "", 1, 0
    for part in parts:
        if part in _TIMES:
            times = _TIMES[part]
            continue
        value = _VALUES.get(part, part)
        if ten and len(value) == 1 and value != "0":
            digits, ten = f"{digits[:-1]}{value}", 0
        elif part in _TENS:
            digits, ten = digits + f"{_TENS[part]}0" * times, _TENS[part]
        else:
            digits, ten = digits + value * times, 0
        times = 1
    return digits
