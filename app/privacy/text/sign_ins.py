"""Find sign-in names and the passwords told beside them."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from app.privacy.text.context import Words
from app.privacy.text.cues import TAILED, gate
from app.privacy.text.secrets import SIGN_IN_WORDS, is_mixed
from app.privacy.text.technical import ends_as_machine
from app.privacy.text.words import is_listed_spanish, lexicon, things, word_set

Found = tuple[int, int, str]

_OWNER = re.compile(r"(?i)(?:[\\/]users[\\/]|/home/)([^\s\\/:\"'<>|]{2,40})")
_BEFORE_DEVICE = re.compile(r"(?<![\w.-])[A-Za-z][\w.]{2,24}(?=[-_]\Z)")
_SIGN_IN = re.compile(
    r"(?i)(?:user ?name|user ?id|login|log-?in|usuario|signed in as|sign in as|sesion como)"
    r"(?:\s(?:name|id|is|es|was|of|as|de|for)\b)*\s*[:=]?\s*[\"'<(]?(?P<value>[a-z\d][\w.-]{2,40})"
)
_SIGN_IN_LATER = re.compile(
    r"(?i)(?:user ?name|login|usuario)\s[^\d\n.:,]{3,34}\s(?:is|was|es|era)\s(?P<value>[a-z]{2,}[\w.]*[_\d][\w.]*)"
)
_USER = re.compile(r"(?i)(?:user|usuario|account|cuenta)\s(?P<value>[a-z][\w.]{2,40})")
_NUMBERED = re.compile(r"(?i)(?=[a-z_.]*\d)[a-z]{3,}[a-z\d]*(?:[._]?\d+)+|[a-z]{2,}[._][a-z\d._]+")
_USED_PAIR = re.compile(r"(?i)use (?P<user>[a-z][\w.]{3,24}) (?:and|with|y|con) (?P<value>[^\s,;]{6,40})")
_MAIL = re.compile(r"@[\w-]+\.")
_PAIR = re.compile(
    r"(?i)(?:log-?ins?|log in|user ?names?|user ?id|user|usuario|credentials|creds"
    r"|(?<=\bi )(?:use|used|type|typed|put))"
    r"(?:\s(?:name|id|info|is|are|es|was))*\s*[:=]?\s*(?P<user>[^\s,;/|]{3,40})"
    r"(?:\s?[/|]\s?|\s?[,;]?\s(?:and\s|y\s|with\s|con\s|w/\s?)?(?P<called>(?:the\s|my\s|la\s)?"
    r"(?:pass(?:word|code)?|pwd?|psw|contrasena|clave)\s?(?:[:=]|is\b|es\b)?\s?)?)"
    r"(?P<value>[^\s,;]{3,40})"
)
_TAILED = re.compile(r"([A-Za-z]{4,24})(\d{1,4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RAISED = re.compile("[A-Z]{2}")  # as in models and codes: ProFX12
_ALONE = re.compile(r"[.,;:!?)\"']*(?:\s|\Z)")
_FOLDERS = gate({"users", "home"})
_USE = gate({"use"})
_DEVICES = gate(word_set("own devices"))


def find_accounts(words: Words) -> Iterator[Found]:
    """Yield sign-in names: after a word for one, as the owner of a folder, or in the name of a device."""
    text = words.text
    if _FOLDERS in words.opened and ("/" in text or "\\" in text):
        for found in _OWNER.finditer(text):
            if found[1].lower() not in word_set("no owners"):
                yield found.start(1), found.end(1), "account"
    for start in words.starts_of(_DEVICES) if "-" in text or "_" in text else ():
        joined = start and text[start - 1] in "-_"
        owner = _BEFORE_DEVICE.search(text, max(0, start - 27), start) if joined else None
        if owner and _is_coined(owner[0]):
            yield owner.start(), owner.end(), "account"
    for start in words.starts_of(_USE):
        used = _USED_PAIR.match(text, start)
        if used and is_mixed(used["value"].rstrip(".!?")) and not _is_termed(used):
            yield used.start("user"), used.end("user"), "account"
            yield used.start("value"), used.start("value") + len(used["value"].rstrip(".!?")), "secret"
    for start in words.starts_of(SIGN_IN_WORDS):
        named = _SIGN_IN.match(text, start)
        if named and (_is_coined(named["value"].rstrip(".-")) or _is_numbered(named["value"])):
            kind = "name" if named["value"].isalpha() else "account"  # as the rules for names would say
            yield named.start("value"), named.end("value"), kind
        later = _SIGN_IN_LATER.match(text, start)
        if (
            later
            and _is_numbered(later["value"])
            and "@" not in text[later.end("value") : later.end("value") + 1]
        ):
            yield later.start("value"), later.end("value"), "account"
        user = _USER.match(text, start)
        if user and _is_numbered(user["value"]):
            yield user.start("value"), user.end("value"), "account"
        yield from _find_pair(text, start)


def find_numbered(words: Words, vocabulary: Set[str]) -> Iterator[Found]:
    """Yield words with figures behind that stand alone and tell of no thing: emkim9, hornets2026.

    Shape: ``vocabulary`` are the site's own words.
    """
    for at in words.at_gate(TAILED):
        low, gap = words.lows[at], words.gaps[at]
        kind = kind_of_numbered(words.words[at]) if gap[-1:] in {"", " ", "\n", '"', "'", "("} else ""
        if not kind or low in vocabulary or low.rstrip("0123456789") in vocabulary:
            continue
        if _ALONE.match(words.text, words.ends[at]):
            yield words.starts[at], words.ends[at], kind


@lru_cache(maxsize=20_000)
def kind_of_numbered(word: str) -> str:
    """Return ``account`` for letters of no word with figures behind, ``secret`` for a word that bears a year or figures
    as no thing does; nothing where they tell which of several things is meant: a model, a room, a step."""
    found, known = _TAILED.fullmatch(word), lexicon()
    if found is None or _RAISED.search(found[1]):
        return ""
    low, figures = found[1].lower(), found[2]
    if (
        low in known.technology
        or low in word_set("rooms")
        or low in things()
        or low in word_set("numbered apart")
    ):
        return ""
    if ends_as_machine(low):
        return ""
    if low not in known.english and not is_listed_spanish(low):
        return "account"
    rare = len(figures) > 1 and low in known.english and low not in known.daily
    return "secret" if rare or _YEAR.fullmatch(figures) else ""


def _is_termed(pair: re.Match[str]) -> bool:
    """Tell whether one of two words that somebody uses is a term (use Chrome and Office365)."""
    parts = re.findall(r"[^\W\d_]+", f"{pair['user']} {pair['value']}".lower())
    return any(len(part) > 3 and part in lexicon().technology for part in parts)


def _find_pair(text: str, start: int) -> Iterator[Found]:
    """Yield a sign-in name and the password that a stroke, "and" or a word for it joins with it."""
    pair = _PAIR.match(text, start)
    if pair is None:
        return
    user, value = pair["user"], pair["value"].rstrip(".,!?)")
    linked = "/" in text[pair.end("user") : pair.start("value")] or pair["called"]
    parted = text[start : pair.start("user")].rstrip().endswith(":") and "." in user and is_mixed(value)
    if (
        not (_is_numbered(user) or (linked and (parted or _is_coined(user))))
        or _MAIL.search(value)
        or len(value) < 3
    ):
        return
    if not linked and value.lower() in lexicon().plain and not value[0].isupper():
        return
    termed = value.lower() in lexicon().technology and text[start : start + 3].lower() in {
        "use",
        "typ",
        "put",
    }
    if value.lower() not in word_set("password talk") and not termed:
        yield pair.start("user"), pair.end("user"), "account"
        yield pair.start("value"), pair.start("value") + len(value), "secret"


def _is_numbered(value: str) -> bool:
    """Tell whether a sign-in name is letters with a number, or parts with a dot or stroke, and no term."""
    low = value.rstrip(".-").lower()
    letters = re.match(r"[^\W\d_]+", low)
    if not _NUMBERED.fullmatch(low) or letters is None:
        return False
    return letters[0] not in lexicon().technology and letters[0] not in word_set("no owners")


def _is_coined(value: str) -> bool:
    """Tell whether the letters of a sign-in name are no word of a language or of technology."""
    low = value.rstrip(".-_").lower()
    parts = re.findall(r"[^\W\d_]+", low)
    known = lexicon()
    if not parts or any(part in known.technology for part in parts):
        return False
    return any(part not in known.plain and not is_listed_spanish(part) for part in parts)
