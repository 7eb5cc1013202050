"""Find the data class of every column: what it declares, or what a strict rule recognizes as nobody's words."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from app.kernel.data import Datum, Plain
from app.kernel.frozen import dataclass
from app.kernel.types import UtcTime

# Words of a fixed list, by the names that columns of such words have; never in the vault.
CODES = frozenset(
    word
    for words in (
        "action canned_code channel clearance closure_code code editor from_status gate kind mode outcome",
        "pending_reason reason_code record_type role side signer_role source state status to_status verdict",
    )
    for word in words.split()
)
LONGEST_CODE = 60


@dataclass(frozen=True)
class Element:
    """One thing that holds personal data. Shape: kind is column, field, header or derived."""

    kind: str
    place: str
    name: str
    datum: Datum
    retention: str
    zone: str = ""


def recognized(column: sa.Column[Any]) -> str:
    """Return what an undeclared column is by rule (``key``, ``time``, ``flag``, ``count``, ``code``), or nothing.

    In the vault only keys and times are recognized: a flag or a code there says something of a person, and an id
    that is no key of our own is somebody else's number of a person.
    """
    inside = column.table.info.get("zone") in ("vault", "secret")
    kind = column.type
    named_id = column.name.endswith("_id") and (isinstance(kind, sa.Integer) or not inside)
    if column.primary_key or column.foreign_keys or named_id or column.name.endswith(("_hash", "once_key")):
        return "key"
    if isinstance(kind, (UtcTime, sa.Date)):
        return "time"
    if inside:
        return ""
    if isinstance(kind, sa.Boolean):
        return "flag"
    if isinstance(kind, sa.Integer):
        return "count"
    short = isinstance(kind, sa.String) and (kind.length or LONGEST_CODE + 1) <= LONGEST_CODE
    return "code" if short and column.name in CODES else ""


def said_of(column: sa.Column[Any]) -> Datum | Plain | None:
    """Return what a column declares, what the rule makes of it, or None for an undeclared one."""
    declared = column.info.get("data")
    if isinstance(declared, (Datum, Plain)):
        return declared
    kind = recognized(column)
    return Plain(kind) if kind else None


def undeclared(metadata: sa.MetaData) -> list[str]:
    """Return every column that says nothing of what it holds."""
    return [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if said_of(column) is None
    ]


def columns(metadata: sa.MetaData) -> Iterator[Element]:
    """Yield each column with personal data."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            said = said_of(column)
            if isinstance(said, Datum):
                retention = said.retention or table.info["retention"]
                yield Element("column", table.name, column.name, said, retention, table.info["zone"])
