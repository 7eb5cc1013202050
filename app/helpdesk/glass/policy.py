"""Who may break the glass, for what, and who judges it; pure."""

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, fresh, no, not_now, yes

PURPOSES = {
    "safety": "Somebody may be in danger.",
    "fault": "An urgent fault, and nobody of that school can be reached.",
    "law": "A law or an order asks for it now.",
    "other": "Another reason, told below.",
}
MINUTES = 30
SHORTEST_NOTE = 15


def break_glass(actor: Actor, requester_id: int = 0, open_now: bool = False) -> Verdict:
    """May this adult read one ticket outside their reach, with what is never for students?"""
    if not actor.can(Can.BREAK_GLASS) or not actor.staff:
        return no("Only adults open something in an emergency. Call a teacher.")
    if requester_id and requester_id == actor.person_id:
        return no("You asked for this yourself. Another adult opens it.")
    if open_now:
        return not_now("You have one open already. End it first.")
    return fresh(actor)


def review(actor: Actor, broken_by: int) -> Verdict:
    """May this adult judge an emergency? Never their own."""
    if actor.person_id == broken_by:
        return no("You opened this yourself. Somebody else reviews it.")
    if not actor.can(Can.REVIEW_TRAIL):
        return no("Reviewers judge what was opened in an emergency.")
    return yes("Your verdict is kept with it.")
