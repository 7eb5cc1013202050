"""What a person reads about an import: counts, refusals, examples."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.kernel.frozen import dataclass
from app.school.calendar.words import stamp_words
from app.school.roster.plan import KINDS, Example, Plan
from app.school.roster.policy import needs_asking, people_words
from app.school.roster.reader import Note, Refusal, RosterSet

KIND_WORDS = {
    "orgs": "Districts and schools",
    "people": "People",
    "memberships": "Roles",
    "guardians": "Caregiver links",
    "terms": "Terms",
    "rooms": "Rooms",
    "classes": "Classes",
    "enrollments": "Class lists",
}


@dataclass(frozen=True)
class CountRow:
    """The numbers of one kind of thing."""

    kind: str
    words: str
    new: int
    changed: int
    ended: int
    unchanged: int
    refused: int


@dataclass(frozen=True)
class Preview:
    """What importing a set would do, or did."""

    version: str
    mode: str
    counts: tuple[CountRow, ...]
    refusals: tuple[Refusal, ...]
    notes: tuple[Note, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    examples: tuple[Example, ...]
    ending: int
    active_before: int
    people: int
    asks: bool
    stops: str = ""
    beyond: str = ""
    run_id: int | None = None

    @property
    def people_words(self) -> str:
        return people_words(self.people)

    @property
    def active_words(self) -> str:
        return people_words(self.active_before)

    def total(self, name: str) -> int:
        """Return one number over every kind."""
        return sum(getattr(row, name) for row in self.counts)

    def people_of(self, name: str) -> int:
        """Return one number of people."""
        return next(int(getattr(row, name)) for row in self.counts if row.kind == "people")

    @property
    def changes_nothing(self) -> bool:
        return not any(self.total(name) for name in ("new", "changed", "ended"))

    def as_json(self) -> dict[str, Any]:
        """Return the counts by kind, the refusals, and who would end, as the command prints them."""
        return {
            "version": self.version,
            "mode": self.mode,
            "counts": {row.kind: _numbers(row) for row in self.counts},
            "refusals": [asdict(one) for one in self.refusals],
            "notes": [asdict(one) for one in self.notes],
            "endings": self.ending,
            "people": self.active_before,
            "asks": self.asks,
            "stops": self.stops,
            "left_out_columns": {file: list(columns) for file, columns in self.left_out},
        }


def _numbers(row: CountRow) -> dict[str, int]:
    return {name: getattr(row, name) for name in ("new", "changed", "ended", "unchanged", "refused")}


def preview_of(roster: RosterSet, plan: Plan, run_id: int | None = None) -> Preview:
    """Return what a person reads about a plan."""
    columns: dict[str, list[str]] = {}
    for file, column in roster.left_out_columns:
        columns.setdefault(file, []).append(column)
    return Preview(
        version=roster.version,
        mode=roster.mode.value,
        counts=tuple(CountRow(kind, KIND_WORDS[kind], **plan.counts[kind].as_dict()) for kind in KINDS),
        refusals=tuple(plan.refusals),
        notes=roster.notes,
        left_out=tuple((file, tuple(names)) for file, names in columns.items()),
        examples=tuple(plan.examples),
        ending=plan.ending,
        active_before=plan.active_before,
        people=len(roster.people),
        asks=needs_asking(plan.ending, plan.active_before),
        stops=" ".join(plan.stops or ()),
        beyond=people_words(plan.beyond) if plan.beyond else "",
        run_id=run_id,
    )


@dataclass(frozen=True)
class Upload:
    """An uploaded set: its state, and while it waits what it would do."""

    id: int
    file_name: str
    state: str
    said: str
    preview: Preview | None


@dataclass(frozen=True)
class RunRow:
    """One earlier import."""

    id: int
    applied: str
    version: str
    mode: str
    words: str


@dataclass(frozen=True)
class RunView:
    """One import as it was kept: counts, the first thousand refused lines, columns left out."""

    id: int
    applied: str
    version: str
    mode: str
    counts: tuple[CountRow, ...]
    refusals: tuple[Refusal, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def refused(self) -> int:
        """Return how many rows were refused, those included that are not listed any more."""
        return max(len(self.refusals), sum(row.refused for row in self.counts))


def run_row(row: Any, zone: str, now: datetime) -> RunRow:
    """Return one line of the list of imports."""
    people = row.counts.get("people", {})
    parts = [f"{people[name]:,} {word}" for name, word in _PEOPLE_WORDS.items() if people.get(name)]
    applied = stamp_words(zone, row.applied_at, now)
    return RunRow(row.id, applied, row.version, row.mode, ", ".join(parts) or "no people changed")


_PEOPLE_WORDS = {"new": "new", "changed": "changed", "ended": "ended", "refused": "refused"}


def run_view(row: Any, zone: str, now: datetime) -> RunView:
    """Return a kept import."""
    columns: dict[str, list[str]] = {}
    for file, column in row.counts.get("left_out", ()):
        columns.setdefault(file, []).append(column)
    counts = tuple(
        CountRow(kind, KIND_WORDS[kind], **row.counts[kind]) for kind in KINDS if kind in row.counts
    )
    left_out = tuple((file, tuple(names)) for file, names in columns.items())
    refusals = tuple(Refusal(*one) for one in row.refusals)
    applied = stamp_words(zone, row.applied_at, now)
    return RunView(row.id, applied, row.version, row.mode, counts, refusals, left_out)
