"""Put the layers together on the words of one text: roster, unknown words, neighbors."""

from bisect import bisect_left
from collections.abc import Set

from app.privacy.text import initials, neighbors, pairs, raised
from app.privacy.text.agreeing import agree
from app.privacy.text.asking import asked_before
from app.privacy.text.context import Words
from app.privacy.text.cues import gate
from app.privacy.text.framed import keep_framed
from app.privacy.text.glued import is_joined_pair, is_made_of_names
from app.privacy.text.marks import TOUCHING, Found, Marks
from app.privacy.text.people import names_somebody, word_is_name
from app.privacy.text.products import is_product, is_unlisted
from app.privacy.text.programs import keep_programs
from app.privacy.text.rooms import keep_rooms
from app.privacy.text.roster import BEGINNING, MASKED, OWNED, STAFF, WORD, Roster
from app.privacy.text.slots import mark_slots
from app.privacy.text.spelling import is_compound, is_derived, misspells, misspells_technology
from app.privacy.text.spreading import repeat, spread
from app.privacy.text.technical import chunk_of, follows_brand, is_label, is_make, is_technical_word, is_term
from app.privacy.text.things import keep_things
from app.privacy.text.unknown import unknown_is_name
from app.privacy.text.weighing import weigh
from app.privacy.text.words import Lexicon, is_spanish, phrases_by_first, word_set

_PLACING = frozenset(
    {"en", "el", "la", "los", "las", "del", "al", "sale", "aparece", "marca", "muestra", "salia"}
)
_NAMES_ALONE = MASKED | STAFF | WORD  # a hidden name that means nothing else has the first of these alone
_LIKE_PEOPLE = word_set("products named like people")
_PHRASES = gate(phrases_by_first())
_TELLING = 3  # words of a product's name among which one is now and then a name
_BACKWARDS = 4  # letters from which a name written backwards is told from chance


def find_names(
    words: Words,
    roster: Roster,
    lexicon: Lexicon,
    vocabulary: frozenset[str],
    said: Set[str] = frozenset(),
) -> list[Found]:
    """List the ranges of words that name somebody, and what the roster knows word by word.

    Shape: ``said`` are words that name somebody in another text of the same author.
    """
    marks = Marks(words, roster, lexicon, vocabulary, said)
    known = _find_phrases(marks)
    mark_by_rules(marks)
    weigh(marks)
    return [*known, *marks.ranges()]


def mark_by_rules(marks: Marks) -> None:
    """Mark the words that a rule tells to be somebody's name, and keep those that a rule tells to be a thing's."""
    _keep_products(marks)
    keep_rooms(marks)
    keep_programs(marks)
    keep_things(marks)
    keep_framed(marks)
    marks.sure.update(marks.words.at_gate(OWNED))
    for at in marks.judged:
        if at in marks.sure:
            marks.kinds[at] = "name"  # be it in a program's place: the slides of SerenityEssay
        elif at not in marks.kept:
            marks.kinds[at] = _judge(marks, at)
    if marks.spanish:
        _mark_spanish_capitals(marks)
    pairs.mark_pairs(marks)
    pairs.mark_initials(marks)
    initials.mark_initials(marks)
    pairs.mark_noted(marks)
    pairs.mark_explained(marks)
    neighbors.mark_apostrophes(marks)
    neighbors.mark_two_parts(marks)
    neighbors.mark_like_grammar(marks)
    neighbors.mark_introduced(marks)
    raised.mark_capitals(marks)
    raised.mark_owners(marks)
    raised.mark_joined_words(marks)
    neighbors.mark_beside(marks)
    mark_slots(marks)
    neighbors.mark_lines(marks)
    neighbors.mark_reversed(marks)
    spread(marks)
    agree(marks)
    repeat(marks)


def _find_phrases(marks: Marks) -> list[Found]:
    """List sign-in names, numbers with letters, split names and addresses of the roster."""
    words, roster = marks.words, marks.roster
    found: list[Found] = []
    for at in words.at_gate(BEGINNING):
        phrase = roster.phrase_at(words.lows, at)
        if phrase:
            size, kind = phrase
            found.append((words.starts[at], words.ends[at + size - 1], kind))
    return found


def _keep_products(marks: Marks) -> None:
    """Keep products that hold a name (Khan Academy)."""
    words, begun = marks.words, phrases_by_first()
    lows, candidates = words.lows, marks.candidates
    for first in [at for at in words.at_gate(_PHRASES) if words.low[at + 1] in begun[lows[at]]]:
        for phrase in begun[lows[first]][lows[first + 1]]:
            last = first + len(phrase)
            if lows[first:last] != phrase or _are_apart(words, first, last):
                continue
            near = bisect_left(candidates, first)
            if near < len(candidates) and candidates[near] < min(last, first + _TELLING):
                marks.kept.update(range(first, last))


def _are_apart(words: Words, first: int, last: int) -> bool:
    """Tell whether more than a space, a joint or an "and" stands between words."""
    return any(gap.strip(" -&.'") for gap in words.gaps[first + 1 : last])


