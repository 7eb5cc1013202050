"""Find the tickets whose texts a change touches: a quick look for its words, then the masker's own judgment.

Shape: a district's texts are read once, in masked form for what must be hidden, as typed for what may be shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import ahocorasick

from app.audit.work import Work
from app.helpdesk.drafts.queries import number_pattern
from app.helpdesk.recheck import text_queries as texts
from app.identity.actor import Actor
from app.privacy.own_words import places_of, plain
from app.privacy.text.fold import fold
from app.privacy.text.formats import compile_number, find_formatted
from app.privacy.text.glyphs import digit_groups
from app.privacy.text.names import Person, digits_of, odd_numbers, spoken_names
from app.privacy.text.placeholders import Placeholder, split_placeholders
from app.school.people import feeder

BATCH = 2_000
SAID_AGAIN = 20_000  # sentences whose judgment is remembered: many say the same
_SHORT = 4
_LEET = str.maketrans("0134578@$!|", "oieastbasii")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_DIGITS = re.compile(r"\d+")
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
    numbers = frozenset(digits for person in people for digits, _ in digits_of(person))
    staff = feeder.staff_names(work)
    before, after = feeder.make_masker(work, staff), feeder.make_masker(work, [*staff, *people])

    @lru_cache(maxsize=SAID_AGAIN)
    def names_one(text: str) -> bool:
        found = after.mask(text).spans
        known = {(span.start, span.end) for span in before.mask(text).spans} if found else set()
        return any((span.start, span.end) not in known for span in found)

    return found_in(work, masked_texts(work), hints, lambda _, text: names_one(text), numbers)


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
    """Yield what of a person stands in a text that names them: words in small letters, numbers that hold letters."""
    yield from spoken_names(person)
    for word in (person.username or "", *(mail.split("@")[0] for mail in person.mails)):
        yield from (part for part in plain(word).replace(".", " ").replace("_", " ").split() if len(part) > 2)
    yield from (words[-1] for words in odd_numbers(person))


def found_in(
    work: Work,
    selects: Iterable[Any],
    hints: set[str],
    touches: Touches,
    numbers: frozenset[str] = frozenset(),
) -> set[int]:
    """Return the tickets with a sentence that holds a hint and that is judged to be touched.

    Shape: a hint stands in a text as it is, a number (its digits alone) in any grouping, as the masker finds it.
    """
    words = _automaton(hints)
    found: set[int] = set()
    if not len(words) and not numbers:
        return found

    def hinted(text: str) -> bool:
        low = text.lower() if text.isascii() else fold(text).text.lower()
        return (bool(len(words)) and _says(words, low)) or (bool(numbers) and _counts(numbers, low))

    for ticket_id, text in _texts(work, selects):
        if ticket_id not in found and hinted(text):
            sentences = (part for piece in _pieces(text) for part in _SENTENCE.split(piece))
            if any(touches(ticket_id, sentence) for sentence in sentences if hinted(sentence)):
                found.add(ticket_id)  # the rest of a long text says nothing of it
    return found


def _automaton(hints: Iterable[str]) -> Any:
    automaton = ahocorasick.Automaton()
    for hint in hints:
        if hint:
            automaton.add_word(hint, len(hint))
    if len(automaton):
        automaton.make_automaton()
    return automaton


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


def _says(automaton: Any, low: str) -> bool:
    """Tell whether a hint stands in a text; a short one as a word of its own, letters written apart joined too."""
    for end, length in automaton.iter(low):
        if length > _SHORT or _alone(low, end + 1 - length, end + 1):
            return True
    joined = "".join(sign for sign in low if sign.isalnum()) if _apart(low) else ""
    return any(next(automaton.iter(form), None) is not None for form in (_disguised(low), joined) if form)


def _disguised(low: str) -> str:
    """Return the words that hold digits or signs beside letters, with the letters that they may stand for."""
    words, end = [], 0
    for found in _DIGIT_IN_WORD.finditer(low):
        if found.start() >= end:
            end = low.find(" ", found.end())
            end = end if end >= 0 else len(low)
            words.append(low[low.rfind(" ", 0, found.start()) + 1 : end])
    return " ".join(words).translate(_LEET)


def _counts(numbers: frozenset[str], low: str) -> bool:
    """Tell whether one of some numbers stands in a text, also behind the country's 1."""
    runs = [run.span() for run in _DIGITS.finditer(low)]
    groups = (digits for _, _, digits in digit_groups(low, runs)) if runs else ()
    return any(one in numbers or (len(one) == 11 and one[0] == "1" and one[1:] in numbers) for one in groups)


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
