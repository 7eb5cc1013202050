"""Read the trail of a team, of one tech, of one ticket; put words to a flag."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk import words
from app.identity.rights import Hat
from app.kernel import paging
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.oversight.marks.findings import Mark
from app.oversight.marks.judging import marks_of
from app.oversight.review import policy
from app.oversight.review.models import Explanation
from app.oversight.trail import people_queries, queries
from app.oversight.trail.view_models import (
    FlagView,
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


def techs_of(work: Work) -> dict[int, Person]:
    """Return the techs whose trail the actor may read, by working name."""
    since = work.now.date() - timedelta(days=KEPT_DAYS)
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


def mark_of(after: str | None) -> list[Any] | None:
    """Read the mark of a page. Refuses: Invalid when it is not one of ours."""
    key = paging.decode(after, 2)
    if key is not None:
        try:
            moment = datetime.fromisoformat(str(key[0]))
        except ValueError as error:
            raise Invalid("That page mark is not one of ours.", "Go back to the start.") from error
        if moment.tzinfo is None or not isinstance(key[1], str):
            raise Invalid("That page mark is not one of ours.", "Go back to the start.")
        key[0] = moment.isoformat()
    return key


def key_of(row: Any) -> tuple[str, str]:
    """Return the mark's parts of a row."""
    return row.occurred_at.isoformat(), row.id


def told(
    work: Work,
    rows: Iterable[Any],
    techs: Mapping[int, Person],
    marks: Mapping[str, Mark] | None = None,
    **codes: Any,
) -> tuple[TrailLine, ...]:
    """Return events as sentences with their marks, judging them where nobody has.

    Records: events:seen.
    """
    rows = tuple(rows)
    wanted = {one for row in rows for one in (row.actor_id, row.on_behalf_of_id, row.by_id) if one}
    others = sorted(wanted - set(techs))
    found = work.rows(people_queries.names(work.actor, others)) if others else ()
    people = {**techs, **{row.person_id: other_of(row) for row in found}}
    marks = marks_of(work, rows, techs) if marks is None else marks
    seen = {row.actor_id for row in rows}
    work.record(Tag.EVENTS_SEEN, subjects=seen, fields=["events"], count=len(rows), **codes)
    return lines_of(rows, people, marks, calendar_for(work, techs))


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


def read_trail(work: Work, args: Mapping[str, str]) -> TrailPage:
    """Return a page of the trail, newest first.

    Refuses: Invalid for a date or a page mark that is none.
    Records: events:seen.
    """
    filters, techs = read_filters(args), techs_of(work)
    after = args.get("after")
    rows = wanted_rows(work, filters, techs, mark_of(after), queries.SIZE + 1)
    page = paging.cut(rows, queries.SIZE, key_of, after)
    lines = told(work, page.rows, techs, kind=filters.kind)
    days = by_day(lines, _today(work, techs))
    return TrailPage(days, filters, tuple(techs.values()), page.older, page.newer)


def read_tech(work: Work, person_id: int, after: str | None) -> TrailPage:
    """Return a page of one tech's trail by day and shift, newest first.

    Refuses: NotFound when the tech is not theirs to review.
    Records: events:seen.
    """
    techs = techs_of(work)
    tech = tech_of(techs, person_id)
    rows = work.rows(queries.page(work.actor, [person_id], Wanted(), mark_of(after)))
    page = paging.cut(rows, queries.SIZE, key_of, after)
    lines = told(work, page.rows, techs)
    shifts = work.rows(people_queries.shifts(work.actor, person_id))
    on_shift = {(row.weekday, row.name): True for row in shifts}
    days = by_shift(lines, _today(work, techs), calendar_for(work, techs), on_shift, period_words)
    said = shift_words(shifts)
    return TrailPage(days, Filters(person=person_id), (), page.older, page.newer, tech, shifts=said)


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
        raise NotFound("There is no such ticket at your sites.", "Check the number, or go back to the trail.")
    techs = techs_of(work)
    asked = Wanted(ticket_id=ticket.id)
    rows = work.rows(queries.page(work.actor, None, asked, mark_of(after), oldest_first=True))
    page = paging.cut(rows, queries.SIZE, key_of, after)
    lines = told(work, page.rows, techs, ticket=ticket.number)
    days = by_day(lines, _today(work, techs))
    view = TrailPage(days, Filters(ticket=ticket.number), (), page.older, page.newer)
    status = words.STATUS_WORDS[ticket.status]
    return TicketChain(ticket.number, words.plain(ticket.title_masked), ticket.handle, status, view)


def read_flag(work: Work, event_id: str) -> FlagView:
    """Return one event with what the tech did in the hour around it.

    Refuses: NotFound when it is not theirs to review.
    Records: events:seen.
    """
    techs = techs_of(work)
    row = _event(work, event_id, techs)
    near = Wanted(row.occurred_at - NEAR, row.occurred_at + NEAR)
    rows = work.rows(queries.page(work.actor, [row.actor_id], near, limit=20))
    if all(one.id != row.id for one in rows):
        rows = [*rows, row]
    lines = told(work, rows, techs, event=event_id)
    line = next(one for one in lines if one.id == event_id)
    may = policy.explain(
        work.actor, row.actor_id, techs[row.actor_id].cadre_id, line.flagged, bool(line.verdict)
    )
    return FlagView(line, lines, may, line.day - timedelta(days=line.day.weekday()))


def explain_event(work: Work, event_id: str, verdict: str, text: str) -> Person:
    """Put a reviewer's words to a flag for good, and return the tech.

    Refuses: NotFound; by policy.explain; Invalid for a verdict or words that are none; Conflict when
    another reviewer was first.
    Records: events:explained.
    """
    techs = techs_of(work)
    row = _event(work, event_id, techs)
    about: dict[str, Any] = {"subjects": [row.actor_id], "ticket_id": row.ticket_id, "event": event_id}
    work.intend(Tag.EVENTS_EXPLAINED, **about)
    mark = marks_of(work, [row], techs).get(event_id)
    tech = techs[row.actor_id]
    flagged, done = mark is not None and mark.flagged, row.verdict is not None
    policy.explain(work.actor, tech.id, tech.cadre_id, flagged, done).require()
    said = " ".join(text.split())
    if verdict not in policy.VERDICTS:
        raise Invalid("Choose what you make of it.", field="verdict")
    if not LEAST_WORDS <= len(said) <= MOST_WORDS:
        raise Invalid("Say in a few words what you found out.", field="words")
    values = {"district_id": work.actor.district_id, "event_id": event_id, "by_id": work.actor.person_id}
    try:
        work.insert(Explanation, id=new_id(), verdict=verdict, words=said, explained_at=work.now, **values)
    except IntegrityError as error:
        raise Conflict("Somebody has just explained this flag.", "Reload the page to read it.") from error
    work.record(Tag.EVENTS_EXPLAINED, **about, verdict=verdict, marks=list(mark.codes if mark else ()))
    return tech


def _event(work: Work, event_id: str, techs: Mapping[int, Person]) -> Any:
    row = work.first(queries.by_ids(work.actor, [event_id]))
    if row is None or row.actor_id not in techs:
        raise NotFound("There is no such line in your trail.", "Go back to the trail.")
    return row


def _today(work: Work, techs: Mapping[int, Person]) -> date:
    return calendar_for(work, techs).local(work.now).date()
