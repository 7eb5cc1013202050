"""What a witness is told, as text and bytes: keys, a head with its proof, a tile."""

import base64

import sqlalchemy as sa

from app.audit.log.canonical import written
from app.audit.log.export import tile_path
from app.audit.log.merkle import TILE, consistency_proof
from app.audit.log.models import Checkpoint, LogKey, LogOrigin
from app.audit.log.notes import Head, read_head
from app.audit.log.origins import newest_origin
from app.audit.log.tree import StoredTree


def keys_text(c: sa.Connection) -> str:
    """Return the newest log's keys in order, a blank line, and each head that two of them signed."""
    origin = newest_origin(c)
    if origin is None:
        return "\n"
    here = LogKey.origin == origin.place
    rows = c.execute(sa.select(LogKey.vkey, LogKey.begun_at).where(here).order_by(LogKey.place)).all()
    crossed = []
    for row in rows[1:]:
        wanted = sa.select(Checkpoint.note).where(
            Checkpoint.origin == origin.place, Checkpoint.signed_at == row.begun_at
        )
        crossed += [note for note in c.execute(wanted).scalars() if len(read_head(note).signatures) > 1]
    heads = "".join(f"{written({'note': note}).decode()}\n" for note in crossed)
    return "\n".join(row.vkey for row in rows) + "\n\n" + heads


def proof_text(c: sa.Connection, head: Head, old: int) -> str:
    """Return the proof from a size to a head, and the head; no hashes from nothing, or from beyond it."""
    origin = c.execute(sa.select(LogOrigin.place).where(LogOrigin.name == head.origin)).scalar()
    path = (
        consistency_proof(old, head.size, StoredTree(c, origin).node)
        if origin is not None and 0 < old <= head.size
        else []
    )
    lines = [f"from {old}", *(base64.b64encode(one).decode() for one in path)]
    return "\n".join([*lines, "", head.note])


def tile(c: sa.Connection, head: Head, level: int, path: str) -> bytes | None:
    """Return a tile's hashes, or None where a head's tree has no such tile. Source: C2SP tlog-tiles."""
    bare, _, partial = path.partition(".p/")
    place = int(bare.replace("x", "").replace("/", ""))
    count = head.size >> 8 * level
    width = int(partial) if partial else TILE
    there = min(TILE, count - place * TILE)
    origin = c.execute(sa.select(LogOrigin.place).where(LogOrigin.name == head.origin)).scalar()
    whole = tile_path(level, place, (place + 1) * TILE << 8 * level).removeprefix(f"tile/{level}/")
    if origin is None or width > there or bare != whole:
        return None
    return b"".join(StoredTree(c, origin).hashes(level, place * TILE, width))
