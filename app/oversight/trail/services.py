"""Read the trail of a team, of one tech, of one ticket; put words to a flag."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.audit.log.seals import seals_of
from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk import words
from app.identity.rights import Hat
from app.kernel import paging
from app.kernel.errors import Invalid, NotFound
from app.oversight.marks.findings import Mark
from app.oversight.marks.judging import marks_of
from app.oversight.sealed import seals_words
from app.oversight.trail import people_queries, queries
from app.oversight.trail.view_models import (
    Person,
    TicketChain,
    TrailLine,
    TrailPage,
    by_day,
    by_shift,
    lines_of,
    other_of,
    person_of,
)
from app.oversight.trail.wanted import Filters, Wanted, read_filters, wanted_of
from app.school.calendar.service import SiteCalendar, calendar_of
from app.school.calendar.service import plain as plain_calendar
from app.school.calendar.words import period_words

KEPT_DAYS = 400  # how long after the end of a membership its trail can be filtered by name
NEAR = timedelta(hours=1)
LEAST_WORDS, MOST_WORDS = 3, 1000
AT_ONCE = 500  # events of a long file in memory


def techs_of(work: Work) -> dict[int, Person]:
    """Return the techs whose trail the actor may read, by working name."""
    since = work.today - timedelta(days=KEPT_DAYS)
    return {row.person_id: person_of(row) for row in work.rows(people_queries.members(work.actor, since))}


def tech_of(techs: Mapping[int, Person], person_id: int) -> Person:
    """Return one of these techs.

    Refuses: NotFound when the tech is not theirs to review.
    """
    if person_id not in techs:
        raise NotFound("There is no such tech in your teams.", "Go back to the trail and pick a name.")
    return techs[person_id]


def calendar_for(work: Work, techs: Mapping[int, Person]) -> SiteCalendar:
    """Return the calendar in whose time the trail is told: the team's school."""
    sites = [tech.site_id for tech in techs.values() if tech.site_id] or sorted(work.actor.site_ids)
    return calendar_of(work, sites[0]) if sites else plain_calendar("UTC")


def mark_of(after: str | None, size: int = 2) -> list[Any] | None:
    """Read the mark of a page: a moment first, a key last. Refuses: Invalid when it is not one of ours."""
    key = paging.decode(after, size)
    if key is not None:
        try:
            moment = datetime.fromisoformat(str(key[0]))
            key[0] = moment.astimezone(UTC).isoformat()
        except (ValueError, OverflowError) as error:
            raise Invalid("That page mark is not one of ours.", "Go back to the start.") from error
        if moment.tzinfo is None or not isinstance(key[-1], str):
            raise Invalid("That page mark is not one of ours.", "Go back to the start.")
    return key


def key_of(row: Any) -> tuple[str, str]:
    """Return the mark's parts of a row."""
    return row.occurred_at.isoformat(), row.id


def _line_mark(after: str | None) -> list[Any] | None:
    key = mark_of(after, 4)
    if key is not None and (type(key[1]), type(key[2])) != (str, int):
        raise Invalid("That page mark is not one of ours.", "Go back to the start.")
    return key


def _line_key(row: Any) -> tuple[str, str, int, str]:
    return row.occurred_at.isoformat(), row.boot_id or "", row.mono_seq or 0, row.id


def told(
    work: Work,
    rows: Iterable[Any],
    techs: Mapping[int, Person],
    marks: Mapping[str, Mark] | None = None,
    named: int | None = None,
    listed: Iterable[int] = (),
    **codes: Any,
) -> tuple[TrailLine, ...]:
    """Return events as sentences with their marks, judging them where nobody has.

    Shape: ``named`` is whom the page names already; of others, what they did as the one who asked is told by handle.
    ``listed`` are those whom the page names without anything they did, to choose from or by the number of their looks.

    Records: events:seen.
    """
    rows = tuple(rows)
    lines = sentences_of(work, rows, techs, marks, named)
    seen, also = {row.actor_id for row in rows}, set(listed)
    fields = ["events", "name"] if also else ["events"]
    work.record(Tag.EVENTS_SEEN, subjects=seen | also, fields=fields, count=len(rows), **codes)
    return lines


def sentences_of(
    work: Work,
    rows: Sequence[Any],
    techs: Mapping[int, Person],
    marks: Mapping[str, Mark] | None = None,
    named: int | None = None,
) -> tuple[TrailLine, ...]:
    """Return what ``told`` does; the caller records who sees it."""
    wanted = {one for row in rows for one in (row.actor_id, row.on_behalf_of_id, row.by_id) if one}
    others = sorted(wanted - set(techs))
    found = work.rows(people_queries.names(work.actor, others)) if others else ()
    people = {**techs, **{row.person_id: other_of(row) for row in found}}
    marks = marks_of(work, rows, techs) if marks is None else marks
    return lines_of(rows, people, marks, calendar_for(work, techs), named)


