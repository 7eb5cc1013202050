"""What somebody asks of the trail: a person, a time, a kind of act, an outcome, a ticket. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass
from app.kernel.ids import key_in
from app.oversight.phrases import GROUPS
from app.oversight.sentences import tags_of
from app.school.calendar.bells import BellCalendar

OUTCOMES = {"done": "Done", "refused": "Refused"}
LOOK_BACK = timedelta(days=30)  # how far a search for a kind or an outcome goes without dates


@dataclass(frozen=True)
class Wanted:
    """The conditions of a page of events. Units: ``until`` is outside."""

    since: datetime | None = None
    until: datetime | None = None
    tags: tuple[str, ...] = ()
    outcome: str = ""
    ticket_id: int | None = None


@dataclass(frozen=True)
class Span:
    """A stretch of one person's time, both ends inside."""

    person_id: int
    low: datetime
    high: datetime


@dataclass(frozen=True)
class Filters:
    """The filters as they were typed, for the form, the pager and the file."""

    since: date | None = None
    until: date | None = None
    person: int | None = None
    kind: str = ""
    outcome: str = ""
    ticket: str = ""

    @property
    def any(self) -> bool:
        return self != Filters()

    @property
    def looks_back(self) -> bool:
        """Tell whether the search is held to thirty days because no dates were given."""
        return bool(self.kind or self.outcome) and self.since is None and not self.ticket

    def query(self) -> dict[str, str]:
        """Return them as an address carries them."""
        said = {
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "person": str(self.person or ""),
            "kind": self.kind,
            "outcome": self.outcome,
            "ticket": self.ticket,
        }
        return {name: value for name, value in said.items() if value}


def read_filters(args: Mapping[str, str]) -> Filters:
    """Read the filters of an address.

    Refuses: Invalid for a date that is none.
    """
    kind, outcome = args.get("kind", ""), args.get("outcome", "")
    return Filters(
        since=_day(args.get("since", ""), "since"),
        until=_day(args.get("until", ""), "until"),
        person=key_in(args.get("person", "")) or None,
        kind=kind if kind in GROUPS else "",
        outcome=outcome if outcome in OUTCOMES else "",
        ticket=args.get("ticket", "").strip().upper()[:20],
    )


def wanted_of(
    filters: Filters, calendar: BellCalendar, now: datetime, ticket_id: int | None = None
) -> Wanted:
    """Turn the filters into conditions, their days being the school's."""
    until = midnight(calendar, filters.until + timedelta(days=1)) if filters.until else None
    since = midnight(calendar, filters.since) if filters.since else None
    if filters.looks_back:
        since = (until or now) - LOOK_BACK
    return Wanted(since, until, tags_of(filters.kind) if filters.kind else (), filters.outcome, ticket_id)


def midnight(calendar: BellCalendar, day: date) -> datetime:
    """Return when a day starts at the school."""
    return datetime(day.year, day.month, day.day, tzinfo=calendar.zone)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans with those of one person that touch joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.person_id, one.low)):
        last = joined[-1] if joined else None
        if last and last.person_id == span.person_id and span.low <= last.high:
            joined[-1] = replace(last, high=max(last.high, span.high))
        else:
            joined.append(span)
    return joined


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("That date cannot be read.", "Write it as 2026-10-06.", field=field) from error
    if not 2000 <= day.year <= 2100:
        raise Invalid("That date is too far away.", "Choose a date of this school year.", field=field)
    return day
