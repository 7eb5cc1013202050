"""Find what has the shape of personal data, whoever it belongs to."""

import re
from collections.abc import Callable, Iterator

from app.privacy.text import numbers, places, secrets
from app.privacy.text.words import word_set

Found = tuple[int, int, str]

_MAIL = re.compile(r"(?i)[\w.+%'~-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL_APART = re.compile(
    r"(?i)\b[\w.+-]+(?:\s?[\[({<]at[\])}>]\s?|\s?@\s?)[\w-]+(?:\s?(?:\.|[\[({<]dot[\])}>]|\sdot\s)\s?[\w-]+)*"
    r"\s?(?:\.|[\[({<]dot[\])}>]|\sdot\s)\s?(?:com|org|net|edu|us|gov|io|es|mx|info)\b"
)
_MAIL_SPOKEN = re.compile(
    r"(?i)\b[\w+-]+(?:(?:\.| dot )[\w+-]+)* (?:at|arroba) [\w-]+(?:(?: dot | punto )[\w-]+)*(?: dot | punto )"
    r"(?:com|org|net|edu|us|gov|io|es|mx)\b"
)
_LINK = re.compile(r"(?i)\b(?:https?://|www\.|[\w-]+(?:\.[\w-]+)+/)[^\s<>\"']*")
_TELLING_LINK = re.compile(r"[?&][\w.-]+=|[?#@].|/[\w-]{20,}|/(?:u|user|users|profile|people)/\w")
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_][\w.]{1,29}\b(?!@)")
_HANDLE_NAMED = re.compile(
    r"(?i)\b(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|discord|twitter|roblox|kik|telegram|whats ?app|steam|psn|gamertag)"
    r"(?:\s+(?:is|name|handle|username|user|account|id|tag|es|usuario))*\s*(?::|=|-|\bis\b|\bes\b|@)\s*@?([A-Za-z0-9_][\w.#-]{2,31})"
)
_HANDLE_TAG = re.compile(r"\b[A-Za-z]\w{2,31}#\d{4}\b")

Finder = Callable[[str], Iterator[Found]]


def find_mails(text: str) -> Iterator[Found]:
    """Yield mail addresses, also with the signs spelled out."""
    if "@" in text:
        for found in _MAIL.finditer(text):
            yield found.start() + (found[0].startswith("'")), found.end(), "mail"
    lower = text.lower()
    if "@" in text or "at]" in lower or "at)" in lower or "at>" in lower or "at}" in lower:
        for found in _MAIL_APART.finditer(text):
            yield found.start(), found.end(), "mail"
    if " dot " in lower or " punto " in lower:
        for found in _MAIL_SPOKEN.finditer(text):
            yield found.start(), found.end(), "mail"


def find_links(text: str) -> Iterator[Found]:
    """Yield links that carry a query, a document or an account; a plain site stays."""
    if "/" not in text and "www." not in text:
        return
    for found in _LINK.finditer(text):
        end = found.end() - (len(found[0]) - len(found[0].rstrip(".,;:!?)]")))
        if _TELLING_LINK.search(text, found.start(), end):
            yield found.start(), end, "link"


def find_handles(text: str) -> Iterator[Found]:
    """Yield names of accounts in social networks and games."""
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield found.start(), found.end(), "handle"
    if "#" in text:
        for found in _HANDLE_TAG.finditer(text):
            yield found.start(), found.end(), "handle"
    for found in _HANDLE_NAMED.finditer(text):
        if found[1].lower() not in word_set("not accounts"):
            yield found.start(1), found.end(1), "handle"


def find_shapes(text: str, number: re.Pattern[str]) -> list[Found]:
    """List everything in a folded text that has the shape of personal data, in no order."""
    found = [*secrets.find_secrets(text), *find_mails(text), *find_links(text), *find_handles(text), *places.find_streets(text)]
    if numbers.HAS_DIGIT.search(text):
        found += numbers.find_numbers(text, number)
        found += places.find_machines(text)
        found += places.find_dates(text)
    else:
        found += numbers.find_spoken(text)
    return found
