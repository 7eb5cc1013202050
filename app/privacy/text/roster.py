"""Find the people of a roster in the words of a text."""

import re
from collections.abc import Iterable, Iterator

from app.privacy.text.compiling import DAILY, HEAD, KINDS, LONG, MASKED, STAFF, WORD, head_of
from app.privacy.text.cues import Gates, gate
from app.privacy.text.index import Index
from app.privacy.text.spelling import slips
from app.privacy.text.words import Lexicon, is_listed_spanish, word_set

__all__ = ["DAILY", "MASKED", "PLURAL", "STAFF", "WORD", "Roster"]

NAMED = MASKED | STAFF | WORD | DAILY
PLURAL = 128  # a name with an s, that may be a word itself

BEGINNING = gate()  # the first of several words that are looked for together
KNOWN = gate()  # of the roster
ODD = gate()  # in no dictionary, or of two meanings
STRANGE = gate()  # odd, nobody's name in the roster and on no list
OWNED = gate()  # odd, a name and what its bearer owns
LIKELY = gate()  # known or odd
CANDIDATE = gate()  # likely, or now and then a name
_STRANGEST = (ODD, STRANGE, LIKELY, CANDIDATE)

_ALPHA = re.compile(r"[^\W\d_]+")
_KEPT = 20_000  # words remembered
_LONGEST = 40  # letters of a word taken apart with care
_SIGNS = "\u3400"  # from here on one sign may be a name
_LEAST_INSIDE = 4  # letters of a name that has others on both sides
_INFLECTED = ("ed", "ing", "ly", "ics", "ness", "ions", "ers", "tion", "able")
_THINGS: dict[str, list[str]] = {}  # what somebody owns, by its first two letters and by its last
for _thing in sorted(word_set("glued things")):
    _THINGS.setdefault(_thing[:2] + "-", []).append(_thing)
    _THINGS.setdefault("-" + _thing[-2:], []).append(_thing)
_LEAST_OWNED = 5  # letters of a name and of what its bearer owns
_SPANISH_ALONE = frozenset({"al", "su", "tu", "un"})  # in an English text a name where it has a capital
_LEAST_LETTERS = 2  # of a name with digits for others
_LEET = str.maketrans("0345789@$!|", "oeastbgasii")


class _Flags(dict[str, int]):
    """The flags of the words of the last texts that a roster holds; 0 for all others, which are not remembered.

    Shape: a plural that is no name itself has the flags of its singular, and PLURAL.
    """

    def __init__(self, index: Index, lexicon: Lexicon, vocabulary: frozenset[str]) -> None:
        super().__init__()
        self._index, self._lexicon, self._vocabulary = index, lexicon, vocabulary

    def __missing__(self, low: str) -> int:
        flags = self._index.get("n" + low)
        single = single_of(low)
        if single and not flags & NAMED:
            of_one = self._index.get("n" + single) & NAMED
            if not of_one and single[-1] == "e":
                of_one = self._index.get("n" + single[:-1]) & NAMED
            if of_one:
                daily = DAILY if low in self._lexicon.common else 0
                flags |= of_one | (0 if self.is_odd(low) else WORD | daily) | PLURAL
        if flags:
            if len(self) >= _KEPT:
                self.clear()
            self[low] = flags
        return flags

    def is_owner(self, low: str) -> bool:
        """Tell whether letters are a hidden name, and no word of every day but one that is first of all a name."""
        flags = self._index.get("n" + low)
        return bool(flags & MASKED) and (not flags & DAILY or low in self._lexicon.word_names)

    def is_odd(self, low: str) -> bool:
        """Tell whether a word is in no dictionary, or of two meanings, and none of the school's own."""
        if low.isdigit() or low in self._lexicon.plain or low in self._vocabulary:
            return False
        return len(low) > 1 or low > _SIGNS


def single_of(low: str) -> str:
    """Return a word without the s of many, nothing where it ends with none (class is none of Clas)."""
    return low[:-1] if low[-1] == "s" and len(low) > 3 and low[-2] != "s" else ""


