"""Judge when and where somebody acts: outside shifts, on a day off, at another school, on two machines. Pure."""

from collections.abc import Iterable
from datetime import timedelta

from app.oversight.marks.case import Case
from app.oversight.marks.facts import LOOKS, Happened, watched
from app.oversight.marks.findings import HOUR, UNEXPLAINED, Finding

TOGETHER = timedelta(minutes=30)


def off_shift(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the first act of an hour outside a person's shifts, outside school, or on a day without any; the looks
    that follow it within the hour say so."""

    def off(one: Happened) -> bool:
        return watched(one) and one.actor_role.startswith("desk") and _why(case, one) != ""

    if not off(event):
        return
    if any(off(one) for one in case.before(event, HOUR)):
        if event.tag in LOOKS:
            yield Finding(
                "", "same_hour", "Outside their hours too: the first act of this hour is asked about."
            )
        return
    acts = 1 + sum(off(one) for one in case.after(event, HOUR))
    tail = f", {acts} acts within the hour" if acts > 1 else ""
    code = _why(case, event)
    yield Finding(UNEXPLAINED, code, f"{_WORDS[code]}{tail}.")


_WORDS = {
    "off_shift": "Outside their shift and school hours",
    "other_period": "Outside their own shifts",
    "day_off": "On a day without school",
}


def _why(case: Case, event: Happened) -> str:
    if case.is_closed(event.occurred_at):
        return "day_off"
    if not case.in_school(event.occurred_at):
        return "off_shift"
    return "" if case.on_shift(event.occurred_at) else "other_period"


def off_site(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the first look of an hour at another school's ticket."""

    def away(one: Happened) -> bool:
        ticket = case.known.tickets.get(one.ticket_id or 0)
        site = ticket.site_id if ticket else one.site_id
        return bool(site and case.tech.site_id and site != case.tech.site_id)

    if away(event) and not any(away(one) for one in case.before(event, HOUR)):
        yield Finding(UNEXPLAINED, "off_site", "A ticket of another school.")


def two_sessions(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag an act of a session that goes on after another one of the same person had begun."""
    if not _goes_on(case, event):
        return
    earlier = (one for one in case.before(event, HOUR) if one.session_id == event.session_id)
    if any(_goes_on(case, one) for one in earlier):
        return
    yield Finding(
        UNEXPLAINED, "two_sessions", "Signed in on two machines, and both were used at the same time."
    )


def _goes_on(case: Case, event: Happened) -> bool:
    """Tell whether somebody used this session, then another one, then this one again within half an hour."""
    if event.session_id is None:
        return False
    seen_other = False
    for one in reversed(case.before(event, TOGETHER)):
        if one.session_id is None:
            continue
        if one.session_id != event.session_id:
            seen_other = True
        elif seen_other:
            return True
    return False
