"""Selects of what a list can be filtered by."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Category
from app.identity.actor import Actor
from app.school.cadres.models import CadreMember, shown_name
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


@kept()
def categories(actor: Actor) -> Select:
    """The catalog's categories, for filters."""
    return (
        sa.select(Category.id, Category.code, Category.name)
        .where(Category.district_id == actor.district_id)
        .order_by(Category.position)
    )


@kept()
def sites(actor: Actor) -> Select:
    """The actor's sites by name, for filters."""
    return (
        sa.select(Org.id, Org.code, Org.name)
        .where(Org.district_id == actor.district_id, Org.id.in_(sorted(actor.site_ids)))
        .order_by(Org.name)
    )


@kept()
def techs(actor: Actor) -> Select:
    """The techs of the actor's teams by name."""
    return (
        sa.select(CadreMember.person_id, sa.func.min(shown_name()).label("name"))
        .where(
            CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(sorted(actor.cadre_ids))
        )
        .group_by(CadreMember.person_id)
        .order_by(sa.literal_column("name"))
    )
