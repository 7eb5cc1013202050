"""Selects over PINs and what a PIN must not be, on the connections that may read them."""

from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account
from app.accounts.step_up.models import Pin
from app.identity.actor import Actor
from app.school.people.models import PersonPrivate

Select = sa.Select[*tuple[Any, ...]]


def pin_of(actor: Actor) -> Select:
    """The PIN of the actor's own account with its tries."""
    return (
        sa.select(Pin.account_id, Pin.pin_hash, Pin.set_at, Pin.failures, Pin.wait_until)
        .join(Account, Account.id == Pin.account_id)
        .where(Pin.district_id == actor.district_id, Account.person_id == actor.person_id)
    )


def part_of_own_number(actor: Actor, pin: str) -> Select:
    """The actor, when the PIN stands in their own number or ends their own phone's."""
    in_number = sa.and_(PersonPrivate.number != "", PersonPrivate.number.contains(pin, autoescape=True))
    return sa.select(PersonPrivate.person_id).where(
        PersonPrivate.district_id == actor.district_id,
        PersonPrivate.person_id == actor.person_id,
        sa.or_(in_number, PersonPrivate.phone.endswith(pin, autoescape=True)),
    )
