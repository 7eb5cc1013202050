"""The core of an event: what the log holds for good. Pseudonyms and codes, nothing that names anybody.

Numbers of rows are strings, since JSON's numbers end at 2^53. Where a word is no code, it is left out and its place
says so: a mistake elsewhere in our code must not write a name into what cannot be erased.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.audit.log.canonical import MOST, written

CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,64}")
LEFT_OUT = "?"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def people_of(row: Any) -> Iterable[int]:
    """Return the people of an event whose pseudonyms its core needs."""
    return {row.actor_id, row.on_behalf_of_id or 0, *row.subjects} - {0}


def micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def core_of(row: Any, names: Mapping[int, str]) -> bytes:
    """Return the canonical core of an event's row. Shape: ``names`` has the pseudonyms of people_of."""
    core: dict[str, Any] = {
        "v": 1,
        "kind": "event",
        "id": row.id,
        "at": micros(row.occurred_at),
        "district": str(row.district_id),
        "tag": _code(row.tag),
        "actor": names[row.actor_id] if row.actor_id else "-",
        "role": _code(row.actor_role),
        "clearance": _code(row.clearance),
        "outcome": _code(row.outcome),
        "basis": _code(row.basis),
    }
    for name, value in (("site", row.site_id), ("ticket", row.ticket_id), ("session", row.session_id)):
        if value:
            core[name] = str(value)
    if row.on_behalf_of_id:
        core["for"] = names[row.on_behalf_of_id]
    if row.subjects:
        core["subjects"] = sorted(names[one] for one in row.subjects if one)
    if row.fields:
        core["fields"] = [_code(one) for one in row.fields]
    if row.purpose:
        core["purpose"] = _code(row.purpose)
    if row.codes:
        core["codes"] = _clean(row.codes)
    if row.commitment:
        core["words"] = row.commitment
    if row.boot_id:
        core["boot"], core["seq"] = row.boot_id, row.mono_seq
    return written(core)


def _code(text: str) -> str:
    return text if CODE.fullmatch(text) else LEFT_OUT


def _clean(value: Any) -> Any:
    """Return a code value as the core may hold it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _code(value)
    if isinstance(value, int):
        return value if abs(value) <= MOST else str(value)
    if isinstance(value, (list, tuple)):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {_code(str(key)): _clean(one) for key, one in value.items()}
    return LEFT_OUT


def origin_core(name: str, kind: str, at: datetime, follows: str) -> bytes:
    """Return the first leaf of a log that follows another: the other's last signed head is inside."""
    return written({"v": 1, "kind": "origin", "at": micros(at), "name": name, "of": kind, "follows": follows})
