"""Find what has the shape of personal data, whoever it belongs to."""

import re
from collections.abc import Iterator

from app.privacy.text import (
    blocks,
    dates,
    formats,
    handles,
    machines,
    numbers,
    phones,
    places,
    secrets,
    sign_ins,
    spoken,
    told,
)
from app.privacy.text.context import Words
from app.privacy.text.cues import gate

Found = tuple[int, int, str]

_LOCAL_PART = re.compile(r"[\w.+%'~-]{1,64}")  # read backward
_DOMAIN = re.compile(r"@[\w-]+(?:\.[\w-]+)+")
_MAIL_APART = re.compile(
    r"(?i)(?<![\w.+-])[\w.+-]{1,64}(?:\s?[\[({<]at[\])}>]\s?|\s?@\s?)[\w-]{1,63}"
    r"(?:\s?(?:\.|[\[({<]dot[\])}>]|\sdot\s)\s?[\w-]{1,63}){0,6}"
    r"\s?(?:\.|[\[({<]dot[\])}>]|\sdot\s)\s?(?:com|org|net|edu|us|gov|io|es|mx|info|co|ca|app|dev|me|school|example|test|tk|cloud)\b"
)
_SPELLED_AT = frozenset({"[at", "(at", "<at", "{at", "[AT", "(AT"})
_MAIL_SPOKEN = re.compile(
    r"(?i)\b[\w+-]{1,64}(?:(?:\.| dot )[\w+-]{1,64}){0,4} (?:at|arroba) [\w-]{1,63}"
    r"(?:(?: dot | punto )[\w-]{1,63}){0,6}(?: dot | punto )"
    r"(?:com|org|net|edu|us|gov|io|es|mx|info|co|ca|app|dev|me|school|example|test|cloud)\b"
)
_ENCODED_WORD = re.compile(r"(?i)=\?[\w.-]{2,20}\?[bq]\?[^?\s]{1,120}\?=")  # a header's: RFC 2047
_LINK = re.compile(r"(?i)\b(?:https?://|www\.|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/)[^\s<>\"']*")
_LINK_LIKE = re.compile(r"://|www\.|\.[A-Za-z]{2,}/")
_TELLING_LINK = re.compile(r"[?&][\w.-]+=|[?#@].|/[\w-]{20,}|/(?:u|user|users|profile|people)/\w")
_INITIALS = re.compile(
    r"(?i)(?:initials?|iniciales)(?:\s(?:are|is|were|son|of|de)\b|\s?[:=])*\s((?:[a-z]\.\s?){1,4}|(?-i:[A-Z]{2,4})|(?:[a-z]\s){1,3}[a-z])(?!\w)"
)

_AT = gate(is_one=re.compile("at").match, firsts="a")  # [at], (at, {at}
_DOT = gate({"dot", "punto"})
_INITIAL_WORDS = gate({"initial", "initials", "iniciales"})


def find_mails(words: Words) -> Iterator[Found]:
    """Yield mail addresses, also with the signs spelled out, and what a mail's header holds in code."""
    text = words.text
    if "=?" in text:
        yield from ((found.start(), found.end(), "mail") for found in _ENCODED_WORD.finditer(text))
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at)
        local = _LOCAL_PART.match(text[max(0, at - 64) : at][::-1]) if domain else None
        if local and domain:
            yield at - local.end() + local[0].endswith("'"), domain.end(), "mail"
        at = text.find("@", at + 1)
    spaced = "@" in text and (" @" in text or "@ " in text)
    if spaced or any(words.gaps[at][-1:] + words.words[at][:2] in _SPELLED_AT for at in words.at_gate(_AT)):
        for found in _MAIL_APART.finditer(text):
            yield found.start(), found.end(), "mail"
    if _DOT in words.opened:
        for found in _MAIL_SPOKEN.finditer(text):
            yield found.start(), found.end(), "mail"


def find_links(words: Words) -> Iterator[Found]:
    """Yield links that carry a query, a document or an account; a plain site stays."""
    text = words.text
    if ("/" not in text and "www." not in text) or not _LINK_LIKE.search(text):
        return
    for found in _LINK.finditer(text):
        end = found.end() - (len(found[0]) - len(found[0].rstrip(".,;:!?)]")))
        if _TELLING_LINK.search(text, found.start(), end):
            yield found.start(), end, "link"


def find_initials(words: Words) -> Iterator[Found]:
    """Yield letters told as somebody's initials."""
    for start in words.starts_of(_INITIAL_WORDS):
        found = _INITIALS.match(words.text, start)
        if found:
            yield found.start(1), found.end(1), "name"


def find_shapes(words: Words, number: formats.Format | None) -> list[Found]:
    """List everything in a folded text that has the shape of personal data, in no order.

    Shape: ``number`` is the district's own format, None for the usual one.
    """
    found = [
        *secrets.find_secrets(words),
        *told.find_told(words),
        *told.find_signed(words),
        *find_mails(words),
        *find_links(words),
        *handles.find_handles(words),
        *sign_ins.find_accounts(words),
        *find_initials(words),
        *spoken.find_spoken(words),
    ]
    if number is not None:
        found += formats.find_formatted(words.text, number)
    found += places.find_streets(words)
    found += dates.find_dates(words)
    found += machines.find_cards(words)
    if words.runs:
        found += numbers.find_numbers(words)
        found += phones.find_whole_phones(words.text, words.runs)
        found += machines.find_machines(words)
        found += blocks.find_blocks(words)
    return found
