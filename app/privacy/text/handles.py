"""Find accounts in social networks and games: named, tagged, or as a link to a profile or an invitation."""

import re
from collections.abc import Iterator

from app.privacy.text.context import Words
from app.privacy.text.cues import TAILED, gate
from app.privacy.text.words import is_listed_spanish, lexicon, word_set

Found = tuple[int, int, str]

_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_][\w.-]{1,29}\b(?!@)")
_NAMED = re.compile(
    r"(?i)\b(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|discord|twitter|roblox|kik|telegram|whats ?app|"
    r"steam|psn|gamertag)"
    r"(?:\s+(?:is|name|handle|username|user|account|id|tag|es|usuario))*\s*(?::|=|-|\bis\b|\bes\b|@)\s*"
    r"@?([A-Za-z0-9_][\w.#-]{2,31})"
)
_BESIDE = re.compile(
    r"(?i)\b(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|discord|twitter|kik|telegram|psn|gamertag)\s@?"
    r"(?P<value>[a-z\d_][\w.#-]{2,31})(?<![.-])"
)
_VALUE = r"@?(?P<value>[a-z_][\w.]{3,30})(?<![.])(?![\w/@:-])"
_INVITED = re.compile(  # what stands behind "add me", whatever network is meant
    r"(?i)(?:(?:add|dm|pm|follow|friend|snap|find|message|msg|reach|look|search)\s(?:for\s)?me(?:\sup)?|hmu|hit\s(?:me|us)\sup|"
    r"agregame|buscame|sigueme|escribeme|hablame|mandame|(?:my|mi)\s(?:user|handle|usuario)(?:\s(?:is|es|name))?)"
    rf"(?:\s(?:at|on|as|in|como|en|a|por|is|it\sis|its|it's|here|there|under|by)|\s?:){{0,2}}\s{_VALUE}"
)
_THERE = re.compile(
    rf"(?i)(?<![\w./@-]){_VALUE}\s(?:is\smy\s|is\s|esta\s|over\s)?(?:on|in|en|at|for|my|the)\s(?:my\s|the\s|mi\s|all\s|every\s)?$"
)
_BEFORE_THERE = 56  # letters in which such a name stands before "on snap"
_TAG = re.compile(r"\b[A-Za-z]\w{2,31}#\d{4}\b")
_DOT = r"(?:\.|\s\.\s?|\s?\.\s|\s?[\[({<]?\b(?:dot|punto)\b[\])}>]?\s?)"
_STROKE = r"(?:/|\s/\s?|/\s|\s(?:slash|diagonal)\s)"
_SHORT_LINKS = (
    rf"(?:t|m|wa|ig){_DOT}me|(?:discord|dsc){_DOT}gg|linktr{_DOT}ee|guns{_DOT}lol|beacons{_DOT}ai|"
    rf"cash{_DOT}app"
)
_NETWORKS = (
    "instagram|snapchat|tiktok|twitter|facebook|fb|x|threads|twitch|kik|telegram|whatsapp|bsky|mastodon|"
    "tumblr|vk"
)
_PLACES = (
    "discord|youtube|roblox|steamcommunity|reddit|chess|venmo|spotify|soundcloud|pinterest|linkedin|github"
)
_ENDS = rf"{_DOT}(?:com|net|tv|app|org|me|social|gg)"
_LINK = re.compile(
    rf"(?i)(?<![\w-])(?:https?://)?(?:[a-z]{{1,4}}\.)?"
    rf"(?:{_SHORT_LINKS}|(?:{_NETWORKS}){_ENDS}|(?P<place>(?:{_PLACES}){_ENDS}))"
    rf"{_STROKE}(?P<path>[^\s<>\"',;]+)"
)
_PLACE_PATH = re.compile(
    r"(?i)@|(?:invite|add|user|users|u|id|profiles?|in|c|channel|communities|groups|member|share|people|artist)/."
)
_PAGES = frozenset({  # what stands after a network's name and is a page of its own
    "login", "signin", "signup", "help", "support", "about", "home", "search", "explore", "download", "apps",
    "app", "web", "policies", "privacy", "terms", "settings", "watch", "feed", "reels", "reel", "live", "games",
    "discover", "features", "developers", "docs", "blog", "status", "oauth", "oauth2", "api", "accounts",
})  # fmt: skip
_NETWORK = gate({
    "instagram", "snapchat", "tiktok", "twitter", "facebook", "fb", "x", "threads", "twitch", "kik", "telegram",
    "whatsapp", "bsky", "mastodon", "tumblr", "vk", "discord", "youtube", "roblox", "steamcommunity", "reddit",
    "chess", "venmo", "spotify", "soundcloud", "pinterest", "linkedin", "github", "t", "m", "wa", "ig", "dsc",
    "linktr", "guns", "beacons", "cash",
})  # fmt: skip
_SLASH = gate({"slash", "diagonal"})
_ACCOUNTS = gate(word_set("account words"))
_INVITES = gate({
    "add", "dm", "pm", "follow", "friend", "snap", "find", "message", "msg", "reach", "look", "search", "hmu", "hit",
    "agregame", "buscame", "sigueme", "escribeme", "hablame", "mandame", "my", "mi",
})  # fmt: skip
_DOTTED = re.compile(r"[a-z]\.[a-z]")
_WHEREVER = gate({"platforms", "everything", "everywhere", "socials"} | word_set("account words"))


