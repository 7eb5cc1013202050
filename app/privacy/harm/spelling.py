"""Bring a text to plain words: accents, leet, letters apart or too many, usual misspellings. Pure."""

import re
from functools import cache
from importlib import resources

from app.privacy.text.fold import fold
from app.privacy.text.words import is_spanish, lexicon

_LEET = str.maketrans("03456789@$!|", "oeasgtbgasii")
_TOKEN = re.compile(r"[a-z0-9@$!|]+|[.;?\n]")
_LETTERED = re.compile(r"[a-z0-9@$!|]*[a-z][a-z0-9@$!|]*")
_RUN = re.compile(r"(.)\1{2,}")
_NEAR_FILE = "near.txt"  # long words that are taken for meant when one letter is off
_SHORTEST_NEAR = 6
_SOUNDS = tuple(
    (re.compile(told), wanted)
    for told, wanted in (
        (r"(?<![cs])h", ""), (r"v", "b"), (r"ll", "y"), (r"g(?=[ei])", "j"), (r"qu(?=[ei])|q|c(?![eih])", "k"),
        (r"[zx]|c(?=[ei])", "s"), (r"(.)\1", r"\1"),
    )
)  # fmt: skip
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_OD = re.compile(r"\bo\.?d\.?'?e?'d\b|\bo\.?d\.?ed\b")
STOP = "."
_PICTURES = str.maketrans(
    {"\N{PISTOL}": " gun ", "\N{BOMB}": " bomb ", "\N{HOCHO}": " knife ", "\N{SCHOOL}": " school "}
)


@cache
def _respelled() -> dict[str, str]:
    return dict(line.split("=", 1) for line in data_lines("spellings.txt"))


@cache
def _near() -> tuple[str, ...]:
    return tuple(data_lines(_NEAR_FILE))


@cache
def _torn() -> frozenset[str]:
    return frozenset(data_lines("torn.txt"))


def data_lines(name: str) -> list[str]:
    """Return the lines of a list that ships, without empty ones and remarks."""
    text = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def plain_words(text: str) -> list[list[str]]:
    """Return a text as words without disguise, a stop between sentences.

    Shape: two readings where a 1 may be an i or an l.
    """
    folded = fold(_TAG.sub("", text.translate(_PICTURES))).text.lower()
    folded = _OD.sub("overdosed", folded).replace("'", "")
    other = _LETTERED.sub(lambda w: w[0].replace("1", "l"), folded) if "1" in folded else folded
    readings = [folded] if other == folded else [folded, other]
    return [_words(reading) for reading in readings]


def _words(folded: str) -> list[str]:
    tokens = _joined(_TOKEN.findall(folded))
    return _respell(_whole([_undisguised(token) for token in tokens if token]))


def _whole(words: list[str]) -> list[str]:
    """Put words of the lists together that were torn into pieces (k ill m yself)."""
    made: list[str] = []
    at = 0
    while at < len(words):
        size = next(
            (n for n in (4, 3, 2) if "".join(words[at : at + n]) in _torn() and at + n <= len(words)), 1
        )
        made.append("".join(words[at : at + size]))
        at += size
    return made


def _joined(tokens: list[str]) -> list[str]:
    """Join letters that were written apart (k i l l, k.m.s); a stop that stood between two of them goes."""
    made: list[str] = []
    run: list[str] = []
    for place, token in enumerate(tokens):
        single = len(token) == 1 and token.isalpha()
        between = token == STOP and run and place + 1 < len(tokens) and len(tokens[place + 1]) == 1
        if single:
            run.append(token)
        elif not between:
            made += ["".join(run)] if len(run) > 2 else run
            run = []
            made.append(STOP if token in {";", "?", "\n"} else token)
    return made + (["".join(run)] if len(run) > 2 else run)


def _undisguised(token: str) -> str:
    if token == STOP or token.isdigit():
        return token
    word = token.rstrip("!|")
    if not word.isalpha():
        word = word.replace("1", "i").translate(_LEET) if any(c.isalpha() for c in word) else word
    return _RUN.sub(r"\1", word)


def _respell(words: list[str]) -> list[str]:
    known, made = _respelled(), []
    at = 0
    while at < len(words):
        pair = " ".join(words[at : at + 2])
        if pair in known:
            made += known[pair].split()
            at += 2
            continue
        word = words[at]
        made += known[word].split() if word in known else [_nearest(word)]
        at += 1
    return made


def _nearest(word: str) -> str:
    """Return the word of the lists that was meant by one in no dictionary: by its sound, or one slip of the fingers."""
    if len(word) < _SHORTEST_NEAR or word in _said():
        return word
    near = next((one for one in _near() if one[0] == word[0] and _one_slip(word, one)), "")
    if near or word.isdigit() or word in lexicon().english or is_spanish(word):
        return near or word
    return _by_sound().get(_sound(word), word)


@cache
def _said() -> frozenset[str]:
    """Return the words that the lists themselves use."""
    lists = ("english.txt", "spanish.txt", "classes.txt")
    return frozenset(
        word for name in lists for line in data_lines(name) for word in re.findall(r"[a-z]+", line)
    )


@cache
def _by_sound() -> dict[str, str]:
    """Return the longer words of the lists by how Spanish says them, where one alone sounds so."""
    found: dict[str, list[str]] = {}
    for word in sorted(_said()):
        if len(word) >= _SHORTEST_NEAR:
            found.setdefault(_sound(word), []).append(word)
    return {sound: words[0] for sound, words in found.items() if len(words) == 1}


def _sound(word: str) -> str:
    """Return a word with one letter for those that sound alike in Spanish: b and v, s, z and c, ll and y."""
    for told, wanted in _SOUNDS:
        word = told.sub(wanted, word)
    return word


def _one_slip(word: str, wanted: str) -> bool:
    if abs(len(word) - len(wanted)) > 1 or word == wanted:
        return word == wanted
    at = next(
        (i for i, (a, b) in enumerate(zip(word, wanted, strict=False)) if a != b), min(len(word), len(wanted))
    )
    left, right = word[at:], wanted[at:]
    if len(word) == len(wanted):
        return left[1:] == right[1:] or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    longer, shorter = (left, right) if len(word) > len(wanted) else (right, left)
    # a plural or another ending is a word of its own, not a slip
    return longer[1:] == shorter and bool(shorter)
