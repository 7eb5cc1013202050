"""What a change of the school year may do; pure."""

from datetime import date, timedelta

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

UNDO_DAYS = 14
SUMMER = timedelta(days=200)  # how long after its last day a team still goes on into a new year
TICKET_ACTS = {"keep": "Stays with its tech", "queue": "Goes back to the queue", "close": "Is closed"}


def roll(actor: Actor, state: str) -> Verdict:
    """May this person apply a plan?"""
    if not actor.can(Can.ROLL_OVER):
        return no("The team’s teacher or an administrator does this.")
    if state != "planned":
        return not_now("This plan is no plan any more.", "Make a new one.")
    return yes("All of it happens at once, and can be taken back for two weeks.")


def undo(actor: Actor, state: str, until: date | None, today: date) -> Verdict:
    """May this person take the change back?"""
    if not actor.can(Can.ROLL_OVER):
        return no("The team’s teacher or an administrator does this.")
    if state != "applied":
        return not_now("There is nothing to take back.")
    if until is None or today > until:
        return not_now("The two weeks to take it back are over.", "Change what is wrong one by one.")
    return yes("Everything goes back to what it was, unless somebody has changed it since.")


def undo_until(today: date) -> date:
    """Return the last day on which a change can be taken back."""
    return today + timedelta(days=UNDO_DAYS)


def year(ends_on: date, starts_on: date, access_ends_on: date) -> Verdict:
    """May a year begin after another like this?"""
    if starts_on > ends_on + SUMMER:
        return no("The new team starts too long after the old one ended.")
    if access_ends_on > ends_on:
        return no(
            "Those who leave cannot stay longer than the old team.", "Choose its last day or an earlier one."
        )
    return yes("The days follow one another.")


def ticket_act(act: str, stays: bool) -> str:
    """Return what becomes of a ticket: it cannot stay with somebody who leaves."""
    if act not in TICKET_ACTS:
        return "queue"
    return "queue" if act == "keep" and not stays else act
