"""What SQLite's planner is told of the tables: a large school's rough counts, the same in every school.

Without counts it takes any column for one that finds ten rows, and reads all tickets of a school to find those of
one owner. Counts of the school itself would have to be taken again and again, and a plan could change over night;
written once, a plan stays as it was tested. Source: sqlite.org/optoverview.html and lang_analyze.html, "fixed results".
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

ROWS, OPEN = 100_000, 100
_TABLES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)
# How many values these columns have among so many rows.
_VALUES = {
    **dict.fromkeys(("district_id", "site_id", "org_id", "origin", "sensitive"), 1),
    **dict.fromkeys(("active", "kind", "tier"), 2),
    **dict.fromkeys(("level", "module", "post", "role", "state", "status", "tag", "weekday"), 10),
    **dict.fromkeys(("cadre_id", "category_id"), 20),
    "sourced_id": ROWS,
}
_KEYS, _DAYS = 1000, 200


def _different(column: str | None) -> int:
    """Return how many values a column has. Shape: an expression's name is None."""
    name = column or ""
    return _VALUES.get(name, _KEYS if name.endswith("_id") else _DAYS if name.endswith("_on") else ROWS)


def stat(columns: Sequence[str | None], unique: bool, partial: bool = False) -> str:
    """Return the counts of an index: all rows, then how many share the first column, the first two, and so on.

    Shape: a partial index holds what is open or flagged, which is little; the questions that may use it should.
    """
    left = OPEN if partial else ROWS
    counts = [left]
    for place, column in enumerate(columns, 1):
        left = 1 if unique and place == len(columns) else max(1, left // _different(column))
        counts.append(left)
    return " ".join(map(str, counts))


def _counts(connection: sa.Connection) -> Iterator[tuple[str, str, str]]:
    for table, made in connection.exec_driver_sql(_TABLES).all():
        if made.startswith("CREATE VIRTUAL"):
            continue
        for _, index, unique, _, partial in connection.exec_driver_sql(f'PRAGMA index_list("{table}")').all():
            columns = [row[2] for row in connection.exec_driver_sql(f'PRAGMA index_info("{index}")').all()]
            yield table, index, stat(columns, bool(unique), bool(partial))


def is_told(connection: sa.Connection) -> bool:
    """Tell whether every index is counted."""
    if not sa.inspect(connection).has_table("sqlite_stat1"):
        return False
    counted = set(connection.exec_driver_sql("SELECT idx FROM sqlite_stat1").scalars())
    return all(index in counted for _, index, _ in _counts(connection))


def tell(connection: sa.Connection) -> None:
    """Write the counts of every index, unless they are there already; connections opened later go by them."""
    wanted = sorted(_counts(connection))
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table of counts where there is none
    asked = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx"
    if [tuple(row) for row in connection.exec_driver_sql(asked)] == wanted:
        return
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", wanted)
