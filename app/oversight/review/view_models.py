"""What a reviewer sees: a week by person and shift, the looks to read with their chain, one look, the weeks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import Any

from app.audit.tags import Tag
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.oversight.review.agreement import Agreement
from app.oversight.review.policy import VERDICTS, LineFacts
from app.oversight.trail.view_models import Person, TrailLine, day_title
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.school.calendar.bells import BellCalendar
from app.school.calendar.words import period_words

_DONE = {
    Tag.TICKET_ASKED: "asked",
    Tag.TICKET_QUEUED: "queued",
    Tag.TICKET_ASSIGNED: "assigned",
    Tag.TICKET_CLAIMED: "claimed",
    Tag.TICKET_OPENED: "opened",
    Tag.WORD_REVEALED: "shown",
    Tag.PAGE_COPIED: "copied",
    Tag.PAGE_PRINTED: "printed",
    Tag.COUNTER_MATCHED: "matched",
    Tag.NOTE_WRITTEN: "noted",
    Tag.MESSAGE_SENT: "answered",
    Tag.DRAFT_SUBMITTED: "answer written",
    Tag.DRAFT_SENT: "answer sent",
    Tag.TICKET_PROPOSED: "finished",
    Tag.TICKET_RESOLVED: "resolved",
    Tag.TICKET_ESCALATED: "passed to an adult",
    Tag.ESCALATION_ACCEPTED: "taken by an adult",
    Tag.ESCALATION_RETURNED: "sent back",
    Tag.TICKET_HANDED_BACK: "handed back",
    Tag.TICKET_CLOSED: "closed",
}
_READ_LATER = {Tag.DRAFT_SENT: "answer read", Tag.TICKET_RESOLVED: "ending accepted"}
_GIVES = (Tag.TICKET_ASSIGNED, Tag.TICKET_CLAIMED, Tag.ESCALATION_RETURNED)
MOST_STEPS = 7


@dataclass(frozen=True)
class Step:
    """One link of a chain: what, when, and whether it is the look itself."""

    words: str
    when: str
    here: bool = False
    missing: bool = False


@dataclass(frozen=True)
class ReviewLine:
    """One look to read: what, how it came about, what the rules say, how far its review is."""

    line: TrailLine
    chain: tuple[Step, ...]
    state: str
    facts: LineFacts
    drawn: str
    second: bool
    shift: str
    asked_on: str = ""
    answer: str = ""
    answer_until: str = ""
    ask: Verdict | None = None
    judge: Verdict | None = None
    accept: Verdict | None = None

    @property
    def done(self) -> bool:
        return self.facts.judged

    @property
    def stands(self) -> str:
        """Return how far its review is, in a few words."""
        if self.facts.judged:
            return self.line.verdict_words
        if self.facts.answered:
            return "answered: judge it"
        if self.facts.asked:
            return f"asked, until {self.answer_until}"
        return "ask first" if self.facts.flagged else "read it"


@dataclass(frozen=True)
class ShiftCount:
    """How many looks one shift had, by state."""

    title: str
    explained: int
    flagged: int
    other: int


@dataclass(frozen=True)
class PersonWeek:
    """One person's week in the inbox. Shape: the numbers are of the whole week, ``lines`` may be fewer."""

    person: Person
    shifts: tuple[ShiftCount, ...]
    lines: tuple[ReviewLine, ...]
    explained: int
    left: int
    accepted: bool
    accept_rest: Verdict
    sign_off: Verdict
    signed_by: str = ""
    step: int = 0
    stopped: bool = False
    flagged: int = 0
    read: int = 0
    to_ask: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)

    @property
    def waiting(self) -> bool:
        """Tell whether it waits for an act of the reviewer's now."""
        open_ = any(v is not None and v.yes for one in self.lines for v in (one.ask, one.judge, one.accept))
        return not self.signed_by and (open_ or self.accept_rest.yes or self.sign_off.yes)


@dataclass(frozen=True)
class Inbox:
    """A week of looks, by person."""

    monday: date
    title: str
    over: bool
    people: tuple[PersonWeek, ...]
    weeks: tuple[tuple[date, str, int], ...]
    second: int = 0
    cut: bool = False

    @property
    def left(self) -> int:
        return sum(one.left for one in self.people)

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self.people)


@dataclass(frozen=True)
class WeekPage:
    """A page of one person's week, by shift. Shape: ``older`` leads on to later looks."""

    person: Person
    monday: date
    title: str
    shifts: tuple[tuple[str, tuple[ReviewLine, ...]], ...]
    week: PersonWeek
    older: str | None = None
    newer: str | None = None


@dataclass(frozen=True)
class LinePage:
    """One look, the hour around it, and what may be done with it."""

    one: ReviewLine
    around: tuple[TrailLine, ...]
    monday: date
    following: str = ""
    seal: str = ""


