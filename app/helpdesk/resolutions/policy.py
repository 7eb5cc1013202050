"""Who may end a ticket, and when: pure rules, each with its sentence."""

from app.helpdesk.tickets import moves
from app.helpdesk.tickets.policy import TicketFacts
from app.helpdesk.words import count_word
from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes


def propose(
    actor: Actor, ticket: TicketFacts, open_steps: int = 0, waits: frozenset[int] = frozenset()
) -> Verdict:
    """May this person say that their part is done? Shape: ``waits`` is who wrote what waits for its check."""
    verdict = moves.may(actor, ticket, "finish" if actor.staff else "propose")
    if not verdict.yes:
        return verdict
    if waits:
        whose = "Your reply" if actor.person_id in waits else "A reply of the tech before you"
        return not_now(f"{whose} still waits for its check.")
    if open_steps and not actor.staff:
        said = "One step is" if open_steps == 1 else f"{count_word(open_steps).capitalize()} steps are"
        return yes(f"{said} open. Do them, or say why they do not fit.")
    return yes("The steps are done. Say what caused it and what fixed it.")


def confirm_for(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult close a fixed ticket for the one who asked, who said elsewhere that it works?"""
    if not actor.can(Can.TRIAGE_TICKETS) or ticket.kind != "live":
        return no("Whoever asked says that it works, or an adult for them.")
    verdict = moves.may(actor, ticket, "confirm")
    return (
        yes("Fixed. It closes by itself, or now if they told you that it works.") if verdict.yes else verdict
    )


def review(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult accept or return an ending?"""
    return moves.may(actor, ticket, "accept" if ticket.status == "in_review" else "recall")


def read_later(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult accept an ending that went out before?"""
    if actor.person_id == ticket.requester_id:
        return no("You asked for this yourself. Your deputy reads how it ended.")
    return yes("It went out before; you say that it was good.")
