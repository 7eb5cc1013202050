"""Pairs as an adult reads them."""

from datetime import date
from typing import Any

from app.identity.actor import Day
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.school.apart.policy import REASONS
from app.school.people.view_models import Named, name_of, named, sealed_name


@dataclass(frozen=True)
class PairRow:
    """Two students who are kept apart."""

    id: int
    first: str
    second: str
    reason: str
    since: date
    until: date | None
    by: str
    ended: bool
    begins: bool

    def __repr__(self) -> str:
        return f"PairRow(id={self.id})"


@dataclass(frozen=True)
class Pairs:
    """The page of pairs."""

    rows: tuple[PairRow, ...]
    verdict: Verdict

    @property
    def running(self) -> int:
        return sum(1 for row in self.rows if not row.ended)


def pair_row(row: Any, names: dict[int, str], day: Day, today: date) -> PairRow:
    """Return a pair for the list; one whose last day is over has ended."""
    over = row.ended_at is not None or (row.ends_on is not None and row.ends_on < today)
    until = day(row.ended_at) if row.ended_at is not None else row.ends_on
    return PairRow(
        id=row.id,
        first=names.get(row.first_id, "somebody who left"),
        second=names.get(row.second_id, "somebody who left"),
        reason=REASONS.get(row.reason, row.reason),
        since=row.starts_on,
        until=until,
        by=names.get(row.made_by, "an adult"),
        ended=over,
        begins=row.starts_on > today,
    )


def full_name(row: Any) -> str:
    """Return somebody's name for an adult."""
    return name_of(sealed_name(row))


def choice(row: Any) -> Named:
    """Return a student to choose, with grade and school."""
    return named(
        row, ", ".join(part for part in (f"grade {row.grade}" if row.grade else "", row.site_name) if part)
    )
