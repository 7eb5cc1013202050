"""Weigh how much the words around a place ask for a person there, whatever the word and however it is written."""

from collections.abc import Sequence

from app.privacy.text.acting import owned_after, verb_after, weights
from app.privacy.text.calling import called_before, is_asked_for, signs, speaks
from app.privacy.text.context import Words, ends
from app.privacy.text.words import word_set

_GIVEN = frozenset({"le", "les"})
_JOINTS = frozenset({"de", "del", "la", "los", "las"})
_THAT_OF = frozenset({"el", "la", "lo", "los", "las"})
_MINE = frozenset({"mi", "tu", "su", "un", "una", "mis", "sus"})
_SPANISH = frozenset({"de", "a", "esta", "anda"})
_NEAR = frozenset(
    {" ", "  ", ", ", ",", ": ", ":", ". ", ",\n", ", \n", "\n", "!\n", ",\n\n", "!\n\n", " - ", ", - "}
)
_SIGNS = frozenset({" & ", "/", " / ", " + ", "|", " | ", "; ", ";"})
_ARTICLE = -3
_TAKEN = 6  # words within which it is told that something was taken from somebody
_PREDICATING = frozenset(
    {"is", "was", "are", "were", "be", "been", "so", "very", "too", "looks", "es", "esta"}
)
# the word before a person, and which words stand before that
_EARLIER = {
    "with": ("joint acts",), "w": ("joint acts",), "for": ("asking for", "about accounts"), "from": ("about accounts",),
    "and": ("with me",), "n": ("with me",), "nor": ("with me",), "to": ("on behalf", "handing"), "of": ("on behalf",),
    "on": ("waiting words",),
}  # fmt: skip

_TOLD_BY_MORE = frozenset({  # words before a place that tell of it only with what else stands around
    "is", "es", "its", "by", "from", "you", "was", "esta", "anda", "am", "name", "me", "sent", "not", "with", "as",
    "miss", "to",
}).union(
    _EARLIER,
    *(
        word_set(name)
        for name in (
            "called on", "wished", "longed for", "closing", "asking", "joined particles", "before in spanish",
            "subject words", "articles", "sign offs",
        )
    ),
)  # fmt: skip


_FAMILIES, _SUBORDINATE, _OPENERS = word_set("families"), word_set("subordinate"), word_set("clause openers")
_ASKING, _SUBJECTS, _ARTICLES = word_set("asking"), word_set("subject words"), word_set("articles")
_PARTICLES, _IN_SPANISH, _LABELS = (
    word_set("joined particles"),
    word_set("before in spanish"),
    word_set("labels"),
)
_BEFORE, _LINKS = weights("before"), frozenset({"and", "y", "or", "o", "e", "n", "nor", "not"})


def person_slot(words: Words, at: int, marked: Sequence[str], spanish: bool) -> int:
    """Return how strongly a place asks for a person, by the words and marks beside it.

    Shape: below 0 after an article; 0 nothing known; 1 possible (to …); 2 likely (my sister …); from 3 on sure.
    """
    if words.low[at + 1] in _FAMILIES and words.gap[at + 1] == " ":
        return 3
    left = _left(words, at, spanish)
    if left < 0:
        return left
    marked_near = any(marked[max(0, at - 2) : at + 3])
    joined = _joined(words, at, marked) if marked_near else 0
    if joined or left or opens(words, at):
        right = verb_after(words, at)
    else:
        telling = words.has_capital(at) and not words.has_capital(at - 1) and words.is_capital(at)
        right = max(0, verb_after(words, at) - 1) * 2 if telling else 0
    if right == 1 and at and words.lows[at - 1] in _PREDICATING and words.gaps[at] == " ":
        right = 0
    if right > 0 and left == 0 and at and words.lows[at - 1] in _SUBORDINATE:
        left = 1
    beside = _beside(words, at, marked) if marked_near else 0
    return left + joined + max(right, owned_after(words, at)) + beside


def asked_before(words: Words, at: int, marked: Sequence[str], spanish: bool) -> int:
    """Return how strongly what stands before a place, or a name beside it, asks for a person."""
    return max(0, _left(words, at, spanish)) + _joined(words, at, marked) + _beside(words, at, marked)


def opens(words: Words, at: int) -> bool:
    """Tell whether a clause begins with a word."""
    if at == 0 or words.begins(at) or (words.lows[at - 1].isdigit() and ":" in words.gap[at - 1]):
        return True
    return "," in words.gap[at] or words.lows[at - 1] in _OPENERS


