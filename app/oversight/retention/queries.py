"""Selects and guarded updates over purges."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.oversight.retention.models import PurgeRun, PurgeUnit

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


def listed(actor: Actor, run_id: int, kind: str, limit: int) -> Select:
    """Units of a kind that a plan lists and that its purge has not come to yet."""
    return (
        sa.select(PurgeUnit.unit_id)
        .where(PurgeUnit.run_id == run_id, PurgeUnit.kind == kind, PurgeUnit.district_id == actor.district_id)
        .order_by(PurgeUnit.unit_id)
        .limit(limit)
    )


def off_the_list(actor: Actor, run_id: int, kind: str = "", units: Sequence[int] = ()) -> sa.Delete:
    """These units of a plan's list, or all of it."""
    gone = sa.delete(PurgeUnit).where(PurgeUnit.run_id == run_id, PurgeUnit.district_id == actor.district_id)
    return gone.where(PurgeUnit.kind == kind, PurgeUnit.unit_id.in_(units)) if kind else gone


def moved(actor: Actor, run_id: int, state: str) -> sa.Update:
    """A purge that is still in a state; matches none when it moved on."""
    return sa.update(PurgeRun).where(
        PurgeRun.id == run_id, PurgeRun.district_id == actor.district_id, PurgeRun.state == state
    )
