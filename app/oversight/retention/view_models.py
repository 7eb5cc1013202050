"""The written retention policy, a dry run, and a purge, as an officer reads them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.identity.actor import Day
from app.identity.verdict import Verdict
from app.kernel.data import PURPOSES
from app.kernel.db import Base
from app.kernel.frozen import dataclass
from app.oversight.disclosure.view_models import Subject
from app.oversight.holds.view_models import day_words
from app.oversight.retention import policy
from app.oversight.retention.engine import Found, Kept
from app.privacy.classes import columns
from app.privacy.retention import RETENTION

STATES = {"planned": "planned", "running": "running", "done": "done", "dropped": "put aside"}
TABLE_WORDS = {
    "ticket": "tickets",
    "message": "messages",
    "message_private": "messages as typed",
    "ticket_private": "titles as typed",
    "person_private": "names, numbers and contacts",
    "web_session": "sign-in sessions",
    "activity": "lines of time",
    "typing": "texts being typed",
    "job": "finished background work",
    "draft": "drafts",
    "draft_private": "drafts as typed",
    "resolution": "endings",
    "resolution_private": "endings as typed",
    "attachment": "files on tickets",
    "attachment_private": "names and words of files",
    "attachment_page": "pages of files",
    "released_page": "pages that students had",
    "audit_words": "reasons written beside events",
}


@dataclass(frozen=True)
class ClassView:
    """One class of the written policy."""

    code: str
    title: str
    words: str
    need: str
    counted_from: str
    days: int
    least: int
    purposes: tuple[str, ...]
    tables: tuple[str, ...]
    last_purge: str
    lengthen: Verdict


@dataclass(frozen=True)
class PolicyView:
    """The written policy: classes that end by themselves, and classes that do not."""

    ending: tuple[ClassView, ...]
    staying: tuple[ClassView, ...]


@dataclass(frozen=True)
class FoundView:
    """What a dry run found of one class."""

    title: str
    units: int
    rows: tuple[tuple[str, int], ...]
    total: int
    span: str
    held: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class EarlyView:
    """What would go of one person before its time, and what stays, each with its reason."""

    subject: Subject
    found: tuple[FoundView, ...]
    stays: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.found)


@dataclass(frozen=True)
class RunView:
    """One purge: what was planned, how far it is, who approved it."""

    id: int
    state: str
    state_words: str
    asked: str
    approved: str
    finished: str
    rows: tuple[tuple[str, int, int], ...]
    approve: Verdict
    early: str = ""
    subject: Subject | None = None

    @property
    def planned(self) -> int:
        return sum(row[1] for row in self.rows)

    @property
    def erased(self) -> int:
        return sum(row[2] for row in self.rows)


def table_words(name: str) -> str:
    """Return a table as people call it."""
    return TABLE_WORDS.get(name, name.replace("_private", " as typed").replace("_", " "))


def class_views(chosen: Mapping[str, int], last: Mapping[str, date], may: Verdict) -> PolicyView:
    """Return the policy, generated from the classes, the tables that name them and what their columns are for."""
    purposes: dict[str, set[str]] = {}
    for element in columns(Base.metadata):
        purposes.setdefault(element.retention, set()).add(PURPOSES[element.datum.purpose])
    tables: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        tables.setdefault(table.info["retention"], []).append(table.name)
    known = {one.code: one for one in policy.PERIODS}
    views = []
    for code, words in RETENTION.items():
        period = known.get(code)
        views.append(
            ClassView(
                code=code,
                title=period.title if period else code.replace("_", " ").capitalize(),
                words=words,
                need=period.need if period else "",
                counted_from=period.counted_from if period else "",
                days=policy.days_of(code, chosen) if period else 0,
                least=period.days if period else 0,
                purposes=tuple(sorted(purposes.get(code, ()))),
                tables=tuple(sorted(tables.get(code, ()))),
                last_purge=day_words(last[code]) if code in last else "",
                lengthen=may,
            )
        )
    ending = tuple(one for one in views if one.days)
    return PolicyView(ending, tuple(one for one in views if not one.days))


def _rows(one: Found) -> tuple[tuple[str, int], ...]:
    """Return the tables of a class; none where its title says the only one already, with its count beside it."""
    if one.name not in policy.BY_CODE and list(one.rows) == [one.name]:
        return ()
    return tuple((table_words(name), number) for name, number in sorted(one.rows.items()))


def found_views(found: Iterable[Found], day: Day) -> tuple[FoundView, ...]:
    """Return what a dry run found, class by class, without what found nothing."""
    return tuple(
        FoundView(
            title=policy.BY_CODE[one.code].title
            if one.name in policy.BY_CODE
            else table_words(one.name).capitalize(),
            units=one.units,
            rows=_rows(one),
            total=one.total,
            span=_span(one, day),
            held=one.held,
            kept=one.kept,
        )
        for one in found
        if one.units or one.held
    )


def _span(one: Found, day: Day) -> str:
    if one.oldest is None or one.newest is None:
        return ""
    first, last = day_words(day(one.oldest)), day_words(day(one.newest))
    return f"ended {first}" if first == last else f"ended {first} to {last}"


def run_of(
    row: Any, names: Mapping[int, str], approve: Verdict, day: Day, subject: Subject | None = None
) -> RunView:
    """Return one purge; of whom it is, where it is of one person."""
    planned, erased = _by_table(row.planned), _by_table(row.erased)
    keys = sorted(planned.keys() | erased.keys())
    approved = (
        f"{names.get(row.approved_by_id, 'the command line')}, {day_words(day(row.approved_at))}"
        if row.approved_at
        else ""
    )
    return RunView(
        id=row.id,
        state=row.state,
        state_words=STATES[row.state],
        asked=f"{names.get(row.asked_by_id, 'the command line')}, {day_words(day(row.asked_at))}",
        approved=approved,
        finished=day_words(day(row.finished_at)) if row.finished_at else "",
        rows=tuple((table_words(key), planned.get(key, 0), erased.get(key, 0)) for key in keys),
        approve=approve,
        early=policy.WHY.get(row.why, ""),
        subject=subject,
    )


def _by_table(counts: Mapping[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tables in counts.values():
        for name, number in tables.items():
            found[name] = found.get(name, 0) + int(number)
    return found
