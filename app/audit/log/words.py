"""Free text beside an event: committed by a salted hash, kept in the vault, erasable without breaking the log.

The salt is erased with the words: without both nobody can try out what the words may have been.
"""

import secrets
from hashlib import sha256
from typing import Any

SALT_BYTES = 16
MOST = 2000  # letters kept of what somebody wrote


def keep(event_id: str, district_id: int, words: str) -> dict[str, Any]:
    """Return the vault row of an event's words."""
    text = words.encode(errors="replace").decode()[:MOST]
    salt = secrets.token_hex(SALT_BYTES)
    return {"event_id": event_id, "district_id": district_id, "salt": salt, "words": text}


def commitment(salt: str, words: str, **_rest: Any) -> str:
    """Return what the event holds of its words. Shape: SHA-256 of 0x02, the salt and the words, in hex."""
    return sha256(b"\x02" + bytes.fromhex(salt) + words.encode()).hexdigest()
