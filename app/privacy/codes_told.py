"""Find codes and numbers told in a message: 4821 opens it, type 4821 to get in, four eight two one. Pure."""

import re
from itertools import pairwise

from app.privacy.phrases import Phrases
from app.privacy.text.spoken import in_figures, spoken_chains

_CODE = r"(?:pass)?codes?|combo|combination|pin|digits"
_FIGURES = r"\d{4,8}(?![\w%]|\.\d)"
_OPENS = (
    r"(?:opens?|unlocks?|works\son|gets?\s(?:you|u|them|me)?\s?in|lets?\s(?:you|u|me)\s(?:in|through)|"
    r"logs?\s(?:you|u|me)\s(?:in|on)|will\s(?:open|unlock|work\son|get|let)|is\sfor\sthe\s(?:door|lock|gate))\b"
)
_AIM = (
    r"(?:to\s(?:get\sin|unlock|open|log\s?(?:in|on)|sign\sin|go\sin)|(?:when|if|where)\s(?:it|they|you)\s?(?:asks?|are\sasked)|"
    r"(?:on|at|into|in)\sthe\s(?:lock|door|locker|key\s?pad|gate)|as\s(?:the|your|a|my)\s(?:pass)?(?:code|pin|word)|"
    r"and\s(?:it|you'?re?|you\sare)\s(?:opens?|unlocks?|in)\b)"
)
_TOLD = Phrases(
    rf"\b(?:{_CODE})\b(?:\s\w+){{0,2}}?\s{_FIGURES}.{{0,25}}?\b{_OPENS}",
    rf"(?<![\w.-]){_FIGURES}\s(?:is\swhat\s|also\s|still\s)?{_OPENS}",
    rf"\b(?:use|try|type|enter|put|punch|key|dial|tap|press|do)(?:\sin)?(?:\s(?:the|this|my|code|number|pin|combo|digits)"
    rf"){{0,3}}\s{_FIGURES}.{{0,30}}?\b{_AIM}",
    rf"\b(?:punch|key)\sin\s(?!(?:19|20)\d\d\b){_FIGURES}",
    rf"\b(?:codigo|clave|pin|combinacion)(?:\sde\s(?:(?:la|el|los|las|tu|mi|su)\s)?(?!error)\w+)?\s?(?:es|:|=)\s{_FIGURES}",
    rf"(?<!error\s)(?<!fault\s)\b(?:{_CODE})\s?(?:is|was|:|=)\s?\d\d[\s-]\d\d\b(?![-\d])(?!\s(?:means|and|then|which))",
    r"\b(?:wi-?fi|network|guest)\b.{0,30}?\b(?:key|pass|pw)\sis\s\S",
    rf"(?<!error\s)(?<!stop\s)\b(?:{_CODE})\s(?:ends|starts|begins)\s(?:in|with)\s\d",
    r"\bfirst\s(?:two|three|2|3)\b\D{0,12}\d{2,3}\b.{0,12}?\blast\s(?:two|three|2|3)\b\D{0,8}\d{2,3}\b",
    r"\b(?:id|number)\s(?:starts|begins)\s(?:with\s)?\d{2,}.{0,20}?\bends?\b",
    r"\b(?:right|left)\s(?:to\s)?\d{1,2}\b.{0,12}?\b(?:left|right)\s(?:to\s)?\d{1,2}\b",
    rf"\bc[o0]de\s?[:=]\s?{_FIGURES}|(?<![\w*])(?:\*\d{{4,8}}\b|\d{{4,8}}#)",
    rf"\b(?:hit|press|dial|key|tap|type|enter)\s{_FIGURES}\s(?:then|and)\s(?:star|pound|hash)\b",
    r"\b(?:spin|turn|dial|twist|rotate)\b\D{0,8}\d{1,2}\s(?:then\s)?\d{1,2}\s(?:then\s)?\d{1,2}\b",
    rf"(?<![\w.-]){_FIGURES}\sis\s(?:the|my|your|our)\s(?:\w+\s)?(?:locker|lock|door|gate|combo|code|pin)\b",
    r"\b(?:lock|locker|door|gate|keypad)\b.{0,10}?(?<![\d.-])\d(?:[\s-]\d){3,7}(?![\d.-])",
    r"\b(?:admin|user|guest|student|teacher|root)\s?[/:,]\s?(?=\w{0,23}\d)(?=\w{0,23}[a-z])\w{5,24}",
    r"\b(?:locker|combo|combination|padlock)\b\D{0,16}\d{1,2}[\s/.,-]{1,3}\d{1,2}[\s/.,-]{1,3}\d{1,2}\b",
)
_IS = re.compile(
    rf"(?i)\b(?:the|my|your|his|her|its|our)\s(?:(?:magic|secret|door|lock|locker|cart|gate|guest|alarm|wifi|real)\s)?"
    rf"(?:{_CODE}|number)\s?(?:is|was|:|=)\s{_FIGURES}"
)
_BEFORE, _AFTER = 40, 14  # signs around it that tell whether a fault shows it
_OF_A_FAULT = re.compile(
    r"(?i)\b(?:if|when|whether|error|stop|status|exit|beeps?|blinks?|fault|screen says|shows?)\b"
)
_MEANS = re.compile(r"(?i)^[,;]?\s?(?:means?|which|that|then|it means|says|or)\b")
_SIGN_IN = re.compile(
    r"(?i)\b(?:log(?:ged)?\s?(?:in|on)|sign(?:ed)?\s?in|user\s?name)\b.{0,40}?(?<!\S)(?=\S{0,23}[a-z])(?=\S{0,23}\d)\w{5,24}[!#$%^*]"
)
_SEVEN = re.compile(
    r"(?i)\b(?:ring|buzz|text|digits|cell|mobile|hmu|reach\sme)\b[^.\n\d]{0,14}(?<!\d)\d{3}[\s.-]?\d{4}(?!\d)"
)
_HUNDRED = re.compile(r"(?i)(?<=[a-z])\shundred(?:\sand)?(?=\s[a-z])")
_LEAST_SPOKEN, _LEAST_SAID, _LEAST_PHONE, _LEAST_LOCAL = 4, 4, 9, 7
_LEAST_LETTERED = 3


