"""What an officer sees of a hold."""

from datetime import date
from typing import Any

from app.identity.actor import Day
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.privacy.door import open_for
from app.privacy.sealed import Sealed


@dataclass(frozen=True)
class HoldView:
    """One hold: for what, over what, by whom and why, and how it ended."""

    id: int
    matter: str
    why: str
    over: str
    placed_on: date
    placed_by: str
    lifted_on: date | None
    lifted_by: str
    lift_why: str
    lift: Verdict

    @property
    def in_force(self) -> bool:
        return self.lifted_on is None


def view_of(row: Any, over: str, names: dict[int, str], lift: Verdict, day: Day) -> HoldView:
    """Return one hold for the office."""
    return HoldView(
        id=row.id,
        matter=open_for(Sealed(row.matter)),
        why=open_for(Sealed(row.why)),
        over=over,
        placed_on=day(row.placed_at),
        placed_by=names.get(row.placed_by_id, "the command line"),
        lifted_on=day(row.lifted_at) if row.lifted_at else None,
        lifted_by=names.get(row.lifted_by_id, "the command line") if row.lifted_at else "",
        lift_why=open_for(Sealed(row.lift_why)),
        lift=lift,
    )


def day_words(day: date) -> str:
    """Return a day as people write it: ``Nov 2, 2026``."""
    return f"{day:%b} {day.day}, {day.year}"
