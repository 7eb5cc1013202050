"""Change a school's rooms, bell periods, terms, closed days and time zone."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.school.cadres.models import Shift
from app.school.calendar import service as calendar
from app.school.calendar.bells import Span
from app.school.places import queries
from app.school.places.models import BellPeriod, ClosedDay, Org, Room, Term
from app.school.places.typed import BellLine, RoomLine

LONGEST_CLOSURE = 120
_NOTHING_LEFT = "There would be no working time left: no term would hold a school day with a period."
_KEEP_ONE = "Keep a term that holds school days, or no term at all."


def find_site(work: Work, code: str) -> Any:
    """Return one of the actor's schools.

    Refuses: NotFound when hidden or absent.
    """
    row = work.first(queries.site(work.actor, code))
    if row is None:
        raise NotFound("There is no such school for you.", "Go back to the list of schools.")
    return row


def _check_time_left(work: Work, site_id: int) -> None:
    """Refuse what would leave a calendar without any working time."""
    rows = calendar.site_rows(work, site_id)
    spans = [Span(row.starts_minute, row.ends_minute, row.name) for row in rows["periods"] if not row.lunch]
    if calendar.make(rows["zone"], spans, (), rows["terms"], rows["closed"]) is None:
        raise Invalid(_NOTHING_LEFT, _KEEP_ONE)


def _changed(work: Work, site_id: int, field: str) -> None:
    _check_time_left(work, site_id)
    work.record(Tag.CALENDAR_CHANGED, site_id=site_id, fields=[field])
    calendar.forget()


def save_bells(work: Work, code: str, lines: Sequence[BellLine]) -> None:
    """Make a school's bell periods be these: lines with a key are changed, others added, the rest removed.

    Refuses: NotFound; Invalid when no working time would be left; Conflict for a period that tickets name.
    Records: calendar:changed.
    """
    site = find_site(work, code)
    known = {row.id: row for row in work.rows(queries.bells(work.actor, site.id))}
    kept = {line.id for line in lines if line.id in known}
    for line in lines:
        values = {
            "name": line.name,
            "starts_minute": line.starts_minute,
            "ends_minute": line.ends_minute,
            "lunch": line.lunch,
        }
        if line.id in kept:
            work.execute(sa.update(BellPeriod).where(BellPeriod.id == line.id).values(**values))
        else:
            work.insert(BellPeriod, id=new_id(), district_id=site.district_id, site_id=site.id, **values)
    gone = sorted(known.keys() - kept)
    if gone:
        work.execute(sa.delete(Shift).where(Shift.period_id.in_(gone), Shift.district_id == site.district_id))
        sentence = "Tickets name a period that you removed."
        _delete(work, BellPeriod, gone, sentence, "Keep its line; change its name or times instead.")
    _changed(work, site.id, "bells")


def _delete(work: Work, table: Any, keys: Iterable[int], sentence: str, remedy: str) -> None:
    """Delete rows that nothing points to.

    Refuses: Conflict when something does.
    """
    try:
        with work.connection.begin_nested():
            work.execute(sa.delete(table).where(table.id.in_(list(keys))))
    except IntegrityError as error:
        raise Conflict(sentence, remedy) from error


def add_term(work: Work, code: str, name: str, starts_on: date, ends_on: date) -> None:
    """Add a term.

    Refuses: NotFound; Invalid when it ends before it starts.
    Records: calendar:changed.
    """
    site = find_site(work, code)
    if ends_on < starts_on:
        raise Invalid("The term ends before it starts.", "Check both dates.", field="ends_on")
    values = {"name": name, "starts_on": starts_on, "ends_on": ends_on, "sourced_id": ""}
    work.insert(Term, id=new_id(), district_id=site.district_id, site_id=site.id, **values)
    _changed(work, site.id, "terms")


def remove_term(work: Work, code: str, term_id: int) -> None:
    """Remove a term.

    Refuses: NotFound; Invalid when no working time would be left.
    Records: calendar:changed.
    """
    site = find_site(work, code)
    if work.change(sa.delete(Term).where(Term.id == term_id, Term.site_id == site.id)) != 1:
        raise NotFound("This term is gone already.", "Reload the page.")
    _changed(work, site.id, "terms")


def close_days(work: Work, code: str, first: date, last: date, reason: str) -> int:
    """Close a day or a span of days; weekends inside are left out. Return how many days were added.

    Refuses: NotFound; Invalid for a span that runs backwards or is too long, or leaves no working time.
    Records: calendar:changed.
    """
    site = find_site(work, code)
    if last < first:
        raise Invalid("The last day is before the first.", "Check both dates.", field="last_on")
    if (last - first).days > LONGEST_CLOSURE:
        raise Invalid("That is a very long closure.", "End the term instead.", field="last_on")
    known = {row.closed_on for row in work.rows(queries.closed_days(work.actor, site.id))}
    span = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    days = [day for day in span if day not in known and (day.weekday() < 5 or first == last)]
    work.insert_many(
        ClosedDay,
        [
            {
                "id": new_id(),
                "district_id": site.district_id,
                "site_id": site.id,
                "closed_on": day,
                "reason": reason,
            }
            for day in days
        ],
    )
    _changed(work, site.id, "closed_days")
    return len(days)


def reopen_day(work: Work, code: str, closed_id: int) -> None:
    """Make a closed day a school day again.

    Refuses: NotFound.
    Records: calendar:changed.
    """
    site = find_site(work, code)
    gone = sa.delete(ClosedDay).where(ClosedDay.id == closed_id, ClosedDay.site_id == site.id)
    if work.change(gone) != 1:
        raise NotFound("This day is open already.", "Reload the page.")
    _changed(work, site.id, "closed_days")


def save_rooms(work: Work, code: str, lines: Sequence[RoomLine]) -> None:
    """Make a school's rooms be these.

    Refuses: NotFound; Conflict for a room that tickets or people name.
    Records: calendar:changed.
    """
    site = find_site(work, code)
    known = {row.code: row for row in work.rows(queries.rooms(work.actor, site.id))}
    wanted = {line.code: line.name for line in lines}
    for room, name in wanted.items():
        if room not in known:
            values = {"code": room, "name": name, "site_id": site.id}
            work.insert(Room, id=new_id(), district_id=site.district_id, **values)
        elif known[room].name != name:
            work.execute(sa.update(Room).where(Room.id == known[room].id).values(name=name))
    gone = [row.id for room, row in known.items() if room not in wanted]
    if gone:
        sentence = "Tickets or staff name a room that you removed."
        _delete(work, Room, gone, sentence, "Put its line back; change its name instead.")
    raised = sa.update(Org).where(Org.id == site.district_id).values(names_version=Org.names_version + 1)
    work.execute(raised)  # rooms are words that the masker spares
    work.record(Tag.CALENDAR_CHANGED, site_id=site.id, fields=["rooms"])


def set_zone(work: Work, code: str, zone: str) -> None:
    """Set the time zone of a school and, where it is the only one, of its district.

    Refuses: NotFound; Invalid for a zone that is not known.
    Records: calendar:changed.
    """
    site = find_site(work, code)
    if zone not in calendar.zones():
        raise Invalid("This time zone is not known.", "Pick one from the list.", field="zone")
    schools = sa.select(sa.func.count()).where(Org.district_id == site.district_id, Org.kind == "school")
    where = [Org.id == site.id] if work.value(schools) > 1 else [Org.district_id == site.district_id]
    work.execute(sa.update(Org).where(*where).values(timezone=zone))
    _changed(work, site.id, "timezone")
