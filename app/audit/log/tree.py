"""The stored tree: leaves and the roots of full tiles, and how it grows."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.audit.log.merkle import TILE, TILE_BITS, CompactRange, leaf_hash, perfect, range_at
from app.audit.log.models import Leaf, Tile

_COLUMNS = "origin, place, event_id, leaf_hash, core"


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
        tile, above = divmod(level, TILE_BITS)
        return perfect(self.hashes(tile, index << above, 1 << above))

    def range_at(self, size: int) -> CompactRange:
        """Return the compact range at a size, read a tile at a time."""
        tails: dict[int, tuple[int, list[bytes]]] = {}

        def node(level: int, index: int) -> bytes:
            tile, above = divmod(level, TILE_BITS)
            if tile not in tails:
                count = size >> (TILE_BITS * tile)
                start = count - count % TILE
                tails[tile] = start, self.hashes(tile, start, count % TILE) if count % TILE else []
            start, tail = tails[tile]
            low = (index << above) - start
            return perfect(tail[low : low + (1 << above)])

        return range_at(size, node)

    def grow(self, grown: CompactRange, entries: Sequence[tuple[str | None, bytes]]) -> None:
        """Append leaves, each with its event's id, and the tiles that they fill; the range grows with them."""
        places = range(grown.size, grown.size + len(entries))
        hashes = [leaf_hash(core) for _, core in entries]
        full = grown.extend(hashes)
        rows = [
            (self._origin, place, event_id, hashed, core)
            for place, hashed, (event_id, core) in zip(places, hashes, entries, strict=True)
        ]
        _insert(self._connection, rows)
        tiles = [
            {"origin": self._origin, "level": level, "place": at, "root": root} for level, at, root in full
        ]
        if tiles:
            self._connection.execute(sa.insert(Tile), tiles)


def _insert(connection: sa.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write leaves as they are: SQLAlchemy would look at each value again, and PostgreSQL's driver at each row."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO audit_leaf ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)  # noqa: S608
        return
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY audit_leaf ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(("int8", "int8", "text", "bytea", "bytea"))
        for row in rows:
            copy.write_row(row)
