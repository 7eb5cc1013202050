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
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from app.audit.log.canonical import MOST, written
from app.audit.models import AuditEvent
from app.kernel.types import UtcTime

CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,64}")
LEFT_OUT = "?"
_EPOCH, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


_MAYBE_WHOLE, _MAYBE_TEXT = (int, type(None)), (str, type(None))
# What core_of reads of an event, in its order, and as what: SQLite keeps anything in any column.
_PLAIN = {
    "id": (str,),
    "district_id": (int,),
    "site_id": _MAYBE_WHOLE,
    "tag": (str,),
    "actor_id": (int,),
    "actor_role": (str,),
    "clearance": (str,),
    "on_behalf_of_id": _MAYBE_WHOLE,
    "session_id": _MAYBE_WHOLE,
    "ticket_id": _MAYBE_WHOLE,
    "purpose": (str,),
    "basis": (str,),
    "outcome": (str,),
    "commitment": _MAYBE_TEXT,
    "boot_id": _MAYBE_TEXT,
    "mono_seq": _MAYBE_WHOLE,
}
_TYPES = _PLAIN | {"subjects": (str,), "fields": (str,), "codes": (str,), "at": (int, datetime)}
_NUMBERS = re.compile(r"\[(?:[0-9]{1,19}(?:, ?[0-9]{1,19})*)?\]")
_LARGEST = 2**63 - 1


def columns() -> list[Any]:
    """Return what to select for core_of, in its order: times and lists as the database keeps them.

    Shape: a time that no driver can read, such as PostgreSQL's infinity, is 1970, when nothing of ours happened.
    """
    e = AuditEvent
    texts = [sa.cast(getattr(e, name), sa.Text).label(name) for name in ("subjects", "fields", "codes")]
    read = sa.case((e.occurred_at.between(_EPOCH, _LATEST), e.occurred_at), else_=sa.literal(_EPOCH, UtcTime))
    at = sa.type_coerce(read, sa.types.NullType()).label("at")
    return [*(getattr(e, name) for name in _PLAIN), *texts, at]


def place_of(name: str) -> int:
    """Return where a column stands in a row of ``columns``."""
    return list(_TYPES).index(name)


_PEOPLE = itemgetter(*(place_of(name) for name in ("actor_id", "on_behalf_of_id", "subjects")))


_LISTS = itemgetter(*(place_of(name) for name in ("subjects", "fields", "codes")))


def is_formed(row: Sequence[Any]) -> bool:
    """Tell whether a row of ``columns`` is of an event's form; what SQL by hand wrote may be of any."""
    if not _typed(tuple(map(type, row))):
        return False
    subjects, fields, codes = _LISTS(row)
    try:
        _list(subjects)
        return _readable(fields, codes)
    except (ValueError, RecursionError):
        return False


@lru_cache(256)
def _typed(types: tuple[type, ...]) -> bool:
    return all(one in known for one, known in zip(types, _TYPES.values(), strict=True))


@lru_cache(4096)
def _readable(fields: str, codes: str) -> bool:
    names, said = json.loads(fields), json.loads(codes)
    if not isinstance(names, list) or not isinstance(said, dict):
        return False
    return (
        all(isinstance(one, str) for one in names)
        and (bool(names) or fields == "[]")
        and (bool(said) or codes == "{}")
    )


def people_in(rows: Iterable[Sequence[Any]]) -> set[int]:
    """Return the people of rows of ``columns`` whose pseudonyms their cores need."""
    found: set[int] = set()
    for actor, behalf, subjects in map(_PEOPLE, rows):
        found.update((actor, behalf or 0), _list(subjects))
    found.discard(0)
    return found


def micros(at: datetime | int) -> int:
    return at if isinstance(at, int) else (at - _EPOCH) // _MICROSECOND


def moment(at: datetime | float) -> datetime:
    """Return a time that was read as the database keeps it."""
    return at if isinstance(at, datetime) else _EPOCH + at * _MICROSECOND


def core_of(row: Sequence[Any], names: Mapping[int, str]) -> bytes:
    """Return the canonical core of a row of ``columns``; ``names`` has the pseudonyms of people_in."""
    (id_, district, site, tag, actor, role, clearance, behalf, session, ticket, *rest) = row
    (purpose, basis, outcome, commitment, boot, seq, subjects, fields, codes, at) = rest
    before, how, where, ended, there, what = _parts(
        district, site, tag, role, clearance, purpose, basis, outcome, fields
    )
    told = f'{{"actor":"{names[actor] if actor else "-"}","at":{micros(at)}{before}'
    told += f',"boot":"{boot}"{how}' if boot else how
    told += f',"codes":{_codes(codes)}{where}' if codes != "{}" else where
    told += f',"for":"{names[behalf]}"' if behalf else ""
    told += f',"id":"{id_}"{ended}'
    told += f',"seq":{seq}' if boot else ""
    told += f',"session":"{session}"{there}' if session else there
    told += f"{_subjects(subjects, names)}{what}" if subjects != "[]" else what
    told += f',"ticket":"{ticket}"' if ticket else ""
    told += f',"v":1,"words":"{commitment}"}}' if commitment else ',"v":1}'
    return told.encode()


@lru_cache(4096)
def _parts(
    district: int,
    site: int | None,
    tag: str,
    role: str,
    clearance: str,
    purpose: str,
    basis: str,
    outcome: str,
    fields: str,
) -> tuple[str, ...]:
    """Return what events of one kind have in common, as it stands between what is each one's own."""
    return (
        f',"basis":{_code(basis)}',
        f',"clearance":{_code(clearance)}',
        f',"district":"{district}"' + (f',"fields":{_codes(fields)}' if fields != "[]" else ""),
        f',"kind":"event","outcome":{_code(outcome)}'
        + (f',"purpose":{_code(purpose)}' if purpose else "")
        + f',"role":{_code(role)}',
        f',"site":"{site}"' if site else "",
        f',"tag":{_code(tag)}',
    )


def _subjects(text: str, names: Mapping[int, str]) -> str:
    found = sorted([names[one] for one in _list(text) if one])
    return ',"subjects":["' + '","'.join(found) + '"]'


@lru_cache(4096)
def _list(text: str) -> tuple[int, ...]:
    if not _NUMBERS.fullmatch(text):
        raise ValueError("these are no keys of people")
    found = tuple(map(int, text[1:-1].split(","))) if text != "[]" else ()
    if max(found, default=0) > _LARGEST:
        raise ValueError("these are no keys of people")
    return found


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
