"""Find addresses of machines and of network cards."""

import re
from collections.abc import Iterator

from app.privacy.text.context import Words
from app.privacy.text.cues import FIGURES, gate
from app.privacy.text.places import Found

_FOUR = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_SIX = re.compile(
    r"(?i)(?<![\w:])(?:(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?)(?:%\w+)?(?![\w:])"
)
_CARD_ADDRESS = re.compile(
    r"(?i)(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b"
)
_DOTTED = re.compile(r"\.[0-9A-Fa-f]{4}\.")
_PAIRS, _FOURS = 5, 2  # signs between the figures of a card, by twos and by fours
_HEXADECIMAL, _CARD_FIGURES = re.compile(r"[0-9a-f]{12}"), 12
_PUBLIC_MACHINES = re.compile(
    r"(?:0\.0\.0\.0|127\.|169\.254\.|255\.|8\.8\.[48]\.|1\.[01]\.[01]\.1$|9\.9\.9\.9|224\.)"
)
_VERSIONED = re.compile(
    r"(?i)\b(?:version|ver|v|firmware|bios|build|driver|release|os|"
    r"(?:updat|upgrad|downgrad|roll)\w{0,3}(?:\sback)?\s(?:to|from))\.?[\s:=]*$"
)
_SERVED = re.compile(  # machines that serve everybody, and what is tried from one
    r"(?i)\b(?:ping(?:s|ed|ing)?|tracert|traceroute|gateway|dns|nslookup|resolver|subnet|netmask|mask)\b(?:\s(?:is|to|for|of|at))?[\s:=]*$"
)


def find_machines(words: Words) -> Iterator[Found]:
    """Yield addresses of machines; loopback, masks and public resolvers stay."""
    text = words.text
    dots, colons = text.count("."), text.count(":")
    if dots >= 3:
        for start, end in words.runs:
            found = _FOUR.match(text, start) if text[end : end + 1] == "." else None
            if found and _is_private_machine(text, found):
                yield found.start(), found.end(), "address"
    if colons >= 7 or "::" in text:
        for found in _SIX.finditer(text):
            if found[0] != "::" and not found[0].startswith("::1"):
                yield found.start(), found.end(), "address"


def find_cards(words: Words) -> Iterator[Found]:
    """Yield addresses of network cards, in pairs or fours of figures, or in one piece."""
    text, joints = words.text, words.joints
    paired = any(len(joints.get(sign, ())) >= _PAIRS for sign in ":-")
    if paired or (len(joints.get(".", ())) >= _FOURS and _DOTTED.search(text)):
        for found in _CARD_ADDRESS.finditer(text):
            yield found.start(), found.end(), "address"
    for at in words.at_gate(_WHOLE_CARDS):
        if words.words[at].isupper() or (words.words[at].islower() and "mac" in words.lows):
            yield words.starts[at], words.ends[at], "address"


def _is_whole_card(low: str) -> bool:
    """Tell whether a word is the address of a card without signs: twelve figures, of which two to ten are digits."""
    if len(low) != _CARD_FIGURES or _HEXADECIMAL.fullmatch(low) is None:
        return False
    return 1 < sum(map(str.isdigit, low)) < len(low) - 1


_WHOLE_CARDS = gate(is_one=_is_whole_card, firsts=FIGURES)


def _is_private_machine(text: str, found: re.Match[str]) -> bool:
    if any(int(part) > 255 for part in found[0].split(".")) or _PUBLIC_MACHINES.match(found[0]):
        return False
    before = max(0, found.start() - 16)
    return not (_VERSIONED.search(text, before, found.start()) or _SERVED.search(text, before, found.start()))
