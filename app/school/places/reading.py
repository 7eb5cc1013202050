"""Put together what an adult sees of schools, their rooms and times."""

from typing import Any

from app.audit.work import Work
from app.school.calendar import service as calendar
from app.school.calendar.words import time_words
from app.school.places import queries, services
from app.school.places.view_models import (
    OrgRow,
    SiteRow,
    SiteView,
    bell_rows,
    closed_rows,
    org_rows,
    term_rows,
)


def list_sites(work: Work) -> tuple[SiteRow, ...]:
    """Return the actor's schools with what today is there."""
    found = []
    for row in work.rows(queries.sites(work.actor)):
        known = calendar.calendar_of(work, row.id)
        found.append(SiteRow(row.name, row.code, today_words(work, row.id), known.has_bells))
    return tuple(found)


def today_words(work: Work, site_id: int) -> str:
    """Return a sentence about today at a school."""
    known = calendar.calendar_of(work, site_id)
    local = known.local(work.now)
    spans = known.spans_on(local.date())
    if not spans:
        return "Today is no school day."
    first, last = spans[0].starts_minute, spans[-1].ends_minute
    opens, closes = (_clock(local, minute) for minute in (first, last))
    if not known.has_bells:
        place = known.zone.key.rpartition("/")[2].replace("_", " ")
        return (
            f"No bell periods yet: hours count as {opens} to {closes}, {place} time. Is that your time zone?"
        )
    return f"Today is a school day: {len(spans)} periods, {opens} to {closes}."


def _clock(local: Any, minute: int) -> str:
    return time_words(local.replace(hour=minute // 60 % 24, minute=minute % 60))


def read_site(work: Work, code: str) -> SiteView:
    """Return a school's rooms and times.

    Refuses: NotFound when hidden or absent.
    """
    site = services.find_site(work, code)
    known = calendar.calendar_of(work, site.id)
    today = known.local(work.now).date()
    terms = term_rows(work.rows(queries.terms(work.actor, site.id)), today)
    rooms = work.rows(queries.rooms(work.actor, site.id))
    return SiteView(
        id=site.id,
        name=site.name,
        code=site.code,
        zone=site.timezone,
        today=today_words(work, site.id),
        has_bells=known.has_bells,
        in_term=not terms or any(term.now for term in terms),
        bells=bell_rows(work.rows(queries.bells(work.actor, site.id))),
        terms=terms,
        closed=closed_rows(work.rows(queries.closed_days(work.actor, site.id))),
        rooms_text="\n".join(f"{row.code}, {row.name}" if row.name else row.code for row in rooms),
        room_count=len(rooms),
    )


def read_tree(work: Work) -> tuple[OrgRow, ...]:
    """Return the cooperative, the district and its schools with how many people each has."""
    rows = work.rows(queries.tree(work.actor))
    return org_rows(rows, work.rows(queries.heads(work.actor)), work.actor.district_id)
