"""Selects of the tickets that one tech of the actor's teams owns, for their teacher."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.desk.lines import BY_DUE, age_order, behind, listed
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.tickets.scope import visible
from app.identity.actor import Actor
from app.school.cadres.models import CadreMember

Select = sa.Select[*tuple[Any, ...]]


def _of_tech(actor: Actor, tech_id: int, category_id: int) -> Select:
    mine = sa.select(CadreMember.person_id).where(
        CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(sorted(actor.cadre_ids))
    )
    here = [*visible(actor), Ticket.kind == "live", Ticket.owner_id == tech_id, Ticket.owner_id.in_(mine)]
    return listed(actor).where(*here, *([Ticket.category_id == category_id] if category_id else []))


def due_of_tech(
    actor: Actor,
    tech_id: int,
    statuses: Sequence[str],
    category_id: int = 0,
    due_at: datetime | None = None,
    last_id: int = 0,
    limit: int = 26,
) -> Select:
    """Live tickets of some statuses that one tech of the actor's teams owns, in due order."""
    among = _of_tech(actor, tech_id, category_id).where(
        Ticket.status.in_(statuses), *behind(due_at, last_id, False)
    )
    return among.order_by(*BY_DUE).limit(limit)


def age_of_tech(
    actor: Actor,
    tech_id: int,
    statuses: Sequence[str] = (),
    category_id: int = 0,
    asked_at: datetime | None = None,
    last_id: int = 0,
    newest: bool = False,
    limit: int = 26,
) -> Select:
    """Live tickets of some statuses (of all, where none are named) that one tech of the actor's teams owns, those that
    wait longest first, or the newest."""
    among = [Ticket.status.in_(statuses)] if statuses else []
    among += behind(asked_at, last_id, newest, Ticket.created_at)
    owned = _of_tech(actor, tech_id, category_id).where(*among)
    return owned.order_by(*age_order(newest)).limit(limit)
