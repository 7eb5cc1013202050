"""Find where a message guesses who its reader is, or tells who its writer is. Pure; English and Spanish.

A guess is answered with yes or no, and a name with a class tells a schoolmate apart: neither side is to know the other.
What is a name is told by lists of names that anybody may have, never by the roster: else a refusal said who is in it.
"""

import re

from app.privacy.phrases import Phrases
from app.privacy.text.words import is_listed_spanish, lexicon

_OTHERS = frozenset({"alexa", "siri", "april", "may", "june", "august", "enero", "abril", "mayo"})
_YOU = r"(?:you|u|ya)"
_ARE_YOU = (
    rf"(?:are|r)\s?{_YOU}|{_YOU}(?:'re|\s?are|\sr)|ur|youre|is\s(?:this|that|it)(?:\syou)?|isn'?t\sthis"
)
_I_AM = (
    r"i'?m|i\sam|it'?s|it\sis|this\sis|my\sname'?s?(?:\sis)?|the\sname'?s|names|(?:everybody\s|people\s)?call\sme|"
    r"they\scall\sme|u\scan\scall\sme|you\scan\scall\sme"
)
_SOY = r"soy|me\sllamo|mi\snombre\ses|habla"
_ERES = r"eres|es\s(?:este|esta)|tu\seres"
_NAME = r"(?P<name>[^\W\d_]{2,20})(?P<end>'?s?)"
_ENDS = (
    r"(?=\s*(?:$|[?!,;)]|\.(?:\s|$)|(?:from|in|again|btw|right|huh|lol|bro|isn'?t|aren'?t|arent|isnt|and|or|de|del|verdad|no)\b)"
    r"|\s(?P<more>[^\W\d_]{1,20})\s*(?:$|[?.!,]|from\b|in\b|de\b))"
)
_KIN = r"(?:brother|sister|cousin|friend|bestie|twin|bf|gf|herman[oa]|prim[oa]|novi[oa]|amig[oa])"
_GUESSED = (
    rf"{_ARE_YOU}|{_ERES}|{_YOU}\s(?:must\sbe|sound\slike|look\slike)|is\s(?:your|ur)\sname|{_KIN}\s(?:of|de)"
)
_TOLD = rf"{_I_AM}|{_SOY}|(?:ya|your|ur)\s(?:boy|girl|buddy|friend|homie|bestie|pal)"
_GUESSES = re.compile(rf"\b(?:{_GUESSED})\s(?:the\s|that\s|la\s|el\s)?{_NAME}{_ENDS}", re.IGNORECASE)
_TELLS = re.compile(rf"\b(?:{_TOLD})\s{_NAME}{_ENDS}", re.IGNORECASE)
_ALONE = re.compile(
    rf"^\W*(?:(?:hey|hi|omg|wait|yo)\W+)?{_NAME}\s*(?:(?:right|q|isnt\sit)\s*)?\?+\W*$", re.IGNORECASE
)
_SUBJECT = (
    r"math|algebra|geometry|calc(?:ulus)?|bio(?:logy)?|chem(?:istry)?|physics|science|english|history|civics|gym|pe|p\.e\.|"
    r"band|choir|orchestra|art|drama|theater|spanish|french|health|lit|ela|homeroom|advisory|lunch|recess|"
    r"soccer|football|basketball|volleyball|track|swim(?:ming)?|baseball|softball|tennis|cheer|chess|robotics|scouts|church"
)
_WHICH = r"\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh"
_PLACE = (
    rf"(?:(?:{_SUBJECT})(?:\s(?:class|team|practice|club|camp))?|class|(?:{_WHICH})\s(?:period|hour|grade))"
)
_SIGNED = re.compile(
    rf"(?:\b(?:signed|love|xoxo|sincerely|yours)\W{{1,3}}|(?:^|\s)[-~]\s?){_NAME}\W*$"
    rf"|(?:^|[.!,?]\s)(?:(?:hey|hi|yo)\s)?(?P<here>[^\W\d_]{{2,20}})\s(?:here\b(?!\sis)|from\s(?:the\s)?{_PLACE}\b)",
    re.IGNORECASE,
)
_GAMES = (
    r"(?:band|choir|orchestra|drama|soccer|football|basketball|volleyball|track|swim(?:ming)?|baseball|softball|tennis|"
    r"cheer|chess|robotics|lacrosse|wrestling)"
)
_KNOWN = Phrases(
    rf"\bwho\s(?:r|are)\s?{_YOU}(?=\s*[?.!]|\s*$)|\bwho'?s\s(?:this|dis)(?=\s*[?.!]|\s*$)",
    rf"\bs(?:it|its|itting|at)\s(?:right\s)?(?:next\sto|behind|in\sfront\sof|beside|near|across\sfrom)\s(?:me|{_YOU})\b",
    rf"\b(?:are|r)\s{_YOU}\sin\s(?:{_WHICH}|sixth|seventh|eighth|ninth|tenth)\sgrade\b",
    r"\b(?:know|tell|think|bet)\sit'?s\s(?:you|u)\b|\byou\swere\sat\s(?:my|our)\b|\bride\sthe\ssame\sbus\b",
    rf"\bi\s(?:saw|seen)\s{_YOU}\s(?:in|at|on|with|today|yesterday|last)\b|\bte\svi\sen\b|\bseeing\s{_YOU}\s(?:at|in|on)\b",
    r"\bdo\swe\s(?:have|share|got)\s.{0,14}\b(?:class|classes|period)\b|\bare\swe\sin\sthe\ssame\b",
    rf"\bwhat\s(?:period|class|hour)\sdo\s{_YOU}\shave\s(?:{_SUBJECT})\b|\bdoes\s(?:your|ur)\sname\sstart",
    rf"\b(?:you'?re|youre|ur|are\s{_YOU})\sin\s{_GAMES}\b|\b{_YOU}\splay\s{_GAMES}\b|\bare\s{_YOU}\sfriends\swith\b",
    rf"\b(?:i'?m|i\sam|it'?s\sme|its\sme|this\sis\sme|we'?re|we\sare)\s(?:.{{0,16}}\s)?from\s(?:your|ur|our)\s{_PLACE}\b",
    rf"\b(?:i'?m|i\sam|we'?re|we\sare|im)\s(?:also\s|both\s)?in\s(?:(?:the\ssame|our)\s{_PLACE}|(?:your|ur)\s(?:{_SUBJECT})\b)",
    rf"\b(?:are|r|aren'?t|arent)\s{_YOU}\s(?:not\s)?in\s(?:my|our|the\ssame)\s{_PLACE}\b|\b(?:you'?re|youre|ur)\sin\smy\s{_PLACE}\b",
    rf"\b(?:i|we)\s(?:have|had|got)\s(?:{_SUBJECT})\s(?:class\s)?(?:with\s{_YOU}|together)\b|\bin\s{_PLACE}\swith\s{_YOU}\b",
    rf"\bi\ssit\s(?:right\s)?(?:next\sto|behind|in\sfront\sof|beside|near|by|across\sfrom)\s{_YOU}\b",
    rf"\bdo\s(?:i|we)\sknow\s(?:{_YOU}|each\sother)\b|\b(?:do|don'?t|dont)\s{_YOU}\s(?:know|remember)\sme\b|\bhave\swe\smet\b",
    rf"\b(?:i|we)\s(?:think\si\s|totally\s|so\s)?know\swho\s(?:{_YOU}|this|it)\s(?:are|r|is)\b|\bknow\s{_YOU}\sfrom\b",
    r"\bguess\swho\b(?!\s(?:fixed|can|will))|\bremember\sme\b|\bit'?s\sme\b(?=\s*[,!.]|\s*$)|\badivina\squien\b",
    r"\bi(?:'?m|\sam)\s(?:the|that)\s(?:kid|girl|boy|guy|dude)\s(?:who|that|from|in|with|next)\b",
    r"\bi(?:'?m|\sam)\s(?:your|ur)\s(?:\w+\s)?(?:friend|bestie|cousin|neighbou?r|brother|sister|classmate|teammate|crush)\b|\bi(?:'?m|\sam)\sa\sfriend\sof\syours\b",
    rf"\b{_YOU}\s(?:sound|write|type)\slike\s(?:somebody|someone)\si\sknow\b",
    r"\bte\sconozco\b|\bnos\sconocemos\b|\bme\sconoces\b|\bsoy\s(?:tu|el|la)\s(?:amig[oa]|vecin[oa]|prim[oa]|compa(?:nero|nera)?)\b",
    r"\b(?:soy|eres|estas|estoy|vas|voy|estamos|vamos)\s(?:.{0,20}\s)?(?:de|en|a)\s(?:tu|mi|la\smisma)\sclase\b",
)


