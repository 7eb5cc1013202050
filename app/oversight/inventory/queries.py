"""Selects over what the annual notice says of a district: its name, its schools, the roles that people hold."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.school.cadres.models import Cadre
from app.school.people.models import Membership
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def district(actor: Actor) -> Select:
    """The district."""
    return sa.select(Org.name).where(Org.id == actor.district_id, Org.district_id == actor.district_id)


def roles_held(actor: Actor, today: date) -> Select:
    """The roles that somebody holds in the district today."""
    held = sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today)
    return sa.select(Membership.role).where(Membership.district_id == actor.district_id, held).distinct()


def teams(actor: Actor, today: date) -> Select:
    """The schools with a team today, and whether a guardian's permission is needed there."""
    return (
        sa.select(Org.name, Org.guardian_needed)
        .join(Cadre, Cadre.site_id == Org.id)
        .where(Cadre.district_id == actor.district_id, Cadre.ends_on >= today)
        .distinct()
        .order_by(Org.name)
    )