def find_handles(words: Words) -> Iterator[Found]:
    """Yield names of accounts in social networks and games."""
    text = words.text
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield found.start(), found.end(), "handle"
    if "#" in text:
        for found in _TAG.finditer(text):
            yield found.start(), found.end(), "handle"
    for start in words.starts_of(_ACCOUNTS):
        named = _NAMED.match(text, start)
        if named and named[1].lower() not in word_set("not accounts"):
            yield named.start(1), named.end(1), "handle"
        beside = _BESIDE.match(text, start)
        if beside and _is_made_up(beside["value"]):
            yield beside.start("value"), beside.end("value"), "handle"
    if TAILED in words.opened or "_" in text or ("." in words.joints and _DOTTED.search(text)):
        yield from _invited(words)
    if _NETWORK in words.opened and ("/" in text or _SLASH in words.opened):
        for found in _LINK.finditer(text):
            if _is_profile(found):
                yield found.start(), found.end("path") - _tail(found["path"]), "handle"


def _invited(words: Words) -> Iterator[Found]:
    """Yield what somebody is told to look for, and what is said to be somewhere: add me emkim9, emkim9 on snap."""
    for start in words.starts_of(_INVITES):
        invited = _INVITED.match(words.text, start)
        if invited and _is_persons(invited["value"]):
            yield invited.start("value"), invited.end("value"), "handle"
    for start in words.starts_of(_WHEREVER):
        first = max(0, start - _BEFORE_THERE)
        there = _THERE.search(words.text[first:start])
        if there and _is_persons(there["value"]):
            yield first + there.start("value"), first + there.end("value"), "handle"


def _tail(path: str) -> int:
    """Return how many signs at the end of a link belong to the sentence."""
    return len(path) - len(path.rstrip(".,;:!?)]"))


def _is_profile(found: re.Match[str]) -> bool:
    """Tell whether a link leads to a person or an invitation, not to a page of the network itself."""
    path = found["path"].rstrip(".,;:!?)]")
    if found["place"]:
        return _PLACE_PATH.match(path) is not None
    first = re.split(r"[/?#]", path, maxsplit=1)[0].lower()
    return bool(first) and first not in _PAGES


def _is_persons(value: str) -> bool:
    """Tell whether a word that somebody is told to look for is made up of no term alone: no err_404."""
    known = lexicon()
    parts = re.findall(r"[^\W\d_]+", value.lower())
    return _is_made_up(value) and not all(part in known.technology or part in known.daily for part in parts)


def _is_made_up(value: str) -> bool:
    """Tell whether a word after a network's name is an account: signs or figures in it, and no term."""
    parts = re.findall(r"[^\W\d_]+", value.lower())
    if not parts or value.lower() in word_set("not accounts"):
        return False
    if "_" in value or "#" in value or "." in value.strip("."):
        return True
    known = lexicon()
    return any(sign.isdigit() for sign in value) and not any(
        part in known.technology or part in known.daily or is_listed_spanish(part) for part in parts
    )
