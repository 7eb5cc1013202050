"""Find invitations to talk somewhere else: text me at, add me on, my insta is; English and Spanish. Pure."""

import re

from app.privacy.accounts_told import finds_account
from app.privacy.phrases import Phrases
from app.privacy.text.fold import fold

_PLACES = (
    r"insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|discord|whats ?app|telegram|kik|facebook|fb|twitter|roblox|steam|signal|"
    r"gmail|hotmail|yahoo|outlook"
)
_ROOMS = (  # what is also used for itself: there a name must be told
    r"sc|tt|be ?real|duolingo|wattpad|spotify|minecraft|fortnite|xbox|psn|twitch|pinterest|reddit|google chat|"
    r"youtube"
)
_MADE_UP = r"@?(?=\w*[\d_])[a-z_][\w.]{2,30}"  # an account: figures or a stroke in it
_OWN = rf"{_PLACES}|cell|number|phone number|e-?mail|handle|user ?name"
_GROUPS = "server|group|groups|call|meet|zoom|class|classroom|chat|lobby|party|game|team|discord"
_MINE = r"number|num|digits|cell|snap(?:chat)?|insta(?:gram)?|ig|discord|tik\s?tok"
_OUTSIDE = (
    r"park|mall|parking\slot|bus\sstop|flag\s?pole|bleachers|bathrooms?|restrooms?|locker\srooms?|house|home|place|field|corner|store|"
    r"starbucks|skate\s?park|woods|stair(?:s|well|way)|alley|playground|court|gym\sdoors|back\sdoor|dumpsters?"
)
_INVITES = Phrases(
    r"\b(?:text|dm|pm|hmu|snap|facetime|whats ?app)\s+me\b",
    r"\b(?:call|message|msg|e-?mail|reach|write|find|contact|chat|ping)\s+me\s+(?:at|on|in|via|through|with)\b"
    r"(?!\s+(?:this|the)\b)",
    r"\b(?:call|ring|phone)\s+me\s+(?:after|tonight|later|tomorrow)\b",
    r"\b(?:add|follow|friend)\s+me\b(?!\s+(?:on|through|in)\s+(?:the|these|each)\s+(?:steps?|list|guide))|\bhit\s+me\s+up\b",
    rf"\bmy\s+(?:own\s+|personal\s+|private\s+)?(?:{_OWN})\s*(?:is\b|:|=|-)",
    rf"\bmy\s+(?:{_ROOMS}|ig)\s+(?:(?:user ?)?name|handle|tag|id|user|account)\s*(?:is\b|:|=)",
    rf"\b(?:my|mi)\s+(?:{_ROOMS}|ig)\s*(?:is\b|es\b|:|=)?\s*{_MADE_UP}|\bmy\s+ig\s+\w",
    rf"\b(?:{_ROOMS})(?:\s+channel\s*[:=]?|\s*[:=])\s*{_MADE_UP}",
    rf"\b(?:{_PLACES})\s*[:=]\s*\S|\bon\s+my\s+(?:{_PLACES})\b",
    rf"\b(?=\w*[\d_])[a-z_][\w.]{{2,30}}\s+(?:over\s+)?(?:on|at)\s+(?:{_PLACES})\b",
    rf"\bsame\s+(?:name|user|id)\s+(?:on|at|in)\s+(?:{_PLACES}|{_ROOMS})\b",
    rf"\b(?:dm|pm|subscribe\s+to|follow)\s+{_MADE_UP}",
    r"\b(?:same|my)\s+(?:handle|user ?name|tag)\s+(?:everywhere|there|on|in)\b|\bfriend\s+code\b",
    r"\b(?:look|search)\s+(?:for\s+)?me\s+up\b|\bgoogle\s+me\b|\b(?:i|we)\s+live\s+(?:at|on|in)\s+\d",
    r"\b(?:meet|come|visit)\s+(?:me\s+)?(?:at|to|over\s+to)\s+my\s+(?:house|home|place|apartment)\b",
    r"\b(?:meet|find|wait\sfor|see|catch|talk\sto)\s(?:me|up|with\sme)\b.{0,24}?\b"
    rf"(?:at|in|by|behind|near|under|outside(?:\sof)?)\s(?:the|my|your|ur)\s(?:{_OUTSIDE})\b",
    rf"\b(?:come|go|walk|drive)\s(?:by|over|to|with\sme\sto)\s(?:my|ur|your|the)\s(?:{_OUTSIDE})\s(?:after|later|tonight|with|alone|at\s\d)",
    rf"\blet'?s\s(?:meet|talk|hang|chill|link).{{0,20}}?\b(?:by|at|in|behind|near|outside)\sthe\s(?:{_OUTSIDE})\b",
    r"\b(?:let'?s|we\s(?:can|could|should)|wanna|want\sto)\s(?:hang\sout|hang|chill|link\sup)\b(?!\s(?:up|on|the)\b)",
    rf"\b(?:let'?s|we\s(?:can|could|should)|wanna)\s(?:use|talk|chat|move|switch|go|write)\s(?:to\s|on\s|in\s|over\s)*(?:{_PLACES}|google\schat)\b",
    r"\bsame\s(?:name|user|id|one)?\s?as\s(?:my|the)\s(?:e-?mail|login|user\s?name)\b.{0,16}?\bon\b|\b(?:apple|google|samsung)\spay\sme\b",
    r"\bhit\smy\sline\b|\bshoot\sme\san?\s(?:text|dm|message)\b|\bhop\son\sa\s(?:call|facetime)\b|\bmutuals\son\b",
    rf"\b(?:give|gave|send|drop|put|left|wrote|have|want)\s(?:you\s|u\s)?my\s(?:{_MINE})\b|\bfor\smy\s(?:{_MINE})\b",
    rf"\bmy\s(?:{_MINE})\s(?:is|are)\s(?:under|on|in|behind|below)\b",
    r"\b(?:look|check)(?:\sat|\sup|\sout)?\smy\sprofile\b|\bmy\slocker\sis\b|"
    r"\bi\ssit\s(?:right\s)?(?:behind|next\sto|beside|in\sfront\sof)\s(?:you|u)\b",
    r"\bte\sveo\sen\s(?:el|la)\s(?:parque|bano|cancha|esquina|parada|tienda|plaza)\b|\bpasa\s(?:por|a)\smi\scasa\b",
    rf"\b(?:te\s(?:paso|doy|mando|dejo)|quieres)\smi\s(?:{_MINE}|numero|cel(?:ular)?|usuario)\b",
    r"\bairdrop\s(?:it\sto\s)?me\b|\b(?:use|try|borrow)\smy\s(?:own\s)?(?:login|log\sin|account|password|pass|user\s?name)\b",
    r"\bcome\s(?:by|over\sto|to)\smy\s(?:house|home|place|apartment)\b",
    r"[\w.+-]@(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|proton|aol)\b",
    r"\w{3}(?:gmail|hotmail|yahoo|outlook|icloud)com\b",
    rf"\bjoin\s+(?:my|our)\s+(?:{_GROUPS})\b|\bjoin\s+my\s+\w+\s+(?:{_GROUPS})\b",
    rf"\b(?:join|invite|class)\s+(?:code|link)\s+(?:for|to|of)\s+(?:my|our)\s+(?:{_GROUPS})\b",
    r"\bmeet\.google\.com/[a-z]{3}-|\bzoom\.us/(?:j|my)/|\bteams\.(?:microsoft|live)\.com/(?:l|meet)\b",
    r"\bmeet\b.{0,20}\b[a-z]{3}-[a-z]{4}-[a-z]{3}\b|(?<![\w/.])u/(?=\w*[\d_])\w{3,20}\b",
    r"\bforms\.gle/\w|\bdocs\.google\.com/forms\b|\bforms\.(?:office|microsoft)\.com/\w",
    r"\b(?:bit\.ly|tinyurl\.com|t\.ly|cutt\.ly|is\.gd|rb\.gy|shorturl\.at|rebrand\.ly|goo\.gl)/\w",
    r"\b(?:escribeme|llamame|mandame|texteame|buscame|agregame|sigueme)\s+(?:al|en|por|a|un)\b",
    rf"\bmi\s+(?:{_PLACES}|numero|celular|correo|usuario)\s+(?:es\b|:)",
)
_GHOST = re.compile(rf"\N{{GHOST}}\s*:?\s*{_MADE_UP}", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\b\w)[ .](?=\w\b)")  # between letters that stand apart: s n a p
_LEET = str.maketrans("013457$@!", "oieastsai")
_NETWORKS = frozenset(
    {
        *("snap", "snapchat", "insta", "instagram", "discord", "tiktok", "whatsap", "whatsapp", "telegram"),
        *("facebok", "facebook", "twiter", "twitter", "roblox"),
    }
)
_SEVERAL = re.compile(r"(.)\1+")


def finds_invitation(text: str) -> bool:
    """Tell whether a text asks somebody to talk outside of the product, also with a network's name in disguise."""
    folded = fold(text).text
    joined = re.sub(r"\s*@\s*", "@", _SPACED.sub("", folded))
    said = (folded,) if joined == folded else (folded, joined)
    found = any(map(_INVITES.found_in, said)) or _GHOST.search(text)
    return bool(found) or _is_disguised(folded, joined) or any(map(finds_account, said))


def _is_disguised(folded: str, joined: str) -> bool:
    """Tell whether a network is named with figures, signs, too many letters or letters apart: not by chance."""
    words, whole = _words(folded), _words(joined)
    plain = _SEVERAL.sub(r"\1", " ".join(words - _NETWORKS).translate(_LEET))
    return not _NETWORKS.isdisjoint(plain.split(" ")) or not _NETWORKS.isdisjoint(whole - words)


def _words(text: str) -> set[str]:
    return {word.strip(".,:;!?()\"'") for word in text.lower().replace(":", " ").split()}