def _judge(marks: Marks, at: int) -> str:
    """Return the kind a word is hidden as by itself, or nothing."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    flags = marks.named.get(low, 0)
    if flags & _NAMES_ALONE == MASKED and words.gaps[at + 1] != "-" and low not in _LIKE_PEOPLE:
        return "name"
    if _keep_thing(marks, at, flags):
        return ""
    if flags & MASKED and names_somebody(words, at, flags, lexicon):
        return "name"
    if flags & STAFF or low not in marks.odd or _is_contracted(words, at):
        return "name" if marks.joined and not flags & STAFF and is_joined_pair(words, at) else ""
    if marks.joined and is_joined_pair(words, at):
        return "name"
    if marks.spanish and low in word_set("never names"):
        return ""
    if low in lexicon.word_names:
        return "name" if _two_meanings(marks, at) else ""
    if flags & MASKED:
        return ""
    if marks.spanish and is_spanish(low) and (not words.has_capital(at) or words.begins(at)):
        return ""
    if marks.roster.holds(low):
        return "name"
    return _judge_unknown(marks, at, low)


def _keep_thing(marks: Marks, at: int, flags: int) -> bool:
    """Keep a product, or the letters of a label; tell whether a word is one."""
    words = marks.words
    leads, ours = words.gaps[at + 1] == "-", bool(flags & MASKED)
    if (leads and is_label(words, at)) or (
        (leads or words.gaps[at] == "-") and not flags and _is_in_label(marks, at)
    ):
        marks.kept.add(at)
        return True
    if not (is_product(words, at, ours) or (not ours and follows_brand(words, at))):
        return False
    marks.kept.add(at)
    marks.products.add(at)
    if words.low[at + 1] in word_set("shared things"):
        marks.kept.add(at + 1)
    return True


def _is_in_label(marks: Marks, at: int) -> bool:
    """Tell whether a word of English stands in a label of capitals, figures and hyphens (PRN-TRANS-2)."""
    words = marks.words
    if words.lows[at] not in marks.lexicon.english:
        return False
    label = chunk_of(words, at).rstrip(".")
    return label.isupper() and any(map(str.isdigit, label)) and words.words[at].isupper()


def _judge_unknown(marks: Marks, at: int, low: str) -> str:
    """Return the kind of a word that no list of words and no roster holds."""
    term = _is_term(marks, at)
    kind = "" if term else unknown_is_name(marks.words, at, marks.spanish)
    if kind:
        return "name" if kind == "word" and _is_backward(marks, low) else kind
    if _misspells_ours(marks, at):
        return "name"
    if term:
        marks.kept.add(at)
        marks.terms.add(at)
    return ""


def _misspells_ours(marks: Marks, at: int) -> bool:
    """Tell whether a word in no dictionary is a slip of somebody's name, and of no word but where one is asked for."""
    words, low = marks.words, marks.words.lows[at]
    if not low.isalpha() or is_technical_word(words, at) or is_derived(low) or is_compound(low):
        return False
    if not marks.roster.is_near(low):
        return False
    if misspells(low) or misspells_technology(low) or (marks.spanish and is_spanish(low)):
        telling = words.is_raised(at)
        return telling or asked_before(words, at, marks.kinds, marks.spanish) > 0
    return True


def _is_backward(marks: Marks, low: str) -> bool:
    """Tell whether a word is a name written backward."""
    backward = low[::-1]
    known = backward in marks.lexicon.names or bool(marks.roster.flags_of(backward) & MASKED)
    return len(low) > _BACKWARDS and known


def _is_term(marks: Marks, at: int) -> bool:
    """Tell whether a word that no list holds is a term, and stands beside no name."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    if (
        low in lexicon.soft_names
        or low in lexicon.names
        or (low[-1] == "s" and (low[:-1] in lexicon.names or low[:-1] in lexicon.word_names))
        or not low.isascii()
    ):
        return False
    if at in words.foreign or is_made_of_names(words.words[at]) or low in word_set("suffixes"):
        return False
    if _is_backward(marks, low):
        return False
    beside = ((at - 1, words.gap[at]), (at + 1, words.gap[at + 1]))
    if any(gap in TOUCHING and _is_like_name(marks, place, at) for place, gap in beside):
        return False
    return low.isalpha() and is_term(words, at, asked_before(words, at, marks.kinds, marks.spanish))


def _two_meanings(marks: Marks, at: int) -> bool:
    """Tell whether a word that is a name too is one here."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.lows[at]
    if marks.spanish and low in lexicon.spanish and not words.has_capital(at):
        return False
    if words.has_capital(at) and (follows_brand(words, at) or is_make(words, at)):
        return False
    if low not in lexicon.english and not marks.spanish:
        return True
    return word_is_name(words, at, lexicon)


def _is_contracted(words: Words, at: int) -> bool:
    """Tell whether a word is the first part of don't, or the last of we're."""
    if words.low[at + 1] == "t" and words.gap[at + 1] == "'":
        return True
    return words.lows[at] in word_set("tails") and words.gap[at] == "'"


def _mark_spanish_capitals(marks: Marks) -> None:
    """Mark Spanish words written with a capital inside a sentence, as Spanish does for names alone."""
    words = marks.words
    for at in marks.places:
        word = words.words[at]
        if words.lows[at] not in marks.odd or not marks.is_free(at) or marks.is_staff(at):
            continue
        if not word.isalpha() or word.isupper() or not words.is_capital(at) or words.begins(at):
            continue
        if not (_leads_place(words, at) and is_unlisted(words.lows[at]) and is_spanish(words.lows[at])):
            marks.kinds[at] = "word"


def _leads_place(words: Words, at: int) -> bool:
    """Tell whether "en", "en el" or what a screen says stands before a word, as before rooms and messages."""
    return words.gap[at] == " " and (words.low[at - 1] in _PLACING or words.low[at + 1][:1].isdigit())


def _is_like_name(marks: Marks, place: int, at: int) -> bool:
    """Tell whether a word may be a name and is written as another is, with a capital or without."""
    words, lexicon, low = marks.words, marks.lexicon, marks.words.low[place]
    listed = low in lexicon.names or low in lexicon.word_names
    return listed and words.has_capital(place) == words.has_capital(at)
