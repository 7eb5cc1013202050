"""Who may change the mask policy: pure rules, each with its sentence."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from app.identity.actor import Actor
from app.identity.rights import Can, Role
from app.identity.verdict import Verdict, no, not_now, yes


class Proposal(Protocol):
    """What the rules look at."""

    proposed_by_id: int
    base_version: int
    state: str
    expires_at: datetime


def change(actor: Actor, schools: Collection[int]) -> Verdict:
    """May this adult change the mask policy of the whole district?"""
    if not actor.can(Can.MANAGE_MASK):
        return no("The privacy officer and the district’s administrators change the mask policy.")
    if Role.PRIVACY_OFFICER not in actor.roles and not set(schools) <= actor.site_ids:
        return no(
            "You look after some schools, and this policy holds for the whole district.",
            "Ask the privacy officer.",
        )
    return yes("Stricter holds at once. Looser waits for a second adult.")


def decide(
    actor: Actor, proposal: Proposal, schools: Collection[int], version: int, now: datetime
) -> Verdict:
    """May this adult let a looser policy come into force?"""
    may = change(actor, schools)
    if not may.yes:
        return may
    if proposal.state != "waiting":
        return not_now("This proposal is decided.")
    if proposal.expires_at <= now:
        return not_now("This proposal has expired.", "Propose it again, with its reason.")
    if proposal.proposed_by_id == actor.person_id:
        return no("You proposed this yourself. A second adult with the right decides.")
    if proposal.base_version != version:
        return not_now(
            "The policy has changed since this was proposed.", "Propose it again on today’s policy."
        )
    return yes("You are the second adult. It holds from the next request on.")


def turn_down(actor: Actor, proposal: Proposal, schools: Collection[int]) -> Verdict:
    """May this adult end a proposal? The one who made it may too."""
    may = change(actor, schools)
    if may.yes and proposal.state != "waiting":
        return not_now("This proposal is decided.")
    return may
