"""Selects and changes of the steps of a ticket's checklist that are done."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.tickets.models import ChecklistMark
from app.identity.actor import Actor

Select = sa.Select[*tuple[Any, ...]]


@kept()
def marks(actor: Actor, ticket_id: int) -> Select:
    """The steps of the checklist that are done."""
    return sa.select(ChecklistMark.step, ChecklistMark.done_by_id, ChecklistMark.done_at).where(
        ChecklistMark.ticket_id == ticket_id, ChecklistMark.district_id == actor.district_id
    )


@kept()
def unmarked(actor: Actor, ticket_id: int, steps: list[int] | None = None) -> sa.Delete:
    """Take the marks of some steps away, or of every step."""
    gone = sa.delete(ChecklistMark).where(
        ChecklistMark.ticket_id == ticket_id, ChecklistMark.district_id == actor.district_id
    )
    return gone if steps is None else gone.where(ChecklistMark.step.in_(steps))
