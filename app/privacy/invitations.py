"""Find invitations to talk somewhere else: text me at, add me on, my insta is; English and Spanish. Pure."""

import re

from app.privacy.text.fold import fold

_PLACES = (
    r"insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|discord|whats ?app|telegram|kik|facebook|fb|twitter|roblox|steam|signal|"
    r"gmail|hotmail|yahoo|outlook"
)
_OWN = rf"{_PLACES}|cell|number|phone number|e-?mail|handle|user ?name"
_GROUPS = "server|group|groups|call|meet|zoom|class|classroom|chat|lobby|party|game|team|discord"
_INVITES = re.compile(
    "|".join(
        (
            r"\b(?:text|dm|pm|hmu|snap|facetime|whats ?app)\s+me\b",
            r"\b(?:call|message|msg|e-?mail|reach|write|find|contact)\s+me\s+(?:at|on|in|via|through|with)\b"
            r"(?!\s+(?:this|the)\b)",
            r"\b(?:add|follow|friend)\s+me\b|\bhit\s+me\s+up\b",
            rf"\bmy\s+(?:own\s+|personal\s+|private\s+)?(?:{_OWN})\s*(?:is\b|:|=|-)",
            rf"\b(?:{_PLACES})\s*[:=]\s*\S|\bon\s+my\s+(?:{_PLACES})\b",
            rf"\b(?=\w*[\d_])[a-z_][\w.]{{2,30}}\s+(?:on|at)\s+(?:{_PLACES})\b",
            r"\b(?:same|my)\s+(?:handle|user ?name|tag)\s+(?:everywhere|there|on|in)\b|\bfriend\s+code\b",
            r"\b(?:look|search)\s+(?:for\s+)?me\s+up\b|\bgoogle\s+me\b|\b(?:i|we)\s+live\s+(?:at|on|in)\s+\d",
            r"[\w.+-]@(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|proton|aol)\b",
            rf"\bjoin\s+(?:my|our)\s+(?:{_GROUPS})\b",
            rf"\b(?:join|invite|class)\s+(?:code|link)\s+(?:for|to|of)\s+(?:my|our)\s+(?:{_GROUPS})\b",
            r"\bmeet\.google\.com/[a-z]{3}-|\bzoom\.us/(?:j|my)/|\bteams\.(?:microsoft|live)\.com/(?:l|meet)\b",
            r"\bforms\.gle/\w|\bdocs\.google\.com/forms\b|\bforms\.(?:office|microsoft)\.com/\w",
            r"\b(?:escribeme|llamame|mandame|texteame|buscame|agregame|sigueme)\s+(?:al|en|por|a|un)\b",
            rf"\bmi\s+(?:{_PLACES}|numero|celular|correo|usuario)\s+(?:es\b|:)",
        )
    ),
    re.IGNORECASE,
)


def finds_invitation(text: str) -> bool:
    """Tell whether a text asks somebody to talk outside of the product."""
    return _INVITES.search(fold(text).text) is not None
