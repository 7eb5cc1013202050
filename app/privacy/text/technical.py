"""Tell a term of technology that no list holds by its shape and by what stands beside it."""

import re

from app.privacy.text.context import Words, acts, is_called_out, is_hailed, is_kin, owns
from app.privacy.text.likeness import likeness
from app.privacy.text.words import lexicon, word_set

_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MODEL = re.compile(r"(?=[^\s]*\d)[A-Z\d][\w.-]{0,14}")
_LONG_MODEL = re.compile(
    r"(?=[A-Za-z]+-?\d)(?=(?:\W*\w){5})(?=(?:\D*\d){3})[A-Z][A-Z\d-]{2,}[a-z]{0,3}\b|[A-Z]{2,}-?\d{2,}[a-z]{0,3}\b"
)
_PACKAGE = re.compile(
    r"(?:com|org|net|io|java|javax|edu|android|kotlin|scala|system|microsoft|std)(?:\.\w+){2,}|(?:java|javax|system)\.\w"
)
_ORDINAL = re.compile(r"(?i)\d+(?:st|nd|rd|th|o|a|er|ro|do|to)\b|\d{5,}|\d{1,2}:|\d{1,2}/")
_CODED = re.compile(r"[_/\\@#=\d]")
_REACH = 80
_LABEL = 5  # letters before the number of a label are fewer
# a word less like a name than this is a term: where nobody is asked for, may be, acts, and is
_LOOSE, _LIKELY, _ACTING, _FIRM = -0.12, -0.35, -0.5, -0.75
_HALFWAY, _HARDLY = 0.35, 0.45
_SUPPOSING = frozenset({"should", "would", "could", "might"})
_NETWORK = frozenset({
    "guest", "guests", "student", "students", "staff", "wifi", "net", "network", "iot", "byod", "lab", "prn", "printer",
    "srv", "server", "ap", "sw", "switch", "vlan", "cart", "device", "devices", "secure", "public", "private", "test",
    "daemon", "helper", "agent", "service", "client", "host", "laptop", "pc", "desktop", "user", "ng", "utils",
})  # fmt: skip
_THINGS = (  # what words for rooms, devices and programs end with, and no name of people
    "shop", "room", "lab", "ware", "board", "cast", "cam", "hub", "sync", "pad", "desk", "bot", "scan", "print",
    "screen", "script", "chat", "drive", "cloud", "quiz", "book", "space", "player", "reader",
    "scope", "track", "check", "pass",
)  # fmt: skip
_SITES = frozenset({"com", "io", "org", "net", "edu", "app", "ai"})
_HOST = re.compile(r"(?i)(?:[a-z\d-]+\.)+(?:com|io|org|net|edu|app|us|gov|co|tv)\.?(?:/.*)?")
_SCHOOL_HOST = re.compile(r"(?i)(?:[a-z\d-]+\.)+(?:k12\.\w\w\.us|k12\.us|edu|gov)\.?(?:/.*)?")
_SHARED = frozenset(
    {"guest", "guests", "secure", "byod", "iot", "wifi", "wlan", "staff", "5g", "2g", "public"}
)
_PROGRAMS = frozenset(
    {"exe", "dll", "sys", "msi", "bat", "cmd", "ini", "conf", "service", "jar", "deb", "pkg", "dmg"}
)


def is_technical_word(words: Words, at: int) -> bool:
    """Tell whether a word is part of a path, a code or a name of a network or machine."""
    if words.gaps[at] == " " == words.gaps[at + 1] and words.words[at].isalpha():
        return False
    chunk = chunk_of(words, at)
    if _CODED.search(chunk):
        return True
    if "." in chunk and _HOST.fullmatch(chunk):
        return True
    return "-" in chunk and any(part in _NETWORK for part in chunk.lower().rstrip(".").split("-"))


def names_network(words: Words, at: int) -> bool:
    """Tell whether a word is the first part of a network's name (lincoln-secure), or part of a school's host."""
    after = words.gap[at + 1]
    if after in {"-", "_"} and words.low[at + 1] in _SHARED and words.low[at - 1] in word_set("network cues"):
        return words.gap[at] == " " and (at + 2 == len(words.lows) or words.gap[at + 2] not in {"@", "."})
    return after == "." and _SCHOOL_HOST.fullmatch(chunk_of(words, at)) is not None