class _Gates(Gates):
    """The gates that words open with a roster in mind."""

    def __init__(self, flags: _Flags, lexicon: Lexicon) -> None:
        super().__init__()
        self._flags, self._lexicon = flags, lexicon

    def more(self, low: str) -> list[int]:
        flags, opened = self._flags[low], []
        if flags & HEAD:
            opened.append(BEGINNING)
        if flags & NAMED:
            opened.append(KNOWN)
        if self._flags.is_odd(low):
            ours = flags & (MASKED | STAFF) and not flags & PLURAL
            opened += (ODD, LIKELY, CANDIDATE) if ours or low in self._lexicon.names else _STRANGEST
            if self._is_owned(low):
                opened.append(OWNED)
        elif flags & NAMED:
            opened += (LIKELY, CANDIDATE)
        elif not low.isdigit() and self._is_soft(low):
            opened.append(CANDIDATE)
        return opened

    def _is_owned(self, low: str) -> bool:
        """Tell whether a word is a hidden name and what somebody owns, written as one (graceslaptop)."""
        return _LEAST_OWNED <= len(low) <= _LONGEST and any(
            self._flags.is_owner(name) for part in _ALPHA.findall(low) for name in _beside_thing(part)
        )

    def _is_soft(self, low: str) -> bool:
        """Tell whether a word of a dictionary is now and then a name, or met so seldom that it may be one."""
        lexicon, single = self._lexicon, single_of(low)
        if low in lexicon.soft_names or low in word_set("surname words"):
            return True
        if single and (
            single in lexicon.word_names or single in lexicon.names or single in lexicon.soft_names
        ):
            return True
        return low not in lexicon.common and _is_rare(low, lexicon)


