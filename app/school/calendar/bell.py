"""Tell the top bar which period it is and how long it lasts."""

from datetime import datetime

from app.audit.work import look
from app.identity.actor import Actor
from app.kernel import clock
from app.school.calendar.bells import Span
from app.school.calendar.service import SiteCalendar, calendar_of, kept_calendar
from app.school.calendar.words import period_words
from app.ui.pages import Bell

MOST_SITES = 3
MOST_WAIT = 20  # minutes before a period that still count as on the way to it


def bell_now(actor: Actor) -> Bell | None:
    """Return the period at the actor's site; None outside school, or where the actor's sites differ."""
    sites = sorted(actor.site_ids)
    if not 0 < len(sites) <= MOST_SITES:
        return None
    now = clock.now()
    bells = [_bell(_calendar(actor, site), now) for site in sites]
    return bells[0] if all(bell == bells[0] for bell in bells) else None


def _calendar(actor: Actor, site_id: int) -> SiteCalendar:
    kept = kept_calendar(actor.district_id, site_id)
    if kept is not None:
        return kept
    with look(actor) as work:
        return calendar_of(work, site_id)


def _bell(calendar: SiteCalendar, now: datetime) -> Bell | None:
    if not calendar.has_bells:
        return None
    local = calendar.local(now)
    periods = calendar.spans_on(local.date())
    if not periods:
        return None
    minute = local.hour * 60 + local.minute
    for one in sorted((*periods, *calendar.breaks)):
        if one.starts_minute <= minute < one.ends_minute:
            return Bell(_capital(one), one.ends_minute - minute)
        if minute < one.starts_minute <= minute + MOST_WAIT:
            return Bell(f"Before {_in_words(one)}", one.starts_minute - minute)
    return None


def _in_words(one: Span) -> str:
    return period_words(one.name)


def _capital(one: Span) -> str:
    words = period_words(one.name)
    return words[:1].upper() + words[1:]
