"""Tell an event as a sentence: what, which ticket, what was seen, why, how it ended. Never text."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from app.audit.tags import Tag
from app.helpdesk.catalog.content.load import load_catalog
from app.kernel.frozen import dataclass
from app.oversight.codes import code_words
from app.oversight.phrases import GROUPS, OWN, PHRASES, READ_LATER, Phrase
from app.oversight.rights_asked import RIGHTS_ASKED

_RETIRED = Phrase("looked", "did something that this version no longer names", "do something")
_OWN = {tag.value: words for tag, words in OWN.items()}
_LATER = {tag.value: words for tag, words in READ_LATER.items()}
_BY_VALUE = {tag.value: phrase for tag, phrase in PHRASES.items()}
_WHY = {
    "forbidden": "they may not",
    "conflict": "the moment had passed",
    "not-found": "hidden, or there is no such thing",
    "invalid": "the form was not complete",
    "too-many": "too many tries in a row",
    "too-large": "the file was too large",
}
_FIELDS = {
    "name": "names",
    "text": "the text as typed",
    "title": "the title as typed",
    "first_name": "the first name",
    "word": "one hidden word",
    "room": "the room",
    "device": "the device",
    "number": "the number",
    "events": "the trail",
    "evidence": "evidence",
    "work": "finished work",
    "grade": "grades",
    "progress": "progress",
    "guardian_name": "the guardian who signed",
}
_COUNTED = {
    "count": ("line", "lines"),
    "rows": ("row", "rows"),
    "results": ("result", "results"),
    "slips": ("slip", "slips"),
    "members": ("student", "students"),
    "sessions": ("session", "sessions"),
}
_OUTCOMES = {
    "matched": "matched",
    "unmatched": "not matched, so a teacher takes it",
    "conflict": "not for this tech, so a teacher takes it",
    "private": "the person asked for an adult",
}


class Told(Protocol):
    """What a sentence needs of an event; a row of ``queries.page`` has it all."""

    @property
    def tag(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def fields(self) -> Sequence[str]: ...
    @property
    def subjects(self) -> Sequence[int]: ...
    @property
    def codes(self) -> Mapping[str, Any]: ...
    @property
    def clearance(self) -> str: ...


@dataclass(frozen=True)
class Sentence:
    """A sentence after its subject's name, with the ticket's number apart so that it can be a link."""

    before: str
    number: str = ""
    after: str = ""
    detail: str = ""
    refused: bool = False

    @property
    def plain(self) -> str:
        """Return it as one line: ``claimed JCM-24001. On a shift.``"""
        return f"{self.before}{self.number}{self.after}{' ' if self.detail else ''}{self.detail}"


def phrase_of(tag: str) -> Phrase:
    """Return how a tag is told; a tag of another version has a sentence too."""
    return _BY_VALUE.get(tag, _RETIRED)


def tags_of(group: str) -> tuple[str, ...]:
    """Return the tags of a group of the filter; none for an unknown group."""
    return tuple(tag.value for tag, phrase in PHRASES.items() if phrase.group == group and group in GROUPS)


def tell(event: Told, number: str = "") -> Sentence:
    """Return an event's sentence, its ticket by number."""
    phrase = phrase_of(event.tag)
    refused = event.outcome == "refused"
    words = f"tried to {phrase.tried}: refused, {_why(event)}" if refused and phrase.tried else phrase.done
    if not refused and event.codes.get("read") == "later":
        words = _LATER.get(event.tag, words)
    if not refused and event.codes.get("own") is True:
        words = _OWN.get(event.tag, words)
    before, mark, after = words.partition("{ticket}")
    detail = _detail(event, refused)
    if event.tag == Tag.ACCESS_REFUSED:
        before = _asked(event)
    return Sentence(before, (number or "a ticket") if mark else "", f"{after}.", detail, refused)


def _why(event: Told) -> str:
    code = str(event.codes.get("why", ""))
    return _WHY.get(code, "the rules said no")


def _asked(event: Told) -> str:
    right = str(event.codes.get("right", ""))
    if right in RIGHTS_ASKED:
        return f"asked for a page without the right to {RIGHTS_ASKED[right]} and was refused"
    if event.codes.get("why") == "not-found":
        return "asked for a ticket number that is hidden or does not exist"
    return PHRASES[Tag.ACCESS_REFUSED].done


def _detail(event: Told, refused: bool) -> str:
    said = [] if refused else [_seen(event), _outcome(event)]
    if event.codes and not refused:
        said += [_counted(event), code_words(event.codes, event.tag)]
    said.append(_purpose(event.purpose))
    return " ".join(part for part in said if part)


def _seen(event: Told) -> str:
    if event.fields:
        fields = [_FIELDS.get(field, field.replace("_", " ")) for field in event.fields]
        people = (
            f" of {count_words(len(event.subjects), 'person', 'people')}" if len(event.subjects) > 1 else ""
        )
        return f"Seen: {' and '.join(fields)}{people}."
    if event.tag in (Tag.TICKET_OPENED, Tag.TICKETS_SEARCHED) and event.clearance == "masked":
        return "Names stayed hidden."
    return ""


def _outcome(event: Told) -> str:
    found = _OUTCOMES.get(event.outcome, "")
    return f"Result: {found}." if found else ""


def _counted(event: Told) -> str:
    found = []
    for code, (one, more) in _COUNTED.items():
        number = event.codes.get(code)
        if type(number) is int:
            found.append(count_words(number, one, more))
    return f"{', '.join(found).capitalize()}." if found else ""


def _purpose(code: str) -> str:
    if not code:
        return ""
    known = {purpose.code: purpose.words for purpose in load_catalog().reveal_purposes}
    return f"Purpose: “{known.get(code, code.replace('_', ' '))}”"


def count_words(number: int, one: str, more: str) -> str:
    """Return a number and its noun: ``1 line``, ``12 lines``."""
    return f"{number:,} {one if number == 1 else more}"


class Tallied(Protocol):
    """How often a tag happened."""

    @property
    def tag(self) -> str: ...
    @property
    def number(self) -> int: ...


def tally(rows: Iterable[Tallied]) -> dict[str, int]:
    """Return how many events lie in each group that has any."""
    found: Counter[str] = Counter()
    for row in rows:
        found[phrase_of(row.tag).group] += row.number
    return {group: found[group] for group in GROUPS if found[group]}
