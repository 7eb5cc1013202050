"""What a student may be cleared for; pure."""

from collections.abc import Collection, Sequence

from app.accounts.teams.borrowed import Category
from app.identity.verdict import Verdict, no, not_now, yes
from app.school.cadres.policy import LIVE_RUNGS

EARNED_LATER = frozenset({"repair"})


def clear_for(category: Category, rung: str, certificates: Collection[str]) -> Verdict:
    """May a student of this rung, with these certificates, be cleared for a category?"""
    if category.adult_only:
        return no("Only adults work on this.")
    if rung not in LIVE_RUNGS:
        return not_now("Live tickets begin at apprentice.")
    if category.needs and category.needs not in certificates:
        return not_now("This needs a certificate that a teacher has verified.")
    return yes("The student can be cleared for this.")


def usual(categories: Sequence[Category]) -> list[str]:
    """Return what an apprentice is cleared for from the start."""
    return [
        one.code
        for one in categories
        if not one.adult_only and not one.needs and one.code not in EARNED_LATER
    ]