def is_term(words: Words, at: int, slot: int) -> bool:
    """Tell whether a word that no list holds is a term rather than a name.

    Shape: ``slot`` says how strongly what stands before asks for a person, as ``asked_before`` does.
    """
    word, low = words.words[at], words.lows[at]
    if words.low[at + 1] in _PROGRAMS and words.gap[at + 1] == ".":
        return True
    weight = likeness(low)
    if does_as_people(words, at) or words.titled(at) or is_hailed(words, at) or is_kin(words, at):
        return False
    if is_addressed(words, at) or _holds_it(words, at):
        return weight < _FIRM
    told = slot > 1 or (slot > 0 and words.is_raised(at))
    if is_humped(word) or _ends_as_thing(low):
        return True
    if weight < _HARDLY and (follows_maker(words, at) or (not told and _is_called_a_thing(words, at))):
        return True
    if told:
        return weight < _FIRM
    if acts(words, at, word_set("after 2")) or acts(words, at, word_set("speech")):
        return weight < _ACTING
    if slot or acts(words, at, _SUPPOSING):
        return weight < _LIKELY
    return weight < _LOOSE or names_model(words, at) or (weight < _HALFWAY and _leads_thing(words, at))


def does_as_people(words: Words, at: int) -> bool:
    """Tell whether what people alone do follows a word: cries, sits next to somebody, lost the charger."""
    verb, later = words.low[at + 1], words.low[at + 2]
    if words.gap[at + 1] != " ":
        return False
    if verb in word_set("moved by people"):
        return later in word_set("ways people move")
    if verb == "no":
        last = 3 if later in {"puede", "pudo"} else 2
        return words.low[at + last] in word_set("spanish deeds of people")
    if verb not in word_set("done by people"):
        return False
    if verb in {"was", "nacio"}:
        return later == "born"
    if verb in word_set("felt by people"):
        return True
    if verb in {"sits", "sat"}:
        return later in {"next", "beside", "across"}
    lost = words.low[at + 3]
    if later not in word_set("english articles") or lost in word_set("account things"):
        return False
    return lost in word_set("own things") or lost in word_set("belongings")


def _holds_it(words: Words, at: int) -> bool:
    """Tell whether "has it" or "took mine" and no more follows a word: what somebody holds, or has as a trouble too."""
    if words.low[at + 1] not in {"has", "had", "took", "got", "kept"} or words.gap[at + 1] != " ":
        return False
    if words.low[at + 2] not in {"it", "mine", "his", "hers"}:
        return False
    return bool(words.gap[at + 3].strip()) or words.low[at + 3] in {"", "too", "also", "already"}


def _leads_thing(words: Words, at: int) -> bool:
    """Tell whether a word with a capital begins a sentence and a thing that no person owns follows (Sonoff plug)."""
    after, known = words.low[at + 1], lexicon()
    if (
        words.gap[at + 1] != " "
        or not words.begins(at)
        or not words.has_capital(at)
        or words.has_capital(at + 1)
    ):
        return False
    if after in word_set("not things") or after in word_set("belongings") or after in word_set("people"):
        return False
    if after in word_set("after 1") or after in word_set("after 2") or after in word_set("function"):
        return False
    return after in known.plain and len(after) > 2 and not after.endswith(("s", "ed", "ly", "ing"))


def is_addressed(words: Words, at: int) -> bool:
    """Tell whether a person is asked for where a word stands, whatever the word."""
    if words.titled(at) or is_hailed(words, at) or is_kin(words, at) or owns(words, at):
        return True
    return is_called_out(words, at)


def is_humped(word: str) -> bool:
    """Tell whether capitals inside a word make a term of it (WebSocket, iLok), and no name (DeShawn)."""
    parts = _HUMP.findall(word)
    if len(parts) < 2 or not word.isalpha() or word.isupper():
        return False
    known, lows = lexicon(), [part.lower() for part in parts]
    if any(len(low) > 2 and low in known.names for low in lows):
        return False
    if word[0].islower() or len(parts[-1]) == 1 or any(len(part) > 1 and part.isupper() for part in parts):
        return True
    if lows[0] in word_set("name beginnings"):
        return False
    return any(len(low) > 2 and low in known.plain for low in lows) or likeness(word.lower()) < 0


