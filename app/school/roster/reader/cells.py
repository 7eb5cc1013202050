"""Turn cells into dates, truths, words and lists, or refuse the row without repeating what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TypeVar

from .findings import RowProblem
from .shapes import UserId
from .table import Row
from .words import TRUTHS, fold

T = TypeVar("T")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]*(?:Z|[+-][0-9:]*)?)?")
USER_ID = re.compile(r"\{([^:{}]*):([^{}]*)\}")


def need(row: Row, column: str) -> str:
    """Return a cell that may not be empty."""
    value = row.cells[column]
    if not value:
        raise RowProblem(column, "The required cell is empty.", f"Fill in {column} and export again.")
    return value


def typed(row: Row, column: str) -> str:
    """Return a cell of a column that never holds a name: there the word NULL means empty."""
    value = row.cells[column]
    return "" if len(value) == 4 and value.lower() == "null" else value


def word(row: Row, column: str, table: Mapping[str, T]) -> T:
    """Return the meaning of a required cell of an enumeration."""
    found = table.get(fold(need(row, column)))
    if found is None:
        raise RowProblem(
            column,
            "The cell holds a word that is not known for this column.",
            f"Known are, in any case: {', '.join(table)}.",
        )
    return found


def word_or(row: Row, column: str, table: Mapping[str, T], otherwise: T) -> T:
    """Return the meaning of a cell of an enumeration, or the default when it is empty."""
    return word(row, column, table) if typed(row, column) else otherwise


def truth(row: Row, column: str, otherwise: bool) -> bool:
    """Return a cell as true or false."""
    return word_or(row, column, TRUTHS, otherwise)


def day(row: Row, column: str) -> date | None:
    """Return a cell as a date; the time of day of a longer form is cut."""
    value = typed(row, column)
    if not value:
        return None
    found = _parse_day(value)
    if found is None:
        raise RowProblem(column, "The cell is not a date.", "Write year-month-day, such as 2026-08-24.")
    return found


@lru_cache(maxsize=4096)
def _parse_day(value: str) -> date | None:
    match = ISO_DATE.fullmatch(value)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def span(row: Row, begin: str, end: str) -> tuple[date | None, date | None]:
    """Return two cells as the first and last day of a span."""
    first, last = day(row, begin), day(row, end)
    if first and last and last < first:
        raise RowProblem(end, f"The date is before {begin}.", "Correct the dates in the source system.")
    return first, last


def listed(row: Row, column: str) -> tuple[str, ...]:
    """Return a cell as a list, each entry once, in order."""
    value = typed(row, column)
    if not value:
        return ()
    if "," not in value and '"' not in value:
        return (value,)
    entries = (entry.strip().strip('"').strip() for entry in value.split(","))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def user_ids(row: Row) -> tuple[UserId, ...]:
    """Return the ids in other systems, written {kind:id}; anything else in the cell is not kept."""
    value = row.cells["userIds"]
    return tuple(UserId(kind.strip(), text.strip()) for kind, text in USER_ID.findall(value)) if value else ()
