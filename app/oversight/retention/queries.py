"""Selects and guarded updates over purges."""

from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.oversight.retention.models import PurgeRun

Select = sa.Select[*tuple[Any, ...]]


def runs(actor: Actor, limit: int = 20) -> Select:
    """The district's purges, the newest first."""
    return (
        sa.select(*PurgeRun.__table__.c)
        .where(PurgeRun.district_id == actor.district_id)
        .order_by(PurgeRun.asked_at.desc(), PurgeRun.id.desc())
        .limit(limit)
    )


def run(actor: Actor, run_id: int) -> Select:
    """One purge of the district."""
    return runs(actor).where(PurgeRun.id == run_id)


def moved(actor: Actor, run_id: int, state: str) -> sa.Update:
    """A purge that is still in a state; matches none when it moved on."""
    return sa.update(PurgeRun).where(
        PurgeRun.id == run_id, PurgeRun.district_id == actor.district_id, PurgeRun.state == state
    )
