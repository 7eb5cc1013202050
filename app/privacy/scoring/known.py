"""Tell whether a labelled value belongs to somebody in the roster, apart from how the masker looks for it."""

import re
from collections import defaultdict
from collections.abc import Iterable

from app.privacy.text.fold import fold_word
from app.privacy.text.names import Person
from app.privacy.text.words import word_set

_WORD = re.compile(r"[^\W_]+")


class Known:
    """The names and numbers of a roster, to sort labelled values into those in it and those outside."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._holders: defaultdict[str, set[int]] = defaultdict(set)
        self._values: set[str] = set()
        for at, person in enumerate(people):
            names = (person.first, person.last, person.preferred or "", *person.nicknames)
            for word in (word for name in names for word in _WORD.findall(fold_word(name))):
                self._holders[word].add(at)
            for value in (person.username or "", *person.mails, *person.numbers, *person.addresses):
                self._values.add(_plain(value))
            for phone in person.phones:
                digits = re.sub(r"\D", "", fold_word(phone))
                self._values |= {digits, digits[-10:]}
        self._values.discard("")

    def holds(self, kind: str, value: str) -> bool:
        """Tell whether one person of the roster has all words of a name, or the value."""
        if kind == "name":
            return self._holds_name(value)
        if kind == "phone":
            return re.sub(r"\D", "", fold_word(value))[-10:] in self._values
        return _plain(value) in self._values

    def _holds_name(self, value: str) -> bool:
        words = name_words(value)
        told = [self._holders.get(word, set()) for word in words if len(word) > 1 or not word.isascii()]
        return bool(told) and bool(set.intersection(*told))


def name_words(value: str) -> list[str]:
    """Return the words of a labelled name without titles and possessive endings."""
    found = [(word.start(), word[0]) for word in _WORD.finditer(fold_word(value))]
    return [word for at, (_, word) in enumerate(found) if not _is_dressing(word, at)]


def _is_dressing(word: str, at: int) -> bool:
    return (at == 0 and (word in word_set("titles") or word in word_set("soft titles"))) or (
        at > 0 and word == "s"
    )


def _plain(value: str) -> str:
    return re.sub(r"[^\w@]", "", fold_word(value))
