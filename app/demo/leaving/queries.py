"""What leaving the demo reads and ends, held to one district."""

from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account, Invite, WebSession
from app.identity.actor import Actor
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def demo_school(actor: Actor) -> Select:
    """The demo school of the actor's district, while there is one."""
    return sa.select(Org.id, Org.name).where(
        Org.district_id == actor.district_id, Org.kind == "school", Org.demo, Org.active
    )


def sessions(actor: Actor) -> sa.Delete:
    """End every session of the actor's district."""
    return sa.delete(WebSession).where(WebSession.district_id == actor.district_id)


def slips(actor: Actor) -> sa.Delete:
    """Take every invite slip of the actor's district back."""
    return sa.delete(Invite).where(Invite.district_id == actor.district_id)


def accounts(actor: Actor) -> sa.Delete:
    """Take every account of the actor's district away."""
    return sa.delete(Account).where(Account.district_id == actor.district_id)


def places(actor: Actor) -> sa.Update:
    """Put the actor's district and its schools out of use."""
    return sa.update(Org).where(Org.district_id == actor.district_id).values(active=False)
