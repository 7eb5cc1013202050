"""Tell whether words that were hidden in a text stand for a certain person: by name, sign-in name or number."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.privacy.text.fold import fold_word
from app.privacy.text.names import Person, digits_of, odd_numbers, sign_ins, spoken_names
from app.privacy.text.placeholders import Span
from app.privacy.text.words import word_set

_WORD = re.compile(r"[^\W_]+")
_TELLING = 4  # letters of a name that is looked for inside a word
_LEET = str.maketrans("0134578@$!|", "oieastbasii")


class Called(NamedTuple):
    """What one person is called by. Shape: folded words; codes are sign-in names and numbers without signs."""

    given: frozenset[str]
    family: frozenset[str]
    codes: frozenset[str]


def called(person: Person) -> Called:
    """Return what a person is called by."""
    codes = ["".join(words) for words in (*sign_ins(person), *odd_numbers(person))]
    codes += [digits for digits, _ in digits_of(person)]
    given = spoken_names(person._replace(last=""))
    return Called(frozenset(given), frozenset(spoken_names(Person("", person.last))), frozenset(codes))


def is_named_in(hidden: str, person: Person) -> str:
    """Tell how hidden words name a person, letters written apart or backward too: ``full`` by first and last name or
    by a number, ``part`` by one of the names, empty for neither."""
    words = _WORD.findall(fold_word(hidden))
    joined = "".join(words)
    forms = {*words, *(word[::-1] for word in words), joined, joined[::-1]}
    given = _holds(forms, joined, (person.first, person.preferred or ""))
    family = _holds(forms, joined, (person.last,))
    digits = "".join(sign for sign in joined if sign.isdigit())
    if (given and family) or (len(digits) >= _TELLING and digits in {one for one, _ in digits_of(person)}):
        return "full"
    return "part" if given or family else ""


def _holds(forms: set[str], joined: str, names: Sequence[str]) -> bool:
    for name in filter(None, names):
        parts = _WORD.findall(fold_word(name))
        whole = "".join(parts)
        if whole in forms or (len(whole) >= _TELLING and (whole in joined or whole in joined[::-1])):
            return True
        if any(part in forms for part in parts if len(part) > 2):
            return True
    return False


def hidden_in(text: str, spans: Sequence[Span]) -> list[str]:
    """Return the words of a text that the masker hid, as typed."""
    return [text[span.start : span.end] for span in spans]


def said_in(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Return the words, folded and in small letters, that the masker hid in a text as somebody's name."""
    named = (text[span.start : span.end] for span in spans if span.kind in ("name", "word"))
    return frozenset(word for value in named for word in _WORD.findall(fold_word(value)) if len(word) > 1)


def stands_for(hidden: str, who: Called, near: bool, is_other: Callable[[str], bool]) -> bool:
    """Tell whether hidden words stand for a person; in doubt they do.

    Shape: ``near`` is whether a first name alone is enough, as within one school; ``is_other`` tells whether a word
    is a name by itself, so that Maria Lopez is not taken for Maria Quintanilla, and a misspelled one is.
    """
    words = _WORD.findall(fold_word(hidden))
    joined = "".join(words)
    local = "".join(_WORD.findall(fold_word(hidden.partition("@")[0])))
    if {joined, local, "".join(sign for sign in joined if sign.isdigit())} & who.codes:
        return True
    first = {word for word in words if _is_one(word, who.given)}
    last = {word for word in words if _is_one(word, who.family)}
    if first and last:
        return True
    if not last and not (near and first):
        names = who.given | who.family if near else who.family
        return joined in names or (len(words) == 1 and not is_other(joined) and _holds_one(joined, names))
    initials = {name[0] for name in (*who.given, *who.family)} | word_set("particles") | {"s"}
    return not any(is_other(word) for word in words if word not in first | last and word not in initials)


def _is_one(word: str, names: frozenset[str]) -> bool:
    """Tell whether a word is one of some names, in plural or with digits for letters too."""
    plain = word if word.isalpha() else word.translate(_LEET)
    return plain in names or (plain.endswith("s") and plain[:-1] in names)


def _holds_one(token: str, names: frozenset[str]) -> bool:
    """Tell whether a made-up word holds a name: maria07, xXmariaXx."""
    return any(name in token or name in token.translate(_LEET) for name in names if len(name) >= _TELLING)
