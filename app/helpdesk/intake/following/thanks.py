"""Tell a bare thank-you, which opens no ticket again. Source: the design's reference, section 4.2."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_THANKS = re.compile(r"thank(s|you)?|thanx|thx|tysm|ty|gracias|grazie|merci|danke|ok|okay|okey|kk?")
_BESIDE = re.compile(
    r"a|all|alright|and|appreciated?|awesome|bye|cool|de|done|every(body|one)|fine|fixed|for|good|got|great|guys|had"
    r"|have|help(ing)?|hi|hello|i|is|its?|job|just|lot|me|mil|mrs?|ms|much|muchas|nada|nice|now|of|perfect|quick|really"
    r"|so|sweet|team|that|the|this|todo|today|tu|very|vale|was|well|work(s|ing)?|ya|yay|yeah|yep|yes|you|your"
)
_LONGEST = 12


def only_thanks(text: str) -> bool:
    """Tell whether a text says thanks, or that it is well, and nothing else."""
    words = _WORD.findall(re.sub(r"[’']", "", text.lower()))
    if not words:
        return not re.search(r"\w", text)
    known = all(_THANKS.fullmatch(word) or _BESIDE.fullmatch(word) for word in words)
    return known and len(words) <= _LONGEST and any(_THANKS.fullmatch(word) for word in words)