def _left(words: Words, at: int, spanish: bool) -> int:
    gap = words.gaps[at]
    if at and gap == " ":
        return _left_near(words, at, spanish)
    if words.begins(at) and _signs_last(words, at):
        return 2 + ("-" in words.gap[at])
    if speaks(words, at):
        return 3
    if at == 0:
        return 0
    if gap == "-":
        return max(0, _left(words, at - 1, spanish))
    return _left_near(words, at, spanish) if gap in _NEAR else _left_apart(words, at)


def _left_apart(words: Words, at: int) -> int:
    """Weigh the word before by a bracket or a stroke between: my mom (…, here (…, w/ …"""
    before, gap = words.lows[at - 1], words.gaps[at]
    told = gap == " (" and (before in word_set("people") or before in word_set("kin") or before == "here")
    return 2 * (told or (gap == "/ " and before == "w"))


def _left_near(words: Words, at: int, spanish: bool) -> int:
    before, gap = words.lows[at - 1], words.gaps[at]
    if gap == " " and not spanish and before not in _TOLD_BY_MORE and len(before) > 1:
        return _BEFORE.get(before, 0)
    if before in {"is", "es", "s"} and gap in {" ", ": "}:
        return _named_by(words, at, spanish)
    if before == "its" and words.lows[at][-1] == "s" and gap == " " and ends(words, at):
        return 2
    if before in _LABELS and gap.strip() in {":", "="}:
        return 3
    if len(before) == 1 and gap == ". " and before.isalpha():
        return 2 * (words.has_capital(at - 1) or opens(words, at - 1))
    found = _left_of_clause(words, at, before, spanish) if gap == " " else None
    if found is None and gap == " ":
        found = called_before(words, at, before) or None
    if found is not None:
        return found
    if signs(words, at, before) or (at == len(words.lows) - 1 and before in word_set("sign offs")):
        return 3
    weight = 3 if before == "miss" and words.has_capital(at - 1) else _BEFORE.get(before, 0)
    if weight > 1 or gap in {" ", "  "}:
        return 2 if before == "to" and words.low[at - 2] in word_set("given to") else weight
    return 0


def _signs_last(words: Words, at: int) -> bool:
    """Tell whether a word begins a last line of at most three words, alone or under others, as a signature does."""
    gap = words.gap[at]
    alone = at == len(words.lows) - 1 and at > 3 and words.words[at].istitle() and gap.strip(".!?") == " "
    alone = alone and gap != " "
    if len(words.lows) - at > 3 or not (alone or "\n" in gap or gap.strip(" .!?") in {"-", "--", "~"}):
        return False
    return not any(sign in gap for gap in words.gaps[at + 1 :] for sign in "\n:?")


def _left_of_clause(words: Words, at: int, before: str, spanish: bool) -> int | None:
    """Weigh the word before by what stands before that; None when it tells nothing more."""
    told = _left_in_spanish(words, at, before) if spanish else 0
    if told:
        return told
    if _is_told_apart(words, at, before) or _is_told_in_spanish(words, at, before, spanish):
        return 2
    if (before in {"am", "m"} and words.low[at - 2] == "i") or (
        before == "name" and words.low[at - 2] in _ARTICLES
    ):
        return 2
    if before in _ASKING and opens(words, at - 1):
        return 2
    if before == "me" and words.low[at - 2] in {"call", "calls", "called"}:
        return 3
    if any(words.low[at - 2] in word_set(earlier) for earlier in _EARLIER.get(before, ())):
        return 2
    if before == "sent" and words.low[at + 1] in {"back", "home", "down", "up", "over"}:
        return 2
    if before == "not" and ends(words, at) and "," in words.gap[at - 1]:
        return 2
    if before in _PARTICLES and at > 1 and words.titled(at - 1):
        return 3
    if before in _IN_SPANISH:
        if spanish:
            return 2 if words.low[at - 2] == "es" else 1
        return _ARTICLE if before == "a" else 0
    subject = before in _SUBJECTS and not words.has_capital(at)  # i hope
    return _ARTICLE if subject or before in _ARTICLES else None


def _is_told_apart(words: Words, at: int, before: str) -> bool:
    """Tell whether "are you …?", "it was … who", "made by" or "got it from" stands around a word."""
    if before == "by":
        return words.low[at - 2].endswith(("ed", "en", "found", "made", "lost", "sent", "done"))
    if before == "from":
        return not word_set("taken from").isdisjoint(words.lows[max(0, at - _TAKEN) : at - 1])
    if before == "you":
        return words.low[at - 2] == "are" and "?" in words.gap[at + 1]
    return before == "was" and words.low[at - 2] == "it" and words.low[at + 1] in {"who", "that"}


