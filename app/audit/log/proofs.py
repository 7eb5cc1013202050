"""Proofs that leave the house: an entry lies under a head, a head continues another.

Source: C2SP tlog-proof; the entry itself is the proof's extra data, so that one file says it all.
"""

import base64
from typing import Any

import sqlalchemy as sa

from app.audit.log.export import snapshot
from app.audit.log.merkle import consistency_proof, inclusion_proof
from app.audit.log.models import Leaf
from app.audit.log.origins import last_checkpoint, newest_origin
from app.audit.log.tree import StoredTree
from app.kernel.errors import NotFound


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def inclusion(event_id: str) -> str:
    """Return the proof of an event.

    Refuses: NotFound when there is no such event in the log yet.
    """
    with snapshot() as c:
        leaf = c.execute(sa.select(Leaf).where(Leaf.event_id == event_id)).first()
        if leaf is None:
            raise NotFound("There is no such event in the log.", "It is sealed within a few seconds.")
        head = last_checkpoint(c, leaf.origin)
        path = inclusion_proof(leaf.place, head.size, StoredTree(c, leaf.origin).node)
    lines = ["c2sp.org/tlog-proof@v1", f"extra {_b64(bytes(leaf.core))}", f"index {leaf.place}"]
    return "\n".join([*lines, *map(_b64, path), "", head.note])


def consistency(c: sa.Connection, origin: int, old: int, new: int) -> list[bytes]:
    """Return the path from one size of a log to another."""
    return consistency_proof(old, new, StoredTree(c, origin).node)


def consistency_text(old: int) -> str:
    """Return the proof from a size of the newest log to its newest head, and that head.

    Refuses: NotFound when the log is smaller.
    """
    with snapshot() as c:
        origin = newest_origin(c)
        head: Any = last_checkpoint(c, origin.place) if origin is not None else None
        if head is None or old > head.size:
            raise NotFound("The log is not that large.", "Ask for a size that it has had.")
        path = consistency(c, origin.place, old, head.size)
    return "\n".join([f"from {old}", *map(_b64, path), "", head.note])
