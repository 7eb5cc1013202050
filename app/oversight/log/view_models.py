"""What the privacy officer sees of the log."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.audit.log.notes import Head
from app.audit.log.state import LogState
from app.kernel.frozen import dataclass
from app.oversight.log.advice import advise
from app.ports.mail import Mailer
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.school.calendar.bells import BellCalendar

QUIET_ZONE = 4


@dataclass(frozen=True)
class Recipient:
    """Somebody who is mailed heads, and when the last went out."""

    id: int
    mail: str
    sent: str
    sent_at: datetime | None


@dataclass(frozen=True)
class LogPage:
    """How the log stands, in words. Shape: heading and next say what to do; state is late, soon or done."""

    heading: str
    next: str
    state: str
    name: str
    size: int
    heads: int
    signed: str
    sealed: str
    witnessed: str
    gaps: int
    follows: str
    recipients: tuple[Recipient, ...]
    how: str
    print_ready: bool


@dataclass(frozen=True)
class HeadPage:
    """The newest head, to be printed and filed away from the machine."""

    note: str
    origin: str
    size: int
    signed: str
    code: tuple[tuple[bool, ...], ...]


def when(calendar: BellCalendar, at: datetime | None) -> str:
    """Return a moment as the school says it: ``Nov 25, 2026, 2:03 PM``."""
    if at is None:
        return "never"
    local = calendar.local(at)
    half = "AM" if local.hour < 12 else "PM"
    return f"{local:%b} {local.day}, {local.year}, {local.hour % 12 or 12}:{local.minute:02} {half}"


def recipients_of(rows: Iterable[Any], calendar: BellCalendar) -> tuple[Recipient, ...]:
    return tuple(
        Recipient(row.id, open_for(Sealed(row.mail)), when(calendar, row.sent_at), row.sent_at)
        for row in rows
    )


def page_of(
    state: LogState,
    head: Head | None,
    kept: tuple[Recipient, ...],
    mailer: Mailer,
    calendar: BellCalendar,
    now: datetime,
) -> LogPage:
    """Return the page of a log."""
    advice = advise(state, [one.sent_at for one in kept], now, mailer.leaves)
    size = head.size if head else 0
    return LogPage(
        heading=advice.heading,
        next=advice.why,
        state=advice.state,
        name=state.name,
        size=size,
        heads=state.heads,
        signed=when(calendar, head.at if head else None),
        sealed=when(calendar, state.caught_up_at),
        witnessed=_witnessed(state, calendar),
        gaps=state.gaps,
        follows=_follows(state),
        recipients=kept,
        how=mailer.how,
        print_ready=head is not None,
    )


def _witnessed(state: LogState, calendar: BellCalendar) -> str:
    if state.witnessed_at is None:
        return "no witness yet"
    return f"{state.witness}, {state.witnessed_size} entries, {when(calendar, state.witnessed_at)}"


def _follows(state: LogState) -> str:
    if state.follows is None:
        return ""
    return f"{state.follows.origin}, which ended at {state.follows.size} entries"


def head_page(head: Head, calendar: BellCalendar) -> HeadPage:
    """Return a head with its text as a code to scan."""
    import segno

    code = segno.make(head.note, error="l", micro=False)
    rows = tuple(tuple(bool(dot) for dot in row) for row in code.matrix_iter(border=QUIET_ZONE))
    return HeadPage(head.note, head.origin, head.size, when(calendar, head.at), rows)
