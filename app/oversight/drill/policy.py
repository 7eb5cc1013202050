"""Who may try the review: a pure rule with its sentence."""

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes


def start(actor: Actor, running: bool) -> Verdict:
    """May this person start a drill now?"""
    if not actor.can(Can.REVIEW_TRAIL):
        return no("Reviewers run the drill.")
    if running:
        return not_now("A drill is running. Wait until it is through.")
    return yes("It takes some seconds, in a made-up school, and touches nothing of yours.")
