"""Know the words that name nobody, and the words that are also names."""

import gzip
import hashlib
import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from app.kernel.files import kept_block
from app.privacy.text.fold import fold_word
from app.privacy.text.word_table import open_words, pack_words

_ASSISTANTS = frozenset({"siri", "cortana", "bixby"})
_LONG = frozenset({"plain", "english", "spanish", "names"})
_ENCLITICS = ("melo", "selo", "les", "los", "las", "nos", "le", "lo", "la", "me", "te", "se")
_INFLECTED: dict[str, tuple[str, ...]] = dict.fromkeys(_ENCLITICS, ("",))
_INFLECTED |= {
    "aron": ("ar",), "ieron": ("er", "ir"), "amos": ("ar",), "imos": ("ir",), "emos": ("er",), "ado": ("ar",),
    "ada": ("ar",), "ados": ("ar",), "adas": ("ar",), "ido": ("er", "ir"), "ida": ("er", "ir"), "ando": ("ar",),
    "iendo": ("er", "ir"), "aba": ("ar",), "aban": ("ar",), "ara": ("ar",), "aran": ("ar",), "an": ("ar",),
    "en": ("er", "ir", "ar"), "a": ("ar",), "e": ("er", "ir", "ar"), "o": ("ar", "er", "ir"), "as": ("ar",),
    "i": ("er", "ir"), "ito": ("o",), "ita": ("a",), "itos": ("o",), "itas": ("a",), "mente": ("", "o"), "es": ("",),
}  # fmt: skip


class Lexicon(NamedTuple):
    """The word lists, all folded and in lower case.

    Shape: ``plain`` English, technology, terms and capitals without the words that are names; ``common`` and
    ``daily`` the English words met often and every day; ``spanish`` counts only in a Spanish text;
    ``names`` are no words at all; ``word_names`` are both, ``soft_names`` now and then; ``phrases``
    are products that hold a name. The long lists lie in a file that is mapped.
    """

    plain: Set[str]
    english: Set[str]
    common: Set[str]
    daily: Set[str]
    technology: Set[str]
    capitals: Set[str]
    spanish: Set[str]
    names: Set[str]
    word_names: Set[str]
    soft_names: Set[str]


_INFLECTIONS = tuple(_INFLECTED)


@cache
def lexicon() -> Lexicon:
    """Return the word lists, from the file beside the compiled modules."""
    return open_lists(Path(__file__).parent / "__pycache__" / "lexicon.words")


def open_lists(path: Path) -> Lexicon:
    """Return the word lists from a file, which is made when it is missing, damaged or of other lists."""
    source = _source()
    lists = kept_block(
        path,
        lambda block: open_words(block, source),
        lambda: pack_words(read_lists()._asdict(), source),
        mode=0o644,
    )
    return Lexicon(**{name: found if name in _LONG else frozenset(found) for name, found in lists.items()})


def _source() -> str:
    """Return what tells these lists from those of another version: their files, and how they are read."""
    here, told = Path(__file__).parent, hashlib.blake2b(digest_size=16)
    for path in (*sorted((here / "data").iterdir()), here / "words.py", here / "fold.py"):
        told.update(path.read_bytes())
    return told.hexdigest()


def read_lists() -> Lexicon:
    """Read the word lists from their files."""
    technology, capitals = _plain("technology.txt"), _plain("capitals.txt")
    word_names = _plain("word_names.txt")
    english = _packed("words_en.txt.gz") | _packed("terms.txt.gz") | technology | capitals
    english |= {word for word in word_set("spanish hints") if len(word) > 3}
    more = _plain("names_more.txt")
    return Lexicon(
        plain=english - word_names,
        english=english,
        common=_packed("common_en.txt.gz"),
        daily=_packed("daily_en.txt.gz"),
        technology=technology,
        capitals=capitals,
        spanish=_packed("words_es.txt.gz"),
        names=_packed("names.txt.gz") | {name for name in more if len(name) > 2} - english,
        word_names=word_names,
        soft_names=(_packed("soft_names.txt.gz") - _ASSISTANTS)
        | ((more & english) | word_set("short names")) - technology - capitals
        | word_set("acronym names"),
    )


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the small sets of words that tell what stands beside them."""
    return _contexts()[name]


@cache
def _contexts() -> dict[str, frozenset[str]]:
    rows = (line.partition(":") for line in lines_of("contexts.txt") if line)
    return {name.strip(): frozenset(words.split()) for name, _, words in rows}


@cache
def things() -> frozenset[str]:
    """Return the words for what tickets are about: a page, a hall, a case."""
    sets = ("things met daily", "belongings", "shared things", "own things", "account things", "named things")
    return frozenset().union(*(word_set(name) for name in sets))


@cache
def phrases_by_first() -> dict[str, dict[str, list[list[str]]]]:
    """Return the products that hold a name, word by word, by their first word and their second."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    for phrase in sorted({line for line in lines_of("phrases.txt") if line}):
        words = phrase.split()
        found.setdefault(words[0], {}).setdefault(words[1], []).append(words)
    return found


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Read which short forms go with which given names, both ways."""
    table: dict[str, set[str]] = {}
    for line in lines_of("nicknames.txt"):
        given, _, short = line.partition(":")
        for nick in short.split():
            table.setdefault(given.strip(), set()).add(nick)
            table.setdefault(nick, set()).add(given.strip())
    return {name: tuple(sorted(forms)) for name, forms in table.items()}


def looks_spanish(hints: Set[str], words: Iterable[str]) -> bool:
    """Tell whether a text's words are those of a Spanish text, or of one half in Spanish; ``hints`` are its words
    that hint at it."""
    if len(hints) < 2:
        return False
    if len(hints) > 2 or hints <= word_set("strong spanish hints"):
        return True
    return len(frozenset(words)) <= 4 * len(hints)


@lru_cache(maxsize=20_000)
def is_listed_spanish(word: str) -> bool:
    """Tell whether a word, its singular, or its form without le, me, lo is in the Spanish list."""
    spanish = lexicon().spanish
    if word in spanish or (word[-1] == "s" and (word[:-1] in spanish or word[:-2] in spanish)):
        return True
    return word.endswith(_ENCLITICS) and any(
        word.endswith(end) and len(word) > len(end) + 3 and word[: -len(end)] in spanish for end in _ENCLITICS
    )


@lru_cache(maxsize=20_000)
def is_spanish(word: str) -> bool:
    """Tell whether a word is one of the Spanish list, or a form of one that no name is."""
    if is_listed_spanish(word):
        return True
    spanish = lexicon().spanish
    return (word.endswith(_INFLECTIONS) and word not in lexicon().names) and any(
        word[: -len(end)] + more in spanish
        for end, forms in _INFLECTED.items()
        if word.endswith(end) and len(word) > len(end) + 2
        for more in forms
    )


def lines_of(name: str) -> list[str]:
    """Return the lines of one of the files, without what is said about them."""
    text = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if not line.startswith("#")]


def _plain(name: str) -> frozenset[str]:
    return frozenset(fold_word(word) for line in lines_of(name) for word in re.findall(r"[^\W_]+", line))


def _packed(name: str) -> frozenset[str]:
    packed = (resources.files(__package__) / "data" / name).read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split())
