"""Who may explain a flag and sign a week off: pure rules, each with its sentence."""

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

VERDICTS = {"fine": "Fine", "talk": "We talk about it", "misuse": "Misuse"}


def review(actor: Actor, tech_id: int, cadre_id: int | None) -> Verdict:
    """May this person judge this tech's trail at all?"""
    if not actor.can(Can.REVIEW_TRAIL):
        return no("Only the supervising teacher reviews the trail.")
    if actor.person_id == tech_id:
        return no("Nobody reviews their own trail.")
    if cadre_id is None or cadre_id not in actor.cadre_ids:
        return no("The supervising teacher or the deputy of this team does this.")
    return yes("You supervise this team.")


def explain(actor: Actor, tech_id: int, cadre_id: int | None, flagged: bool, explained: bool) -> Verdict:
    """May this person put words to a flag now?"""
    may = review(actor, tech_id, cadre_id)
    if not may.yes:
        return may
    if explained:
        return not_now("This is explained already. Explanations stay as they were written.")
    if not flagged:
        return not_now("There is nothing to explain here.")
    return yes("Your words stay in the trail.")


def sign_off(
    actor: Actor, tech_id: int, cadre_id: int | None, left: int, over: bool, signed: bool
) -> Verdict:
    """May this person sign this week off now?"""
    may = review(actor, tech_id, cadre_id)
    if not may.yes:
        return may
    if signed:
        return not_now("This week is signed off.")
    if not over:
        return not_now("This week is still running. Sign it off from Monday on.")
    if left:
        flags = "One flag is" if left == 1 else f"{left} flags are"
        return not_now(f"{flags} not explained yet.", "Explain each one first.")
    return yes("Everything in this week is explained.")
