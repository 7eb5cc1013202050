"""Tell whether a name that somebody chose insults or threatens. Pure."""

from functools import cache

from app.privacy.harm.finder import HarmFinder, harmless, seeded
from app.privacy.harm.spelling import data_lines, plain_words

_INSIDE = (  # found inside longer words too
    "asshole", "bitch", "bullshit", "dickhead", "faggot", "fuck", "hitler", "nigga", "nigger", "pendejo", "shithead",
)  # fmt: skip


@cache
def _coarse() -> frozenset[str]:
    return frozenset(data_lines("coarse.txt"))


@cache
def _finder() -> HarmFinder:
    return HarmFinder([*seeded("english"), *seeded("spanish")], harmless())


def is_unkind(name: str) -> bool:
    """Tell whether a chosen name holds a coarse word, spaced out or respelled too, or is a phrase of harm."""
    words = [word for line in plain_words(name) for word in line]
    said = {*words, "".join(words), *name.casefold().split(), "".join(name.casefold().split())}
    if said & _coarse() or any(part in word for word in said for part in _INSIDE):
        return True
    return len(name.split()) > 1 and bool(_finder().find(name))
