"""Who may do what to a ticket: pure rules, each with its sentence."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from app.helpdesk.sight import sight_of
from app.helpdesk.tickets import moves
from app.helpdesk.words import UNDO_MINUTES
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.identity.verdict import Verdict, no, not_now, yes
from app.privacy.policy import Show

MOST_CLAIMED = 5
UNDECIDED = ("waiting", "approved")
ENDED = ("closed", "cancelled")
UNDO = timedelta(minutes=UNDO_MINUTES)


class TicketFacts(Protocol):
    """What the rules look at; a row of ``queries.ticket`` has it all."""

    id: int
    kind: str
    status: str
    tier: int
    category_code: str
    category_name: str
    adult_only: bool
    sensitive: bool
    requester_id: int
    owner_id: int | None


def claim(actor: Actor, ticket: TicketFacts, claimed: int = 0) -> Verdict:
    """May this tech take the ticket from the queue?"""
    unable = _unable(actor, ticket)
    if unable:
        return unable
    if ticket.owner_id == actor.person_id:
        return not_now("This ticket is yours already.", "It is under My five.")
    if ticket.owner_id is not None:
        return not_now("Someone has already claimed this ticket.")
    if ticket.status != "queued":
        return not_now("This ticket is not in the queue now.")
    if actor.masked and claimed >= MOST_CLAIMED:
        return not_now(f"You have {claimed} tickets. Finish or hand back one first.")
    return yes("This ticket is free to claim.")


def _unable(actor: Actor, ticket: TicketFacts) -> Verdict | None:
    if not actor.can(Can.CLAIM_TICKETS):
        return no(actor.kept_from_live or "Only the helpdesk team can claim tickets.")
    if actor.person_id == ticket.requester_id:
        return no("You asked for this yourself. Someone else on the team takes it.")
    if actor.kept_from_live and ticket.kind != "practice":
        return no(actor.kept_from_live)
    if actor.masked and ticket.adult_only:
        return no("An adult takes this kind of ticket.")
    if ticket.tier > 1:
        return no(
            "This was passed to an adult." if actor.masked else "This was passed on. Accept the escalation."
        )
    if ticket.kind != "practice" and not actor.cleared_for(ticket.category_code):
        return no(f"You are not cleared for {ticket.category_name} yet.", "Ask your teacher what opens it.")
    return None


def work(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this person reply, note, mark steps and finish?"""
    if not moves.may_work(actor, ticket.kind):
        return no(actor.kept_from_live or "Only the helpdesk team works on tickets.")
    if actor.person_id == ticket.requester_id:
        return no("You asked for this yourself. Someone else on the team works on it.")
    if actor.masked and ticket.owner_id not in (None, actor.person_id):
        return no("Only the ticket's owner works on it.")
    closed = moves.not_cleared(actor, ticket)
    if closed is not None:
        return closed
    if actor.masked and ticket.owner_id is None:
        return no("Claim the ticket first.")
    if ticket.status in ENDED:
        return not_now("This ticket is closed.")
    return yes(
        "You own this ticket." if ticket.owner_id == actor.person_id else "You may help on this ticket."
    )


def reply_again(actor: Actor, waits: frozenset[int]) -> Verdict:
    """May a reply that is checked first be handed over while an earlier one waits? Shape: ``waits`` is who wrote what
    waits."""
    if waits and actor.person_id not in waits:
        return not_now(
            "A reply of the tech before you still waits for its check.", "Ask whoever checks it, or wait."
        )
    if waits:
        return not_now(
            "Your last reply on this ticket still waits for its check.", "Take it back first, or wait."
        )
    return yes("Your reply is checked before it goes out.")


def mark_steps(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this person mark the checklist?"""
    verdict = work(actor, ticket)
    if not verdict.yes:
        return verdict
    if ticket.owner_id != actor.person_id:
        return no("The steps are its owner's to mark.")
    if ticket.status in ("resolved", "in_review"):
        return not_now("The work on this ticket is done. The steps stay as they are.")
    return verdict


def hand_back(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this person put the ticket back into the queue?"""
    return moves.may(actor, ticket, "hand_back")


def pass_on(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this tech pass the ticket to an adult?"""
    if actor.staff:
        return no("You are the adult it would go to.")
    if ticket.kind == "practice":
        return no("A practice ticket stays with you. Ask your trainer.")
    return moves.may(actor, ticket, "escalate")


def wait(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this person let the ticket wait?"""
    return moves.may(actor, ticket, "ask")


def resume(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this person take the ticket up again?"""
    return moves.may(actor, ticket, "resume")


def restore(actor: Actor, ticket: moves.Standing, ended: Any, now: datetime) -> Verdict:
    """May somebody undo that they took a ticket back, or closed it without work?

    Shape: ``ended`` is the line of time on which they did, or None when they did not.
    """
    mine = actor.hat is Hat.MY
    remedy = "Ask again, and name this number." if mine else "Who asked can ask again, and name this number."
    if ticket.status != "cancelled" or ended is None:
        return not_now(f"You did not {'take this ticket back' if mine else 'close this ticket'}.", remedy)
    verdict = moves.may(actor, ticket, f"restore_{ended.from_status}")
    if not verdict.yes:
        return verdict
    if now > ended.happened_at + UNDO:
        said = "took it back" if mine else "closed it"
        return not_now(f"More than {UNDO_MINUTES} minutes have gone by since you {said}.", remedy)
    return yes("It goes back to where it was.")


def sort_out(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult hide the ticket from students, or close it without work?"""
    if not actor.can(Can.TRIAGE_TICKETS) or ticket.kind != "live":
        return no("A teacher or technician of the school does this.")
    return moves.may(actor, ticket, "cancel")


def see_place(actor: Actor, ticket: TicketFacts) -> Show:
    """Room, period and the device in hand, as the mask policy says: as drawn for the owner, whoever checks the
    owner's replies, and adults."""
    return sight_of(actor).place(ticket)