def tells_who(folded: str, own: str = "") -> bool:
    """Tell whether a folded text says or asks who somebody is. Shape: ``own`` is the name that its writer bears."""
    if _KNOWN.found_in(folded):
        return True
    found = [*_GUESSES.finditer(folded), *_ALONE.finditer(folded)]
    if any(_is_name(one, folded) for one in found):
        return True
    mine = own.lower().split()
    told = [*_TELLS.finditer(folded), *_SIGNED.finditer(folded)]
    return any(_word(one).lower() not in mine and _is_name(one, folded) for one in told if not one["end"])


def _word(found: re.Match[str]) -> str:
    return found["name"] or found["here"]


def _is_name(found: re.Match[str], text: str) -> bool:
    """Tell whether the word is a name: of no other use, or of one that is met seldom or written as a name is."""
    said, more, known = _word(found), found.groupdict().get("more") or "", lexicon()
    word, capital = said.lower(), said[0].isupper() and not text.isupper()
    new = word not in known.names and word not in known.english
    if new and word[-1] == "s" and word[:-1] in known.names:  # sarahs sister
        word, more = word[:-1], ""
    if word in known.technology or word in known.common:
        return word not in _OTHERS and capital and word in known.word_names and not more
    if word in _OTHERS or (len(more) > 1 and more.lower() not in known.names and not found["end"]):
        return False
    if word in known.names:
        return not (word in known.word_names and is_listed_spanish(word))
    return (word in known.word_names or word in known.soft_names) and (capital or word not in known.plain)
