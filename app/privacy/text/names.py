"""Say who is in a roster, and how each of them may be written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.privacy.text.fold import fold_word
from app.privacy.text.words import nicknames, word_set

_DIRECTIONS = frozenset([*"nsew", "ne", "nw", "se", "sw", "north", "south", "east", "west"])
_WORD = re.compile(r"[^\W_]+")


class Person(NamedTuple):
    """A person of the roster, as plain strings; all but the names may be absent.

    Shape: ``username`` is the sign-in name or the local part of the mail; staff are public to the cadre by
    name, but not by mail, phone, number or address.
    """

    first: str
    last: str
    preferred: str | None = ""
    nicknames: tuple[str, ...] = ()
    username: str | None = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    is_staff: bool = False


def name_words(name: str) -> list[str]:
    """Split a name into its folded words, particles left out where others remain."""
    words = [word for word in _WORD.findall(fold_word(name)) if not word.isdigit()]
    particles = word_set("particles")
    telling = [word for word in words if (len(word) > 1 or not word.isascii()) and word not in particles]
    if any(len(word) > 2 for word in telling):
        telling = [word for word in telling if len(word) > 2]
    return telling or words


def spoken_names(person: Person) -> Iterator[str]:
    """Yield each word that a person may be called by: names, short forms, and names written as one word."""
    given = [*_names(person.first), *_names(person.preferred or "")]
    for name in given:
        yield from nicknames().get(name, ())
    for name in (*given, *_names(person.last)):
        yield name
    for nick in person.nicknames:
        yield from _names(nick)


def _names(name: str) -> Iterator[str]:
    """Yield the words of one name, and its words as one (O'Brien, obrien; Mary Ann, maryann)."""
    if not name:
        return
    yield from name_words(name)
    words = _WORD.findall(fold_word(name))
    if 1 < len(words) <= 4:
        yield "".join(words)


def split_names(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield the words of each name that has a part too short to be looked for alone (Fa'alogo)."""
    for name in (person.first, person.preferred or "", person.last):
        words = tuple(_WORD.findall(fold_word(name))) if name else ()
        if len(words) > 1 and len(words) > len(name_words(name)):
            yield words


def sign_ins(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield the words of the sign-in name and of each mail's local part."""
    for value in (person.username or "", *(mail.partition("@")[0] for mail in person.mails)):
        words = tuple(_WORD.findall(fold_word(value)))
        if words and len("".join(words)) > 2:
            yield words


def digits_of(person: Person) -> Iterator[tuple[str, str]]:
    """Yield the digits of numbers and phones with their kind; a phone also without its country and area."""
    for number in person.numbers:
        digits = re.sub(r"\D", "", fold_word(number))
        if len(digits) >= 4:
            yield digits, "number"
    for phone in person.phones:
        digits = re.sub(r"\D", "", re.split(r"(?i)x|ext", fold_word(phone))[0])
        if len(digits) >= 7:
            yield digits, "phone"
            yield digits[-10:], "phone"
            yield digits[-7:], "phone"


def odd_numbers(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield the words of numbers that hold letters."""
    for number in person.numbers:
        words = tuple(_WORD.findall(fold_word(number)))
        if words and not "".join(words).isdigit() and len("".join(words)) > 3:
            yield words


def address_starts(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield house number and street, the words that tell an address, with and without a direction between."""
    for line in person.addresses:
        words = _WORD.findall(fold_word(line))
        at = next((at for at, word in enumerate(words) if word[0].isdigit()), len(words))
        street = next((word for word in words[at + 1 : at + 4] if word not in _DIRECTIONS), "")
        if len(street) > 1:
            yield words[at], street
            ways = [word for word in words[at + 1 : at + 3] if word in _DIRECTIONS]
            for direction in {*ways, *(way[0] for way in ways)}:
                yield words[at], direction, street
