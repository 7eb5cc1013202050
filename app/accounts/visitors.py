"""From where somebody tries to sign in, and what a browser keeps so that it is known again.

What it keeps is a list of passes, one for each account that signed in there: a day, a random number, and a signature
over both with the account and the day of its password. Nothing in it can be told apart from another's, and it opens
nothing: a known browser only waits for its own wrong passwords, not for those that others typed elsewhere.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any

from app.kernel.frozen import dataclass

DAYS = 30  # as long as the counts are kept; each sign-in begins anew
_MOST = 8
_PASS = re.compile(r"([0-9a-f]{1,6})\.([\w-]{16})\.([0-9a-f]{32})", re.ASCII)


@dataclass(frozen=True)
class Visitor:
    """Who asks to be let in. Shape: ``key`` is this installation's; ``kept`` is the browser's list of passes."""

    key: bytes = b""
    address: str = ""
    kept: str = ""

    @property
    def network(self) -> str:
        """Return the address; of IPv6 the part that one household or classroom has."""
        with suppress(ValueError):
            found = ipaddress.ip_address(self.address)
            if found.version == 6:
                return str(ipaddress.ip_network((found, 64), strict=False))
        return self.address


@dataclass(frozen=True)
class Opened:
    """A new session: the token for its cookie, the browser's passes, and whether others tried wrong passwords."""

    token: str
    passes: str
    others_tried: bool = False


def known_number(visitor: Visitor, account: Any, now: datetime) -> str:
    """Return the number of this browser's pass for an account; empty where it has none that is valid."""
    for day, number, signature in _passes(visitor.kept):
        fresh = 0 <= _day(now) - int(day, 16) <= DAYS
        if fresh and hmac.compare_digest(signature, _signature(visitor, account, day, number)):
            return number
    return ""


def new_number() -> str:
    return secrets.token_urlsafe(12)


def renewed(visitor: Visitor, account: Any, old: str, number: str, now: datetime) -> str:
    """Return the list of passes with a new one for an account, in place of its old one."""
    day = f"{_day(now):x}"
    kept = [".".join(one) for one in _passes(visitor.kept) if one[1] != old]
    return "~".join([f"{day}.{number}.{_signature(visitor, account, day, number)}", *kept][:_MOST])


def _passes(kept: str) -> list[tuple[str, str, str]]:
    found = (_PASS.fullmatch(one) for one in kept.split("~")[:_MOST])
    return [(one[1], one[2], one[3]) for one in found if one]


def _signature(visitor: Visitor, account: Any, day: str, number: str) -> str:
    signed = f"known browser/{account.id}/{account.password_at.timestamp()}/{day}/{number}"
    return hmac.new(visitor.key, signed.encode(), hashlib.sha256).hexdigest()[:32]


def _day(now: datetime) -> int:
    return int(now.timestamp()) // 86_400
