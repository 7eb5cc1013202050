"""The runs of the drill."""

from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.oversight.drill.models import DrillRun

Select = sa.Select[*tuple[Any, ...]]
SHOWN = 6


def runs(actor: Actor) -> Select:
    """The newest runs of the district."""
    r = DrillRun
    return (
        sa.select(r.id, r.asked_at, r.seed, r.state, r.percent, r.ended_at, r.result)
        .where(r.district_id == actor.district_id)
        .order_by(r.asked_at.desc())
        .limit(SHOWN)
    )


def change(actor: Actor, run_id: int) -> sa.Update:
    """One run, to be told how far it is."""
    return sa.update(DrillRun).where(DrillRun.id == run_id, DrillRun.district_id == actor.district_id)
