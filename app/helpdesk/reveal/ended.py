"""Why what was granted to a tech is shown no more before its time, for the adults who read of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.accounts.actors import actor_seen_by
from app.audit.work import Work
from app.helpdesk.reveal import policy, queries
from app.helpdesk.reveal.going_on import goes_on
from app.helpdesk.tickets.queries import ticket
from app.helpdesk.words import WORKED
from app.kernel import clock

_LEFT = {
    "handed_back": "the ticket was handed back",
    "escalated": "the ticket was passed on",
    "assigned": "the ticket was given to somebody",
    "withheld": "the ticket was moved to adults",
}


def on_screen(work: Work, rows: Sequence[Any]) -> list[Any]:
    """Return those of some granted rows that a tech is still shown."""
    return [row for row in rows if is_granted(row, work.now) and not why_over(work, row)]


def is_granted(row: Any, now: datetime) -> bool:
    """Tell whether something was granted and its time is not over."""
    return bool(row.state == "granted" and row.expires_at > now and row.granted_at <= now + clock.STEP)


def why_over(work: Work, row: Any) -> str:
    """Return why a granted row is shown no more, in words; empty while it goes on."""
    left = work.first(queries.left_since(work.actor, row.ticket_id, row.granted_at))
    if left is not None:
        return _LEFT[left.kind]
    if row.owner_id != row.asker_id or row.status not in WORKED:
        return "the work on the ticket is done"
    session = work.first(queries.session_of(work.actor, row.session_id or 0))
    if session is None or session.ended_at is not None:
        return "they signed out"
    if session.unlocked_at is not None and session.unlocked_at > row.granted_at:
        return "their screen locked"
    return _rules(work, row)


def _rules(work: Work, row: Any) -> str:
    """Ask the rules that the tech's own page asks, as the tech."""
    tech = actor_seen_by(work.actor, row.asker_id)
    found = work.first(ticket(tech, row.number)) if tech is not None else None
    if tech is None or found is None or not policy.reveal(tech, found).yes:
        return "they may not see hidden words of it now"
    return "" if goes_on(work, tech, found, [row])[0] else "it may not be shown to them now"
