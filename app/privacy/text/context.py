"""Read the words around a word: does it stand where a name stands?"""

import re
from collections.abc import Sequence

TITLES = frozenset(
    "mr mrs ms miss mx dr doctor prof professor coach principal officer nurse counselor sir madam "
    "sr sra srta senor senora senorita maestro maestra profe profesor profesora don dona".split()
)
HAILS = frozenset("hi hey hello dear hola hiya yo ask tell asked told tells asks thank thanks named called sincerely regards "
                  "pregunta preguntale dile gracias estimado estimada llamado llamada llamo nombre".split())
TOWARDS = frozenset("for from with by and or to is of contact call text email cc para de con y a por es soy".split())
SPEECH = frozenset(
    "said says asked told asks tells wants wanted lost forgot forgets lives lived dropped borrowed spilled texted "
    "thinks thought knows knew emailed dijo dice quiere perdio olvido pregunto vive necesita tiene".split()
)
DEEDS = SPEECH | frozenset(
    "is was has had needs needed broke cant cannot couldnt left came went got gets took takes brought brings tried tries "
    "lived works worked goes keeps kept spent began gave given helped helps called logged accidentally graduated "
    "es esta fue tiene tuvo necesita puede".split()
)
CLAUSE = DEEDS | frozenset("did does didn doesn isn wasn hasn will would could should might just also never still can won".split())

_TOKEN = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?:;\n\r\t•*|>\"“(\[{…=]|[-–—] |^[-–—]")
_ABBREVIATED = frozenset("mr mrs ms dr st jr sr sra srta prof mx no vs".split())


class Words:
    """The words of a folded text, with where they stand."""

    __slots__ = ("ends", "lows", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        found = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [span[0] for span in found]
        self.ends = [span[1] for span in found]
        self.words = [text[start:end] for start, end in found]
        self.lows = [word.lower() for word in self.words]

    def low(self, at: int) -> str:
        """Return the lower-case word at a place, or nothing beyond the ends."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def gap(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        before = self.ends[at - 1] if at > 0 else 0
        return self.text[before : self.starts[at]] if at < len(self.starts) else self.text[before:]

    def follows(self, at: int) -> bool:
        """Tell whether a word follows the one before it in the same clause."""
        return 0 < at < len(self.lows) and not self.begins(at) and "," not in self.gap(at)

    def begins(self, at: int) -> bool:
        """Tell whether a sentence, line or quotation begins with a word."""
        if at == 0:
            return True
        gap = self.gap(at)
        if gap in {" ", "'", "-"} or not _STOP.search(gap):
            return False
        before = self.lows[at - 1]
        return not (gap.startswith(".") and (before in _ABBREVIATED or len(before) == 1) and "\n" not in gap)

    def is_capital(self, at: int) -> bool:
        """Tell whether a word has a capital that says something: not so in capitals or title case around it."""
        word = self.words[at] if 0 <= at < len(self.words) else ""
        if not word[:1].isupper():
            return False
        return not (self.is_loud(at) if word.isupper() and len(word) > 1 else self.is_heading(at))

    def is_loud(self, at: int) -> bool:
        """Tell whether the words around are in capitals throughout."""
        near = [word for word in self.words[max(0, at - 4) : at + 5] if len(word) > 1 and word.isalpha()]
        return sum(word.isupper() for word in near) > max(2, 0.7 * len(near))

    def is_heading(self, at: int) -> bool:
        """Tell whether the words around are in title case."""
        near = [word for word in self.words[max(0, at - 4) : at + 5] if word.isalpha() and (len(word) > 3)]
        return len(near) > 3 and sum(word[0].isupper() for word in near) >= 0.8 * len(near)

    def titled(self, at: int) -> bool:
        """Tell whether a title stands before a word."""
        return at > 0 and self.lows[at - 1] in TITLES and self.gap(at) in {" ", ". ", ".", "  ", ".  "}


def is_hailed(words: Words, at: int) -> bool:
    """Tell whether a greeting, an asking or a naming stands before a word."""
    if at == 0 or words.gap(at) not in {" ", ", ", ",", ": ", "  "}:
        return False
    before = words.lows[at - 1]
    return before in HAILS or (before in {"is", "es", "s"} and words.low(at - 2) in {"name", "nombre"})


def is_towards(words: Words, at: int) -> bool:
    """Tell whether a preposition that takes a person stands before a word."""
    return at > 0 and words.gap(at) == " " and words.lows[at - 1] in TOWARDS


def acts(words: Words, at: int, verbs: frozenset[str]) -> bool:
    """Tell whether the word is followed by one of the verbs, or owns what follows."""
    if at + 1 >= len(words.lows):
        return False
    gap = words.gap(at + 1)
    if gap == "'" and words.lows[at + 1] == "s":
        return verbs is not SPEECH
    return gap == " " and words.lows[at + 1] in verbs


def is_spoken_of(words: Words, at: int) -> bool:
    """Tell whether a verb of saying stands right before a word (said Maria)."""
    return at > 0 and words.gap(at) == " " and words.lows[at - 1] in {"said", "says", "dijo", "dice", "asks", "told", "tell"}


def is_called_out(words: Words, at: int) -> bool:
    """Tell whether a word is addressed: alone before a comma, or alone on the last line."""
    after = words.gap(at + 1)
    if after.startswith(","):
        return words.begins(at)
    alone = words.begins(at) and (at + 1 >= len(words.lows) or "\n" in after)
    return alone and at > 0 and "\n" in words.gap(at)


def near(words: Words, at: int, marked: Sequence[bool]) -> bool:
    """Tell whether a neighbor in the same clause is marked."""
    left = at > 0 and marked[at - 1] and words.gap(at) in {" ", "-", ", ", ".", "_"}
    return left or (at + 1 < len(marked) and marked[at + 1] and words.gap(at + 1) in {" ", "-", ", ", ".", "_"})
