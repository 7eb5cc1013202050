"""Name people in the log: each pseudonym is a hash over a salt and the person's key, so that it is theirs alone.

Whoever has the database can exchange the names of two people, and whose acts they were with them; opened with its salt,
a name says whom it was made for. Destroyed with its salt, it says so no more.
"""

import re
import secrets
from hashlib import sha256
from typing import Any

from app.audit.log.forgetting import NOBODY

_SIZE = 18  # hex digits: 72 bits, so that nobody finds a salt under which a name is another's
_FORM = re.compile("p-(?:[0-9a-f]{16}|[0-9a-f]{18})").fullmatch
_SALT = re.compile("(?:[0-9a-f]{2})+").fullmatch
_EARLIER = 16  # of names that were made by chance, and are bound to nobody


def new_name(person_id: int) -> dict[str, Any]:
    """Return a row that names somebody in the log."""
    salt = secrets.token_hex(16)
    return {"person_id": person_id, "name": _name(salt, person_id), "salt": salt}


def is_name(name: str) -> bool:
    """Tell whether a name can stand in an entry."""
    return name == NOBODY or bool(_FORM(name))


def is_of(row: Any) -> bool:
    """Tell whether a row's name was made for its person. Shape: of a name of an earlier version nobody can tell."""
    if row.name.startswith(NOBODY):
        return True
    if not row.salt:
        return len(row.name) == len("p-") + _EARLIER
    return bool(_SALT(row.salt)) and bool(row.name == _name(row.salt, row.person_id))


def _name(salt: str, person_id: int) -> str:
    return "p-" + sha256(b"\3" + bytes.fromhex(salt) + str(person_id).encode()).hexdigest()[:_SIZE]
