"""What an adult sees of a school's places and times."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class BellRow:
    """A line of the bell schedule as it is typed. Units: times are ``08:00``."""

    id: int | None = None
    name: str = ""
    starts: str = ""
    ends: str = ""
    lunch: bool = False

    @property
    def blank(self) -> bool:
        return not (self.name or self.starts or self.ends)


@dataclass(frozen=True)
class TermRow:
    """A term; ``from_office`` when it came with a roster."""

    id: int
    name: str
    words: str
    now: bool
    from_office: bool


@dataclass(frozen=True)
class ClosedRow:
    """A closed day."""

    id: int
    words: str
    reason: str


@dataclass(frozen=True)
class SiteRow:
    """A school in a list."""

    name: str
    code: str
    today: str
    ready: bool


@dataclass(frozen=True)
class SiteView:
    """A school's rooms and times."""

    id: int
    name: str
    code: str
    zone: str
    today: str
    has_bells: bool
    in_term: bool
    bells: tuple[BellRow, ...]
    terms: tuple[TermRow, ...]
    closed: tuple[ClosedRow, ...]
    rooms_text: str
    room_count: int


def clock_text(minute: int) -> str:
    """Return minutes since midnight as a time field shows them."""
    return f"{minute // 60:02}:{minute % 60:02}"


def day_words(day: date) -> str:
    """Return a day as a list shows it: ``Mon, Nov 23, 2026``."""
    return f"{day:%a}, {day:%b} {day.day}, {day.year}"


def bell_rows(rows: Sequence[Any]) -> tuple[BellRow, ...]:
    """Return the bell schedule for editing."""
    return tuple(
        BellRow(row.id, row.name, clock_text(row.starts_minute), clock_text(row.ends_minute), row.lunch)
        for row in rows
    )


def term_rows(rows: Sequence[Any], today: date) -> tuple[TermRow, ...]:
    """Return the terms as a list shows them."""
    return tuple(
        TermRow(
            row.id,
            row.name,
            f"{day_words(row.starts_on)} to {day_words(row.ends_on)}",
            row.starts_on <= today <= row.ends_on,
            bool(row.sourced_id),
        )
        for row in rows
    )


def closed_rows(rows: Sequence[Any]) -> tuple[ClosedRow, ...]:
    """Return the closed days as a list shows them."""
    return tuple(ClosedRow(row.id, day_words(row.closed_on), row.reason) for row in rows)


@dataclass(frozen=True)
class OrgRow:
    """A line of the organization tree; ``depth`` is 0 for the widest."""

    name: str
    code: str
    kind: str
    depth: int
    active: bool
    people: str
    ours: bool


def org_rows(rows: Sequence[Any], heads: Sequence[Any], district_id: int) -> tuple[OrgRow, ...]:
    """Return the tree: cooperative, district, schools."""
    counted: dict[int | None, list[str]] = {}
    for head in sorted(heads, key=lambda one: _ORDER.get(one.kind, 9)):
        counted.setdefault(head.site_id, []).append(f"{head.number:,} {_KINDS.get(head.kind, head.kind)}")
    depth = {"cooperative": 0, "district": 1, "school": 2}
    has_roof = any(row.kind == "cooperative" for row in rows)
    ordered = sorted(rows, key=lambda row: (depth[row.kind], row.name))
    return tuple(
        OrgRow(
            row.name,
            row.code,
            row.kind,
            depth[row.kind] - (0 if has_roof else 1),
            row.active,
            ", ".join(counted.get(None if row.id == district_id else row.id, ())),
            row.kind == "school",
        )
        for row in ordered
    )


_KINDS = {"student": "students", "staff": "staff", "caregiver": "caregivers", "other": "others"}
_ORDER = {kind: place for place, kind in enumerate(_KINDS)}
