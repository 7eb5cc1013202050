"""Tell by what stands beside it that a word names a product, be it somebody's name too (the Libby app, open Libby)."""

from app.privacy.text.acting import verb_after
from app.privacy.text.context import Words, ends, is_hailed, is_kin, owns
from app.privacy.text.glued import is_made_of_names
from app.privacy.text.technical import is_humped
from app.privacy.text.words import lexicon, word_set

_ARTICLES = frozenset({"the", "el", "la", "an"})
_PLACES = frozenset({"in", "en", "into", "of", "from", "to", "between"})
_LINKS = frozenset({"and", "or", "y", "o"})
_NAMED_LIKE_PEOPLE, _SHARED = word_set("products named like people"), word_set("shared things")
_DONE_TO_PEOPLE = frozenset({"unblock", "update", "updated", "updating", "integrate"})  # to programs as well
_PROGRAM_WORDS, _WORKING = word_set("program words"), frozenset({"work", "working", "compatible", "run"})
_BEFORE = word_set("program deeds").union(  # every word that tells something of a product behind it
    _PROGRAM_WORDS, _LINKS, _PLACES, _WORKING, {"does", "did", "will", "is"}
)
_AFTER = _SHARED.union(  # and of one before it
    _LINKS,
    _WORKING,
    *map(word_set, ("own things", "account things", "program faults", "before faults")),
)
_REACH = 4  # words within which a program is said to load or crash


def is_product(words: Words, at: int, ours: bool = False) -> bool:
    """Tell whether a word stands where a maker, a product or a program does.

    Shape: ``ours`` is a name of the roster, which makes only a known product of that name one (the Libby app).
    """
    low = words.lows[at]
    named = low in _NAMED_LIKE_PEOPLE
    if ours and not named:
        return False
    before, after = words.low[at - 1], words.low[at + 1]
    if ours and not (before in _ARTICLES and after in _PROGRAM_WORDS):
        return False
    if low in _SHARED and not ours and _is_thing(words, at):
        return True
    if not ours and named and _is_used(words, at):
        return not (words.titled(at) or is_kin(words, at) or owns(words, at))
    told = before in _BEFORE or after in _AFTER
    if not told and words.low[at + 2] not in _SHARED:
        return False
    if not (_before_thing(words, at) or _after_deed(words, at) or _is_named_program(words, at)):
        return False
    return not (words.titled(at) or is_hailed(words, at) or is_kin(words, at) or owns(words, at))


def _is_used(words: Words, at: int) -> bool:
    """Tell whether a product that is called like a person stands where people go into one, or where one fails."""
    before, after, earlier = words.low[at - 1], words.low[at + 1], words.low[at - 2]
    if words.gap[at] == " ":
        if (
            before == "on"
            and earlier not in word_set("waiting words")
            and (ends(words, at) or after == "and")
        ):
            return True
        if before in {"in", "into", "en", "inside"} and after not in word_set("group words"):
            return True
        if before in {"to", "a", "on"} and earlier in word_set("ways in"):
            return True
        if before in {"my", "our", "the", "your", "mi", "el", "la"} and verb_after(words, at) < 2:
            return True
    if words.gap[at + 1] == " " and after in word_set("of programs"):
        return True
    return _loads(words, at) or _stands_with_product(words, at)


def _is_thing(words: Words, at: int) -> bool:
    """Tell whether a word is a thing that an article or a product's name makes so, be it a name too (the Osmo kit)."""
    before = words.lows[at - 1] if at and words.gaps[at] == " " else ""
    if words.low[at + 1] in word_set("families"):
        return False
    return before in word_set("determiners") or (
        before in lexicon().technology and words.has_capital(at - 1) >= words.has_capital(at)
    )


def _before_thing(words: Words, at: int) -> bool:
    """Tell whether a thing follows that no person owns, or any after an article (the Gabb phone, my Libby password)."""
    if at + 1 == len(words.lows) or words.gaps[at + 1] != " ":
        return False
    last, before = at + 1, words.lows[at - 1] if at and words.gaps[at] == " " else ""
    after, determined = words.lows[last], before in word_set("determiners")
    alone = determined or before in word_set("wanting") or words.begins(at)
    if alone and words.low[last + 1] in word_set("shared things") and words.gap[last + 1] == " ":
        more = after in lexicon().plain and verb_after(words, at) < 1 and after not in word_set("people")
        more = more and after not in word_set("function") and after not in word_set("human")
        more = more and after not in word_set("no nouns")
        if more and not after.endswith(("ed", "s")):
            return True
    if after in word_set("shared things"):
        if not determined and words.has_capital(last) and _is_surname(after):
            return False  # Cash Reader
        return determined or not words.low[last + 1].isdigit()
    if before in word_set("owning") and after in word_set("account things"):
        return True
    alone = determined or before in word_set("wanting") or _is_coined(words, at)
    return alone and after in word_set("own things") and at not in words.foreign


