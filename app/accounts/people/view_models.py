"""What an adult sees of somebody: name, roles, account."""

from typing import Any

from app.accounts.people.policy import ROLE_WORDS
from app.accounts.teams.view_models import AccountState
from app.identity.rights import Role
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass

KIND_WORDS = {"student": "student", "staff": "staff", "caregiver": "caregiver", "other": "no role"}
_ROSTER_WORDS = {"school_administrator": "school administrator"}


@dataclass(frozen=True)
class RoleLine:
    """What somebody is at a place."""

    id: int
    words: str
    place: str
    source: str
    current: bool
    end: Verdict | None

    @property
    def from_roster(self) -> bool:
        return self.source == "roster"


@dataclass(frozen=True)
class PersonRow:
    """Somebody in a list."""

    id: int
    name: str
    about: str
    place: str
    roles: str
    account: AccountState
    active: bool

    def __repr__(self) -> str:
        return f"PersonRow(id={self.id})"


@dataclass(frozen=True)
class PersonView:
    """Somebody's page."""

    row: PersonRow
    kind: str
    roles: tuple[RoleLine, ...]
    slip: Verdict
    disable: Verdict
    give: Verdict
    offers: tuple[tuple[str, str], ...]
    display_name: str
    title: str
    adults_only: str = ""


def role_words(role: str) -> str:
    """Return a role in words."""
    if role in ROLE_WORDS:
        return ROLE_WORDS[Role(role)]
    return _ROSTER_WORDS.get(role, role.replace("_", " "))


def about(row: Any) -> str:
    """Return what a person is, in words."""
    words = KIND_WORDS.get(row.kind, row.kind)
    return f"{words}, grade {row.grade}" if row.kind == "student" and row.grade else words