def _is_told_in_spanish(words: Words, at: int, before: str, spanish: bool) -> bool:
    """Tell whether Spanish asks for a person by words that English does not have: la … de X, dile a X, donde esta X."""
    if before not in _SPANISH:
        return False
    earlier = words.low[at - 2]
    if before == "de":
        return not spanish and words.low[at - 3] in _THAT_OF | _MINE and words.gap[at - 1] == " "
    if before == "a":
        return earlier in word_set("spanish tellings")
    return before in {"esta", "anda"} and earlier == "donde" and ends(words, at)


def _left_in_spanish(words: Words, at: int, before: str) -> int:
    """Weigh what only Spanish puts before a name: le di la mía a …, la rompió …, el de …, mi apellido es de la …"""
    given = before == "a" and not _GIVEN.isdisjoint(words.lows[max(0, at - 6) : at - 1])
    earlier, deeds = words.low[at - 2], word_set("spanish deeds")
    if given or before in deeds or (before == "a" and earlier in deeds):
        return 2
    if before == "de" and (earlier in _THAT_OF or earlier in word_set("spanish belongings")):
        return 2
    if before == "es" and "nombre" in words.lows[max(0, at - 5) : at - 1]:
        return 3
    first = at - 1
    while words.low[first] in _JOINTS:
        first -= 1
    if first < at - 1 and words.low[first] in {"es", "llamo", "llama", "soy"}:
        told = _left(words, first + 1, spanish=True)
        return told if told > 1 else 0
    return 0


def _named_by(words: Words, at: int, spanish: bool) -> int:
    """Weigh "is" by who or what is: my name is, this is, it's."""
    told = words.low[at - 2]
    if words.lows[at][-1] == "s" and ends(words, at):
        return 2
    if told in {"name", "names", "nombre", "apellido"}:
        return 3
    if told == "this" and words.lows[at - 1] == "is" and _introduces(words, at):
        return 4
    asked = words.begins(at - 1) and words.lows[at - 1] == "is"
    if asked and (words.has_capital(at) or words.low[at + 1] in word_set("whereabouts")):
        return 2
    if is_asked_for(words, at):
        return 2
    if told in {"this", "that", "he", "she", "este", "esta", "ella", "teacher"} or told in word_set("kin"):
        return 2
    return 1 if told in {"it", "user", "owner", "who"} or (spanish and told in {"", "que"}) else 0


def _introduces(words: Words, at: int) -> bool:
    """Tell whether somebody greets with "this is" and goes on with I, my or where from: hi this is … i cant log in."""
    greeted = words.low[at - 3] in word_set("greetings") and not words.begins(at - 2)
    return greeted and (words.low[at + 1] in word_set("going on") or "\n" in words.gap[at + 1])


def _joined(words: Words, at: int, marked: Sequence[str]) -> int:
    """Weigh an "and" or a comma that joins a word with a marked one."""
    if at > 0 and marked[at - 1] and words.gaps[at] in _SIGNS:
        return 2
    if at + 1 < len(marked) and marked[at + 1] and words.gaps[at + 1] in _SIGNS:
        return 2
    for link, other in ((at - 1, at - 2), (at + 1, at + 2)):
        if 0 <= other < len(marked) and marked[other] and words.lows[link] in _LINKS:
            return 2 if words.gap[max(link, at)] == " " == words.gap[max(other, link)] else 0
    return 0


def _beside(words: Words, at: int, marked: Sequence[str]) -> int:
    """Weigh a marked word right before or after."""
    found = 0
    close = {" ", "  ", "-", ", "} | ({". "} if at and len(words.lows[at - 1]) == 1 else set())
    if at > 0 and marked[at - 1] and words.gap[at] in close:
        listed = words.gap[at] == ", " and not (
            at > 2 and ", " in words.gaps[at - 2 : at] and any(marked[at - 3 : at - 1])
        )
        found = (1 if listed else 2) + ends(words, at)
    elif at > 1 and marked[at - 2] and words.lows[at - 1] in _PARTICLES:
        found = 2 if words.gap[at] == " " == words.gap[at - 1] else 0
    if at + 1 < len(marked) and marked[at + 1]:
        gap = words.gap[at + 1]
        if gap in {" ", "  ", "-"} or (gap == ", " and words.begins(at)):
            found = max(found, 2 + opens(words, at))
    return found
