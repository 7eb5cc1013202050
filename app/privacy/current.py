"""The mask policy in force for an actor: one read per version and process, never one per row or request.

The actor carries the key of the district's version, read with the session, so a new version holds from the next
request on; a version never changes, so what was read once is kept.
"""

from functools import lru_cache

import sqlalchemy as sa

from app.identity.actor import Actor
from app.kernel import db
from app.privacy.models import MaskVersion
from app.privacy.policy import DRAWN, MaskPolicy, read_cells


def policy_for(actor: Actor) -> MaskPolicy:
    """Return the mask policy of an actor's district."""
    return policy_by_key(actor.policy_id) if actor.policy_id else DRAWN


@lru_cache(maxsize=256)
def policy_by_key(version_id: int) -> MaskPolicy:
    """Return a version by its key; raises LookupError for a key that no version has."""
    asked = sa.select(MaskVersion.version, MaskVersion.cells).where(MaskVersion.id == version_id)
    with db.engine("masked").connect() as connection:
        row = connection.execute(asked).first()
    if row is None:
        raise LookupError("no such version of the mask policy")
    return MaskPolicy(row.version, read_cells(row.cells))
