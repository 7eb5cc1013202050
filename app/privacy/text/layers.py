"""Put the layers together on the words of one text: roster, unknown words, neighbors."""

from app.privacy.text.context import Words, acts, is_hailed, is_kin, is_labelled, is_spoken_of, joined, near
from app.privacy.text.people import names_somebody, word_is_name
from app.privacy.text.roster import MASKED, STAFF, Roster
from app.privacy.text.unknown import unknown_is_name
from app.privacy.text.words import Lexicon, looks_spanish, word_set

Found = tuple[int, int, str]

_BETWEEN = frozenset({" ", "-", "'", ". ", ".", "  ", "_"})
_PAIRED = frozenset({" ", ", ", "-", ".", "_"})


class Reader:
    """Reads the words of one text once, and marks those that name somebody."""

    def __init__(self, words: Words, roster: Roster, lexicon: Lexicon, vocabulary: frozenset[str]) -> None:
        self.words, self.roster, self.lexicon, self.vocabulary = words, roster, lexicon, vocabulary
        self.kinds: list[str] = [""] * len(words.lows)
        self.kept: set[int] = set()
        self.spanish = looks_spanish(words.distinct)
        self.odd = {word for word in words.distinct - lexicon.plain if len(word) > 1 and word not in vocabulary and not word.isdigit()}
        self.named = roster.known(words.distinct, self.odd, self.spanish)
        wanted = self.odd | self.named.keys()
        self.places = [at for at, low in enumerate(words.lows) if low in wanted] if wanted else []

    def spans(self) -> list[Found]:
        """List the ranges of words that name somebody, words that stand together as one."""
        ranges = self._phrases()
        self._keep_products()
        for at in self.places:
            if at not in self.kept:
                self.kinds[at] = self._judge(at, self.words.lows[at])
        self._mark_spanish_capitals()
        self._mark_pairs()
        self._mark_titled()
        self._mark_capitals()
        self._mark_beside()
        for at, kind in enumerate(list(self.kinds)):
            if kind:
                self._take_after(at + 1)
                self._take_before(at - 1)
        return [*ranges, *self._merged()]

    def _phrases(self) -> list[Found]:
        """List sign-in names, numbers with letters and addresses of the roster."""
        lows, found, phrases = self.words.lows, [], self.roster.phrases
        heads = self.roster.heads & self.words.distinct if phrases else ()
        if not heads:
            return []
        for at in range(len(lows) - 1):
            if lows[at] not in heads:
                continue
            for parts, kind in phrases.get((lows[at], lows[at + 1]), ()):
                if tuple(lows[at : at + len(parts)]) == parts:
                    found.append((self.words.starts[at], self.words.ends[at + len(parts) - 1], kind))
                    break
        return found

    def _keep_products(self) -> None:
        """Keep products that hold a name (Khan Academy)."""
        lows, phrases = self.words.lows, self.lexicon.phrases
        for at in self.places:
            if lows[at] in self.lexicon.phrase_words:
                for first in range(max(0, at - 2), at + 1):
                    for last in range(max(at + 1, first + 2), first + 4):
                        if " ".join(lows[first:last]) in phrases:
                            self.kept.update(range(first, last))

    def _judge(self, at: int, low: str) -> str:
        flags = self.named.get(low, 0)
        if flags & MASKED and names_somebody(self.words, at, flags, self.lexicon):
            return "name"
        if flags & STAFF or low not in self.odd or self._is_contracted(at):
            return ""
        if low in self.lexicon.word_names:
            if self.spanish and low in self.lexicon.spanish and not self.words.has_capital(at):
                return ""
            certain = low not in self.lexicon.english and not self.spanish
            return "name" if certain or word_is_name(self.words, at, self.lexicon) else ""
        if flags & MASKED:
            return ""
        if self.roster.holds(low):
            return "name"
        return unknown_is_name(self.words, at, self.spanish, self.vocabulary)

    def _is_contracted(self, at: int) -> bool:
        """Tell whether a word is the first part of don't, or the last of we're."""
        words = self.words
        if words.low(at + 1) == "t" and words.gap(at + 1) == "'":
            return True
        return words.lows[at] in word_set("tails") and words.gap(at) == "'"

    def _mark_spanish_capitals(self) -> None:
        """Mark Spanish words written with a capital inside a sentence, as Spanish does for names alone."""
        if not self.spanish:
            return
        for at in self.places:
            low = self.words.lows[at]
            if low in self.odd and not self.kinds[at] and at not in self.kept and not self.named.get(low, 0) & STAFF:
                if low.isalpha() and self.words.is_capital(at) and not self.words.begins(at) and not self.words.words[at].isupper():
                    self.kinds[at] = "word"

    def _mark_pairs(self) -> None:
        """Mark words of every day that are somebody's name with the one beside them."""
        lows, function = self.words.lows, word_set("function")
        for at in self.places:
            if at == 0 or lows[at - 1] not in self.named or f"{lows[at - 1]} {lows[at]}" not in self.roster.pairs:
                continue
            capitals = self.words.has_capital(at) and self.words.has_capital(at - 1)
            plain = lows[at] in function and lows[at - 1] in function
            if self.words.gap(at) in _PAIRED and (capitals or not plain):
                self.kinds[at] = self.kinds[at - 1] = "name"

    def _mark_titled(self) -> None:
        """Mark what stands after a title, or after "my name is", with a capital."""
        words, openers = self.words, word_set("name openers")
        if not words.has_any(openers):
            return
        for at in range(1, len(words.lows)):
            if words.lows[at - 1] not in openers or self.kinds[at] or at in self.kept or len(words.words[at]) < 2:
                continue
            if not self._is_known(at) and self._is_introduced(at):
                self.kinds[at] = "name"

    def _is_introduced(self, at: int) -> bool:
        """Tell whether a title, a label or "my name is" stands before a word that may be any word."""
        words = self.words
        if words.titled(at) and words.lows[at - 1] in word_set("titles"):
            return words.has_capital(at) or "." in words.gap(at)
        if is_labelled(words, at):
            return words.has_capital(at) or words.lows[at] not in self.lexicon.daily
        return words.has_capital(at) and is_hailed(words, at)

    def _mark_capitals(self) -> None:
        """Mark words with a capital that act or are spoken to as a person is, whatever else they mean."""
        words, common = self.words, self.lexicon.common
        for at, word in enumerate(words.words):
            if self.kinds[at] or not word[0].isupper() or len(word) < 3 or at in self.kept or words.begins(at):
                continue
            low = words.lows[at]
            if low in common and low not in word_set("surname words"):
                continue
            if not self._is_known(at) and low.isalpha() and words.is_capital(at) and not word.isupper() and self._is_person(at):
                self.kinds[at] = "name"

    def _is_person(self, at: int) -> bool:
        words = self.words
        if acts(words, at, word_set("speech")) or is_hailed(words, at) or is_kin(words, at) or is_spoken_of(words, at):
            return True
        return joined(words, at, self.kinds)

    def _mark_beside(self) -> None:
        """Mark words that may be a name beside one that is, and a family name before a comma and a given one."""
        if not any(self.kinds):
            return
        for at in self.places:
            if not self.kinds[at] and at not in self.kept and self._belongs(at, self.words.lows[at]):
                self.kinds[at] = "name"
        surnames, words = word_set("surname words"), self.words
        for at in range(len(words.lows) - 1):
            if words.lows[at] in surnames and not self.kinds[at] and at not in self.kept and self._is_surname(at):
                self.kinds[at] = "name"

    def _is_surname(self, at: int) -> bool:
        words = self.words
        if words.low(at) in self.lexicon.technology or words.low(at) in self.vocabulary:
            return False
        if self.kinds[at + 1] and words.gap(at + 1) == ", ":
            return words.has_capital(at) and words.has_capital(at + 1)
        if not at or not self.kinds[at - 1] or words.gap(at) != " " or words.low(at - 1) in self.lexicon.english:
            return False
        return words.has_capital(at) == words.has_capital(at - 1)

    def _belongs(self, at: int, low: str) -> bool:
        words, ours = self.words, bool(self.named.get(low, 0) & MASKED)
        capital = words.has_capital(at)
        if not ours and low not in self.lexicon.word_names:
            return False
        if ours and words.gap(at) in {".", "_"} and len(words.low(at - 1)) == 1:
            return True
        if low in word_set("never names") or (low in word_set("function") and not capital):
            return False
        if low in self.lexicon.technology or (words.titled(at) and self.named.get(low, 0) & STAFF):
            return False
        if joined(words, at, self.kinds) and (capital or (ours and low in self.lexicon.word_names)):
            return low not in self.lexicon.capitals
        return near(words, at, self.kinds) and (capital or low in self.lexicon.word_names)

    def _take_after(self, at: int) -> None:
        """Mark what follows a marked word and belongs to it."""
        words = self.words
        if at >= len(words.lows) or self.kinds[at] or at in self.kept or words.gap(at) not in _BETWEEN or words.begins(at):
            return
        kind = self._kind_after(at, words.lows[at])
        if kind:
            self.kinds[at] = kind
            self._take_after(at + 1)

    def _kind_after(self, at: int, low: str) -> str:
        words = self.words
        if low in word_set("suffixes"):
            return "name"
        if words.gap(at) == "'" and len(low) > 2:
            return "" if low == "all" else "name"
        if self._is_known(at) or not low.isalpha():
            return ""
        if not words.has_capital(at):
            lower = low in self.odd and not words.has_capital(at - 1) and low not in self.lexicon.word_names
            return "word" if lower and not (self.spanish and low in self.lexicon.spanish) else ""
        if len(low) == 1:
            return "" if low in {"i", "a"} and words.gap(at + 1)[:1] != "." else "name"
        telling = words.is_capital(at) and words.is_capital(at - 1)
        return "name" if (telling or low not in self.lexicon.common) and not words.words[at].isupper() else ""

    def _take_before(self, at: int) -> None:
        """Mark what stands before a marked word and belongs to it: initials, particles, a capital."""
        words = self.words
        if at < 0 or self.kinds[at] or at in self.kept or words.gap(at + 1) not in _BETWEEN or words.begins(at + 1):
            return
        word, low, gap = words.words[at], words.lows[at], words.gap(at + 1)
        if gap in {"-", "'"} and (low in self.odd or low in word_set("particles")) and low.isalpha():
            self.kinds[at] = "name"
        elif low in word_set("name joints") and gap == " ":
            self._take_joints(at)
        elif word[0].isupper() and not self._is_known(at) and low not in word_set("neutral") and not words.titled(at + 1):
            initial = len(word) == 1 and (low not in {"a", "i"} or "." in gap)
            telling = (words.is_capital(at) and not words.begins(at)) or low not in self.lexicon.common
            inside = telling and len(word) > 1 and not word.isupper() and words.has_capital(at + 1)
            if initial or inside:
                self.kinds[at] = "name"

    def _take_joints(self, at: int) -> None:
        """Mark de, la, van between an initial or a name and a name."""
        first = at
        while first >= 0 and self.words.lows[first] in word_set("name joints") and self.words.gap(first + 1) == " ":
            first -= 1
        initial = first >= 0 and len(self.words.words[first]) == 1 and self.words.has_capital(first)
        if first >= 0 and (self.kinds[first] or initial) and self.words.gap(first + 1) in _BETWEEN:
            for place in range(first, at + 1):
                self.kinds[place] = "name"

    def _is_known(self, at: int) -> bool:
        low, lexicon = self.words.lows[at], self.lexicon
        if low in lexicon.technology or low in lexicon.capitals or low in self.vocabulary:
            return True
        return bool(self.named.get(low, 0) & STAFF) or low in word_set("never names")

    def _merged(self) -> list[Found]:
        """Join marked words that stand together into one range."""
        ranges: list[Found] = []
        last = -9
        for at, kind in enumerate(self.kinds):
            if not kind:
                continue
            start, end = self.words.starts[at], self.words.ends[at]
            if ranges and last == at - 1 and self.words.gap(at) in _BETWEEN and not self.words.begins(at):
                before = ranges.pop()
                start, kind = before[0], "name" if "name" in {kind, before[2]} else kind
            ranges.append((start, end, kind))
            last = at
        return ranges
