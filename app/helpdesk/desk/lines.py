"""What the lists read for a line, and in which order."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.tickets.scope import title
from app.identity.actor import Actor

BY_DUE = (Ticket.due_at, Ticket.id)


def _columns(actor: Actor) -> list[Any]:
    return [
        Ticket.id,
        Ticket.number,
        Ticket.kind,
        Ticket.status,
        title(actor),
        Ticket.handle,
        Ticket.requester_id,
        Ticket.requester_kind,
        Ticket.owner_id,
        Ticket.due_at,
        Ticket.paused_at,
        Ticket.pending_reason,
        Ticket.resume_on,
        Ticket.created_at,
        Ticket.resolved_at,
        Ticket.closure_code,
        Ticket.priority,
        Ticket.tier,
        Ticket.sensitive,
        Ticket.site_id,
        Category.code.label("category_code"),
        Category.name.label("category_name"),
        Category.first_step,
        Category.checklist,
        Category.adult_only,
    ]


def listed(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    """Tickets with what a line of a list shows."""
    return sa.select(*_columns(actor)).join(Category, Category.id == Ticket.category_id)


def behind(moment: datetime | None, last_id: int, backward: bool, by: Any = Ticket.due_at) -> list[Any]:
    """Rows behind a row in the order of a time. Shape: no moment stands for the whole list."""
    if moment is None:
        return []
    key = sa.tuple_(sa.type_coerce(moment, Ticket.due_at.type), sa.type_coerce(last_id, Ticket.id.type))
    here = sa.tuple_(by, Ticket.id)
    return [here < key if backward else here > key]


def age_order(newest: bool) -> tuple[Any, ...]:
    """By age, in the order of no index: one that had it would be walked past all that is over."""
    both = (Ticket.created_at, Ticket.id)
    return tuple(column.desc() for column in both) if newest else both
