"""Find accounts told in a message by what stands around them: find emkim9, on the gram as emkim9, my yt is. Pure."""

import re

from app.privacy.phrases import Phrases
from app.privacy.text.words import lexicon

_NETWORKS = (
    r"insta(?:gram)?|ig|the\sgram|gram|snap(?:chat|py)?|sn[pv]p?|ghost\sapp|discord|disc|dc|tik\s?tok|tt|kik|telegram|"
    r"whats\s?app|wechat|weixin|viber|line\sid|bsky|bluesky|skype|g\s?chat|google\schat|teams|reddit|yt|youtube|twitch|"
    r"roblox|rblx|fortnite|fn|minecraft|xbox|psn|ps[345]?|switch|steam|gt|gamertag|brawl\sstars|clash|vsco|strava|"
    r"bigo|lemon8|letterboxd|pinterest|wattpad|bereal|signal|threads|facebook|fb|twitter|g\smail|gmail|kahoot"
)
_OWN = (
    r"insta(?:gram)?|ig|snap(?:chat)?|discord|tik\s?tok|kik|telegram|whats\s?app|wechat|yt|roblox|fortnite|ps[345]?|"
    r"gt|gamertag|twitch|skype|vsco|bsky"
)
_NAME = r"@?(?P<name>[a-z_](?=[\w.]{0,24}[\d_.])[\w.]{3,24})(?<![.])"
_VERBS = (
    r"add|hmu|hit\sup|look(?:ing)?\s(?:for|up)|search(?:\s(?:up|for))?|find|follow|snap|dm|pm|text|message|msg|write(?:"
    r"\sto)?|ping|friend|talk\sto|i\sam|i'?m|it'?s|me\s(?:at|on|as)|as|named?|name\sis|user\sis|called"
)
_BESIDE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w)(?:{_VERBS})\s{_NAME}",
        rf"(?<!\w)(?:{_NETWORKS})\W{{1,3}}(?:(?:is|as|name|user|id|at|on|me|app|by|under)\W{{1,3}}){{0,3}}{_NAME}",
        rf"(?<!\w){_NAME}\W{{1,3}}(?:(?:is|on|at|in|over|my|the|there)\W{{1,3}}){{0,3}}(?:{_NETWORKS})\b",
    )
)
_NAMED = re.compile(
    rf"(?i)\b(?:(?:my|mi)\s(?:{_OWN})|tik\s?tok|insta(?:gram)?|snapchat|discord|kik|telegram)\s@?(?P<name>[a-z]{{4,24}})\b"
)
_STROKED = re.compile(r"(?<![\w./\\:@-])@?\s?(?P<name>\w{2,24})(?![\w./\\:-]?\w)")
_YEARED = re.compile(r"(?i)(?<![\w./\\:-])@?(?P<name>[a-z]{3,20})\d{2,4}(?![\w./\\:-]?\w)")
_TAGGED = re.compile(r"(?<![\w/])(?P<name>[A-Za-z]\w{2,20})#(?:\d{3,5}|[A-Z]{2,3}\d?)(?!\w)")
_MAIL = re.compile(
    r"(?i)(?P<name>[a-z][\w.]{1,30})\s?(?:\bat\b|[\[({<]a(?:t)?[\])}>]|@|arroba)\s?(?:g\s?mail|hotmail|yahoo|outlook|icloud)\b"
)
_SAID = Phrases(
    rf"\b(?:my|mi)\s(?:{_OWN})\s?(?:is|es|:|=)\s?\w",
    rf"\bi(?:\sa|')?m\son\s(?:{_OWN})\b",
    r"\b(?:g\s?chat|skype|venmo|zelle|paypal|cash\s?app|discord|teams|zoom|kik|telegram)\sme\b(?!\s(?:app|web|page)\b)",
    r"\b(?:chat|talk|play)\swith\sme\s(?:on|over|in|at)\b",
    r"\b(?:share|open|start|make)\s(?:up\s)?an?\s(?:google\s)?(?:doc|document|padlet|slide|sheet)s?\swith\sme\b",
    r"\bgee\s?mail\b|\bgoogle\sone\sdot\scom\b|\blive:\w{3}",
    r"\b(?:get|take|have|here\sis|here's)\smy\s(?:number|digits|cell|snap|insta|discord)\b|\bmy\sdigits\b",
    r"\b(?:cash\s?app|pay|send)\b.{0,12}(?<!\w)\$[a-z]\w{3,}",
    r"\bsw-?\d{4}-\d{4}-\d{4}\b|(?<![\d-])\d{4}[\s-]\d{4}[\s-]\d{4}(?![\s-]?\d)",
    r"\b(?:my|the|in)\sbio\b|\bfinsta\b|\b(?:my\s)?dms\s(?:are|r|is)\sopen\b|\bslide\sin(?:to)?\s(?:my|the)\sdms?\b",
    r"\btalk\s(?:to\sme\s)?(?:somewhere|some\splace|someplace)\selse\b|\bmy\s(?:server|invite)\slink\b",
    r"\b(?:talk|chat|write)\s(?:to\sme\s|with\sme\s)?outside\s(?:of\s)?(?:this|the)\s(?:app|site|page|help)",
    rf"\bmy\s(?:{_OWN})\s(?:has|shows|says)\b|\b\w{{3,}}\s(?:underscore|dash)\b.{{0,12}}?\b(?:{_OWN})\b",
    r"(?<![\w.])[a-z]{2,}\.[a-z]{2,}@(?![\w.])",
    r"\b(?:xbox|psn?)\s(?:gt|gamertag|id|name)\b",
    r"\b(?:carrd\.co|ngl\.link|tellonym\.me|bsky\.social)\b",
    r"\b(?:pinterest\.\w{2,3}|soundcloud\.com|letterboxd\.com|vsco\.co|padlet\.com|last\.fm/user|wattpad\.com/user|"
    r"strava\.com/athletes|scratch\.mit\.edu/users|quizlet\.com/user|replit\.com)/@?\w",
    r"\b(?:drive\.google\.com/(?:file|drive|open)|docs\.google\.com/(?:document|spreadsheets|presentation)|1drv\.ms|"
    r"onedrive\.live\.com|dropbox\.com/s)",
)
_GAME = re.compile(
    r"(?<!\w)#(?=[A-Z]*\d)(?=\d*[A-Z])[0289PYLQGRJCUV]{5,9}\b"
    r"|(?i:\b(?:among us|roblox|minecraft|fortnite|jackbox)\s(?:\w{4,6}\s)?code(?:\sis|:)?)"
    r"\s(?=[A-Z\d]*[A-Z])[A-Z\d]{4,8}\b"
)


