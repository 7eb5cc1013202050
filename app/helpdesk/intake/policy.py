"""Who may ask for help, for whom, and what waits for an adult: pure rules, each with its sentence."""

from typing import Protocol

from app.helpdesk.intake.asked import UNKNOWN, Asked
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.identity.verdict import Verdict, no, yes


class CategoryFacts(Protocol):
    """What the rules look at of a category."""

    code: str
    adult_only: bool


def ask(actor: Actor, asked: Asked) -> Verdict:
    """May this actor open this ticket for this requester?"""
    if actor.hat is Hat.SYSTEM:
        return yes("The product opens it by rule.")
    if asked.kind == "practice":
        if not actor.can(Can.OPEN_PRACTICE):
            return no("A teacher opens practice tickets.")
        return yes("You open a practice ticket.")
    if actor.hat is Hat.MY:
        if not actor.can(Can.ASK_FOR_HELP) or asked.requester_id != actor.person_id:
            return no(
                "Here you ask for yourself only.",
                "Somebody else asks under their own name, or at the counter.",
            )
        return yes("You ask for help.")
    if not actor.can(Can.ENTER_AT_COUNTER):
        return no(actor.kept_from_live or "Only the helpdesk team writes tickets down for others.")
    if asked.requester_id == actor.person_id:
        return no("You cannot write down your own ticket here.", "Ask for help on your own page.")
    if asked.sensitive and actor.masked:
        return no("A teacher takes this.", "Call a teacher to the counter.")
    return yes("You write it down for them.")


def first_status(asked: Asked, category: CategoryFacts) -> str:
    """Return where a ticket starts: known trouble is queued by rule, the rest waits for an adult."""
    if asked.sensitive:
        return "new"
    if asked.kind == "practice":
        return "queued"
    return "new" if category.adult_only or category.code == UNKNOWN else "queued"
