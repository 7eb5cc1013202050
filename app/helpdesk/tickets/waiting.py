"""Let a ticket wait, and take it up again: by its owner, by an answer, or by the day that was set."""

from datetime import date, datetime, time, timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.catalog.content.model import PendingReason
from app.helpdesk.tickets import clocks, policy, queries
from app.helpdesk.tickets.messages import write_message
from app.helpdesk.tickets.services import about, find_to_change, move
from app.helpdesk.words import PAUSED
from app.identity.actor import system_actor
from app.kernel import jobs
from app.kernel.errors import Invalid
from app.school.calendar.hours import next_open
from app.school.calendar.service import calendar_of, school_days_after

MOVE_OF = {"pending_requester": "ask", "pending_vendor": "await_vendor", "scheduled": "schedule"}
LONGEST = timedelta(days=120)


def reason_of(code: str, *statuses: str) -> PendingReason:
    """Return a reason to wait that leads to one of the statuses.

    Refuses: Invalid for any other.
    """
    for reason in load_catalog().pending_reasons:
        if reason.code == code and reason.status in (statuses or tuple(MOVE_OF)):
            return reason
    raise Invalid("Choose why it waits.", "Each reason has its own number of days.", field="reason")


def put_off(work: Work, number: str, reason_code: str, resume_on: date | None, words: str = "") -> str:
    """Let a ticket wait for a part, a vendor or a day, and return its number.

    Refuses: NotFound; by policy.wait; Invalid for an unknown reason or a day that is past or far away.
    Records: ticket:paused.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_PAUSED, **about(ticket))
    policy.wait(work.actor, ticket).require()
    reason = reason_of(reason_code, "pending_vendor", "scheduled")
    if words.strip():
        write_message(work, ticket, "internal", "staff" if work.actor.staff else "cadre", words)
    pause(work, ticket, reason, resume_on)
    return str(ticket.number)


def pause(work: Work, ticket: Any, reason: PendingReason, resume_on: date | None = None) -> None:
    """Stop a ticket's clock for a reason until a day; the message that goes with it is written before.

    Refuses: by moves.may; Invalid for a day that is past or too far away.
    Records: ticket:paused.
    """
    day = resume_on or _usual_day(work, ticket.site_id, reason.after_days)
    refuse_day(work, ticket, day)
    values: dict[str, Any] = {"pending_reason": reason.code, "resume_on": day}
    if reason.pauses:
        values["paused_at"] = work.now
    move(work, ticket, MOVE_OF[reason.status], reason.code, **values)
    wake_on(work, ticket, day)
    work.record(Tag.TICKET_PAUSED, **about(ticket), why=reason.code, until=day.isoformat())


def refuse_day(work: Work, ticket: Any, day: date | None) -> None:
    """Let a day pass on which a ticket can come back, and none at all.

    Refuses: Invalid for a day that is past or too far away.
    """
    if day is not None and still_ahead(work, ticket, day) is None:
        raise Invalid(
            "Choose a day after today, within four months.", "That day it comes back.", field="resume_on"
        )


def still_ahead(work: Work, ticket: Any, day: date | None) -> date | None:
    """Return a day that is to come at the ticket's school, within four months; None for any other."""
    today = calendar_of(work, ticket.site_id).local(work.now).date()
    return day if day is not None and today < day <= today + LONGEST else None


def wake_on(work: Work, ticket: Any, day: date) -> None:
    """Write the job that takes a waiting ticket up again on its day."""
    told = {"ticket_id": ticket.id, "day": day.isoformat(), "district_id": ticket.district_id}
    work.enqueue("resume_ticket", run_at=_morning(work, ticket.site_id, day), **told)


def _usual_day(work: Work, site_id: int, days: int) -> date:
    calendar = calendar_of(work, site_id)
    at = school_days_after(work, site_id, work.now, days) or work.now + timedelta(days=days)
    return max(calendar.local(at).date(), calendar.local(work.now).date() + timedelta(days=1))


def _morning(work: Work, site_id: int, day: date) -> datetime:
    calendar = calendar_of(work, site_id)
    midnight = datetime.combine(day, time(), calendar.zone)
    return next_open(calendar, midnight) or midnight


def resume_ticket(work: Work, number: str) -> str:
    """Take a waiting ticket up again and return its number.

    Refuses: NotFound; by policy.resume.
    Records: ticket:resumed.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_RESUMED, **about(ticket))
    policy.resume(work.actor, ticket).require()
    resume(work, ticket, "")
    return str(ticket.number)


def resume(work: Work, ticket: Any, why: str) -> None:
    """Let a waiting ticket's clock run again. ``why`` is ``answer`` when the requester wrote, ``day`` when it came.

    Refuses: by moves.may.
    Records: ticket:resumed.
    """
    move(work, ticket, "resume", why, **clocks.running(work, ticket))
    work.record(Tag.TICKET_RESUMED, **about(ticket), why=why)


@jobs.handles("resume_ticket")
def _resume_by_day(payload: dict[str, Any]) -> None:
    """Take a ticket up again on its day, unless somebody did before or set another day."""
    with begin(system_actor(payload["district_id"])) as work:
        ticket = work.first(queries.ticket_by_id(work.actor, payload["ticket_id"]))
        waits = ticket is not None and ticket.status in PAUSED and ticket.resume_on is not None
        if ticket is not None and waits and ticket.resume_on.isoformat() == payload["day"]:
            resume(work, ticket, "day")
