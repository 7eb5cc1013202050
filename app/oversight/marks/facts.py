"""What the rules look at: plain rows of events, and what is known of techs and tickets. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from app.audit.tags import Tag
from app.oversight.phrases import PHRASES
from app.school.calendar.bells import BellCalendar
from app.school.calendar.bells import Span as BellSpan
from app.school.calendar.hours import period_at

MARGIN_MINUTES = 15  # on the way to the first bell, and after the last one
LOOKS = frozenset(
    tag.value
    for tag in (
        Tag.ACCESS_REFUSED,
        Tag.COUNTER_MATCHED,
        Tag.QUEUE_SEEN,
        Tag.TICKETS_SEARCHED,
        Tag.TICKET_OPENED,
        Tag.WORD_REVEALED,
    )
)
ACTS = frozenset(t.value for t, phrase in PHRASES.items() if phrase.group in ("worked", "wrote", "checked"))
WATCHED = LOOKS | ACTS
MOVES = frozenset(
    tag.value
    for tag in (
        Tag.ESCALATION_ACCEPTED,
        Tag.ESCALATION_RETURNED,
        Tag.TICKET_ASSIGNED,
        Tag.TICKET_CLAIMED,
        Tag.TICKET_CLOSED,
        Tag.TICKET_ESCALATED,
        Tag.TICKET_HANDED_BACK,
        Tag.TICKET_QUEUED,
        Tag.WORD_REVEALED,
    )
)


class Happened(Protocol):
    """One event of a tech; a row of ``queries.around`` has it all."""

    @property
    def id(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def tag(self) -> str: ...
    @property
    def actor_id(self) -> int: ...
    @property
    def actor_role(self) -> str: ...
    @property
    def ticket_id(self) -> int | None: ...
    @property
    def outcome(self) -> str: ...
    @property
    def codes(self) -> Mapping[str, Any] | None: ...


def watched(event: Happened) -> bool:
    """Tell whether an event is judged at all: what a tech did at the desk, and what was refused."""
    if event.tag == Tag.ACCESS_REFUSED:
        return True
    return event.actor_role.startswith("desk") and event.tag in WATCHED


class Moved(Protocol):
    """One move of a ticket; a row of ``queries.chains`` has it all."""

    @property
    def occurred_at(self) -> datetime: ...
    @property
    def tag(self) -> str: ...
    @property
    def actor_id(self) -> int: ...
    @property
    def subjects(self) -> Sequence[int] | None: ...
    @property
    def codes(self) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True)
class Tech:
    """A student whose trail is judged: the bells of their school, and the group they train."""

    person_id: int
    calendar: BellCalendar | None = None
    group: frozenset[int] = frozenset()


@dataclass(frozen=True)
class TicketFacts:
    """What the rules may know of a ticket."""

    id: int
    requester_id: int
    owner_id: int | None = None
    practice: bool = False


@dataclass(frozen=True)
class Known:
    """What is known around the events. Shape: ``kin`` and ``first_looks`` are keyed by (ticket, tech)."""

    tickets: Mapping[int, TicketFacts] = field(default_factory=dict)
    chains: Mapping[int, Sequence[Moved]] = field(default_factory=dict)
    students: frozenset[int] = frozenset()
    kin: frozenset[tuple[int, int]] = frozenset()
    first_looks: Mapping[tuple[int, int], datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Holder:
    """Whose a ticket was at a moment, and which student had passed it to an adult."""

    owner_id: int | None = None
    passed_by: int | None = None
    closed: bool = False


def holder_at(known: Known, ticket_id: int, at: datetime) -> Holder:
    """Return whose a ticket was, read from its moves; without any move on record, whose it is."""
    moves = [move for move in known.chains.get(ticket_id, ()) if move.tag != Tag.WORD_REVEALED]
    if not any(move.tag in (Tag.TICKET_CLAIMED, Tag.TICKET_ASSIGNED) for move in moves):
        facts = known.tickets.get(ticket_id)
        return Holder(facts.owner_id if facts else None)
    holder = Holder()
    for move in moves:
        if move.occurred_at > at:
            break
        holder = _moved(known, holder, move)
    return holder


def _moved(known: Known, before: Holder, move: Moved) -> Holder:
    if move.tag == Tag.TICKET_CLAIMED:
        return Holder(move.actor_id)
    if move.tag == Tag.TICKET_ASSIGNED:
        return Holder(_given_to(known, move))
    if move.tag == Tag.ESCALATION_ACCEPTED:
        return Holder(move.actor_id, before.passed_by)
    if move.tag == Tag.ESCALATION_RETURNED:
        return Holder(before.passed_by or _given_to(known, move))
    if move.tag == Tag.TICKET_ESCALATED:
        return Holder(None, move.actor_id)
    if move.tag == Tag.TICKET_CLOSED:
        return Holder(before.owner_id, before.passed_by, closed=True)
    return Holder()


def _given_to(known: Known, move: Moved) -> int | None:
    codes = move.codes or {}
    if codes.get("to") == "self":
        return move.actor_id
    if type(codes.get("owner")) is int:
        return int(codes["owner"])
    return next((person for person in move.subjects or () if person in known.students), None)


def _school_day(spans: Sequence[BellSpan]) -> tuple[int, int] | None:
    if not spans:
        return None
    return spans[0].starts_minute - MARGIN_MINUTES, max(one.ends_minute for one in spans) + MARGIN_MINUTES


class Case:
    """One tech's events in order of time."""

    def __init__(self, tech: Tech, events: Sequence[Happened], known: Known, now: datetime) -> None:
        self.tech, self.known, self.now = tech, known, now
        self.events = sorted(events, key=lambda event: (event.occurred_at, event.id))
        self._times = [event.occurred_at for event in self.events]
        self.counted: dict[str, int] = {}
        self._days: dict[date, tuple[int, int] | None] = {}

    def before(self, event: Happened, span: timedelta) -> Sequence[Happened]:
        """Return what the tech did in the time before an event."""
        end = bisect_left(self._times, event.occurred_at)
        return self.events[bisect_right(self._times, event.occurred_at - span) : end]

    def after(self, event: Happened, span: timedelta) -> Sequence[Happened]:
        """Return what the tech did in the time after an event."""
        start = bisect_right(self._times, event.occurred_at)
        return self.events[start : bisect_right(self._times, event.occurred_at + span)]

    def in_school(self, at: datetime) -> bool:
        """Tell whether a moment lies in the school's day; without bells nobody can tell, so it does."""
        calendar = self.tech.calendar
        if calendar is None:
            return True
        local = calendar.local(at)
        day = local.date()
        if day not in self._days:
            self._days[day] = _school_day(calendar.spans_on(day))
        hours = self._days[day]
        return hours is not None and hours[0] <= local.hour * 60 + local.minute <= hours[1]

    def period_end(self, at: datetime) -> datetime:
        """Return when the period of a moment ends, a quarter of an hour on at the least, else in an hour."""
        calendar = self.tech.calendar
        span = period_at(calendar, at) if calendar else None
        if calendar is None or span is None:
            return at + timedelta(hours=1)
        local = calendar.local(at)
        left = span.ends_minute - local.hour * 60 - local.minute
        return at + timedelta(minutes=max(left, MARGIN_MINUTES))
