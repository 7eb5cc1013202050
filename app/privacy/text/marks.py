"""Hold what is known of the words of one text: which are marked as a name, and which may be one."""

from collections.abc import Set
from functools import cache
from itertools import compress

from app.privacy.text.context import Words
from app.privacy.text.cues import gate
from app.privacy.text.roster import CANDIDATE, KNOWN, LIKELY, MASKED, ODD, STAFF, STRANGE, Roster
from app.privacy.text.words import Lexicon, is_spanish, lexicon, looks_spanish, word_set

Found = tuple[int, int, str]

_NEVER, _ACRONYMS = word_set("never names"), word_set("acronym names")
_HINTS = gate(word_set("spanish hints"))
TOUCHING = frozenset({" ", "-", "'", ". ", ".", "  ", "_", ".-"})


@cache
def _grammar(spanish: bool) -> frozenset[str]:
    """Return the words that name nobody in small letters. Shape: ella is a name in English, and ellas hers."""
    words = word_set("never names") - lexicon().technology
    return words if spanish else words - {"ella", "ellas"}


class Marks:
    """The words of one text, and the kind that each is marked with.

    Shape: ``odd`` are words in no dictionary or of two meanings; ``named`` those that the roster knows;
    ``places`` where either stands, ``judged`` those without
    words of grammar in small letters, ``candidates`` also where a word stands that is
    now and then a name; ``sure`` places that no layer may free, ``kept`` places that none may mark, of which ``terms``
    are unknown words that only look like a term, and ``products`` those that stand as one beside a thing;
    ``said`` words that name somebody in another text of the same author.
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
        self.joined = "_" in words.text or "." in words.joints
        self.kinds: list[str] = [""] * len(words.lows)
        self.kept: set[int] = set()
        self.sure: set[int] = set()
        self.terms: set[int] = set()
        self.products: set[int] = set()
        lows = words.lows
        self.odd = {lows[at] for at in words.at_gate(ODD)}
        hints = {lows[at] for at in words.at_gate(_HINTS)}
        self.spanish = looks_spanish(hints, lows) or self._is_spanish_inside()
        self.named = roster.known([lows[at] for at in words.at_gate(KNOWN)], self.spanish)
        self.places = words.at_gate(LIKELY)
        self.candidates = words.at_gate(CANDIDATE)
        if words.foreign:
            self.candidates = sorted(words.foreign.union(self.candidates))
        small, like, raised = (
            _grammar(self.spanish),
            word_set("named like grammar") & self.named.keys(),
            words.words,
        )
        self.judged = [
            at
            for at in self.places
            if (low := lows[at]) not in small or low in like or raised[at][0].isupper()
        ]

    def _is_spanish_inside(self) -> bool:
        """Tell whether the unknown words in small letters are mostly Spanish ones."""
        words = self.words
        small = {low for at in words.at_gate(STRANGE) if (low := words.lows[at]) == words.words[at]}
        if len(small) < 2:
            return False
        known = sum(map(is_spanish, small))
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
            return not (low in _ACRONYMS and self.words.words[at].istitle())
        return False

    def ranges(self) -> list[Found]:
        """List the marked words, those that stand together as one range."""
        found: list[Found] = []
        last = -9
        for at in self.marked():
            kind = self.kinds[at]
            start, end, whole = self.words.starts[at], self.words.ends[at], kind
            if found and last == at - 1 and self.words.gap[at] in TOUCHING and not self.words.begins(at):
                start, _, before = found.pop()
                whole = "name" if "name" in {kind, before} else kind
            found.append((start, end, whole))
            last = at
        return found
