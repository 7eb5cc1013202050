"""Under which signed head an event lies: the first one that covers its place in the log."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from app.audit.log.models import Checkpoint, Leaf, LogOrigin
from app.audit.work import Work
from app.kernel.frozen import dataclass
from app.kernel.tables import aliased

AT_ONCE = 500


@dataclass(frozen=True)
class Seal:
    """A signed head, and an event's place below it. Shape: ``index`` is the one that the verifier speaks of."""

    head: int
    signed_at: datetime
    index: int
    log: str


def seals_of(work: Work, event_ids: Sequence[str]) -> dict[str, Seal]:
    """Return the heads of events that were read before, in one statement; what is not sealed yet is left out.

    Shape: the work's clearance is staff or system.
    """
    over = aliased(Checkpoint)
    first = (
        sa.select(over.place)
        .where(over.origin == Leaf.origin, over.size > Leaf.place)
        .order_by(over.size, over.place)
        .limit(1)
        .correlate(Leaf)
        .scalar_subquery()
    )
    found: dict[str, Seal] = {}
    for at in range(0, len(event_ids), AT_ONCE):
        select = (
            sa.select(
                Leaf.event_id,
                Leaf.place,
                Checkpoint.place.label("head"),
                Checkpoint.signed_at,
                LogOrigin.name,
            )
            .select_from(Leaf)
            .join(Checkpoint, sa.and_(Checkpoint.origin == Leaf.origin, Checkpoint.place == first))
            .join(LogOrigin, LogOrigin.place == Leaf.origin)
            .where(Leaf.event_id.in_(event_ids[at : at + AT_ONCE]))
        )
        rows = work.rows(select)
        found |= {row.event_id: Seal(row.head, row.signed_at, row.place, row.name) for row in rows}
    return found
