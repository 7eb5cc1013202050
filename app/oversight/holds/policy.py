"""Who may place and lift a hold; pure."""

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

SCOPES = {
    "person": "One person",
    "ticket": "One ticket",
    "cadre": "A team, with everybody on it",
    "dates": "Everything between two days",
}


def place(actor: Actor) -> Verdict:
    """May this person keep rows from being erased?"""
    if not actor.can(Can.KEEP_RECORDS):
        return no("The privacy officer places holds.")
    return yes("Nothing under the hold is erased until it is lifted.")


def lift(actor: Actor, person_id: int | None, lifted: bool) -> Verdict:
    """May this person end a hold?"""
    if not actor.can(Can.KEEP_RECORDS):
        return no("The privacy officer lifts holds.")
    if person_id == actor.person_id:
        return no("This hold is about you. Another officer lifts it.")
    if lifted:
        return not_now("This hold is lifted.")
    return yes("From then on, what is old enough can be erased again.")