def finds_account(folded: str) -> bool:
    """Tell whether a folded text tells where somebody is found outside of the product."""
    if _SAID.found_in(folded) or _GAME.search(folded):
        return True
    return any(
        is_account(found["name"])
        for patterns, is_account in _TOLD
        for pattern in patterns
        for found in pattern.finditer(folded)
    )


def _is_made_up(name: str) -> bool:
    """Tell whether a word with figures or strokes is an account's: no term, label, model or file."""
    parts = re.findall(r"[^\W\d_]+", name.lower())
    if (
        not re.search(r"[\d_.]", name)
        or name.isupper()
        or not parts
        or max(map(len, parts)) < 3
        or re.search(r"\.[a-z]{2,4}$", name.lower())
    ):
        return False
    return not any(_is_word(part) for part in parts if len(part) > 2)


def _is_word(name: str) -> bool:
    low, known = name.lower(), lexicon()
    listed = low in known.technology or low in known.common or low in known.daily or low in known.english
    return listed and low not in known.names


def _is_stroked(name: str) -> bool:
    return "_" in name and _is_made_up(name)


def _is_given(name: str) -> bool:
    """Tell whether a word that a year stands behind is somebody's name."""
    return name.lower() in lexicon().names


def _is_unknown(name: str) -> bool:
    return not _is_word(name)


_TOLD = (
    (_BESIDE, _is_made_up),
    ((_STROKED,), _is_stroked),
    ((_YEARED,), _is_given),
    ((_TAGGED, _NAMED, _MAIL), _is_unknown),
)
