"""What an adult reads in an emergency."""

from typing import Any

from app.kernel.frozen import dataclass
from app.school.people.view_models import name_of, sealed_name


@dataclass(frozen=True)
class Said:
    """One text of the ticket."""

    time: str
    who: str
    body: str

    def __repr__(self) -> str:
        return "Said()"


@dataclass(frozen=True)
class Broken:
    """A ticket opened in an emergency, with who asked and how to reach whom."""

    id: int
    number: str
    site: str
    title: str
    category: str
    status: str
    until: str
    who: str
    reach: tuple[tuple[str, str], ...]
    thread: tuple[Said, ...]

    def __repr__(self) -> str:
        return f"Broken(id={self.id})"


def full_name(row: Any) -> str:
    """Return somebody's name for an adult."""
    return name_of(sealed_name(row)) if row is not None else "somebody who left"


def how_to_reach(person: Any, caregivers: Any) -> tuple[tuple[str, str], ...]:
    """Return what the roster has of somebody and of who cares for them."""
    if person is None:
        return ()
    known = [
        ("Grade", person.grade),
        ("Number", person.number),
        ("Mail", person.mail),
        ("Phone", person.phone),
    ]
    for one in caregivers:
        said = ", ".join(part for part in (one.phone, one.mail) if part) or "no phone or mail in the roster"
        known.append(("Caregiver", f"{full_name(one)}: {said}"))
    return tuple((term, words) for term, words in known if words)
