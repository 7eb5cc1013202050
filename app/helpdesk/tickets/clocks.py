"""Keep a ticket's due time in working minutes: pauses, resumes, and the promise of the fix once somebody answered."""

from datetime import datetime, timedelta
from typing import Any

from app.audit.work import Work
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.words import REOPEN_DAYS
from app.school.calendar.bells import BellCalendar
from app.school.calendar.hours import add_minutes, minutes_between, subtract_minutes
from app.school.calendar.service import calendar_of, school_days_after

BEYOND_TERMS = timedelta(days=7)


def shifted(calendar: BellCalendar, due_at: datetime, paused_at: datetime, now: datetime) -> datetime:
    """Return the due time after a pause: what was left, or how late it was, stays the same in working minutes."""
    if due_at >= paused_at:
        moved = add_minutes(calendar, now, minutes_between(calendar, paused_at, due_at))
    else:
        moved = subtract_minutes(calendar, now, minutes_between(calendar, due_at, paused_at))
    return moved or due_at + (now - paused_at)


def running(work: Work, ticket: Any) -> dict[str, Any]:
    """Return the values that let a ticket's clock run (again)."""
    values: dict[str, Any] = {"paused_at": None, "pending_reason": "", "resume_on": None}
    if ticket.paused_at is not None and ticket.due_at is not None:
        calendar = calendar_of(work, ticket.site_id)
        values["due_at"] = shifted(calendar, ticket.due_at, ticket.paused_at, work.now)
    return values


def answered(work: Work, ticket: Any) -> dict[str, Any]:
    """Return the values of a public human message: the first one ends the wait for an answer and starts the promise
    of the fix, counted from when it was asked."""
    values: dict[str, Any] = {"last_agent_message_at": work.now}
    if ticket.first_public_response_at is None:
        minutes = next(p.resolve_minutes for p in load_catalog().priorities if p.code == ticket.priority)
        values |= {"first_public_response_at": work.now, "due_at": fix_due_at(work, ticket, minutes)}
    return values


def fix_due_at(work: Work, ticket: Any, minutes: int) -> datetime:
    """Return when a fix within so many minutes is due, from when it was asked; beyond every term it is a week on."""
    due = add_minutes(calendar_of(work, ticket.site_id), ticket.created_at, minutes)
    return due or ticket.created_at + BEYOND_TERMS


def broken_again(work: Work, ticket: Any) -> dict[str, Any]:
    """Return the values that open a fixed ticket again; the time in which it stood fixed does not count."""
    values: dict[str, Any] = {
        "resolved_at": None,
        "closed_at": None,
        "closure_code": "",
        "last_reopened_at": work.now,
        "reopen_count": ticket.reopen_count + 1,
    }
    if ticket.due_at is not None and ticket.resolved_at is not None:
        bells = calendar_of(work, ticket.site_id)
        values["due_at"] = shifted(bells, ticket.due_at, ticket.resolved_at, work.now)
    return values


def close_later(work: Work, ticket: Any) -> None:
    """Write the job that closes a ticket just told to be fixed, for after its last day to reopen."""
    told = {"district_id": ticket.district_id, "ticket_id": ticket.id, "resolved_at": work.now.isoformat()}
    work.enqueue("close_fixed", reopen_until(work, ticket.site_id, work.now), **told)


def reopen_until(work: Work, site_id: int, fixed_at: datetime) -> datetime:
    """Return until when a fix can be called broken: seven school days on; beyond every term, two weeks on."""
    last = school_days_after(work, site_id, fixed_at, REOPEN_DAYS)
    return last or fixed_at + timedelta(days=REOPEN_DAYS * 2)
