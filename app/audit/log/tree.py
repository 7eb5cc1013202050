"""The stored tree: leaves and the roots of full tiles, and how it grows."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.audit.log.merkle import TILE, CompactRange, leaf_hash, perfect, range_at
from app.audit.log.models import Leaf, Tile

_BITS = 8  # a tile is 2^8 wide


class StoredTree:
    """One log's tree, read from the database as far as it is asked for."""

    def __init__(self, connection: sa.Connection, origin: int) -> None:
        self._connection = connection
        self._origin = origin

    def hashes(self, level: int, start: int, count: int) -> list[bytes]:
        """Return neighboring hashes of a tile level. Shape: level 0 has leaves, each above the tiles' roots."""
        column, table = (Leaf.leaf_hash, Leaf) if level == 0 else (Tile.root, Tile)
        here: list[Any] = [table.origin == self._origin, table.place.between(start, start + count - 1)]
        if level:
            here.append(Tile.level == level - 1)
        found = self._connection.execute(sa.select(column).where(*here).order_by(table.place)).scalars().all()
        if len(found) != count:
            raise LookupError(f"hashes are missing at level {level} from {start} on")
        return [bytes(one) for one in found]

    def node(self, level: int, index: int) -> bytes:
        """Return the root of a perfect subtree."""
        tile, above = divmod(level, _BITS)
        return perfect(self.hashes(tile, index << above, 1 << above))

    def range_at(self, size: int) -> CompactRange:
        """Return the compact range at a size, read a tile at a time."""
        tails: dict[int, tuple[int, list[bytes]]] = {}

        def node(level: int, index: int) -> bytes:
            tile, above = divmod(level, _BITS)
            if tile not in tails:
                count = size >> (_BITS * tile)
                start = count - count % TILE
                tails[tile] = start, self.hashes(tile, start, count % TILE) if count % TILE else []
            start, tail = tails[tile]
            low = (index << above) - start
            return perfect(tail[low : low + (1 << above)])

        return range_at(size, node)

    def grow(self, grown: CompactRange, entries: Sequence[tuple[str | None, bytes]]) -> None:
        """Append leaves, each with its event's id, and the tiles that they fill; the range grows with them."""
        size = grown.size
        hashes = [leaf_hash(core) for _, core in entries]
        for one in hashes:
            grown.push(one)
        rows = [
            (self._origin, size + at, event_id, hashes[at], core)
            for at, (event_id, core) in enumerate(entries)
        ]
        self._connection.exec_driver_sql(_insert(self._connection), rows)
        self._fill(0, size, hashes)

    def _fill(self, level: int, size: int, fresh: list[bytes]) -> None:
        """Write the tiles of a level that are full now, and those above them."""
        start = size - size % TILE
        if size + len(fresh) < start + TILE:
            return
        whole = (self.hashes(level, start, size - start) if size > start else []) + fresh
        roots = [perfect(whole[at : at + TILE]) for at in range(0, len(whole) - TILE + 1, TILE)]
        first = start // TILE
        rows = [
            {"origin": self._origin, "level": level, "place": first + at, "root": root}
            for at, root in enumerate(roots)
        ]
        self._connection.execute(sa.insert(Tile), rows)
        self._fill(level + 1, first, roots)


def _insert(connection: sa.Connection) -> str:
    """Return the insert of leaves for rows as they are: SQLAlchemy would look at each value again."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * 5)
    return f"INSERT INTO audit_leaf (origin, place, event_id, leaf_hash, core) VALUES ({marks})"  # noqa: S608