def _is_rare(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word of English is met so seldom that it may be a name (gabs, memo), and no term."""
    if len(word) < _LEAST_INSIDE or word.endswith(_INFLECTED):
        return False
    if word in lexicon.technology or word in lexicon.capitals:
        return False
    return word in lexicon.plain and word.isalpha() and word not in word_set("spanish hints")


class Roster:
    """The words, numbers and addresses of all people, looked up in an index."""

    def __init__(self, index: Index, lexicon: Lexicon, vocabulary: frozenset[str] = frozenset()) -> None:
        self._index, self._lexicon = index, lexicon
        self._flags = _Flags(index, lexicon, vocabulary)
        self.gates: Gates = _Gates(self._flags, lexicon)
        self._held: dict[str, bool] = {}
        self._near: dict[str, bool] = {}
        self._longest = int(index.notes["longest"])
        self._sizes = [int(size) for size in index.notes["sizes"]]
        self.is_empty = not index.notes["people"]

    def flags_of(self, word: str) -> int:
        """Return what is known of a word as a name, 0 for nobody's."""
        return self._index.get("n" + word) & NAMED

    def pairs(self, first: str, second: str) -> bool:
        """Tell whether two words, one of them of every day, are somebody's name together."""
        return bool(self._index.get(f"p{first} {second}"))

    def phrase_at(self, lows: list[str], at: int) -> tuple[int, str] | None:
        """Return how many words from a place on are a sign-in name, a number or an address, and its kind."""
        if at + 1 >= len(lows) or not self._index.get(f"g{lows[at]} {lows[at + 1]}"):
            return None
        for size in self._sizes:
            if at + size <= len(lows):
                kind = self._index.get("f" + " ".join(lows[at : at + size]))
                if kind:
                    return size, KINDS[kind]
        return None

    def known(self, lows: Iterable[str], spanish: bool) -> dict[str, int]:
        """Return the flags of words that open the gate of the roster's."""
        found = {low: self._flags[low] for low in lows}
        if spanish:
            lexicon = self._lexicon
            for word, flags in found.items():
                if not flags & WORD and is_listed_spanish(word):
                    found[word] = flags | WORD | (0 if word in lexicon.names else DAILY)
        else:
            for word in found.keys() & _SPANISH_ALONE:
                found[word] &= ~(WORD | DAILY)
        return found

    def kind_of(self, digits: str) -> str:
        """Return what a string of digits is in the roster, nothing when it is nobody's."""
        kind = self._index.get("d" + digits)
        if not kind and len(digits) == 11 and digits[0] == "1":
            kind = self._index.get("d" + digits[1:])
        return KINDS[kind]

    def is_near(self, word: str) -> bool:
        """Tell whether a word is a hidden name that is no word of every day, with a slip in it."""
        if self.is_empty or not LONG - 1 <= len(word) <= _LONGEST or not (word.isascii() and word.isalpha()):
            return False
        near = self._near.get(word)
        if near is None:
            forms = ["n" + form for form in slips(word) if len(form) >= LONG]
            near = any(flags & (MASKED | DAILY) == MASKED for flags in self._index.values(forms))
            if len(self._near) < _KEPT:
                self._near[word] = near
        return near

    def holds(self, token: str) -> bool:
        """Tell whether a word in no dictionary is made of a name and little else (mgarcia07, xXmariaXx)."""
        if self.is_empty:
            return False
        held = self._held.get(token)
        if held is None:
            held = any(self._made_of_name(part) for part in _ALPHA.findall(token)) or self._leet(token)
            if len(self._held) < _KEPT:
                self._held[token] = held
        return held

    def _made_of_name(self, part: str) -> bool:
        if _is_short(part) or len(part) > _LONGEST:
            return len(part) > _LONGEST and any(end - start > 4 for start, end in self._inside(part))
        if self.flags_of(part) & (MASKED | WORD) == MASKED or self._is_pair(part):
            return True
        for start, end in self._inside(part):
            before, after = part[:start], part[end:]
            if end - start < _LEAST_INSIDE and before and after:
                continue
            if max(len(before), len(after)) > 2 and part[start:end] in self._lexicon.english:
                continue  # a word among words: eastvale, brownfield
            if self._is_filler(before) and self._is_filler(after):
                return True
        return False

    def _is_pair(self, part: str) -> bool:
        """Tell whether letters are two words that are somebody's name together, written as one (gracepark)."""
        halves = ((part[:cut], part[cut:]) for cut in range(2, len(part) - 1))
        return any(self.pairs(first, last) for first, last in halves)

    def _is_filler(self, piece: str) -> bool:
        return len(piece) <= 2 or piece in self._lexicon.english or self.flags_of(piece) & MASKED != 0

    def _leet(self, token: str) -> bool:
        if token.isalpha() or token.isdigit() or re.fullmatch(r"\d+(?:am|pm|th|st|nd|rd|gb|mb|tb|hz)", token):
            return False
        if sum(sign.isalpha() for sign in token) < _LEAST_LETTERS:
            return False  # a room, a model: 31a, l14
        plain = token.translate(_LEET)
        return any(
            len(form) > 2 and form.isalpha() and self.flags_of(form) & MASKED
            for form in {plain.replace("1", "i"), plain.replace("1", "l")}
        )

    def names_in(self, joined: str) -> Iterator[tuple[int, int]]:
        """Yield where names of at least three letters stand in letters that were written apart."""
        return iter(()) if self.is_empty else self._inside(joined)

    def _inside(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a hidden name of at least three letters stands inside others; its first letters lead to it."""
        index = self._index
        for start in range(len(text) - 2):
            if not index.get(head_of(text[start : start + 3])):
                continue
            last = min(len(text), start + self._longest)
            if last - start >= LONG and not index.get(head_of(text[start : start + LONG])):
                last = start + LONG - 1
            for end in range(start + 3, last + 1):
                if index.get("n" + text[start:end]) & MASKED:
                    yield start, end


def _beside_thing(part: str) -> Iterator[str]:
    """Yield what stands before or behind a thing that somebody owns in letters written as one, its own s left out."""
    for thing in _THINGS.get("-" + part[-2:], ()):
        if part.endswith(thing) and len(part) > len(thing) + 2:
            owner = part[: -len(thing)]
            yield owner
            if owner[-1] == "s":
                yield owner[:-1]
    for thing in _THINGS.get(part[:2] + "-", ()):
        if part.startswith(thing) and len(part) > len(thing) + 2:
            yield part[len(thing) :]


def _is_short(word: str) -> bool:
    """Tell whether a word is too short to be looked for inside others; one sign of Chinese is a name."""
    return len(word) < 3 and word.isascii()
