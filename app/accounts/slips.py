"""Make slips for paper: a code that exists only while the page is on the screen, and its QR code."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from app.accounts import services
from app.accounts.teams import queries
from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.data import derives
from app.kernel.frozen import dataclass
from app.school.people import queries as people
from app.school.people.view_models import name_of, sealed_name

QUIET_ZONE = 2


@dataclass(frozen=True)
class Slip:
    """One slip: who it is for, the username, the code, and the address to scan."""

    name: str
    username: str
    code: str
    place: str

    def __repr__(self) -> str:
        return "Slip()"


@derives("an invite slip: a name, a username, a code", "never", "sign_in")
def print_slips(work: Work, person_ids: Sequence[int]) -> tuple[Slip, ...]:
    """Make a new slip for each person who may come in; earlier ones can no longer be used.

    Records: invite:made for each, invites:printed for all.
    """
    rows = work.rows(people.people(work.actor, list(person_ids)))
    accounts = work.rows(queries.accounts(work.actor, list(person_ids)))
    known = {row.person_id: row.username for row in accounts}
    shut = {row.person_id for row in accounts if row.disabled_at is not None}
    let_in = [row for row in rows if row.active and row.id not in shut]
    found = tuple(_slip(work, row, known.get(row.id, "")) for row in let_in)
    if found:
        work.record(Tag.INVITES_PRINTED, subjects=[row.id for row in let_in], fields=["name", "username"])
    return found


def _slip(work: Work, row: Any, known: str) -> Slip:
    wanted = services.normal_username(row.username) or made_username(row)
    username = known or services.free_username(work, wanted)
    code = services.make_invite(work, row.id, username)
    return Slip(name_of(sealed_name(row)), username, code, row.site_name or "")


@derives("a username made of a name", "never", "sign_in", retention="account")
def made_username(row: Any) -> str:
    """Return a username for somebody whom the roster gives none: ``ada.lee``."""
    parts = (_plain(part) for part in (row.given, row.family))
    name = ".".join(part for part in parts if part)
    return name[:60] or f"user{row.id % 1_000_000}"


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", bare.lower())


def code_rows(address: str) -> list[list[bool]]:
    """Return an address as a QR code: rows of truth values, quiet zone included."""
    import segno

    code = segno.make(address, error="m", micro=False)
    return [[bool(dot) for dot in row] for row in code.matrix_iter(border=QUIET_ZONE)]