_APART = re.compile(r"(?<![\w.,:/-])\d(?:(?:[\s-]|,?\sthen\s)\d){3,7}(?![\w.,:/-])")
_PARTS = re.compile(r"(?i)\barea\b\D{0,12}\d{3}\D{1,16}\d{3}\D{1,16}\d{4}(?!\d)")
_LETTERED = re.compile(r"(?<![\w-])[\dOoSsIlgBZ]{3}[ .-][\dOoSsIlgBZ]{3}[ .-][\dOoSsIlgBZ]{4}(?![\w-])")
_VANITY = re.compile(r"(?<![\w-])\d{3}-[A-Z]{4}-?\d{3,4}(?![\w-])")


def kinds_told(folded: str) -> tuple[str, ...]:
    """Return which kinds a folded text tells in words. Shape: of phone and secret, in that order."""
    figures = in_figures(folded)
    secret = any(_TOLD.found_in(one) or _is_told(one) for one in {folded, figures}) or _SIGN_IN.search(folded)
    phone = bool(_SEVEN.search(figures) or _VANITY.search(folded) or _PARTS.search(figures))
    phone = phone or any(map(_is_lettered, _LETTERED.findall(folded)))
    code = bool(secret) or any(not _counts(re.sub(r"\D", "", one[0])) for one in _APART.finditer(folded))
    for parts, digits in spoken_chains(_HUNDRED.sub("", folded)):
        said = [part for part in parts if not part.isdigit()]
        zero = any(part in ("oh", "zero", "cero", "o") for part in said)
        long = len(digits) >= _LEAST_PHONE or (zero and len(digits) >= _LEAST_LOCAL)
        phone = phone or (len(said) >= _LEAST_SAID and long)
        single = len(said) == len(parts) == len(digits) and len(digits) >= _LEAST_SPOKEN
        code = code or (single and not _counts(digits))
    return tuple(kind for kind, found in (("phone", phone), ("secret", code)) if found)


def _is_lettered(number: str) -> bool:
    """Tell whether something of a phone's shape has letters in place of some figures: 2O8 SSS O1gg."""
    figures = sum(sign.isdigit() for sign in number)
    return _LEAST_LETTERED <= figures < _LEAST_PHONE + 1


def _is_told(text: str) -> bool:
    """Tell whether a code is said to be some figures, which is not what a fault shows."""
    return any(
        not _OF_A_FAULT.search(text[max(0, found.start() - _BEFORE) : found.start()].rpartition("\n")[2])
        and not _MEANS.search(text[found.end() : found.end() + _AFTER].partition("\n")[0])
        for found in _IS.finditer(text)
    )


def _counts(digits: str) -> bool:
    """Tell whether figures only count on: one two three four, two four six eight."""
    return len({int(b) - int(a) for a, b in pairwise(digits)}) == 1
