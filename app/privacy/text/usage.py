"""Tell whether a word that is a name too is used as the word it is: by article, verb, noun and degree."""

from functools import lru_cache

from app.privacy.text.acting import is_room, verb_after, weights
from app.privacy.text.context import Words, ends
from app.privacy.text.words import lexicon, things, word_set

_LONG_NUMBER = 5
_OPENED = frozenset({": ", "> ", "- ", ". "})
_BESIDE = frozenset({" (", " [", " - ", " @ "})
_BEING = frozenset(
    {"is", "was", "are", "were", "be", "been", "being", "am", "looks", "seems", "feels", "looked", "stay"}
)
_ANY_DEGREE = frozenset({"very", "so", "too", "more", "most", "less", "really", "pretty", "quite", "how"})
_OBJECTS = (
    word_set("objects")
    | (word_set("articles") - {"no"})
    | {"these", "those", "all", "everything", "something", "as", "that"}
)


def is_plain(words: Words, at: int) -> bool:
    """Tell whether what stands around a word uses it as a word of the language."""
    low = words.lows[at]
    if at == 0 and words.led:
        return True
    before = words.low[at - 1] if words.gap[at] == " " and not words.begins(at) else ""
    after = words.low[at + 1] if words.gap[at + 1] == " " else ""
    if words.gap[at + 1] == "-" or (words.gap[at] == "-" and at):
        return True
    if "_" in (words.gap[at], words.gap[at + 1]) and _is_constant(words, at):
        return True
    if before and _is_led(words, at, low, before, after):
        return True
    if after in {"of", "than"} or (after and _takes_object(words, at, low, before, after)):
        return True
    shared = before in {"and", "n", "y"} and words.low[at - 2] in {"me", "i", "him", "her", "us"}
    return bool(after) and not shared and _is_part(words, at, after)


def _is_constant(words: Words, at: int) -> bool:
    """Tell whether a low line joins a word with one of the language: err_too_many_redirects."""
    known = lexicon()
    beside = [words.low[place] for place, gap in ((at - 1, at), (at + 1, at + 1)) if words.gap[gap] == "_"]
    return any(low in known.common and low not in known.word_names for low in beside)


def is_said_of_things(words: Words, at: int) -> bool:
    """Tell whether a word is an adjective after a degree or "is": so happy, was lucky."""
    low, before = words.lows[at], words.low[at - 1]
    told = words.gap[at] == " " and (before in _BEING or before in _ANY_DEGREE)
    return told and low not in lexicon().word_names and is_adjective(low) and not ends(words, at)


def stands_alone(words: Words, at: int) -> bool:
    """Tell whether a word is all that a line says of somebody, beside their room, grade or period."""
    gap, last = words.gap[at + 1], at + 1 >= len(words.lows)
    first = (at == 0 and not words.led) or "\n" in words.gap[at] or words.gap[at] in _OPENED
    if not first or (last and at == 0 and words.words[at].islower()):
        return False
    if last or "\n" in gap:
        return gap.strip(" ,!.\n") == "" and "?" not in gap
    after = words.low[at + 1]
    if words.has_capital(at) and gap == " - " and words.low[at - 1] in word_set("subjects of mails"):
        return True
    return gap in _BESIDE and (
        is_room(words, at + 1) or after in word_set("group words") or after[:1].isdigit()
    )


def _is_led(words: Words, at: int, low: str, before: str, after: str) -> bool:
    """Tell whether an article, a degree, a helping verb or a noun before a word makes a word of it."""
    if before == "to":
        return is_verb(low) and (after in _OBJECTS or after in word_set("particles of verbs"))
    earlier = words.low[at - 2]
    if before == "a" and (_is_spanish_alone(earlier) or earlier in word_set("spanish tellings")):
        return False
    if words.titled(at) or (before == "not" and ends(words, at)):
        return False
    if before == "its" and (ends(words, at) or verb_after(words, at) > 0):
        return False
    if before in word_set("no names after") or before in word_set("determiners"):
        return True
    if before in word_set("degrees"):
        acting = before == "so" and verb_after(words, at) > 1
        return not acting and (before in _ANY_DEGREE or is_adjective(low))
    if before in _BEING:
        named = low in lexicon().word_names or after in {"who", "that"}
        return not named and (is_adjective(low) or _inflected(low))
    if before in word_set("before verbs"):
        return is_verb(low) and not _asks(words, at, after)
    if before in word_set("clause openers") or before in word_set("joining"):
        return False
    if before.isdigit():
        return len(before) < _LONG_NUMBER and words.gap[at - 1] != ":"
    if is_adjective(before) and before not in weights("before") and before not in word_set("clause openers"):
        return True
    if before in word_set("belongings") and ends(words, at):
        return False
    return _is_noun(before) or before in lexicon().technology or before in things()


def _asks(words: Words, at: int, after: str) -> bool:
    """Tell whether a helping verb asks of somebody what they do: can mark come, did hope call."""
    opened = words.begins(at - 1) or words.low[at - 2] in word_set("clause openers")
    if words.low[at - 1] not in word_set("asking"):
        return False
    return opened and bool(after) and after not in _OBJECTS and after in lexicon().plain


def _takes_object(words: Words, at: int, low: str, before: str, after: str) -> bool:
    """Tell whether a verb's object follows, and nobody was given or told it."""
    if before and (weights("before").get(before, 0) > 1 or before in word_set("asking")):
        return False
    if after == "to":
        return is_verb(low) and not before and words.low[at + 2] in lexicon().common
    return is_verb(low) and after in _OBJECTS


def _is_part(words: Words, at: int, after: str) -> bool:
    """Tell whether a noun that nobody owns follows: art project, grace period, rich text."""
    if after in word_set("belongings") or after in word_set("people") or after in word_set("families"):
        return False
    if verb_after(words, at) > 0 or after in word_set("after names") or after[:1].isdigit():
        return False
    if after[-1] == "s" and is_verb(after[:-1]) and not ends(words, at + 1):
        return False  # Grace owes nothing
    return _is_noun(after)


@lru_cache(maxsize=5_000)
def _is_noun(low: str) -> bool:
    """Tell whether a word is one of the language that tells nothing of people, by its own or beside them."""
    known = lexicon()
    if low not in known.plain or low in known.names or low in known.soft_names:
        return False
    if any(
        low in word_set(name) for name in ("function", "never names", "adverbs", "no nouns", "spanish hints")
    ):
        return False
    if low in weights("before") or low in weights("after") or low.endswith(("ed", "ly")):
        return False
    return not (low in word_set("clause openers") or low in word_set("kin") or low in word_set("people"))


@lru_cache(maxsize=5_000)
def is_verb(low: str) -> bool:
    """Tell whether a word has the forms of a verb."""
    plain, stem = lexicon().english, low[:-1] if low[-1:] == "e" else low
    doubled = stem + stem[-1:]
    return low + "ing" in plain or stem + "ing" in plain or doubled + "ing" in plain


@lru_cache(maxsize=5_000)
def is_adjective(low: str) -> bool:
    """Tell whether a word has the forms of an adjective."""
    plain, stem = lexicon().english, low[:-1] + "i" if low[-1:] == "y" else low
    return any(form in plain for form in (stem + "ly", stem + "ness", stem + "est", low[:-1] + "est"))


def _inflected(low: str) -> bool:
    return low.endswith(("ing", "ed", "en")) and len(low) > 4


def _is_spanish_alone(low: str) -> bool:
    """Tell whether a word is one of Spanish and none of English."""
    return low in lexicon().spanish and low not in lexicon().english
