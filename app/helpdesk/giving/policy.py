"""Which tickets an adult may give to a tech: a pure rule with its sentence."""

from app.helpdesk.tickets import moves
from app.helpdesk.tickets.policy import TicketFacts
from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now


def give(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult give the ticket to a tech? Whom, the tech's own rules say."""
    if not actor.can(Can.TRIAGE_TICKETS) or ticket.kind != "live":
        return no("A teacher or technician of the school gives tickets.")
    if ticket.sensitive or ticket.adult_only:
        return no("This kind is for adults only.")
    if ticket.tier > 1:
        return not_now("This was passed to an adult.")
    return moves.may(actor, ticket, "assign")
