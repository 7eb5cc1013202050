"""Tell by the thing it belongs to that a word names a product, be it somebody's name too (the Libby app)."""

from app.privacy.text.acting import verb_after
from app.privacy.text.context import Words, is_hailed, is_kin, owns
from app.privacy.text.words import lexicon, word_set


def is_product(words: Words, at: int) -> bool:
    """Tell whether a word stands before a thing as a maker's or product's name does, or after a word for a program."""
    if not _before_thing(words, at) and not _after_program(words, at):
        return False
    return not (words.titled(at) or is_hailed(words, at) or is_kin(words, at) or owns(words, at))


def _before_thing(words: Words, at: int) -> bool:
    """Tell whether a thing follows that no person owns, or any after an article (the Gabb phone)."""
    if at + 1 == len(words.lows) or words.gaps[at + 1] not in {" ", "  "}:
        return False
    last, determined = (
        at + 1,
        at > 0 and words.gap(at) == " " and words.lows[at - 1] in word_set("determiners"),
    )
    after = words.lows[last]
    if determined and words.low(last + 1) in word_set("shared things") and words.gap(last + 1) == " ":
        more = (
            after in lexicon().plain and after not in word_set("function") and after not in word_set("people")
        )
        if more and not after.endswith(("ed", "s")):
            return True
    if after not in word_set("shared things"):
        return determined and after in word_set("own things")
    return determined or not words.low(last + 1).isdigit()


def _after_program(words: Words, at: int) -> bool:
    """Tell whether a word for a program stands right before a word with a capital that does not act (la app Libby)."""
    if at == 0 or words.gap(at) != " " or words.lows[at - 1] not in word_set("program words"):
        return False
    return words.is_capital(at) and verb_after(words, at) < 2
