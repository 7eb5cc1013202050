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
_GUESSES = re.compile(rf"\b(?:{_ARE_YOU}|{_ERES})\s(?:the\s|that\s|la\s|el\s)?{_NAME}{_ENDS}", re.IGNORECASE)
_TELLS = re.compile(rf"\b(?:{_I_AM}|{_SOY})\s{_NAME}{_ENDS}", re.IGNORECASE)
_ALONE = re.compile(rf"^\W*(?:(?:hey|hi|omg|wait|yo)\W+)?{_NAME}\s*\?+\W*$", re.IGNORECASE)
_SUBJECT = (
    r"math|algebra|geometry|calc(?:ulus)?|bio(?:logy)?|chem(?:istry)?|physics|science|english|history|civics|gym|pe|p\.e\.|"
    r"band|choir|orchestra|art|drama|theater|spanish|french|health|lit|ela|homeroom|advisory|lunch|recess|"
    r"soccer|football|basketball|volleyball|track|swim(?:ming)?|baseball|softball|tennis|cheer|chess|robotics|scouts|church"
)
_WHICH = r"\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh"
_PLACE = (
    rf"(?:(?:{_SUBJECT})(?:\s(?:class|team|practice|club|camp))?|class|(?:{_WHICH})\s(?:period|hour|grade))"
)
_KNOWN = Phrases(
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
    return any(
        not one["end"] and one["name"].lower() not in mine and _is_name(one, folded)
        for one in _TELLS.finditer(folded)
    )


def _is_name(found: re.Match[str], text: str) -> bool:
    """Tell whether the word is a name: of no other use, or of one that is met seldom or written as a name is."""
    word, more, known = found["name"].lower(), found.groupdict().get("more") or "", lexicon()
    capital = found["name"][0].isupper() and not text.isupper()
    if word in known.technology or word in known.common:
        return word not in _OTHERS and capital and word in known.word_names and not more
    if word in _OTHERS or (len(more) > 1 and more.lower() not in known.names and not found["end"]):
        return False
    if word in known.names:
        return not (word in known.word_names and is_listed_spanish(word))
    return (word in known.word_names or word in known.soft_names) and (capital or word not in known.plain)
