"""Who may open practice, play a check, and sign off: pure."""

from typing import Protocol

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

MOST_TRAINEES = 6


class Standing(Protocol):
    """What the rules look at of a practice ticket."""

    status: str
    owner_id: int | None


class Proposed(Protocol):
    """What the rules look at of a proposed ending of practice work."""

    status: str
    state: str
    student_id: int
    in_cadre: bool


def open_practice(actor: Actor, on_team: bool) -> Verdict:
    """May this person open a practice ticket for a student?"""
    if not actor.can(Can.OPEN_PRACTICE):
        return no("A teacher opens practice tickets.")
    if not on_team:
        return no("This student is not on your team.")
    return yes("The student finds it under My five.")


def play(actor: Actor, ticket: Standing) -> Verdict:
    """May this person make a check on a practice ticket?"""
    if ticket.owner_id != actor.person_id:
        return no("Only the one who practices makes checks.")
    if ticket.status in ("in_review", "resolved", "closed", "cancelled"):
        return not_now("Your part is done here. Checks come before that.")
    return yes("Make a check, and read what it shows.")


def sign_off(actor: Actor, work: Proposed) -> Verdict:
    """May this person sign off this practice work?"""
    if work.student_id == actor.person_id:
        return no("Nobody signs off their own work.")
    if actor.staff:
        if not actor.can(Can.OPEN_PRACTICE) or not work.in_cadre:
            return no("This student is not on your team.")
    elif not actor.can(Can.SIGN_OFF_PRACTICE) or work.student_id not in actor.group_ids:
        return no("You sign off practice of your own group only.")
    elif len(actor.group_ids) > MOST_TRAINEES:
        return no(f"Your group has more than {MOST_TRAINEES}. Your teacher makes it smaller first.")
    if work.state != "proposed" or work.status != "in_review":
        return not_now("This was dealt with already.")
    return yes("You have read the thread and the ending.")
