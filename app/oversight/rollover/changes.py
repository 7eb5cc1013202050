"""Change rows so that it can be taken back exactly: each change keeps the columns before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work
from app.kernel.db import Base
from app.kernel.errors import Conflict
from app.kernel.frozen import dataclass

MOST_NAMED = 6


@dataclass(frozen=True)
class Change:
    """One row that is made or changed.

    Shape: ``before`` is empty for a new row; ``words`` tells it to people, empty where the one before says it.
    """

    table: str
    key: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    words: str
    group: str
    named: str = field(default="")
    person_id: int = 0

    @property
    def makes(self) -> bool:
        return not self.before


def _table(name: str) -> sa.Table:
    return Base.metadata.tables[name]


def apply(work: Work, changes: Iterable[Change]) -> None:
    """Make the changes in this transaction.

    Refuses: Conflict when a row is not what it was when it was read.
    """
    for change in changes:
        table = _table(change.table)
        if change.makes:
            work.execute(sa.insert(table).values(id=change.key, **change.after))
            continue
        same = [table.c[name] == value for name, value in change.before.items()]
        if work.change(sa.update(table).where(table.c.id == change.key, *same).values(**change.after)) != 1:
            raise Conflict(f"{change.named or 'Something'} has just changed.", "Read the list again.")


def undo(work: Work, changes: Iterable[Change]) -> None:
    """Put every row back to what it was, the last change first.

    Refuses: Conflict that names what somebody has changed since; then nothing is put back.
    """
    changes = tuple(changes)
    clashes = list(dict.fromkeys(said for change in changes if (said := _clash(work, change))))
    clashes += _added_since(work, changes)
    if clashes:
        more = f" and {len(clashes) - MOST_NAMED} more" if len(clashes) > MOST_NAMED else ""
        named = ", ".join(clashes[:MOST_NAMED])
        raise Conflict(
            f"This cannot be taken back: {named}{more} changed since.", "Change what is wrong one by one."
        )
    for change in reversed(changes):
        table = _table(change.table)
        if change.makes:
            work.execute(sa.delete(table).where(table.c.id == change.key))
        else:
            work.execute(sa.update(table).where(table.c.id == change.key).values(**_back(change)))


def _back(change: Change) -> dict[str, Any]:
    """Return the columns before; a version goes on counting, so that no page of that time can still be sent."""
    values = dict(change.before)
    if "version" in values:
        values["version"] = change.after["version"] + 1
    return values


def _clash(work: Work, change: Change) -> str:
    table = _table(change.table)
    row = work.first(sa.select(table).where(table.c.id == change.key))
    if row is None:
        return change.named or change.words
    now = row._mapping
    return (
        ""
        if all(now[name] == value for name, value in change.after.items())
        else change.named or change.words
    )


def _added_since(work: Work, changes: tuple[Change, ...]) -> list[str]:
    """Return what was added to a team that this batch made."""
    made = {(one.table, one.key) for one in changes if one.makes}
    found = []
    for name, team in made:
        if name != "cadre":
            continue
        for table in Base.metadata.sorted_tables:
            if "cadre_id" not in table.c or "id" not in table.c:
                continue
            keys = work.execute(sa.select(table.c.id).where(table.c.cadre_id == team)).scalars()
            if any((table.name, key) not in made for key in keys):
                found.append(f"the new team’s {table.name.replace('_', ' ')}s")
    return found


_TIMES = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}


def dump(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return changes as they are kept: keys, dates and codes; the words for people are left out."""
    return [
        {
            "table": one.table,
            "key": one.key,
            "before": _plain(one.before),
            "after": _plain(one.after),
            "group": one.group,
            "named": "" if one.person_id else one.named,
            "person": one.person_id,
        }
        for one in changes
    ]


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        kind = "datetime" if isinstance(value, datetime) else "date" if isinstance(value, date) else ""
        found[name] = {kind: value.isoformat()} if kind else value
    return found


def load(kept: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> tuple[Change, ...]:
    """Read kept changes back; ``names`` say who the people are."""
    return tuple(
        Change(
            one["table"],
            one["key"],
            _read(one["before"]),
            _read(one["after"]),
            one["group"].lower(),
            one["group"],
            one["named"] or names.get(one["person"], ""),
            one["person"],
        )
        for one in kept
    )


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _TIMES[next(iter(value))](next(iter(value.values()))) if isinstance(value, dict) else value
        for name, value in values.items()
    }
