"""Who is mailed heads, held to the actor's district."""

from typing import Any

import sqlalchemy as sa

from app.audit.log.models import Words
from app.audit.models import AuditEvent
from app.identity.actor import Actor
from app.oversight.log.models import LogRecipient

Select = sa.Select[*tuple[Any, ...]]


def recipients(actor: Actor) -> Select:
    """Everybody who is mailed heads, the first first."""
    wanted = sa.select(LogRecipient).where(LogRecipient.district_id == actor.district_id)
    return wanted.order_by(LogRecipient.added_at, LogRecipient.id)


def recipient(actor: Actor, key: int) -> Select:
    """One of them."""
    return sa.select(LogRecipient).where(
        LogRecipient.id == key, LogRecipient.district_id == actor.district_id
    )


def everybody(actor: Actor) -> Select:
    """Everybody who is mailed heads of any district, for the product itself; of somebody's own for anybody else."""
    wanted = sa.select(LogRecipient.id, LogRecipient.district_id)
    return wanted.where(LogRecipient.district_id == actor.district_id) if actor.district_id else wanted


def remove(actor: Actor, key: int) -> sa.Delete:
    """Take one of them off the list."""
    return sa.delete(LogRecipient).where(
        LogRecipient.id == key, LogRecipient.district_id == actor.district_id
    )


def mark_sent(actor: Actor, key: int, at: Any) -> sa.Update:
    """Remember when the last head was mailed."""
    here = (LogRecipient.id == key, LogRecipient.district_id == actor.district_id)
    return sa.update(LogRecipient).where(*here).values(sent_at=at)


def words_of_events(actor: Actor, ticket_ids: list[int]) -> Select:
    """How many events of these tickets have words beside them that are not erased."""
    return sa.select(sa.func.count()).where(
        Words.event_id.in_(events_with_words(actor, ticket_ids)),
        Words.district_id == actor.district_id,
        Words.tombstone_id.is_(None),
    )


def events_with_words(actor: Actor, ticket_ids: list[int]) -> Select:
    """Events of these tickets beside which somebody wrote words."""
    e = AuditEvent
    return sa.select(e.id).where(
        e.ticket_id.in_(ticket_ids), e.commitment.is_not(None), e.district_id == actor.district_id
    )
