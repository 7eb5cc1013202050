"""Which clearance may do what to which table, declared beside the table.

Each table names its zone and its retention class in ``info``; a table may widen or narrow single clearances.
A right is written ``r`` (select), ``i`` (insert), ``u`` (update), ``d`` (delete); ``r(id)`` and
``u(status,owner_id)`` limit it to columns. Nothing listed means nothing allowed.
"""

import re
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.kernel.frozen import dataclass

CLEARANCES = ("masked", "own", "staff", "reveal", "sign_in", "system")

_DEFAULTS: dict[str, dict[str, str]] = {
    "open": {"masked": "r", "own": "r", "staff": "riud", "reveal": "r", "sign_in": "r", "system": "riud"},
    "vault": {"masked": "", "own": "", "staff": "riud", "reveal": "", "sign_in": "", "system": "riud"},
    "secret": {"masked": "", "own": "", "staff": "", "reveal": "", "sign_in": "riu", "system": "riud"},
    "audit": {
        "masked": "r(id) i",
        "own": "r(id) i",
        "staff": "r i",
        "reveal": "r(id) i",
        "sign_in": "r(id) i",
        "system": "r i",
    },
    "bookkeeping": {
        "masked": "riud",
        "own": "riud",
        "staff": "riud",
        "reveal": "r",
        "sign_in": "riud",
        "system": "riud",
    },
}
_RIGHT = re.compile(r"([riud])(?:\(([^)]*)\))?")


@dataclass(frozen=True)
class Rights:
    """What one clearance may do to one table: None is nothing, an empty set is every column."""

    read: frozenset[str] | None = None
    insert: bool = False
    update: frozenset[str] | None = None
    delete: bool = False

    def may_read(self, column: str) -> bool:
        return self.read is not None and (not self.read or column in self.read)

    def may_update(self, column: str) -> bool:
        return self.update is not None and (not self.update or column in self.update)


def zone(name: str, retention: str, **clearances: str) -> dict[str, Any]:
    """Return the ``info`` of a table: zone, retention class, and rights that differ from the zone's."""
    unknown = set(clearances) - set(CLEARANCES)
    if unknown or name not in _DEFAULTS:
        raise ValueError(f"unknown zone or clearance: {name} {sorted(unknown)}")
    return {"zone": name, "retention": retention, "access": {**_DEFAULTS[name], **clearances}}


def _columns(text: str | None) -> frozenset[str]:
    return frozenset(part.strip() for part in (text or "").split(",") if part.strip())


@cache
def parse(spec: str) -> Rights:
    """Read ``r i u(status)`` into Rights."""
    found = {letter: _columns(columns) for letter, columns in _RIGHT.findall(spec)}
    return Rights(found.get("r"), "i" in found, found.get("u"), "d" in found)


def rights(table: sa.Table, clearance: str) -> Rights:
    """Return what a clearance may do to a table; an undeclared table allows nothing."""
    return parse(table.info.get("access", {}).get(clearance, ""))