def ends_as_machine(low: str) -> bool:
    """Tell whether letters end with a word for a machine or a network, as many a host's name does (mathlab, jcmprn)."""
    return any(low.endswith(end) and low != end for end in (*_NETWORK, *_THINGS) if len(end) > 2)


def _ends_as_thing(low: str) -> bool:
    """Tell whether a word of every day and a word for a thing are written as one (Woodshop, Typeboard)."""
    plain = lexicon().common
    return any(low.endswith(end) and low[: -len(end)] in plain for end in _THINGS if len(low) > len(end) + 2)


def names_model(words: Words, at: int) -> bool:
    """Tell whether the number of a model or a version follows a word (Valcom VIP-102B)."""
    if words.gap[at + 1] not in {" ", "-"} or at + 1 >= len(words.lows):
        return False
    after = chunk_of(words, at + 1) if words.gap[at + 1] == " " else words.words[at + 1]
    return bool(_MODEL.match(after)) and not _ORDINAL.match(after)


def is_label(words: Words, at: int) -> bool:
    """Tell whether a word is the letters of an asset's or a room's label (HU-33102)."""
    word, number = words.words[at], words.low[at + 1]
    if not number.isdigit() or len(word) >= _LABEL or words.gap[at] in {"-", "_", "."}:
        return False
    return len(number) > (1 if word.isupper() else 2 + (len(word) > 2))


def follows_brand(words: Words, at: int) -> bool:
    """Tell whether a model's number stands after a word and its maker before it (Focusrite Scarlett 2i2)."""
    return follows_maker(words, at) and names_model(words, at)


def is_make(words: Words, at: int) -> bool:
    """Tell whether a long number of a model stands after a word and nobody is asked for (Juniper EX2300)."""
    if words.gap[at + 1] != " " or at + 1 >= len(words.lows) or is_addressed(words, at):
        return False
    return words.has_capital(at) and bool(_LONG_MODEL.match(chunk_of(words, at + 1)))


def is_site(words: Words, at: int) -> bool:
    """Tell whether a word is a site's by its ending (Albert.io), or part of a host that no list names."""
    if (
        words.gap[at + 1] == "."
        and words.lows[at] not in lexicon().names
        and _HOST.fullmatch(chunk_of(words, at))
    ):
        return True
    if words.gap[at + 1] != "." or words.low[at + 1] not in _SITES or not words.has_capital(at):
        return False
    return words.gap[at] not in {".", "@", "_", "-"} and words.gap[at + 2][:1] not in {".", "@"}


def is_in_package(words: Words, at: int) -> bool:
    """Tell whether a word is part of the dotted name of a class or package (java.lang.String)."""
    return bool(_PACKAGE.match(chunk_of(words, at)))


def follows_maker(words: Words, at: int) -> bool:
    """Tell whether the name of a maker or product, with a capital, stands right before a word with one."""
    if at == 0 or words.gap[at] != " " or not words.has_capital(at) or not words.has_capital(at - 1):
        return False
    before = words.lows[at - 1]
    if before in word_set("belongings") or before in word_set("name joints"):
        return False
    return before in lexicon().technology and len(before) > 1


def _is_called_a_thing(words: Words, at: int) -> bool:
    """Tell whether a word for a program or part stands after a word, or an article before it."""
    if words.gap[at + 1] == " " and words.low[at + 1] in word_set("programs"):
        return True
    if words.gap[at] != " " or at - 1 in words.foreign or words.low[at + 1] in word_set("families"):
        return False
    return words.low[at - 1] in {"an", "the", "our", "no", "any"}


def chunk_of(words: Words, at: int) -> str:
    """Return the signs without a space around a word, quotes and closing punctuation left out."""
    if words.gaps[at] == " " == words.gaps[at + 1]:
        return words.words[at]
    text, start, end = words.text, words.starts[at], words.ends[at]
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    while start > first and not text[start - 1].isspace() and text[start - 1] not in "\"'([{“,;:!?<>":
        start -= 1
    while end < last and not text[end].isspace() and text[end] not in "\"'()[]{}”,;:!?<>":
        end += 1
    return text[start:end]
