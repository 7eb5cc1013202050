"""What one viewer may see of lists: frozen, plain, already masked."""

from collections.abc import Mapping
from typing import Any

from app.audit.work import Work
from app.helpdesk import words
from app.helpdesk.calls.view_models import OwnCall
from app.helpdesk.tickets import policy
from app.helpdesk.tickets.view_models import Segments, who_asked
from app.helpdesk.times import past_words
from app.identity.actor import Actor
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.kernel.paging import Page
from app.school.calendar.day_line import DayLine
from app.school.calendar.service import NO_CLOCK, ClockWords, calendar_of, clock_words


@dataclass(frozen=True)
class TicketRow:
    """One line of a list."""

    number: str
    title: Segments
    who: str
    category: str
    site: str
    status: str
    status_words: str
    clock: ClockWords
    owner: str
    practice: bool
    sensitive: bool
    tier: int
    claim: Verdict
    asked: str = ""


@dataclass(frozen=True)
class FiveRow:
    """One of the five: the line, where it is, and what to do next."""

    row: TicketRow
    place: str
    next_step: str
    mine: bool
    waits: bool  # for somebody else: there is nothing to do on it now


@dataclass(frozen=True)
class Mate:
    """Somebody who is here this period."""

    name: str
    tag: str
    quiet: str


@dataclass(frozen=True)
class SentBack:
    """A reply or an ending that came back with a reason."""

    number: str
    what: str
    by: str
    reason: str
    words: Segments


@dataclass(frozen=True)
class Lesson:
    """What a registered provider offers to learn today. Shape: ``words`` says how long and what it counts toward."""

    title: str
    url: str
    words: str


@dataclass(frozen=True)
class FiveView:
    """The home of a tech. Shape: ``start`` is the place of the row to begin with, from 0; -1 for none."""

    heading: str
    title: Segments
    heading_end: str
    lede: str
    day: DayLine | None
    rows: tuple[FiveRow, ...]
    start: int
    period: str
    mates: tuple[Mate, ...]
    sent_back: tuple[SentBack, ...]
    lesson: Lesson | None
    lacking: tuple[str, ...]
    call: OwnCall | None
    over: bool
    behind: int


@dataclass(frozen=True)
class Choice:
    """One option of a filter."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class ListView:
    """A page of a list with its filters."""

    page: Page[TicketRow]
    categories: tuple[Choice, ...]
    sites: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    filtered: bool
    techs: tuple[Choice, ...] = ()
    sorts: tuple[Choice, ...] = ()

    @property
    def sort(self) -> str:
        """Return how it is sorted: empty by due time, ``newest`` or ``oldest``."""
        return next((one.value for one in self.sorts if one.chosen), "")


_WAITING = {
    "pending_requester": "waiting for them",
    "pending_vendor": "waiting for a part",
    "scheduled": "planned",
}


def clock_of(work: Work, row: Any) -> ClockWords:
    """Return a ticket's clock in words; a finished one says when."""
    if row.status in ("resolved", "closed", "cancelled"):
        return ClockWords(words.status_words(row), "", "done" if row.status != "cancelled" else "held")
    calendar = calendar_of(work, row.site_id)
    return clock_words(calendar, row.due_at, row.paused_at, work.now, _WAITING.get(row.status, "on hold"))


def row_of(
    work: Work,
    row: Any,
    names: Mapping[int, str],
    *,
    titles: Mapping[int, str] | None = None,
    sites: Mapping[int, str] | None = None,
    claimed: int = 0,
    aged: bool = False,
) -> TicketRow:
    """Make the list line of a ticket; in a list by age it says when it was asked."""
    actor: Actor = work.actor
    typed = (titles or {}).get(row.id)
    return TicketRow(
        number=row.number,
        title=(typed,) if typed and actor.staff else words.segments(row.title_masked),
        who=who_asked(actor, row, names),
        category=row.category_name,
        site=(sites or {}).get(row.site_id, ""),
        status=row.status,
        status_words=words.status_words(row),
        clock=NO_CLOCK if row.kind == "practice" and row.status in words.OPEN else clock_of(work, row),
        owner=names.get(row.owner_id, "") if row.owner_id else "",
        practice=row.kind == "practice",
        sensitive=row.sensitive,
        tier=row.tier,
        claim=policy.claim(actor, row, claimed),
        asked=past_words(calendar_of(work, row.site_id), row.created_at, work.now) if aged else "",
    )
