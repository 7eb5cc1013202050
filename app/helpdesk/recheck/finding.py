"""Find the tickets whose texts a change touches: a quick look for its words, then the masker's own judgment.

Shape: a district's texts are read once, in masked form for what must be hidden, as typed for what may be shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import ahocorasick

from app.audit.work import Work
from app.helpdesk.drafts.queries import number_pattern
from app.helpdesk.recheck import text_queries as texts
from app.identity.actor import Actor
from app.privacy.own_words import places_of, plain
from app.privacy.text.fold import fold
from app.privacy.text.names import Person, spoken_names
from app.privacy.text.numbers import compile_number, find_formatted
from app.privacy.text.placeholders import Placeholder, split_placeholders
from app.school.people import feeder

BATCH = 2_000
_SHORT_NUMBER = 4
_LEET = str.maketrans("0134578@$!|", "oieastbasii")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_DIGIT_IN_WORD = re.compile(r"[a-z][0-9@$!|]|[0-9@$!|][a-z]")
Texts = Callable[[Actor], Any]
Touches = Callable[[int, str], bool]  # a ticket and a sentence of it
_more: list[Texts] = []


def also_masked(select: Texts) -> None:
    """Say what else holds masked text of tickets: a select of the ticket and its texts, or of what holds texts."""
    if select not in _more:
        _more.append(select)


def masked_texts(work: Work) -> list[Any]:
    """Return the selects of everything that students read of a district's tickets."""
    return [select(work.actor) for select in (*texts.MASKED, *_more)]


def naming(work: Work, people: Sequence[Person]) -> set[int]:
    """Return the tickets in whose masked texts one of some people can still be read."""
    hints = {hint for person in people for hint in hints_of(person)}
    staff = feeder.staff_names(work)
    before, after = feeder.make_masker(work, staff), feeder.make_masker(work, [*staff, *people])

    def names_one(_: int, text: str) -> bool:
        found = after.mask(text).spans
        known = {(span.start, span.end) for span in before.mask(text).spans} if found else set()
        return any((span.start, span.end) not in known for span in found)

    return found_in(work, masked_texts(work), hints, names_one)


def showing(work: Work, words: Sequence[str]) -> set[int]:
    """Return the tickets in whose masked texts some words can be read."""
    return _typed(work, masked_texts(work), words)


def holding(work: Work, words: Sequence[str]) -> set[int]:
    """Return the tickets in which some words were typed."""
    return _typed(work, [select(work.actor) for select in texts.RAW], words)


def numbered(work: Work) -> set[int]:
    """Return the tickets in whose masked texts a number of the district's own shape can be read."""
    pattern = compile_number(work.value(number_pattern(work.actor)) or None)
    selects = masked_texts(work)
    if pattern is None:
        return set()
    return {
        ticket_id
        for ticket_id, text in _texts(work, selects)
        if any(find_formatted(fold(piece).text, pattern) for piece in _pieces(text))
    }


def _typed(work: Work, selects: Iterable[Any], words: Sequence[str]) -> set[int]:
    hints = {plain(word) for word in words}
    return found_in(work, selects, hints, lambda _, text: bool(places_of(text, words)))


def hints_of(person: Person) -> Iterator[str]:
    """Yield what of a person stands in a text that names them: words in small letters, ends of numbers."""
    yield from spoken_names(person)
    for word in (person.username or "", *(mail.split("@")[0] for mail in person.mails)):
        yield from (part for part in plain(word).replace(".", " ").replace("_", " ").split() if len(part) > 2)
    for number in (*person.phones, *person.numbers):
        yield "".join(sign for sign in number if sign.isalnum())[-_SHORT_NUMBER:].lower()


def found_in(work: Work, selects: Iterable[Any], hints: set[str], touches: Touches) -> set[int]:
    """Return the tickets with a sentence that holds a hint and that is judged to be touched."""
    automaton = ahocorasick.Automaton()
    for hint in hints:
        if hint:
            automaton.add_word(hint, len(hint))
    if not len(automaton):
        return set()
    automaton.make_automaton()
    found: set[int] = set()
    for ticket_id, text in _texts(work, selects):
        if (
            ticket_id not in found
            and _hinted(automaton, text)
            and _touched(automaton, ticket_id, text, touches)
        ):
            found.add(ticket_id)
    return found


def _touched(automaton: Any, ticket_id: int, text: str, touches: Touches) -> bool:
    """Judge the sentences in which a hint stands; the rest of a long text says nothing of it."""
    sentences = (part for piece in _pieces(text) for part in _SENTENCE.split(piece))
    return any(touches(ticket_id, sentence) for sentence in sentences if _hinted(automaton, sentence))


def _texts(work: Work, selects: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for select in selects:
        rows = work.execute(select)
        while batch := rows.fetchmany(BATCH):
            for row in batch:
                ticket_id, *held = tuple(row)
                yield from ((ticket_id, text) for value in held for text in _strings(value) if text)


def _strings(value: Any) -> Iterator[str]:
    """Yield the texts of a column: itself, or those within what was frozen."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _hinted(automaton: Any, text: str) -> bool:
    """Tell whether a hint stands in a text; a short one as a word of its own, letters written apart joined too."""
    low = text.lower() if text.isascii() else fold(text).text.lower()
    for end, length in automaton.iter(low):
        if length > _SHORT_NUMBER or _alone(low, end + 1 - length, end + 1):
            return True
    disguised = low.translate(_LEET) if _DIGIT_IN_WORD.search(low) else ""
    joined = "".join(sign for sign in low if sign.isalnum()) if _apart(low) else ""
    return any(next(automaton.iter(form), None) is not None for form in (disguised, joined) if form)


def _alone(low: str, start: int, end: int) -> bool:
    before, after = low[start - 1 : start], low[end : end + 1]
    return not before.isalpha() and not after.isalpha()


def _apart(low: str) -> bool:
    """Tell whether a text has three or more letters written apart: J o r d a n, e.m.m.a."""
    run = 0
    for part in low.replace(".", " ").replace("-", " ").split():
        run = run + 1 if len(part) == 1 else 0
        if run > 2:
            return True
    return False


def _pieces(text: str) -> list[str]:
    return [str(part) for part in split_placeholders(text) if not isinstance(part, Placeholder)]
