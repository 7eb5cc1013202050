"""Who may look after a ticket that needs an adult, and give it back: pure rules, each with its sentence."""

from typing import Protocol

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes


class CaseFacts(Protocol):
    """What the rules look at."""

    requester_id: int
    sensitive: bool
    private_category: bool


def answer(actor: Actor, case: CaseFacts) -> Verdict:
    """May this adult look after the ticket?"""
    if not actor.can(Can.ANSWER_CARE):
        return no("An adult looks after this.")
    if case.requester_id == actor.person_id:
        return no("You asked for this yourself. Another adult looks after it.")
    return yes("You say that you look after it. Nobody else is called.")


def give_back(actor: Actor, case: CaseFacts, adults_only: bool) -> Verdict:
    """May this adult give the ticket back to the team?"""
    if not actor.can(Can.TRIAGE_TICKETS) or case.requester_id == actor.person_id:
        return no("A teacher or technician who may read it gives it back.")
    if not case.sensitive:
        return not_now("The team can read this ticket already.")
    if case.private_category:
        return not_now("This kind is for adults only. Change its kind first.")
    if adults_only:
        return not_now("Their tickets are for adults only.")
    return yes("The team sees it again, with names hidden. The same words do not take it away again.")
