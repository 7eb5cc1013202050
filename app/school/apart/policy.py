"""Who may keep two students apart, and which pairs can be; pure."""

from datetime import date

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, yes

REASONS = {
    "safety": "a safety plan",
    "court": "a court’s order",
    "conflict": "a conflict between them",
    "family": "they are family",
    "other": "another reason, kept in the office",
}


def keep_apart(actor: Actor) -> Verdict:
    """May this adult keep pairs, and see them?"""
    if not actor.can(Can.KEEP_APART):
        return no("A supervising teacher or the privacy officer keeps pairs.")
    return yes("Neither of them learns of it. Tickets of the one are not there for the other.")


def pair(kinds: tuple[str, str], same: bool, reason: str, starts_on: date, ends_on: date | None) -> Verdict:
    """Can these two be kept apart for this reason and time?"""
    if same:
        return no("These are one and the same person.")
    if set(kinds) != {"student"}:
        return no("A pair is two students of your schools.")
    if reason not in REASONS:
        return no("Choose a reason.")
    if ends_on is not None and ends_on < starts_on:
        return no("The last day lies before the first.")
    return yes("It counts from the first day on, at once where that is today.")
