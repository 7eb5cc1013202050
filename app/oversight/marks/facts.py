"""What the rules look at: plain rows of events, and what is known of techs and tickets. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any, Protocol

from app.audit.tags import Tag
from app.kernel.frozen import dataclass
from app.oversight.phrases import PHRASES
from app.school.calendar.bells import BellCalendar

LOOKS = frozenset(
    tag.value
    for tag in (
        Tag.ACCESS_REFUSED,
        Tag.COUNTER_MATCHED,
        Tag.PAGE_COPIED,
        Tag.PAGE_PRINTED,
        Tag.PEOPLE_SEEN,
        Tag.QUEUE_SEEN,
        Tag.RECORD_EXPORTED,
        Tag.TICKETS_SEARCHED,
        Tag.TICKET_OPENED,
        Tag.WORD_REVEALED,
    )
)
ACTS = frozenset(t.value for t, phrase in PHRASES.items() if phrase.group in ("worked", "wrote", "checked"))
GLASS = frozenset({Tag.GLASS_BROKEN.value})  # opened in an emergency
WATCHED = LOOKS | ACTS
HANDS = frozenset(  # moves that say whose a ticket is
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
    )
)
MOVES = HANDS | frozenset(
    tag.value
    for tag in (
        Tag.DRAFT_SENT,
        Tag.TICKET_PAUSED,
        Tag.TICKET_PROPOSED,
        Tag.TICKET_RESOLVED,
        Tag.TICKET_RESUMED,
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
    def session_id(self) -> int | None: ...
    @property
    def site_id(self) -> int | None: ...
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
class Usual:
    """How many tickets somebody opens on a day. Shape: ``days`` is how many days that is known of."""

    days: int = 0
    mean: float = 0.0
    spread: float = 0.0


@dataclass(frozen=True)
class Tech:
    """Somebody whose trail is judged: the bells of their school, their shifts, the group they train, their habits.

    Shape: ``shifts`` are (weekday, first minute, minute after the last); none means every school hour.
    """

    person_id: int
    calendar: BellCalendar | None = None
    group: frozenset[int] = frozenset()
    site_id: int | None = None
    shifts: frozenset[tuple[int, int, int]] = frozenset()
    own: Usual = Usual()
    team: Usual = Usual()
    adult: bool = False


@dataclass(frozen=True)
class TicketFacts:
    """What the rules may know of a ticket."""

    id: int
    requester_id: int
    owner_id: int | None = None
    practice: bool = False
    by_staff: bool = False
    site_id: int | None = None


@dataclass(frozen=True)
class Known:
    """What is known around the events.

    Shape: ``close`` says how the one who asked is related to the tech (family, same_name, keep_apart, classmate,
    barred); it and ``first_looks`` are keyed by (ticket, tech).
    """

    tickets: Mapping[int, TicketFacts] = field(default_factory=dict)
    chains: Mapping[int, Sequence[Moved]] = field(default_factory=dict)
    students: frozenset[int] = frozenset()
    close: Mapping[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    first_looks: Mapping[tuple[int, int], datetime] = field(default_factory=dict)
