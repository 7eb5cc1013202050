"""Keep which ids a file holds, so that the same id twice, and references to nothing, are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from .cells import need, typed
from .findings import FileCount, Log, RowProblem
from .table import Row, Table
from .words import STATUSES, FileMode, RowStatus, fold

T = TypeVar("T")
_NOT_POINTED_TO = ("roles.csv", "enrollments.csv")
WIDE = "The row has more cells than the header; the rest was left out."
LONGEST_ID = 120  # as long as we keep them
SHIFTED = " The row has more cells than the header: a comma outside quotation marks may have shifted it."


class Register:
    """Hold the lines of the ids that one file kept and refused.

    Shape: `is_whole` is true for a bulk file: what it does not hold does not exist.
    """

    def __init__(self, file: str, noun: str, is_whole: bool) -> None:
        self.file, self.noun, self.is_whole = file, noun, is_whole
        self.lines: dict[str, int] = {}
        self.refused: dict[str, int] = {}

    def check(self, value: str, column: str) -> str:
        """Return an id that this file holds, or that it need not hold."""
        reason = self.doubt(value)
        if reason:
            raise RowProblem(column, reason, f"Correct {self.file}, or this cell, in the source system.")
        return value

    def doubt(self, value: str) -> str:
        """Say why an id cannot be used; empty when it can."""
        if value in self.lines or not self.is_whole:
            return ""
        if value in self.refused:
            return f"It points to {self.noun} that was refused: {self.file}, line {self.refused[value]}."
        return f"It points to {self.noun} that is not in {self.file}."

    def refused_only(self) -> frozenset[str]:
        """Return the ids that stand in the file, but in no row that was kept."""
        return frozenset(self.refused.keys() - self.lines.keys())


def status_of(row: Row) -> RowStatus:
    """Return the row's state; an empty cell is active."""
    value = typed(row, "status")
    if not value:
        return RowStatus.ACTIVE
    found = STATUSES.get(fold(value))
    if found is None:
        raise RowProblem("status", "The status is not known.", "Use active or tobedeleted, or nothing.")
    return found


def pointer(row: Row, column: str, register: Register, status: RowStatus) -> str:
    """Return a required reference; a row that ends a record by its own id may leave it out."""
    may_be_empty = status is RowStatus.TOBEDELETED and row["sourcedId"]
    value = row[column] if may_be_empty else need(row, column)
    return register.check(value, column) if value else ""


def claim(row: Row, register: Register) -> str:
    """Return the row's own id, which no kept row before it has, and which can be kept where others point to it."""
    value = need(row, "sourcedId")
    if len(value) > LONGEST_ID and row.file not in _NOT_POINTED_TO:
        reason = f"The id is longer than {LONGEST_ID} characters."
        raise RowProblem("sourcedId", reason, "Export shorter ids.")
    if value in register.lines:
        first = register.lines[value]
        raise RowProblem(
            "sourcedId",
            f"The same id stands in line {first} already; that row was kept.",
            "Give each record an id of its own, or remove the second.",
        )
    return value


def read_rows(
    table: Table,
    mode: FileMode,
    log: Log,
    build: Callable[[Row, RowStatus], T],
    register: Register | None = None,
) -> Iterator[T]:
    """Yield what each good row builds; refuse the others; count both; enter ids in the register."""
    kept = ended = 0
    before = len(log.refusals)
    for row in table.rows():
        try:
            status = _begin(row, register)
            built = build(row, status)
        except RowProblem as problem:
            _refuse(row, problem, log, register)
            continue
        _keep(row, log, register)
        kept += 1
        ended += status is RowStatus.TOBEDELETED
        yield built
    refused = len(log.refusals) - before
    log.counts.append(FileCount(table.file, mode.value, table.rows_read, kept, refused, ended))


def _begin(row: Row, register: Register | None) -> RowStatus:
    if row.problem is not None:
        raise row.problem
    status = status_of(row)
    if register is not None:
        claim(row, register)
    return status


def _keep(row: Row, log: Log, register: Register | None) -> None:
    if register is not None:
        register.lines[row["sourcedId"]] = row.line
    if row.is_wide:
        log.note(row.file, row.line, "", WIDE, "Check it: a cell with a comma needs quotation marks.")


def _refuse(row: Row, problem: RowProblem, log: Log, register: Register | None) -> None:
    if row.is_long:
        problem.reason += SHIFTED
    log.refuse(row.file, row.line, problem)
    if row.file == "roles.csv" and row["userSourcedId"]:
        log.people_with_refused_roles.add(row["userSourcedId"])
    value = row.cells.get("sourcedId", "")
    if register is not None and value and value not in register.lines:
        register.refused.setdefault(value, row.line)
