"""The core of an event: what the log holds for good. Pseudonyms and codes, nothing that names anybody.

Numbers of rows are strings, since JSON's numbers end at 2^53. Where a word is no code, it is left out and ``?`` says
so: a mistake elsewhere in our code must not write a name into what cannot be erased.
The text is put together from parts, most of which come again and again: that is three times as fast.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.audit.log.canonical import MOST, written
from app.audit.models import AuditEvent

CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,64}")
LEFT_OUT = "?"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


_PLAIN = (
    *(
        "id",
        "district_id",
        "site_id",
        "tag",
        "actor_id",
        "actor_role",
        "clearance",
        "on_behalf_of_id",
        "session_id",
    ),
    *("ticket_id", "purpose", "basis", "outcome", "commitment", "boot_id", "mono_seq"),
)


def columns() -> list[Any]:
    """Return what to select for core_of, in its order: times and lists as the database keeps them."""
    e = AuditEvent
    texts = [sa.cast(getattr(e, name), sa.Text).label(name) for name in ("subjects", "fields", "codes")]
    at = sa.type_coerce(e.occurred_at, sa.types.NullType()).label("at")
    return [*(getattr(e, name) for name in _PLAIN), *texts, at]


def place_of(name: str) -> int:
    """Return where a column stands in a row of ``columns``."""
    return (*_PLAIN, "subjects", "fields", "codes", "at").index(name)


def people_of(row: Any) -> Iterable[int]:
    """Return the people of an event whose pseudonyms its core needs."""
    return {row.actor_id, row.on_behalf_of_id or 0, *_list(row.subjects)} - {0}


def micros(at: datetime | int) -> int:
    return at if isinstance(at, int) else (at - _EPOCH) // _MICROSECOND


def core_of(row: Sequence[Any], names: Mapping[int, str]) -> bytes:
    """Return the canonical core of a row of ``columns``; ``names`` has the pseudonyms of people_of."""
    (id_, district, site, tag, actor, role, clearance, behalf, session, ticket, *rest) = row
    (purpose, basis, outcome, commitment, boot, seq, subjects, fields, codes, at) = rest
    who = names[actor] if actor else "-"
    told = f'{{"actor":"{who}","at":{micros(at)},"basis":{_code(basis)}'
    told += f',"boot":"{boot}"' if boot else ""
    told += f',"clearance":{_code(clearance)}'
    told += f',"codes":{_codes(codes)}' if codes != "{}" else ""
    told += f',"district":"{district}"'
    told += f',"fields":{_codes(fields)}' if fields != "[]" else ""
    told += f',"for":"{names[behalf]}"' if behalf else ""
    told += f',"id":"{id_}","kind":"event","outcome":{_code(outcome)}'
    told += f',"purpose":{_code(purpose)}' if purpose else ""
    told += f',"role":{_code(role)}'
    told += f',"seq":{seq}' if boot else ""
    told += f',"session":"{session}"' if session else ""
    told += f',"site":"{site}"' if site else ""
    told += _subjects(subjects, names) if subjects != "[]" else ""
    told += f',"tag":{_code(tag)}'
    told += f',"ticket":"{ticket}"' if ticket else ""
    told += ',"v":1' + (f',"words":"{commitment}"' if commitment else "")
    return (told + "}").encode()


def _subjects(text: str, names: Mapping[int, str]) -> str:
    found = sorted([names[one] for one in _list(text) if one])
    return ',"subjects":["' + '","'.join(found) + '"]'


def _list(text: str) -> list[int]:
    return list(map(int, text[1:-1].split(","))) if text != "[]" else []


@lru_cache(4096)
def _code(text: str) -> str:
    return f'"{text if CODE.fullmatch(text) else LEFT_OUT}"'


@lru_cache(4096)
def _codes(text: str) -> str:
    return written(clean(json.loads(text))).decode()


def clean(value: Any) -> Any:
    """Return a value of codes or fields as the core may hold it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if CODE.fullmatch(value) else LEFT_OUT
    if isinstance(value, int):
        return value if abs(value) <= MOST else str(value)
    if isinstance(value, (list, tuple)):
        return [clean(one) for one in value]
    if isinstance(value, dict):
        return {clean(str(key)): clean(one) for key, one in value.items()}
    return LEFT_OUT


def origin_core(name: str, kind: str, at: datetime, follows: str, kept: str) -> bytes:
    """Return the first leaf of a log that follows another.

    Shape: ``follows`` is the last head that was signed here, ``kept`` the newest one that the database still holds,
    or nothing: between the two lies what a restored backup lost, and below ``kept`` nothing can be changed unseen.
    """
    told = {"v": 1, "kind": "origin", "at": micros(at), "name": name, "of": kind}
    return written(told | {"follows": follows, "kept": kept})
