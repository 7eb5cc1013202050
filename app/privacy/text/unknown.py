"""Judge words that no dictionary holds: a person's name, or a term of technology?"""

from app.privacy.text.context import Words, acts, is_called_out, is_hailed, is_kin, owns
from app.privacy.text.glued import is_made_of_names, stands_in_file
from app.privacy.text.spelling import is_compound, is_derived, is_stretched, misspells, misspells_technology
from app.privacy.text.technical import (
    follows_brand,
    is_in_package,
    is_make,
    is_site,
    is_technical_word,
    names_network,
)
from app.privacy.text.words import Lexicon, is_spanish, lexicon, word_set

_UNITS = frozenset("μωπδλθαβγσ°ªº")
_LABELLED = frozenset({" [", " (", " - ", " > ", " -> ", " @ ", "; ", " | ", "|", " = "})


def unknown_is_name(words: Words, at: int, spanish: bool) -> str:
    """Return the kind a word in no dictionary is hidden as, or nothing when it may stay.

    Shape: ``name`` when a list of names holds it, ``word`` when it only looks like one.
    """
    word, low = words.words[at], words.lows[at]
    known = lexicon()
    if not low.isascii() and not _UNITS.issuperset(sign for sign in low if not sign.isascii()):
        return "word"
    named = low in known.names or (low[-1] == "s" and low[:-1] in known.names)
    if names_network(words, at):
        return ""
    if not named and is_made_of_names(word):
        return "name"
    if not word.isalpha():
        return "name" if _spelled_with_digits(low, known) else ""
    if spanish and is_spanish(low) and not (named and word[0].isupper()):
        return ""
    if is_in_package(words, at) or is_site(words, at):
        return ""
    if is_technical_word(words, at):
        if (
            named
            and len(low) > 2 + word.islower()
            and (not word.isupper() or words.is_loud(at) or stands_in_file(words, at))
        ):
            return "name"
        return ""
    if named and (follows_brand(words, at) or is_make(words, at)):
        return ""
    if word.isupper() and not words.is_loud(at):
        return _judge_capitals(words, at, named)
    if word[0].isupper() and not words.is_loud(at):
        return _judge_capital(words, at, named)
    return _judge_lower(words, at, named)


def _judge_capitals(words: Words, at: int, named: bool) -> str:
    low = words.lows[at]
    if named and (len(low) > 3 or is_hailed(words, at) or words.titled(at)):
        return "name"
    if is_hailed(words, at) or words.titled(at):
        return "word" if len(low) > 2 else ""
    return "word" if len(low) > 6 and not is_derived(low) and not is_compound(low) else ""


def _judge_capital(words: Words, at: int, named: bool) -> str:
    low = words.lows[at]
    if named:
        return "name"
    if len(low) < 2:
        return ""
    if not words.titled(at) and not is_hailed(words, at):
        if len(low) > 6 and misspells_technology(low):
            return ""
        opening = words.begins(at) or not words.is_capital(at)
        if opening and (is_derived(low) or misspells(low)) and not _is_subject(words, at):
            return ""
        if is_stretched(low):
            return ""
    return "word"


def _is_subject(words: Words, at: int) -> bool:
    """Tell whether a word acts, is addressed or signs, as a person does."""
    if words.gap[at + 1] in _LABELLED and words.begins(at):
        return True
    return acts(words, at, word_set("deeds")) or owns(words, at) or is_called_out(words, at)


def _judge_lower(words: Words, at: int, named: bool) -> str:
    low = words.lows[at]
    if named:
        return "name"
    if len(low) < 3:
        return ""
    if is_hailed(words, at) or is_kin(words, at) or words.titled(at):
        return "word" if not is_stretched(low) else ""
    if len(low) == 3:
        return ""
    readable = is_derived(low) or is_compound(low) or is_stretched(low) or misspells(low)
    return "" if readable else "word"


def _spelled_with_digits(low: str, known: Lexicon) -> bool:
    """Tell whether a name of some length has digits for inner letters (j0hn, m4ria)."""
    if (
        len(low) < 4
        or not low[0].isalpha()
        or not low[-1].isalpha()
        or sum(char.isdigit() for char in low) > 2
    ):
        return False
    plain = low.translate(str.maketrans("034578", "oeastb"))
    return any(
        form in known.names for form in {plain.replace("1", "i"), plain.replace("1", "l")} if form.isalpha()
    )
