"""Undo for some minutes what ended a ticket without work: by whoever took it back, or closed it."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.tickets import policy, queries, waiting
from app.helpdesk.tickets.services import about, move
from app.school.calendar.service import calendar_of
from app.school.calendar.words import time_words


def restore(work: Work, ticket: Any) -> None:
    """Put a ticket that the acting person ended back where it was, a pause included.

    Refuses: by policy.restore.
    Records: ticket:restored.
    """
    work.intend(Tag.TICKET_RESTORED, **about(ticket))
    ended = _ended(work, ticket)
    policy.restore(work.actor, ticket, ended, work.now).require()
    move(work, ticket, f"restore_{ended.from_status}", closed_at=None, closure_code="")
    if ticket.resume_on is not None:
        waiting.wake_on(work, ticket, ticket.resume_on)
    work.record(Tag.TICKET_RESTORED, **about(ticket))


def restore_until(work: Work, ticket: Any) -> str:
    """Return until when the acting person can undo that they ended a ticket; empty when they cannot."""
    ended = _ended(work, ticket)
    if ended is None or not policy.restore(work.actor, ticket, ended, work.now).yes:
        return ""
    bells = calendar_of(work, ticket.site_id)
    return time_words(bells.local(ended.happened_at + policy.UNDO))


def _ended(work: Work, ticket: Any) -> Any:
    """Return when the acting person ended the ticket and where it was then, or None."""
    return work.first(queries.ended_by(work.actor, ticket.id)) if ticket.status == "cancelled" else None
