"""Turn the people of a roster into the keys of an index."""

from collections import defaultdict
from collections.abc import Iterable

from app.privacy.text.fold import fold_word
from app.privacy.text.index import pack
from app.privacy.text.names import (
    Person,
    address_starts,
    digits_of,
    name_words,
    odd_numbers,
    sign_ins,
    split_names,
    spoken_names,
)
from app.privacy.text.words import Lexicon, word_set

MASKED = 1  # at least one person whose name is hidden
STAFF = 2  # at least one member of staff, public by name
WORD = 4  # an ordinary word too: context decides
DAILY = 8  # a word of every day: only clear context makes it a name
HEAD = 16  # the first of several words that are looked for together

FORMAT = 5  # of the keys; a change makes every kept index be compiled anew, as other word lists do
KINDS = ("", "name", "number", "phone", "address")
LONG = 5  # letters of a name that lead to the rest of it
_SHORTEST = 3


def head_of(letters: str) -> str:
    """Return the key of a name's first letters."""
    return "h" + letters


class Keys:
    """The keys of an index, gathered person by person.

    Shape: ``n`` and a word: flags; ``p`` two words that are a name together; ``f`` several words: a kind; ``g`` the
    first two of them; ``d`` digits: a kind; ``h`` the first letters of a hidden name.
    """

    def __init__(self, people: Iterable[Person], lexicon: Lexicon) -> None:
        self.entries: dict[str, int] = {}
        self.sizes: set[int] = set()
        self.people = 0
        self._lexicon = lexicon
        self._names: defaultdict[str, int] = defaultdict(int)
        for person in people:
            self.people += 1
            self._add(person)
        self.longest = max(map(len, self._names), default=0)
        self._flag_words()

    def _add(self, person: Person) -> None:
        flag = STAFF if person.is_staff else MASKED
        for name in spoken_names(person):
            self._names[name] |= flag
        for words in sign_ins(person):
            self._add_phrase(words, "name")
        for digits, kind in digits_of(person):
            self.entries.setdefault("d" + digits, KINDS.index(kind))
        for words in odd_numbers(person):
            self._add_phrase(words, "number")
        for words in address_starts(person):
            self._add_phrase(words, "address")
        if not person.is_staff:
            self._add_pairs(person)
            for words in split_names(person):
                self._add_phrase(words, "name")

    def _add_phrase(self, words: tuple[str, ...], kind: str) -> None:
        if len(words) == 1:
            self._names[words[0]] |= MASKED
            return
        self._names[words[0]] |= HEAD
        self.sizes.add(len(words))
        self.entries[f"g{words[0]} {words[1]}"] = 1
        self.entries.setdefault("f" + " ".join(words), KINDS.index(kind))

    def _add_pairs(self, person: Person) -> None:
        """Keep first and last together where one of them is a word of every day, and either with an initial."""
        lasts = name_words(person.last)
        for first in (*name_words(person.first), *name_words(person.preferred or "")):
            for last in lasts:
                if self._is_word(first) or self._is_word(last):
                    self.entries[f"p{first} {last}"] = self.entries[f"p{last} {first}"] = 1
                self.entries[f"p{first} {last[0]}"] = 1
                if last not in self._lexicon.english:
                    self.entries[f"p{last} {first[0]}"] = 1

    def _flag_words(self) -> None:
        lexicon, function = self._lexicon, word_set("function")
        for name, told in self._names.items():
            flags = told
            if flags & ~HEAD and self._is_word(name):
                rare = name not in lexicon.common and name not in lexicon.technology and len(name) > 2
                flags |= WORD if rare and name not in function else WORD | DAILY
            self.entries["n" + name] = flags
            if flags & MASKED and len(name) >= _SHORTEST:
                self.entries[head_of(name[:_SHORTEST])] = self.entries[head_of(name[:LONG])] = 1

    def _is_word(self, name: str) -> bool:
        """Tell whether a name is a word too; of two letters, one that is met more often than the name."""
        lexicon = self._lexicon
        if len(name) < 2 and name.isascii():
            return True
        if name in word_set("exclaimed"):
            return False
        short = len(name) < _SHORTEST and name in lexicon.spanish
        return short or name in lexicon.english or name in word_set("particles")


def compile_names(
    people: Iterable[Person],
    vocabulary: Iterable[str],
    number_pattern: str | None,
    lexicon: Lexicon,
    **notes: object,
) -> bytes:
    """Return a packed index of people, with the site's own words and number format among its notes."""
    keys = Keys(people, lexicon)
    kept = {
        "people": keys.people,
        "longest": keys.longest,
        "sizes": sorted(keys.sizes, reverse=True),
        "vocabulary": sorted({fold_word(term) for term in vocabulary}),
        "number_pattern": number_pattern or "",
    }
    return pack(keys.entries, kept | notes)
