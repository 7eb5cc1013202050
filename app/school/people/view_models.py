"""People's names as an adult may see them."""

from typing import Any

from app.kernel.frozen import dataclass
from app.privacy.door import open_for
from app.privacy.sealed import Sealed


def sealed_name(row: Any) -> Sealed:
    """Return the name of a vault row, sealed: as the person prefers it."""
    preferred = row.preferred or ""
    if " " in preferred:
        return Sealed(preferred)
    return Sealed(f"{preferred or row.given} {row.family}".strip())


def name_of(name: Sealed) -> str:
    """Return a name for an adult's page."""
    return open_for(name)


@dataclass(frozen=True)
class Named:
    """A person in a list to choose from."""

    id: int
    name: str
    about: str = ""

    def __repr__(self) -> str:
        return f"Named(id={self.id})"


def named(row: Any, about: str = "") -> Named:
    """Return a vault row as a choice."""
    return Named(row.id, name_of(sealed_name(row)), about)
