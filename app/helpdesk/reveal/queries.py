"""Selects over reveals, and the two reads of the reveal connection."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.reveal.models import Reveal
from app.helpdesk.tickets.models import Message, MessagePrivate
from app.identity.actor import Actor
from app.school.people.models import PersonPrivate

Select = sa.Select[*tuple[Any, ...]]


@kept()
def shown_since(actor: Actor, at: datetime) -> Select:
    """How many words were shown to the actor since a moment."""
    return sa.select(sa.func.count()).where(
        Reveal.district_id == actor.district_id, Reveal.asker_id == actor.person_id, Reveal.granted_at >= at
    )


@kept()
def running(actor: Actor, ticket_id: int, now: datetime) -> Select:
    """What is shown to the actor on a ticket right now."""
    return sa.select(
        Reveal.what, Reveal.message_id, Reveal.placeholder, Reveal.granted_at, Reveal.expires_at
    ).where(
        Reveal.district_id == actor.district_id,
        Reveal.ticket_id == ticket_id,
        Reveal.asker_id == actor.person_id,
        Reveal.expires_at > now,
    )


@kept()
def first_name(actor: Actor, person_id: int) -> Select:
    """The names of one person; for the reveal connection."""
    return sa.select(PersonPrivate.given, PersonPrivate.preferred).where(
        PersonPrivate.person_id == person_id, PersonPrivate.district_id == actor.district_id
    )


@kept()
def texts(actor: Actor, ticket_id: int, message_ids: list[int]) -> Select:
    """Some messages of a ticket with the places of what was masked; for the reveal connection."""
    return (
        sa.select(MessagePrivate.message_id, MessagePrivate.body, MessagePrivate.spans)
        .join(Message, Message.id == MessagePrivate.message_id)
        .where(
            MessagePrivate.district_id == actor.district_id,
            MessagePrivate.message_id.in_(message_ids),
            Message.ticket_id == ticket_id,
        )
    )
