"""Selects over accounts, slips and grants of people, held to the actor's district."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account, Grant, Invite
from app.identity.actor import Actor

Select = sa.Select[*tuple[Any, ...]]


def accounts(actor: Actor, person_ids: Sequence[int]) -> Select:
    """The accounts of these people, without anything secret."""
    return sa.select(
        Account.id, Account.person_id, Account.username, Account.created_at, Account.disabled_at
    ).where(Account.district_id == actor.district_id, Account.person_id.in_(list(person_ids)))


def slips(actor: Actor, person_ids: Sequence[int]) -> Select:
    """The slips of these people that can still be used."""
    return (
        sa.select(Invite.person_id, Invite.made_at, Invite.expires_at)
        .where(
            Invite.district_id == actor.district_id,
            Invite.person_id.in_(list(person_ids)),
            Invite.used_at.is_(None),
            Invite.ended_at.is_(None),
        )
        .order_by(Invite.made_at)
    )


def grants(actor: Actor, person_ids: Sequence[int], today: date) -> Select:
    """What these people are cleared for today."""
    return sa.select(Grant.id, Grant.person_id, Grant.kind, Grant.code, Grant.valid_until).where(
        Grant.district_id == actor.district_id,
        Grant.person_id.in_(list(person_ids)),
        Grant.ended_at.is_(None),
        Grant.valid_from <= today,
        sa.or_(Grant.valid_until.is_(None), Grant.valid_until >= today),
    )