def wanted_rows(
    work: Work, filters: Filters, techs: Mapping[int, Person], after: list[Any] | None, limit: int
) -> list[Any]:
    """Return the events that the filters ask for, newest first."""
    ticket = work.first(queries.ticket_by_number(work.actor, filters.ticket)) if filters.ticket else None
    if filters.ticket and ticket is None:
        return []
    asked = wanted_of(filters, calendar_for(work, techs), work.now, ticket.id if ticket else None)
    everybody = None if work.actor.hat is Hat.OFFICE else sorted(techs)
    people = everybody if filters.person is None else [filters.person]
    if everybody is not None and filters.person is not None and filters.person not in techs:
        people = []
    if people and len(people) > 1 and not (asked.tags or asked.outcome or asked.ticket_id):
        found = work.rows(queries.newest(work.actor, people, asked, after, limit))
        if len(found) == limit:
            return list(found)
    return list(work.rows(queries.page(work.actor, people, asked, after, limit)))


def in_turn(work: Work, filters: Filters, techs: Mapping[int, Person], most: int) -> Iterator[list[Any]]:
    """Yield at most so many of the events that the filters ask for, some at a time: together they are megabytes."""
    after: list[Any] | None = None
    for begin in range(0, most, AT_ONCE):
        limit = min(AT_ONCE, most - begin)
        rows = wanted_rows(work, filters, techs, after, limit)
        yield rows
        if len(rows) < limit:
            return
        after = list(_line_key(rows[-1]))


def read_trail(work: Work, args: Mapping[str, str]) -> TrailPage:
    """Return a page of the trail, newest first.

    Refuses: Invalid for a date or a page mark that is none.
    Records: events:seen.
    """
    filters, techs = read_filters(args), techs_of(work)
    after = args.get("after")
    rows = wanted_rows(work, filters, techs, _line_mark(after), queries.SIZE + 1)
    page = paging.cut(rows, queries.SIZE, _line_key, after)
    lines = told(work, page.rows, techs, named=filters.person, listed=techs, kind=filters.kind)
    days = by_day(lines, _today(work, techs))
    return TrailPage(days, filters, tuple(techs.values()), page.older, page.newer)


def read_tech(work: Work, person_id: int, after: str | None) -> TrailPage:
    """Return a page of one tech's trail by day and shift, newest first.

    Refuses: NotFound when the tech is not theirs to review.
    Records: events:seen.
    """
    techs = techs_of(work)
    if person_id not in techs:
        work.intend(Tag.ACCESS_REFUSED)
    tech = tech_of(techs, person_id)
    rows = work.rows(queries.page(work.actor, [person_id], Wanted(), _line_mark(after)))
    page = paging.cut(rows, queries.SIZE, _line_key, after)
    lines = told(work, page.rows, techs, named=person_id)
    shifts = work.rows(people_queries.shifts(work.actor, person_id))
    on_shift = {(row.weekday, row.name): True for row in shifts}
    days = by_shift(lines, _today(work, techs), calendar_for(work, techs), on_shift, period_words)
    said = shift_words(shifts)
    seals = seals_told(work, lines, techs)
    return TrailPage(days, Filters(person=person_id), (), page.older, page.newer, tech, said, seals)


def seals_told(work: Work, lines: Sequence[TrailLine], techs: Mapping[int, Person]) -> str:
    """Say under which signed heads some lines lie."""
    ids = [line.id for line in lines]
    return seals_words(ids, seals_of(work, ids), calendar_for(work, techs))


def shift_words(shifts: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """Return a week of shifts by day: ``("Monday", "period 1, period 3")``."""
    days: dict[str, list[str]] = {}
    for row in shifts:
        day = date(2024, 1, 1) + timedelta(days=row.weekday)  # a Monday
        days.setdefault(f"{day:%A}", []).append(period_words(row.name))
    return tuple((day, ", ".join(periods)) for day, periods in days.items())


def read_ticket(work: Work, number: str, after: str | None) -> TicketChain:
    """Return what happened to one ticket, from the first event on.

    Refuses: NotFound when it is hidden or absent.
    Records: events:seen.
    """
    ticket = work.first(queries.ticket_by_number(work.actor, number.upper()[:20]))
    if ticket is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no such ticket at your sites.", "Check the number, or go back to the trail.")
    techs = techs_of(work)
    asked = Wanted(ticket_id=ticket.id)
    rows = work.rows(queries.page(work.actor, None, asked, _line_mark(after), oldest_first=True))
    page = paging.cut(rows, queries.SIZE, _line_key, after)
    lines = told(work, page.rows, techs, ticket=ticket.number)
    days = by_day(lines, _today(work, techs))
    seals = seals_told(work, lines, techs)
    view = TrailPage(days, Filters(ticket=ticket.number), (), page.older, page.newer, seals=seals)
    status = words.status_words(ticket)
    return TicketChain(ticket.number, words.plain(ticket.title_masked), ticket.handle, status, view)


def _today(work: Work, techs: Mapping[int, Person]) -> date:
    return calendar_for(work, techs).local(work.now).date()
