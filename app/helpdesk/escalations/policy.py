"""Who may take an escalation and send a solution back: pure rules, each with its sentence."""

from app.helpdesk.tickets import moves
from app.helpdesk.tickets.policy import TicketFacts
from app.identity.actor import Actor
from app.identity.verdict import Verdict, no, not_now, yes

ADULT_TIER = 2


def accept(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult take what was passed on?"""
    if ticket.tier < ADULT_TIER:
        return not_now("Nobody passed this ticket on.", "Claim it from the queue.")
    if ticket.owner_id is not None:
        return not_now("Another adult has just taken this.")
    verdict = moves.may(actor, ticket, "accept_escalation")
    return yes("No adult has taken it yet.") if verdict.yes else verdict


def solve(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult send a worked solution back to the student?"""
    verdict = moves.may(actor, ticket, "send_back")
    if verdict.yes and ticket.owner_id != actor.person_id:
        return no("Accept the escalation first.")
    return verdict
