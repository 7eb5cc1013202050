"""Selects and updates over what is being typed: the typist's own rows only."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.drafts.models import Typing
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor

Select = sa.Select[*tuple[Any, ...]]


@kept()
def typed(actor: Actor, ticket_id: int) -> Select:
    """What the actor is typing on a ticket."""
    return sa.select(Typing.editor, Typing.body, Typing.saved_at).where(
        Typing.district_id == actor.district_id,
        Typing.person_id == actor.person_id,
        Typing.ticket_id == ticket_id,
    )


@kept()
def typed_in(actor: Actor, ticket_id: int, editor: str) -> sa.Update:
    """Change the text that the actor is typing in one editor."""
    return sa.update(Typing).where(
        Typing.district_id == actor.district_id,
        Typing.person_id == actor.person_id,
        Typing.ticket_id == ticket_id,
        Typing.editor == editor,
    )


def _typing_at(actor: Actor, number: str, editor: str) -> list[sa.ColumnElement[bool]]:
    tickets = sa.select(Ticket.id).where(
        Ticket.district_id == actor.district_id,
        Ticket.site_id.in_(sorted(actor.site_ids)),
        Ticket.number == number,
    )
    return [
        Typing.district_id == actor.district_id,
        Typing.person_id == actor.person_id,
        Typing.ticket_id.in_(tickets),
        Typing.editor == editor,
    ]


@kept()
def typed_at(actor: Actor, number: str, editor: str) -> Select:
    """What the actor is typing in one editor of a ticket."""
    return sa.select(Typing.body).where(*_typing_at(actor, number, editor))


@kept()
def typed_out(actor: Actor, number: str, editor: str, before: datetime) -> sa.Update:
    """Empty what the actor was typing in an editor of a ticket until now; a blind zone takes no deletion."""
    return (
        sa.update(Typing).where(*_typing_at(actor, number, editor), Typing.saved_at <= before).values(body="")
    )
