"""Write the logs into a folder that `tools/verify_audit.py` checks without us.

Shape: a folder for each log, named 1, 2 and so on, with ``keys``, ``heads.jsonl``, ``entries.jsonl``, the hashes as
``tile/`` (C2SP tlog-tiles) and ``words.jsonl``. Entries name nobody; words may, and are left out unless asked for.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.audit.log.canonical import written
from app.audit.log.merkle import TILE, perfect
from app.audit.log.models import Checkpoint, Leaf, LogKey, LogOrigin, Words
from app.audit.log.origins import last_checkpoint
from app.kernel import db
from app.kernel.errors import Conflict
from app.kernel.tables import aliased

READ = 5000  # entries at a time
UNFINISHED = "unfinished"  # the verifier knows it too


def snapshot() -> Any:
    """Return a connection that sees one moment of the database."""
    level = {} if db.is_sqlite() else {"isolation_level": "REPEATABLE READ"}
    return db.engine("system").execution_options(**level).begin()


def export_logs(target: Path, with_words: bool) -> int:
    """Write every log of this database into an empty folder and return how many entries there are.

    Shape: all is written into a folder within it, and moved up last: what was cut short says so and accuses nobody.
    Refuses: Conflict when the folder holds something already, but for what was cut short.
    """
    part = target / UNFINISHED
    if target.exists() and set(target.iterdir()) - {part}:
        raise Conflict("There is something in this folder.", "Name an empty or a new one.")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    count = 0
    with snapshot() as c:
        for origin in c.execute(sa.select(LogOrigin).order_by(LogOrigin.place)).all():
            count += _export(c, origin.place, part / str(origin.place), with_words)
    for log in sorted(part.iterdir()):
        log.rename(target / log.name)
    part.rmdir()
    return count


def _export(c: sa.Connection, origin: int, folder: Path, with_words: bool) -> int:
    last = last_checkpoint(c, origin)
    size = last.size if last else 0
    folder.mkdir(mode=0o700)
    keys = c.execute(sa.select(LogKey.vkey).where(LogKey.origin == origin).order_by(LogKey.place)).scalars()
    (folder / "keys").write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
    heads = sa.select(Checkpoint.note).where(Checkpoint.origin == origin).order_by(Checkpoint.place)
    lines = [written({"note": note}) for note in c.execute(heads).scalars()]
    (folder / "heads.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    hashes: list[bytes] = []
    with (folder / "entries.jsonl").open("wb") as file:
        for rows in _leaves(c, origin, size):
            hashes += [as_bytes(row.leaf_hash) for row in rows]
            file.writelines(as_bytes(row.core) + b"\n" for row in rows)
    write_tiles(folder, hashes)
    (folder / "words.jsonl").write_bytes(
        b"".join(line + b"\n" for line in _words(c, origin, size, with_words))
    )
    return size


def as_bytes(value: Any) -> bytes:
    """Return a value of a leaf as it is, also where somebody's own SQL made it a text."""
    return value.encode() if isinstance(value, str) else bytes(value)


def _leaves(c: sa.Connection, origin: int, size: int) -> Iterator[Any]:
    wanted = sa.select(Leaf.core, Leaf.leaf_hash).where(Leaf.origin == origin).order_by(Leaf.place)
    for start in range(0, size, READ):
        yield c.execute(wanted.where(Leaf.place.between(start, min(start + READ, size) - 1))).all()


def write_tiles(folder: Path, hashes: list[bytes]) -> None:
    """Write the hashes of a log, in tiles of 256, level by level."""
    level, row, size = 0, hashes, len(hashes)
    while row:
        for start in range(0, len(row), TILE):
            file = folder / tile_path(level, start // TILE, size)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"".join(row[start : start + TILE]))
        row = [perfect(row[start : start + TILE]) for start in range(0, len(row) - TILE + 1, TILE)]
        level += 1


def tile_path(level: int, place: int, size: int) -> str:
    """Return a tile's path. Source: C2SP tlog-tiles: ``tile/0/x001/x234/067.p/8``."""
    parts, above = [f"{place % 1000:03}"], place // 1000
    while above:
        parts.insert(0, f"x{above % 1000:03}")
        above //= 1000
    count = size >> 8 * level
    return f"tile/{level}/{'/'.join(parts)}{f'.p/{count % TILE}' if place == count // TILE else ''}"


def _words(c: sa.Connection, origin: int, size: int, with_words: bool) -> Iterator[bytes]:
    """Yield what was written beside events, and for what was erased its tombstone's place."""
    yield written({"words": "included" if with_words else "left_out"})
    stone = aliased(Leaf)
    wanted = (
        sa.select(Leaf.place, Words.salt, Words.words, stone.origin.label("log"), stone.place.label("stone"))
        .join(Words, Words.event_id == Leaf.event_id)
        .outerjoin(stone, stone.event_id == Words.tombstone_id)
        .where(Leaf.origin == origin, Leaf.place < size)
        .order_by(Leaf.place)
    )
    for row in c.execute(wanted):
        if row.stone is not None:
            yield written({"index": row.place, "erased_by": f"{row.log}/{row.stone}"})
        elif with_words:
            yield written({"index": row.place, "salt": row.salt, "words": row.words})
