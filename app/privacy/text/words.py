"""Know the words that name nobody, and the words that are also names."""

import gzip
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

FUNCTION_WORDS = frozenset(
    "will may can an do so my he in see long more best no on or to up us we me be by she her his him its the a i is it "
    "as at if of am are was do does did has had have not you your they them this that ok oh un la de el y su mi se tu ya".split()
)


class Lexicon(NamedTuple):
    """The word lists, all folded and in lower case.

    Shape: ``plain`` English, technology and capitals without the words that are names; ``common`` the English
    words met every day; ``spanish`` counts only in a Spanish text; ``names`` are no words at all;
    ``word_names`` are both; ``phrases`` are products that contain a name.
    """

    plain: frozenset[str]
    english: frozenset[str]
    common: frozenset[str]
    technology: frozenset[str]
    capitals: frozenset[str]
    spanish: frozenset[str]
    names: frozenset[str]
    word_names: frozenset[str]
    phrases: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read the word lists once."""
    technology, capitals = _plain("technology.txt"), _plain("capitals.txt")
    word_names = _plain("word_names.txt")
    english = _packed("words_en.txt.gz") | technology | capitals
    return Lexicon(
        plain=english - word_names,
        english=english,
        common=_packed("common_en.txt.gz"),
        technology=technology,
        capitals=capitals,
        spanish=_packed("words_es.txt.gz"),
        names=_packed("names.txt.gz"),
        word_names=word_names,
        phrases=frozenset(line for line in _lines("phrases.txt") if line),
    )


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Read which short forms go with which given names, both ways."""
    table: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        given, _, short = line.partition(":")
        for nick in short.split():
            table.setdefault(given.strip(), set()).add(nick)
            table.setdefault(nick, set()).add(given.strip())
    return {name: tuple(sorted(forms)) for name, forms in table.items()}


_SPANISH_HINTS = frozenset(
    "que el los las una con por para esta está mi muy pero como cómo hola gracias ayuda puedo tengo necesito quiero favor "
    "se al está estan cuando porque desde hace mis su donde tambien ya le lo es y en del un soy somos clase".split()
)
_STRONG_HINTS = frozenset("hola gracias necesito puedo tengo porque tambien cuando donde para esta muy pero ayuda que".split())


def looks_spanish(words: set[str]) -> bool:
    """Tell whether a text's words are those of a Spanish text, or of one half in Spanish."""
    hints = words & _SPANISH_HINTS
    return len(hints) >= 3 or len(hints & _STRONG_HINTS) >= 2 or (len(hints) >= 1 and len(words) <= 4 * len(hints))


def is_spanish(word: str, spanish: frozenset[str]) -> bool:
    """Tell whether a word, or its singular, is in the Spanish list."""
    return word in spanish or (word.endswith("s") and (word[:-1] in spanish or word[:-2] in spanish))


def _lines(name: str) -> list[str]:
    text = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if not line.startswith("#")]


def _plain(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in re.findall(r"[^\W_]+", line))


def _packed(name: str) -> frozenset[str]:
    packed = (resources.files(__package__) / "data" / name).read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split())
