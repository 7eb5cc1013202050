"""What a reviewer sees of the trail: frozen, plain, ready to be read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from app.audit.tags import Tag
from app.identity.rights import Clearance
from app.kernel.frozen import dataclass
from app.oversight.marks.findings import Mark
from app.oversight.review.policy import VERDICTS
from app.oversight.sentences import Sentence, tell
from app.oversight.trail.wanted import Filters
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.school.calendar.bells import BellCalendar


@dataclass(frozen=True)
class Person:
    """Somebody of the trail. Shape: only a tech has a team."""

    id: int
    name: str
    real: str = ""
    cadre_id: int | None = None
    site_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    team: str = ""
    kind: str = "tech"

    @property
    def adult(self) -> bool:
        return self.kind != "tech"

    @property
    def both(self) -> str:
        """Return the working name with the real one: ``Bo (Bohdan Kowalczyk)``."""
        return f"{self.name} ({self.real})" if self.real and self.real != self.name else self.name


CADRE = Person(0, "Cadre")
NOBODY = Person(0, "Somebody who is not signed in")
GONE = Person(0, "Somebody who has left")
RULE = Person(0, "The rule")


@dataclass(frozen=True)
class TrailLine:
    """One sentence of the trail, with its mark and what a reviewer said of it."""

    id: str
    at: datetime
    day: date
    time: str
    who: Person
    for_whom: str
    said: Sentence
    state: str = ""
    codes: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    verdict: str = ""
    verdict_words: str = ""
    words: str = ""
    by: str = ""

    @property
    def flagged(self) -> bool:
        """Tell whether it waits for an explanation."""
        return self.state in ("unexplained", "suspicious") and not self.verdict

    @property
    def plain(self) -> str:
        return f"{self.who.both} {self.said.plain}"

    @property
    def short(self) -> str:
        """Return who did what to which ticket, without what was seen."""
        said = self.said
        return f"{self.who.name} {said.before}{said.number}{said.after}"

    @property
    def when_and_why(self) -> str:
        """Return the moment and the mark: ``Tuesday, 4:12 PM. Another tech owned it.``"""
        return f"{self.day:%A}, {self.time}. {' '.join(self.why)}"


@dataclass(frozen=True)
class TrailDay:
    """The lines of one day, or of one period of a day."""

    title: str
    lines: tuple[TrailLine, ...]


@dataclass(frozen=True)
class TrailPage:
    """A page of the trail."""

    days: tuple[TrailDay, ...]
    filters: Filters
    people: tuple[Person, ...]
    older: str | None = None
    newer: str | None = None
    tech: Person | None = None
    shifts: tuple[tuple[str, str], ...] = ()
    seals: str = ""

    @property
    def lines(self) -> tuple[TrailLine, ...]:
        return tuple(line for day in self.days for line in day.lines)

    @property
    def flags(self) -> int:
        return sum(line.flagged for line in self.lines)


@dataclass(frozen=True)
class TicketChain:
    """What happened to one ticket, from its first line on."""

    number: str
    title: str
    handle: str
    status: str
    page: TrailPage


@dataclass(frozen=True)
class OfficeView:
    """What a privacy officer reads first."""

    reveals: tuple[TrailLine, ...]
    refused: tuple[TrailLine, ...]
    exports: tuple[TrailLine, ...]
    counts: tuple[tuple[str, int], ...]
    reveal_count: int
    refused_count: int
    export_count: int
    days: int = field(default=7)


def person_of(row: Any) -> Person:
    """Return a tech of a team."""
    real = _real_name(row)
    return Person(
        row.person_id,
        row.working_name or real,
        real,
        row.cadre_id,
        row.site_id,
        row.starts_on,
        row.ends_on,
        row.cadre_name,
    )


def other_of(row: Any) -> Person:
    """Return anybody else: a professional name where there is one."""
    return Person(row.person_id, row.display_name or _real_name(row))


def adult_of(row: Any, kind: str) -> Person:
    """Return an adult whose looks are reviewed, by professional name."""
    role = row.role.replace("_", " ")
    return Person(row.person_id, row.display_name or _real_name(row), kind=kind, team=role)


def _real_name(row: Any) -> str:
    return open_for(Sealed(f"{row.preferred or row.given} {row.family}".strip()))


def lines_of(
    rows: Iterable[Any],
    people: Mapping[int, Person],
    marks: Mapping[str, Mark],
    calendar: BellCalendar,
    named: int | None = None,
) -> tuple[TrailLine, ...]:
    """Make sentences of events, in their order; who asked is told by handle, but for the one ``named`` already."""
    return tuple(_line(row, people, marks.get(row.id), calendar, named) for row in rows)


def _line(
    row: Any, people: Mapping[int, Person], mark: Mark | None, calendar: BellCalendar, named: int | None
) -> TrailLine:
    local = calendar.local(row.occurred_at)
    return TrailLine(
        id=row.id,
        at=row.occurred_at,
        day=local.date(),
        time=f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}",
        who=_who(row, people, named),
        for_whom=_for_whom(row, people, named),
        said=tell(row, row.number or ""),
        state=mark.state if mark else "",
        codes=mark.codes if mark else (),
        why=mark.words if mark else (),
        verdict=row.verdict or "",
        verdict_words=VERDICTS.get(row.verdict or "", ""),
        words=open_for(Sealed(row.words)),
        by=people[row.by_id].name if row.by_id in people else "",
    )


def _who(row: Any, people: Mapping[int, Person], named: int | None) -> Person:
    if row.tag == Tag.TICKET_QUEUED and row.codes.get("by") == "rule":
        return RULE
    if row.actor_id and row.ticket_id and row.clearance == Clearance.OWN and row.actor_id != named:
        return Person(0, row.handle or "Whoever asked")
    if row.actor_id:
        return people.get(row.actor_id, GONE)
    return NOBODY if row.tag.startswith("session:") else CADRE


def _for_whom(row: Any, people: Mapping[int, Person], named: int | None) -> str:
    if not row.on_behalf_of_id or row.on_behalf_of_id == row.actor_id:
        return ""
    if row.on_behalf_of_id == row.requester_id != named:
        return str(row.handle)
    return people.get(row.on_behalf_of_id, GONE).name


def slot_of(calendar: BellCalendar, local: datetime) -> str:
    """Return the part of the school's day in which a moment lies: a period's name, or around school."""
    minute, spans = local.hour * 60 + local.minute, calendar.spans_on(local.date())
    if not spans:
        return "no school"
    for span in spans:
        if span.starts_minute <= minute < span.ends_minute:
            return span.name
    if minute < spans[0].starts_minute:
        return "before school"
    return "after school" if minute >= spans[-1].ends_minute else "between periods"


def day_title(day: date, today: date) -> str:
    """Return a day's heading: ``Tuesday, October 6``."""
    year = f", {day.year}" if day.year != today.year else ""
    return f"{day:%A}, {day:%B} {day.day}{year}"


def by_day(lines: Sequence[TrailLine], today: date) -> tuple[TrailDay, ...]:
    """Group lines that follow one another by their day."""
    return _grouped(lines, lambda line: line.day, lambda line: day_title(line.day, today))


def by_shift(
    lines: Sequence[TrailLine],
    today: date,
    calendar: BellCalendar,
    on_shift: Mapping[tuple[int, str], bool],
    says: Any,
) -> tuple[TrailDay, ...]:
    """Group lines that follow one another by day and period, saying which was a shift."""

    def slot(line: TrailLine) -> str:
        return slot_of(calendar, calendar.local(line.at))

    def title(line: TrailLine) -> str:
        name = slot(line)
        shift = ", on shift" if on_shift.get((line.day.weekday(), name)) else ""
        return f"{day_title(line.day, today)} · {says(name)}{shift}"

    return _grouped(lines, lambda line: (line.day, slot(line)), title)


def _grouped(
    lines: Sequence[TrailLine], key: Callable[[TrailLine], Any], title: Callable[[TrailLine], str]
) -> tuple[TrailDay, ...]:
    groups = [tuple(found) for _, found in groupby(lines, key=key)]
    return tuple(TrailDay(title(found[0]), found) for found in groups)
