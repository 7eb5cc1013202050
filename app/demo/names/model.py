"""Name what the demo's lists hold."""

from __future__ import annotations

from app.kernel.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Weighted:
    """Hold a name and how often it comes up."""

    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Names:
    """Hold the name lists; nicknames and preferred names are keyed by given name.

    Shape: mothers and fathers are given names that stories may call a mom or sister, a dad or brother.
    """

    given: tuple[Weighted, ...]
    family: tuple[Weighted, ...]
    nicknames: dict[str, str]
    preferred: dict[str, str]
    mothers: tuple[str, ...]
    fathers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Hold one adult of the school; part is the role in the demo."""

    title: str
    given: str
    family: str
    job: str
    department: str
    room: str
    part: str

    @property
    def called(self) -> str:
        """Yield the name as students say it, such as Ms. Ramos."""
        return f"{self.title} {self.family}"


@dataclass(frozen=True, slots=True)
class Room:
    """Hold one room; kind is a place word of the stories."""

    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bell:
    """Hold one bell period; times are HH:MM on the school's clock."""

    code: str
    name: str
    starts: str
    ends: str
    teaching: bool


@dataclass(frozen=True, slots=True)
class Model:
    """Hold one device model; kind is a device word of the stories.

    Units: years of warranty and use.
    """

    kind: str
    name: str
    maker: str
    count: int
    years: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """Hold how a kind of number looks and where it starts."""

    prefix: str
    digits: int
    first: int

    def make(self, place: int) -> str:
        """Yield the number at a place, counted from zero."""
        return f"{self.prefix}{self.first + place:0{self.digits}d}"


@dataclass(frozen=True, slots=True)
class School:
    """Hold everything open about the demo's district and school; district is name and code."""

    district: tuple[str, str]
    name: str
    code: str
    schools: tuple[tuple[str, str], ...]
    term_weeks: int
    rooms: tuple[Room, ...]
    bells: tuple[Bell, ...]
    networks: tuple[str, ...]
    access_points: tuple[str, ...]
    apps: tuple[str, ...]
    models: tuple[Model, ...]
    asset_tags: Numbering
    student_numbers: Numbering
    streets: tuple[str, ...]
    street_kinds: tuple[str, ...]
    mail_domains: dict[str, str]
    passwords: tuple[str, ...]
