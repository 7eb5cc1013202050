"""Hold what is known of the words of one text: which are marked as a name, and which may be one."""

from collections.abc import Set
from functools import cache
from itertools import compress

from app.privacy.text.compiling import HEAD
from app.privacy.text.context import Words
from app.privacy.text.roster import MASKED, ODD, SOFT, STAFF, Roster
from app.privacy.text.words import Lexicon, is_spanish, lexicon, looks_spanish, word_set

Found = tuple[int, int, str]

_NEVER = word_set("never names")
TOUCHING = frozenset({" ", "-", "'", ". ", ".", "  ", "_", ".-"})


@cache
def _grammar() -> frozenset[str]:
    """Return the words that name nobody in small letters."""
    return word_set("never names") - lexicon().technology


class Marks:
    """The words of one text, and the kind that each is marked with.

    Shape: ``odd`` are words in no dictionary or of two meanings; ``named`` those that the roster knows;
    ``places`` where either stands, ``judged`` those without
    words of grammar in small letters, ``candidates`` also where a word stands that is
    now and then a name; ``kept`` places that no layer may mark, of which ``terms``
    are unknown words that only look like a term, and ``products`` those that stand as one beside a thing;
    ``heads`` places of words with which several that are looked for together begin; ``said`` words that name somebody
    in another text of the same author.
    """

    def __init__(
        self,
        words: Words,
        roster: Roster,
        lexicon: Lexicon,
        vocabulary: frozenset[str],
        said: Set[str] = frozenset(),
    ) -> None:
        self.words, self.roster, self.lexicon, self.vocabulary = words, roster, lexicon, vocabulary
        self.said = said
        self.joined = "_" in words.text or "." in words.gaps
        self.kinds: list[str] = [""] * len(words.lows)
        self.kept: set[int] = set()
        self.terms: set[int] = set()
        self.products: set[int] = set()
        lows = words.lows
        told = roster.look_up(lows)
        held_places = list(compress(range(len(lows)), told))
        held = {lows[at]: told[at] for at in held_places}
        self.heads = [at for at in held_places if told[at] & HEAD]
        self.odd = {word for word, found in held.items() if found & ODD}
        self.spanish = looks_spanish(words.distinct) or self._is_spanish_inside(held)
        self.named = roster.known(held, self.spanish)
        wanted = self.odd | self.named.keys()
        if words.foreign:
            held_places = sorted(words.foreign.union(held_places))
        self.candidates = [
            at for at in held_places if told[at] & SOFT or lows[at] in wanted or at in words.foreign
        ]
        self.places = [at for at in self.candidates if lows[at] in wanted]
        small, like, raised = _grammar(), word_set("named like grammar") & self.named.keys(), words.words
        self.judged = [
            at
            for at in self.places
            if (low := lows[at]) not in small or low in like or raised[at][0].isupper()
        ]

    def _is_spanish_inside(self, held: dict[str, int]) -> bool:
        """Tell whether the unknown words in small letters are mostly Spanish ones."""
        names, hidden = self.lexicon.names, MASKED | STAFF
        if len(self.odd) < 2:
            return False
        small = {word for word in self.odd if not held[word] & hidden}
        small.intersection_update(self.words.words)
        small = {word for word in small if word not in names}
        if len(small) < 2:
            return False
        known = sum(is_spanish(word) for word in small)
        return known > 1 and 2 * known >= len(small)

    def marked(self) -> list[int]:
        """List the places that are marked."""
        return list(compress(range(len(self.kinds)), self.kinds))

    def is_free(self, at: int) -> bool:
        """Tell whether a place is neither marked nor kept."""
        return not self.kinds[at] and at not in self.kept

    def is_ours(self, at: int) -> bool:
        """Tell whether a word is a name of somebody in the roster whose name is hidden."""
        return bool(self.named.get(self.words.lows[at], 0) & MASKED)

    def is_staff(self, at: int) -> bool:
        """Tell whether a word is a name of somebody on the staff."""
        return bool(self.named.get(self.words.lows[at], 0) & STAFF)

    def is_known(self, at: int) -> bool:
        """Tell whether a word is known to name no person, or staff only."""
        low, lexicon = self.words.lows[at], self.lexicon
        listed = low in lexicon.technology or low in lexicon.capitals or low in _NEVER
        if listed or low in self.vocabulary or self.named.get(low, 0) & STAFF:
            return not (low in word_set("acronym names") and self.words.words[at].istitle())
        return False

    def ranges(self) -> list[Found]:
        """List the marked words, those that stand together as one range."""
        found: list[Found] = []
        last = -9
        for at in self.marked():
            kind = self.kinds[at]
            start, end, whole = self.words.starts[at], self.words.ends[at], kind
            if found and last == at - 1 and self.words.gap(at) in TOUCHING and not self.words.begins(at):
                start, _, before = found.pop()
                whole = "name" if "name" in {kind, before} else kind
            found.append((start, end, whole))
            last = at
        return found