@dataclass(frozen=True)
class WeekRow:
    """One week of one person on the list of weeks. Shape: ``flagged`` since it was signed, and nobody judged it."""

    person: Person
    monday: date
    title: str
    whose: str
    stopped: bool
    due: str = ""
    signed_by: str = ""
    signed_on: str = ""
    flagged: bool = False


@dataclass(frozen=True)
class WeeksPage:
    """The weeks that wait, those that were signed, and how far two readers agree."""

    due: tuple[WeekRow, ...]
    done: tuple[WeekRow, ...]
    agreement: Agreement = field(default_factory=Agreement)


@dataclass(frozen=True)
class SecondPage:
    """What waits for a second reader, how much more there is, and whom to name where nobody can be it, and why."""

    lines: tuple[ReviewLine, ...]
    more: int = 0
    lacks: tuple[tuple[str, str], ...] = ()


def verdict_words(code: str | None) -> str:
    return VERDICTS.get(code or "", "")


def answer_of(row: Any) -> str:
    return open_for(Sealed(row.answer)) if row.answer else ""


def facts_of(row: Any) -> LineFacts:
    """Return how far a look has come."""
    return LineFacts(
        flagged=row.state in ("unexplained", "suspicious"),
        drawn=row.drawn is not None,
        judged=row.verdict is not None,
        asked=row.asked_at is not None,
        answered=row.answered_at is not None,
        answer_until=row.answer_until,
    )


def chain_of(
    row: Any, events: Sequence[Any], students: Mapping[int, Person], calendar: BellCalendar
) -> tuple[Step, ...]:
    """Return how a look came about: who had the ticket, the look, and what followed from the same hand."""
    if row.ticket_id is None:
        return ()
    given = [
        one for one in events if one.tag in _GIVES and one.occurred_at <= row.at and _to(one, row.person_id)
    ]
    start = given[-1].occurred_at if given else row.at
    own = [
        one
        for one in events
        if one.id == row.event_id or (one.actor_id == row.person_id and one.occurred_at >= start)
    ]
    begun = "free" if {"claimed", "free"} & set(row.codes) else "not theirs"
    steps = [_step(given[-1], row, calendar)] if given else [Step(begun, "", missing=True)]
    steps += [
        _step(one, row, calendar) for one in _short(own, row) if one is not (given[-1] if given else None)
    ]
    later = [one for one in events if one.occurred_at > row.at and one.actor_id != row.person_id]
    ends = [
        one for one in later if one.tag in (Tag.TICKET_RESOLVED, Tag.TICKET_CLOSED, Tag.ESCALATION_ACCEPTED)
    ]
    return (*steps, *(_step(one, row, calendar) for one in ends[:1]))


def _short(events: Iterable[Any], row: Any) -> list[Any]:
    """Leave out what repeats itself, and keep the steps closest to the look."""
    kept: list[Any] = []
    for one in events:
        same = kept and kept[-1].tag == one.tag
        if one.id == row.event_id or not same:
            if same and kept[-1].id != row.event_id:
                kept.pop()
            kept.append(one)
    here = next((place for place, one in enumerate(kept) if one.id == row.event_id), 0)
    return kept[max(0, here - 2) : max(0, here - 2) + MOST_STEPS]


def _to(event: Any, person_id: int) -> bool:
    return person_id == event.actor_id if event.tag == Tag.TICKET_CLAIMED else person_id in (event.subjects or ()) or (
        (event.codes or {}).get("owner") == person_id
    )  # fmt: skip


def _step(event: Any, row: Any, calendar: BellCalendar) -> Step:
    local, day = calendar.local(event.occurred_at), calendar.local(row.at).date()
    when = f"{local.hour % 12 or 12}:{local.minute:02}"
    if local.date() != day:
        near = local.date().isocalendar()[:2] == day.isocalendar()[:2]
        when = f"{local:%a} {when}" if near else f"{local:%b} {local.day}, {when}"
    later = (event.codes or {}).get("read") == "later"
    done = (_READ_LATER if later else _DONE).get(event.tag, _DONE.get(event.tag, "done"))
    return Step(done, when, here=event.id == row.event_id)


def shift_title(day: date, slot: str, today: date) -> str:
    """Return a shift's heading: ``Tuesday, October 6 · period 2``."""
    return f"{day_title(day, today)} · {period_words(slot)}"


def week_title(monday: date) -> str:
    """Return a week's name: ``week of October 5``."""
    return f"week of {monday:%B} {monday.day}"


def short_day(calendar: BellCalendar, at: datetime) -> str:
    """Return a moment in a few words: ``Tue 10:05``."""
    local = calendar.local(at)
    return f"{local:%a} {local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"


def long_day(calendar: BellCalendar, at: datetime) -> str:
    local = calendar.local(at)
    return f"{local:%B} {local.day}"
