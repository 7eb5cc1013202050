"""Decide whether a word that is also a name stands for a person where it is."""

from app.privacy.text.context import (
    Words,
    acts,
    is_called_out,
    is_hailed,
    is_kin,
    is_spoken_of,
    is_towards,
    owns,
)
from app.privacy.text.roster import DAILY, MASKED, PLURAL, STAFF, WORD
from app.privacy.text.usage import is_plain, is_verb, stands_alone
from app.privacy.text.words import Lexicon, lexicon, things, word_set

_DATED = word_set("dated")
_NEVER, _FUNCTION, _ARTICLES = word_set("never names"), word_set("function"), word_set("articles")
_SPEECH, _DEEDS, _HELPING = word_set("speech"), word_set("deeds"), word_set("helping")
_LIKE_GRAMMAR, _MODALS, _FINITE = word_set("named like grammar"), word_set("modals"), word_set("finite")


def names_somebody(words: Words, at: int, flags: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that the roster knows stands for a person there."""
    if not flags & MASKED or (flags & STAFF and words.titled(at)):
        return False
    if not flags & WORD:
        return True
    if is_dated(words, at):
        return False
    if words.titled(at) and (words.has_capital(at) or _is_strictly_titled(words, at)):
        return True
    if _owns_plainly(words, at) or _ends_as_subject(words, at):
        return True
    if not flags & DAILY:
        return words.has_capital(at) or not _is_thing(words, at)
    return _daily_word_is_name(words, at, flags, lexicon)


def _is_strictly_titled(words: Words, at: int) -> bool:
    """Tell whether a title stands before that is no word itself, and a word that may follow it in no other sense."""
    before, low = words.lows[at - 1], words.lows[at]
    if before in {"coach", "nurse", "doctor", "professor", "counselor", "principal"}:
        return acts(words, at, _DEEDS)
    return before in word_set("titles") and before != "don" and low not in word_set("after titles")


def _owns_plainly(words: Words, at: int) -> bool:
    """Tell whether a word has a possessive ending that cannot be a short form of is."""
    return owns(words, at) and words.lows[at] not in word_set("shortened")


def _ends_as_subject(words: Words, at: int) -> bool:
    """Tell whether a word and a helping verb end a clause: "ping can." has a subject."""
    if not acts(words, at, _HELPING) or words.lows[at] in word_set("shortened"):
        return False
    gap = words.gap[at + 2]
    ended = at + 2 >= len(words.lows) or gap[:1] in {".", ",", "!", "?", "\n", ";"}
    return ended and words.low[at - 1] not in _ARTICLES


def _is_thing(words: Words, at: int) -> bool:
    """Tell whether an article makes a thing of a word."""
    return words.low[at - 1] in _ARTICLES and not acts(words, at, _SPEECH)


def _daily_word_is_name(words: Words, at: int, flags: int, lexicon: Lexicon) -> bool:
    low = words.lows[at]
    device = low in lexicon.technology or low in lexicon.capitals
    if (
        not flags & PLURAL
        and _may_stand_alone(low, device)
        and (not words.is_capital(at) or words.begins(at))
    ):
        return not is_plain(words, at)
    if stands_alone(words, at) and (words.has_capital(at) or not (device or low in _NEVER)):
        return True
    if not words.is_capital(at):
        return _lower_is_name(words, at, device, lexicon)
    if words.begins(at):
        return _opens_as_name(words, at, device, lexicon)
    if device:
        return acts(words, at, _SPEECH) or is_hailed(words, at) or is_towards(words, at) or is_kin(words, at)
    return True


def _may_stand_alone(low: str, device: bool) -> bool:
    """Tell whether a word of every day is none of grammar and no thing that tickets are about."""
    if device or len(low) < 3 or low in _FUNCTION or low in _NEVER:
        return False
    return low not in things()


def _opens_as_name(words: Words, at: int, device: bool, lexicon: Lexicon) -> bool:
    low = words.lows[at]
    if device:
        return acts(words, at, _SPEECH) or _signs(words, at)
    if low in _NEVER:
        return acts(words, at, _SPEECH) and len(low) == 2 and low not in {"he", "it", "we", "me", "us", "is"}
    if low in _FUNCTION or len(low) < 3:
        return (
            acts(words, at, _DEEDS)
            or _signs(words, at)
            or owns(words, at)
            or _surname_follows(words, at, lexicon)
        )
    if low in lexicon.word_names:
        return _acts_or_is_called(words, at) or _surname_follows(words, at, lexicon)
    return (
        acts(words, at, _SPEECH)
        or _surname_follows(words, at, lexicon)
        or _signs(words, at)
        or _can(words, at)
    )


def _can(words: Words, at: int) -> bool:
    """Tell whether a word cannot do something, as a person cannot sign in."""
    return acts(words, at, word_set("human")) and words.lows[at] not in _FUNCTION


def _signs(words: Words, at: int) -> bool:
    return is_called_out(words, at) and words.lows[at] not in _NEVER


def _acts_or_is_called(words: Words, at: int) -> bool:
    verbs = _DEEDS | word_set("clause")
    return (
        acts(words, at, verbs)
        or owns(words, at)
        or is_called_out(words, at)
        or is_kin(words, at)
        or is_hailed(words, at)
    )


def _lower_is_name(words: Words, at: int, device: bool, lexicon: Lexicon) -> bool:
    low = words.lows[at]
    if breaks_grammar(words, at, lexicon):
        return True
    if low in _NEVER or device:
        return device and low not in _FUNCTION and (words.low[at - 1] in {"hi", "hey", "hola"})
    if low not in lexicon.word_names:
        return words.low[at - 1] in {"hi", "hey", "hola", "named", "called"} and low not in word_set(
            "function"
        )
    if low in _FUNCTION:  # will, may
        after = acts(words, at, _DEEDS)
        close = words.low[at - 1] in word_set("close towards") and words.gap[at] == " "
        return close or after or is_hailed(words, at)
    return (
        is_hailed(words, at)
        or is_towards(words, at)
        or is_kin(words, at)
        or is_spoken_of(words, at)
        or (acts(words, at, _SPEECH))
    )


def breaks_grammar(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word of grammar stands where it cannot: "an" before a consonant, "my" before a verb."""
    low, after = words.lows[at], words.low[at + 1]
    if low in _MODALS:
        return _is_no_modal(words, at)
    if low not in _LIKE_GRAMMAR:
        return False
    if low in {"an", "my"} and (not after or words.gap[at + 1].strip()):
        return words.gap[at + 1] != "." or not after
    if low == "an" and after[:1] not in "aeiouh" and len(after) > 2 and after in lexicon.plain:
        return True
    return words.gap[at + 1] == " " and (after in _FINITE or (low in {"an", "my"} and after in {"and", "or"}))


def _is_no_modal(words: Words, at: int) -> bool:
    """Tell whether "will" or "may" ends a clause after a word that takes a person, or has an initial after it."""
    gap, after = words.gap[at + 1].strip(), words.low[at + 1]
    if not after and at and words.begins(at) and words.words[at].istitle():
        return True
    past = after.endswith("ed") and not after.endswith("eed")
    if words.begins(at) and words.gap[at + 1] == " " and (past or after in word_set("no infinitive")):
        return True
    if (not words.low[at + 1] or gap[:1] in {".", "!", "?", ","}) and words.gap[at] == " ":
        return words.low[at - 1] in word_set("ended by a name")
    initial = (
        len(words.low[at + 1]) == 1
        and words.low[at + 1].isalpha()
        and words.low[at + 1] not in {"i", "u", "a"}
    )
    return initial and words.gap[at + 1] == " " and words.gap[at + 2][:1] == "."


def is_dated(words: Words, at: int) -> bool:
    """Tell whether a word that is a month or season too stands for one there."""
    low = words.lows[at]
    if low not in _DATED or owns(words, at):
        return False
    before, after = words.low[at - 1], words.low[at + 1]
    if after[:1].isdigit() or (before.isdigit() and len(before) < 3 and words.gap[at] == " "):
        return True
    if before in _ARTICLES or after in word_set("day parts"):
        return True
    if {before, after, words.low[at - 2], words.low[at + 2]} & lexicon().capitals:
        return True
    if before in word_set("dating") and before not in {"from", "of", "by", "para"}:
        return not acts(words, at, _DEEDS)
    return False


def _surname_follows(words: Words, at: int, lexicon: Lexicon) -> bool:
    if not words.follows(at + 1) or not words.is_capital(at + 1) or len(words.words[at + 1]) < 2:
        return False
    after = words.lows[at + 1]
    if after in lexicon.technology or after in lexicon.capitals:
        return False
    telling = after in lexicon.names or after in lexicon.word_names or after not in lexicon.english
    return telling or words.lows[at] in lexicon.word_names


def word_is_name(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that is also a name, of nobody in the roster, stands for a person there."""
    low = words.lows[at]
    if is_dated(words, at):
        return False
    if words.is_capital(at):
        if not words.begins(at):
            return True
        if low in _FUNCTION:
            return (
                acts(words, at, _DEEDS)
                or owns(words, at)
                or _surname_follows(words, at, lexicon)
                or _signs(words, at)
            )
        return _acts_or_is_called(words, at) or _surname_follows(words, at, lexicon)
    if words.low[at - 1] in _ARTICLES or low in _NEVER:
        return False
    if low in _FUNCTION:
        return is_hailed(words, at) or acts(words, at, _SPEECH)
    acting = low[-1] == "s" and is_verb(low[:-1])  # it sparks
    if not acting and low not in lexicon.daily and low not in things() and not is_plain(words, at):
        return True
    given = words.low[at - 1] == "to" and words.low[at - 2] in word_set("given to")
    if given or is_hailed(words, at) or is_kin(words, at) or is_spoken_of(words, at):
        return True
    called = low not in lexicon.common and is_called_out(words, at)
    return words.begins(at) and (called or acts(words, at, _SPEECH))
