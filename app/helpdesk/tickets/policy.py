"""Who may do what to a ticket: pure rules, each with its sentence."""

from typing import Protocol

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

MOST_CLAIMED = 5
PRACTICE_ONLY = ("observer", "trainee")


class TicketFacts(Protocol):
    """What the rules look at; a row of ``queries.ticket`` has it all."""

    id: int
    kind: str
    status: str
    category_code: str
    category_name: str
    adult_only: bool
    sensitive: bool
    requester_id: int
    owner_id: int | None


def claim(actor: Actor, ticket: TicketFacts, claimed: int = 0) -> Verdict:
    """May this tech take the ticket from the queue?"""
    if not actor.can(Can.CLAIM_TICKETS):
        return no(actor.lacking[0] if actor.lacking else "Only the helpdesk team can claim tickets.")
    if actor.person_id == ticket.requester_id:
        return no("You asked for this yourself. Someone else on the team takes it.")
    if actor.masked and actor.rung in PRACTICE_ONLY:
        return no(f"An {actor.rung} works on practice tickets first." if actor.rung == "observer" else
                  "A trainee works on practice tickets first.")
    if actor.masked and ticket.adult_only:
        return no("An adult takes this kind of ticket.")
    if not actor.cleared_for(ticket.category_code):
        return no(f"You are not cleared for {ticket.category_name} yet.", "Ask your teacher what opens it.")
    if ticket.owner_id is not None:
        return not_now("Someone has already claimed this ticket.")
    if ticket.status != "queued":
        return not_now("This ticket is not in the queue now.")
    if actor.masked and claimed >= MOST_CLAIMED:
        return not_now(f"You have {claimed} tickets. Finish or hand back one first.")
    return yes("This ticket is free to claim.")


def work(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this person reply, note, hand back, pass on and finish?"""
    if not actor.can(Can.WORK_TICKETS):
        return no(actor.lacking[0] if actor.lacking else "Only the helpdesk team works on tickets.")
    if actor.person_id == ticket.requester_id:
        return no("You asked for this yourself. Someone else on the team works on it.")
    if actor.masked and ticket.owner_id != actor.person_id:
        return no("Only the ticket's owner works on it." if ticket.owner_id else "Claim the ticket first.")
    if ticket.status in ("closed", "cancelled"):
        return not_now("This ticket is closed.")
    return yes("You own this ticket.")


def see_place(actor: Actor, ticket: TicketFacts) -> bool:
    """Room and period are for the owner, an approver and adults."""
    return actor.staff or ticket.owner_id == actor.person_id or actor.can(Can.APPROVE_DRAFTS)
