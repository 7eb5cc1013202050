"""The numbers of the top bar that the helpdesk knows, each a select of one number."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.attachments import queries as attachments
from app.helpdesk.calls import queries as calls
from app.helpdesk.care import queries as care_cases
from app.helpdesk.desk import queries as desk
from app.helpdesk.drafts import inbox_queries as drafts
from app.helpdesk.escalations import queries as escalations
from app.helpdesk.glass import queries as glass
from app.helpdesk.resolutions import queries as resolutions
from app.helpdesk.reveal import queries as reveals
from app.identity.actor import Actor
from app.identity.rights import Can


def of_desk(actor: Actor, _now: datetime, _since: datetime) -> Mapping[str, Any]:
    """Return the numbers of the desk: own and free tickets, drafts, what was passed on."""
    if not actor.can(Can.CLAIM_TICKETS):
        return {}
    numbers = {"my_five": desk.own_count(actor), "queue": desk.free_count(actor)}
    if actor.can(Can.APPROVE_DRAFTS):
        numbers["drafts"] = drafts.inbox_count(actor)
    if actor.can(Can.SOLVE_ESCALATIONS):
        numbers["escalations"] = escalations.waiting_count(actor)
    return numbers


def of_now(actor: Actor, _now: datetime, _since: datetime) -> Mapping[str, Any]:
    """Return how many drafts, files and endings wait for a teacher."""
    if not actor.can(Can.APPROVE_DRAFTS):
        return {}
    waiting = (drafts.inbox_count(actor), attachments.inbox_count(actor), resolutions.inbox_count(actor))
    return {"now": _sum(*waiting)}


def of_waiting(actor: Actor, _now: datetime, _since: datetime) -> Mapping[str, Any]:
    """Return how many tickets wait for an adult to read them."""
    return {"waiting": desk.new_count(actor)} if actor.can(Can.TRIAGE_TICKETS) else {}


def of_care(actor: Actor, _now: datetime, _since: datetime) -> Mapping[str, Any]:
    """Return how many tickets need an adult, for those who are called."""
    return {"care": care_cases.open_count(actor)} if actor.can(Can.ANSWER_CARE) else {}


def of_shown(actor: Actor, now: datetime, since: datetime) -> Mapping[str, Any]:
    """Return how many techs call, wait for a word, or are shown one."""
    if not actor.can(Can.APPROVE_WORDS):
        return {}
    return {"shown": _sum(calls.waiting_count(actor, since), reveals.open_count(actor, now))}


def of_emergency(actor: Actor, now: datetime, _since: datetime) -> Mapping[str, Any]:
    """Return how much an adult has open in an emergency; what of it still holds, reading says."""
    if not actor.staff or not actor.can(Can.BREAK_GLASS):
        return {}
    return {"emergency": glass.open_count(actor, now)}


def _sum(*selects: Any) -> Any:
    first, *rest = (one.scalar_subquery() for one in selects)
    return sa.select(sum(rest, first))