def _after_deed(words: Words, at: int) -> bool:
    """Tell whether what is done to programs alone stands before a word: install it, log into it, be in it."""
    if at == 0 or words.gaps[at] != " " or words.begins(at):
        return False
    before, after = words.lows[at - 1], words.low[at + 1]
    if before in {"in", "en"}:
        told = words.is_capital(at) or is_unlisted(words.lows[at])
        grouped = after in word_set("group words") or (
            after[:1].isdigit() and words.low[at + 2] in word_set("group words")
        )
        return told and not grouped and not words.has_capital(at + 1)
    if words.lows[at][-1] == "s" and (after in word_set("account things") or after in word_set("own things")):
        return False  # using Jies account
    if verb_after(words, at) > 1 or (words.has_capital(at) and words.has_capital(at + 1)):
        return False
    if after in lexicon().names and after not in lexicon().english:
        return False
    earlier = words.low[at - 2] in lexicon().technology
    if before == "between" or (before == "to" and earlier and words.low[at - 3] == "from"):
        return earlier or words.low[at + 2] in lexicon().technology
    if before == "of":
        return words.low[at - 2] == "out" and words.low[at - 3] in word_set("leaving")
    if before in {"to", "a", "de"} and is_unlisted(words.lows[at]) and _is_entered(words, at, before):
        return True
    if before in {"into", "from", "to"}:
        return words.low[at - 2] in word_set("entering" if before == "into" else "changing over")
    return before in word_set("program deeds") and not (
        before in _DONE_TO_PEOPLE and _names_people(words, at)
    )


def _names_people(words: Words, at: int) -> bool:
    """Tell whether a word is a name of people that means nothing else and no product is called by."""
    low, known = words.lows[at], lexicon()
    return low in known.names and low not in known.english and low not in _NAMED_LIKE_PEOPLE


def _is_entered(words: Words, at: int, before: str) -> bool:
    """Tell whether people go into what a word stands for: access to it, signed in to it, entrar a, la página de."""
    earlier = words.low[at - 2]
    if before == "to":
        return earlier in {"access", "link", "links", "login"} or (
            earlier == "in" and words.low[at - 3] in word_set("entering")
        )
    if before == "a":
        return earlier in {"entrar", "acceder"} and words.has_capital(at)
    return earlier in {"pagina", "sitio", "enlace", "aplicacion", "app", "licencia"} and words.has_capital(at)


def _is_named_program(words: Words, at: int) -> bool:
    """Tell whether a word for a program stands before a word, or an unlisted one is joined to a product or crashes."""
    low = words.lows[at]
    if at and words.gaps[at] == " ":
        before = words.lows[at - 1]
        if before in word_set("program words") and words.is_capital(at) and verb_after(words, at) < 2:
            return True
    if at in words.foreign or not is_unlisted(low):
        return False
    return _loads(words, at) or _works(words, at) or _is_down(words, at) or _stands_with_product(words, at)


def _is_surname(low: str) -> bool:
    """Tell whether a thing is a family name too."""
    return not is_unlisted(low) or low in word_set("surname words")


def _is_coined(words: Words, at: int) -> bool:
    """Tell whether a word is no list's name, and none with an s (Tuckers screen) or digits either."""
    low = words.lows[at]
    return low[-1] != "s" and low.isalpha() and is_unlisted(low) and not is_made_of_names(words.words[at])


def is_unlisted(low: str) -> bool:
    """Tell whether no list holds a word as a name."""
    known = lexicon()
    return low not in known.soft_names and low not in known.word_names and low not in known.names


def _is_down(words: Words, at: int) -> bool:
    """Tell whether it is asked whether a program is down: is … down, is … blocked."""
    asked = words.low[at - 1] in {"is", "was"} and words.begins(at - 1) and words.gap[at] == " "
    return asked and words.low[at + 1] in {"down", "broken", "blocked", "offline", "compatible"}


def _works(words: Words, at: int) -> bool:
    """Tell whether it is asked whether a program works on or with something."""
    if words.low[at - 1] not in {"does", "is", "did", "will"} or not words.begins(at - 1):
        return False
    return words.low[at + 1] in _WORKING and words.low[at + 2] in {"on", "with", "in"}


def _loads(words: Words, at: int) -> bool:
    """Tell whether a program's fault is told of a word that opens a clause: it keeps crashing, is down."""
    before = words.low[at - 1]
    if (
        not words.begins(at)
        and before not in word_set("determiners")
        and before not in word_set("clause openers")
    ):
        return False
    for place in range(at + 1, min(at + _REACH, len(words.lows))):
        low = words.lows[place]
        if words.gaps[place] not in {" ", "'"}:
            return False
        if low in word_set("program faults"):
            return place > at + 1 or low in word_set("faults alone")
        if low not in word_set("before faults"):
            return False
    return False


def _stands_with_product(words: Words, at: int) -> bool:
    """Tell whether "and" or "or" joins a word with a product's name, both with capitals (Stopfinder and Canvas)."""
    if not words.words[at].istitle():
        return False
    for link, other in ((at - 1, at - 2), (at + 1, at + 2)):
        if words.low[link] not in _LINKS or not 0 <= other < len(words.lows):
            continue
        plain = words.gap[max(link, at)] == " " == words.gap[max(other, link)]
        if plain and words.has_capital(other) and words.lows[other] in lexicon().technology:
            return words.lows[other] not in word_set("own devices")
        if plain and is_humped(words.words[other]):
            return True
    return False
