"""What one viewer may see of tickets: frozen, plain, already masked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.helpdesk import words
from app.helpdesk.tickets import policy
from app.identity.actor import Actor
from app.identity.verdict import Verdict
from app.privacy.door import open_for
from app.privacy.sealed import Sealed

Segments = tuple[str | words.Hidden, ...]


@dataclass(frozen=True)
class TicketRow:
    """One line of a list."""

    number: str
    title: Segments
    who: str
    category: str
    status: str
    status_words: str
    place: str
    next_step: str
    due_at: datetime | None
    paused: bool
    owner: str
    priority: int
    practice: bool
    claim: Verdict


@dataclass(frozen=True)
class ThreadEntry:
    """One line of a ticket's time: a message or something that happened."""

    at: datetime
    kind: str
    who: str
    side: str
    mine: bool
    body: Segments
    channel: str = ""
    message_id: int = 0


@dataclass(frozen=True)
class Step:
    """A step of the checklist."""

    number: int
    words: str
    done: bool


@dataclass(frozen=True)
class TicketView:
    """A ticket's page for one viewer."""

    number: str
    title: Segments
    status: str
    status_words: str
    category: str
    category_code: str
    site: str
    who: str
    owner: str
    mine: bool
    place: str
    period: str
    due_at: datetime | None
    paused: bool
    practice: bool
    sensitive: bool
    device: tuple[tuple[str, str], ...]
    thread: tuple[ThreadEntry, ...]
    steps: tuple[Step, ...]
    claim: Verdict
    work: Verdict
    first_step: str
    version: int


def name_of(sealed_name: Sealed) -> str:
    """Return a name for a reader whose clearance loaded it."""
    return open_for(sealed_name)


def full_name(row: Any) -> Sealed:
    """Seal the name of a vault row: the preferred given name and the family name."""
    return Sealed(f"{row.preferred or row.given} {row.family}".strip())


def who_asked(actor: Actor, row: Any, names: Mapping[int, str]) -> str:
    """Return how a viewer is told of the requester: staff by professional name, others by handle, adults see names."""
    if row.requester_kind == "staff" or actor.staff:
        return names.get(row.requester_id) or str(row.handle)
    return str(row.handle)


def row_of(actor: Actor, row: Any, names: Mapping[int, str], claimed: int = 0) -> TicketRow:
    """Make the list line of a ticket."""
    return TicketRow(
        number=row.number,
        title=words.segments(row.title_masked),
        who=who_asked(actor, row, names),
        category=row.category_name,
        status=row.status,
        status_words=words.STATUS_WORDS[row.status],
        place=getattr(row, "room_code", None) or "" if policy.see_place(actor, row) else "",
        next_step=row.first_step,
        due_at=row.due_at,
        paused=row.paused_at is not None,
        owner=names.get(row.owner_id, "") if row.owner_id else "",
        priority=row.priority,
        practice=row.kind == "practice",
        claim=policy.claim(actor, row, claimed),
    )
