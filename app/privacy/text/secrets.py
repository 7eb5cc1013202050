"""Find passwords, PINs and one-time codes that somebody typed out."""

import re
from collections.abc import Iterator

from app.privacy.text.context import Words
from app.privacy.text.words import word_set

Found = tuple[int, int, str]

_CALLED = re.compile(
    r"(?i)\b(?:pass\s?words?|passwrd|passwd|pass ?phrase|pass ?codes?|pwd|pw|psswd|contrasenas?|clave|"
    r"psk|(?:wifi|wi-fi|network|security|access)\s(?:key|code))\b"
    r"(?:\s(?:for|to|of|de|del|para|on)\s(?:[\w'-]{1,30}\s){0,3}?[\w'-]{1,30}|\s(?:i use|number|code|reset))?"
    r"(?P<link>\s*(?:[:=]|->|\bis now\b|\bis\b|\bwas\b|\bto\b|\bes\b|\bera\b)+\s*)"
    r"(?P<value>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|\S+)"
)
_BARE = re.compile(
    r"(?i)\b(?:password|passwd|pwd|pw|contrasena|clave|passcode)\s"
    r"(?P<value>(?=\S*[\d!$%^&*@#])(?=\S*[A-Za-z])[^\s,;]{4,40})"
)
_TOLD_LATER = re.compile(
    r"(?i)[.!?;,\n]\s{0,2}(?:it|that|which|mine)\s?(?:'s|is|was)\s(?P<value>(?=[^\s,;]*\d)(?=[^\s,;]*[A-Za-z])[^\s,;]{5,40})"
)
_LATER = 160  # characters within which a password is told after the word for it
_PIN = re.compile(
    r"(?i)\b(?:pin|passcode|locker|combo|combination|lock\s?code|unlock\s?code|door\s?code|"
    r"verification\s?code|security\s?code|one-time\s?code|2fa(?:\s?code)?|login\s?code|codigo)\b[^\d\n.]{0,16}(?P<value>\d{4,8}|\d{1,2}-\d{1,2}-\d{1,2})(?![\w.])"
)
_CODE = re.compile(
    r"(?i)(?<!error )(?<!stop )(?<!exit )(?<!status )code"
    r"\s(?:is|was|it sent(?: me)? is|they sent(?: me)? is|:)\s?(?P<value>\d{5,8})\b"
)
_PHRASE_WORD = re.compile(r"\s([a-z]{2,})\b(?=[\s.,;!?]|$)")


def find_secrets(words: Words) -> Iterator[Found]:
    """Yield what was told as a password, a PIN or a code; talk about passwords stays."""
    text = words.text
    for start in words.starts_of(word_set("secret words")):
        found = _CALLED.match(text, start)
        value = _value_of(text, found) if found else None
        if value is not None:
            yield *value, "secret"
        for later in _TOLD_LATER.finditer(text, start, start + _LATER):
            yield later.start("value"), later.end("value"), "secret"
        bare = _BARE.match(text, start)
        if bare:
            yield bare.start("value"), bare.end("value"), "secret"
    if words.runs:
        for start in words.starts_of(word_set("pin words")):
            pin = _PIN.match(text, start)
            if pin:
                yield pin.start("value"), pin.end("value"), "secret"
        for start in words.starts_of(frozenset({"code"})):
            code = _CODE.match(text, start)
            if code:
                yield code.start("value"), code.end("value"), "secret"


def _value_of(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """Return where the told value stands, or nothing when the words only talk about it."""
    value, start = found["value"], found.start("value")
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 2:
        return start, start + len(value)
    bare = value.rstrip(".,;?)\"'")
    if not bare or _is_talk(bare, found["link"]):
        return None
    return start, _phrase_end(text, start + len(bare), bare)


def _is_talk(value: str, link: str) -> bool:
    """Tell whether the word after the link says how the password is, not what it is."""
    low = value.lower().replace("’", "'")
    if low.startswith("⟦") or low in word_set("password talk") or low.endswith("n't"):
        return True
    return (
        ":" not in link
        and "=" not in link
        and low.isalpha()
        and value.islower()
        and low.endswith(("ed", "ing"))
    )


def _phrase_end(text: str, end: int, value: str) -> int:
    """Return where a passphrase of plain words ends; a single odd word ends itself."""
    if not (value.isalpha() and value.islower()):
        return end
    for _ in range(4):
        found = _PHRASE_WORD.match(text, end)
        if found is None or found[1] in word_set("password ends") or found[1] in word_set("password talk"):
            break
        end = found.end(1)
    return end
