"""Find passwords, PINs and one-time codes that somebody typed out."""

import re
from collections.abc import Iterator

from app.privacy.text.words import word_set

Found = tuple[int, int, str]

_CALLED = re.compile(
    r"(?i)\b(?:pass\s?words?|passwrd|passwd|pass ?phrase|pass ?codes?|pwd|pw|psswd|contrase(?:n|ñ)a|contrasenas?|clave|psk|"
    r"(?:wifi|wi-fi|network|security|access)\s(?:key|code)|pin|combo|combination)\b"
    r"(?:\s(?:for|to|of|de|del|para|on)\s(?:[\w'-]+\s?){1,4}?|\s(?:i use|number|code|reset))?"
    r"(?P<link>\s*(?:[:=]|->|\bis now\b|\bis\b|\bwas\b|\bto\b|\bes\b|\bera\b)+\s*)"
    r"(?P<value>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|\S+)"
)
_BARE = re.compile(r"(?i)\b(?:password|passwd|pwd|pw|contrasena|clave|passcode)\s(?P<value>(?=\S*[\d!$%^&*@#])(?=\S*[A-Za-z])[^\s,;]{4,40})")
_PIN = re.compile(
    r"(?i)\b(?:pin|passcode|locker|combo|combination|lock\s?code|unlock\s?code|door\s?code|verification\s?code|security\s?code|one-time\s?code|2fa(?:\s?code)?|"
    r"login\s?code|codigo)\b[^\d\n.]{0,16}(?P<value>\d{4,8}|\d{1,2}-\d{1,2}-\d{1,2})(?![\w.])"
)
_CODE = re.compile(r"(?i)(?<!error )(?<!stop )(?<!exit )(?<!status )\bcode\s(?:is|was|it sent(?: me)? is|they sent(?: me)? is|:)\s?(?P<value>\d{5,8})\b")
_PHRASE_WORD = re.compile(r"\s([a-z]{2,})\b(?=[\s.,;!?]|$)")


def find_secrets(text: str) -> Iterator[Found]:
    """Yield what was told as a password, a PIN or a code; talk about passwords stays."""
    for found in _CALLED.finditer(text):
        value = found["value"]
        start = found.start("value")
        if value[0] in "\"'" and value[-1] == value[0] and len(value) > 2:
            yield start, start + len(value), "secret"
            continue
        bare = value.rstrip(".,;?)\"'")
        if bare and not _is_talk(bare, found["link"]):
            yield start, _phrase_end(text, start + len(bare), bare), "secret"
    for pattern in (_BARE, _PIN, _CODE):
        for found in pattern.finditer(text):
            yield found.start("value"), found.end("value"), "secret"


def _is_talk(value: str, link: str) -> bool:
    """Tell whether the word after the link says how the password is, not what it is."""
    low = value.lower().replace("’", "'")
    if low.startswith("⟦") or low in word_set("password talk") or low.endswith("n't"):
        return True
    return ":" not in link and "=" not in link and low.isalpha() and value.islower() and low.endswith(("ed", "ing"))


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
