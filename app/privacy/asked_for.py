"""Find what a message asks for that nobody is to write here: a number, a password, an account, a name. Pure.

English and Spanish. What is asked for would come back as an answer, in whatever words no rule knows.
"""

import re

_NETWORKS = (
    r"snap(?:chat)?|insta(?:gram)?|ig|discord|disc|tik\s?tok|tt|whats\s?app|kik|telegram|gamertag|gt|roblox|fortnite|"
    r"psn|xbox"
)
_NUMBERS = (
    r"(?:(?:phone|cell|mobile|student|id|lunch|locker|telephone)\s)?(?:number|num|digits)|(?:student\s|school\s)?id|"
    r"pass(?:word|code)?|pw|pin|(?:locker\s)?(?:combo|combination)|(?:user\s?name|login|user)|e-?mail(?:\saddress)?|"
    r"(?:home\s)?address|birth\s?day|birth\s?date|socials?|handle|@"
)
_NAMES = r"(?:(?:full|real|first|last|whole|actual)\s)?name"
_YOUR = r"(?:your|ur|yo|yer)(?:\s(?:own|personal|mom'?s|dad'?s))?"
_THINGS = r"reset|changed|back|from|app|page|icon|settings?|card|badge|reader|field|box"
_WANTED = rf"(?:{_NETWORKS}|{_NUMBERS})\b(?!\s(?:{_THINGS}))"
_PHONE = r"(?:phone|cell)(?=\s?(?:[?.!,;)]|$))"  # none that one holds in one's hand
_KEPT = r"(?:pass\s?word|pass\s?code|pin|pw|combo)"
_TU = r"(?:tu|su)"
_QUERIDO = (
    rf"(?:{_NETWORKS}|numero|cel(?:ular)?|tel(?:efono)?|contrasena|contra|clave|pin|usuario|correo|direccion|matricula|"
    r"nombre(?:\scompleto)?|apellido)\b"
)
_ASKS = re.compile(
    "|".join(
        (
            rf"\b(?:what'?s|what\sis|wats|wuts|whats|what\sare|wat\sis)\s{_YOUR}\s(?:{_WANTED}|{_NAMES}\b|{_PHONE})",
            rf"\b(?:send|give|tell|text|dm|share|drop|gimme|show|type|write)\s?(?:me|us)\s(?:.{{0,12}}\s)?{_YOUR}\s(?:{_WANTED}|{_NAMES}\b|{_PHONE})",
            rf"\b(?:send|share|drop|post|dm)\s(?:over\s)?{_YOUR}\s{_WANTED}",
            rf"\b(?:type|write|put|reply\swith|answer\swith|leave|enter)\s{_YOUR}\s{_WANTED}.{{0,12}}?\s(?:here|below|in\s(?:this|the)\s(?:chat|reply|ticket|answer))\b",
            rf"\b(?:can|could|may)\si\s(?:have|get|see|know)\s{_YOUR}\s(?:{_WANTED}|{_NAMES}\b)",
            rf"\b(?:i|we)\s(?:need|want|will\sneed)\s(?:to\sknow\s)?{_YOUR}\s(?:{_WANTED}|{_NAMES}\b)",
            rf"\b(?:do|are)\s(?:you|u)\s(?:have|got|on)\s(?:an?\s)?(?:{_NETWORKS})\b(?!\s(?:app|installed|blocked|open|running|on))",
            r"\bwhere\sdo\s(?:you|u)\slive\b|\bwhat\sdo\s(?:you|u)\slook\slike\b|\bwho\sare\s(?:you|u)\b(?!\s(?:signed|logged|in\sclass))",
            r"\bare\s(?:you|u)\s(?:that|the)\s(?:girl|boy|guy|kid|dude)\b",
            r"\b(?:tell|show)\s(?:me|us)\swho\s(?:you|u)\sare\b|\bwho\sis\sthis(?=\s?[?.!]|$)|\bhow\sold\sare\s(?:you|u)\b",
            r"\bare\s(?:you|u)\s(?:single|dating|taken|an?\s(?:boy|girl))\b",
            r"\bwhat\s(?:grade|homeroom)\s(?:are|r)\s(?:you|u)\sin\b|\bwhat\sbus\sdo\s(?:you|u)\s(?:take|ride)\b",
            r"\b(?:pics?|photos?|pictures?|selfies?)\sof\s(?:you|u|yourself|(?:your|ur)\sface)\b|\bsend\s(?:me\s|us\s)?(?:a\s)?selfie\b",
            rf"\b(?:what'?s|whats|what\sis)\sthe\s{_KEPT}\s(?:that\s)?(?:you|u|to\sunlock|of\syour|for\syour|on\syour)\b",
            rf"\b(?:tell|give|send|text)\s(?:me|us)\s(?:just\s)?the\s{_KEPT}\b(?!\s(?:error|message|page|box|screen|prompt))",
            rf"\b(?:paste|type|write|put)\s(?:your|ur|the)\s{_KEPT}\s(?:in|into)\s(?:here|your\s(?:answer|reply)|the\s(?:answer|reply|chat))\b",
            rf"\b(?:you|u)\sgot\s(?:an?\s)?(?:{_NETWORKS})\b|\bwhat\s(?:are|r)\s(?:you|u)\son\b.{{0,3}}\s(?:{_NETWORKS})\b",
            r"\bcuantos\sanos\stienes\b|\ben\sque\s(?:camion|grado)\s(?:te\svas|estas|vas)\b|\bfotos?\s(?:tuyas?|de\sti|de\stu\scara)\b",
            rf"\b(?:cual|cuales)\s(?:es|son)\s{_TU}s?\s{_QUERIDO}",
            rf"\b(?:dame|pasame|mandame|dime|enviame|escribeme|comparteme|dinos|danos|necesito|quiero)\s{_TU}\s{_QUERIDO}",
            r"\bcomo\ste\sllamas\b|\bquien\seres\b|\bdonde\svives\b",
        )
    ),
    re.IGNORECASE,
)
_NOT = re.compile(r"(?i)(?:\b(?:not|never|nobody|no\sone|no|nunca|nadie)|n'?t)\b.{0,24}$")
_BEFORE = 40  # letters in which a no stands before what must not be told


def asks_for_private(folded: str) -> bool:
    """Tell whether a folded text asks its reader for what nobody is to write; what it says not to tell is none."""
    return any(
        not _NOT.search(folded[max(0, found.start() - _BEFORE) : found.start()])
        for found in _ASKS.finditer(folded)
    )
