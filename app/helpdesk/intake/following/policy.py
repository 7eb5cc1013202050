"""What a requester may do with their own ticket: pure rules, each with its sentence."""

from datetime import datetime

from app.helpdesk.tickets import moves
from app.helpdesk.words import OPEN, REOPEN_DAYS
from app.identity.actor import Actor
from app.identity.verdict import Verdict, not_now, yes


def reply(actor: Actor, ticket: moves.Standing, again: Verdict) -> Verdict:
    """May the requester add a message? Shape: ``again`` is whether the ticket could be opened again."""
    if ticket.status in OPEN or ticket.status == "resolved":
        return yes("Whoever works on it reads your message.")
    if again.yes:
        return not_now(
            "This ticket is closed, so a message alone reaches nobody.",
            "If the trouble is back, open the ticket again with your message.",
        )
    return not_now(
        "This ticket is closed, so messages no longer reach anybody.", "Ask again, and name this number."
    )


def withdraw(actor: Actor, ticket: moves.Standing) -> Verdict:
    """May the requester take the ticket back?"""
    return moves.may(actor, ticket, "cancel")


def confirm(actor: Actor, ticket: moves.Standing) -> Verdict:
    """May the requester say that it works?"""
    return moves.may(actor, ticket, "confirm")


def reopen(actor: Actor, ticket: moves.Standing, until: datetime | None, now: datetime) -> Verdict:
    """May the requester say that it is still broken, also once it was confirmed?

    Units: ``until`` is seven school days after the fix; None when there was no fix.
    """
    verdict = moves.may(actor, ticket, "reopen")
    if not verdict.yes:
        return verdict
    if until is None:
        return not_now("This ticket was closed without a fix.", "Open a new ticket, and name this number.")
    if now > until:
        return not_now(
            f"More than {REOPEN_DAYS} school days have gone by since the fix.",
            "Open a new ticket, and name this number.",
        )
    return yes("Tell us what you see, and the ticket is open again.")
