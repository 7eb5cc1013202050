"""Who may leave the demo, and when: pure rules, each with its sentence."""

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes


def leave(actor: Actor, is_demo: bool) -> Verdict:
    """May this person put the demo away and start a school?"""
    if not actor.can(Can.MANAGE_PLACES):
        return no("Only the demo's administrator starts a school here.")
    if not is_demo:
        return not_now("This is no demo. Your school has started.", "A new school year comes by a roster.")
    return yes("Nobody of the demo can sign in afterwards.")


def confirmed(typed: str, name: str) -> Verdict:
    """Is the name that was typed the demo school's?"""
    if " ".join(typed.split()).casefold() != name.casefold():
        return no(f"Type the demo school's name to go on: {name}")
    return yes("You typed the demo school's name.")
