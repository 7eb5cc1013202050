"""Selects over the service catalog."""

from typing import Any

import sqlalchemy as sa

from app.helpdesk.catalog.models import Category
from app.identity.actor import Actor


def categories(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    """Every category in the catalog's order."""
    return (
        sa.select(*Category.__table__.c)
        .where(Category.district_id == actor.district_id)
        .order_by(Category.position, Category.name)
    )
