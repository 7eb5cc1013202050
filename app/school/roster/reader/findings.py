"""Say what could not be read, and what to do about it, without repeating anybody's data."""

from __future__ import annotations

from collections.abc import Iterable

from app.kernel.frozen import dataclass

MOST = 100_000  # rows refused, and notes: a set of more helps nobody, and a small zip can hold millions


@dataclass(frozen=True, slots=True)
class Refusal:
    """Name one row that was not taken.

    Shape: `line` is the physical line in the file, 1-based; `column` is empty when the whole row is meant.
    """

    file: str
    line: int
    column: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Note:
    """Name one row or file that was taken, but not quite as written."""

    file: str
    line: int
    column: str
    reason: str
    remedy: str


class UnusableSet(Exception):
    """Tell why nothing of a set can be used. Never holds text of the set's rows."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class RowProblem(Exception):
    """Refuse the row being read; the file's reader turns it into a Refusal."""

    def __init__(self, column: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class FileCount:
    """Count the rows of one file: found, kept, refused, and how many of the kept are to be ended."""

    file: str
    mode: str
    rows: int
    kept: int
    refused: int
    ended: int


class Log:
    """Collect the findings of one reading."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []
        self.notes: list[Note] = []
        self.left_out: list[tuple[str, str]] = []
        self.counts: list[FileCount] = []
        self.people_with_refused_roles: set[str] = set()

    def refuse(self, file: str, line: int, problem: RowProblem) -> None:
        """Keep a row's problem. Refuses: the set, when too many of its rows have one."""
        if len(self.refusals) == MOST:
            one = self.refusals[0]
            reason = f"More than {MOST:,} rows cannot be used. The first is in {one.file}, line {one.line}:"
            raise UnusableSet(f"{reason} {one.reason}", one.remedy)
        self.refusals.append(Refusal(file, line, problem.column, problem.reason, problem.remedy))

    def note(self, file: str, line: int, column: str, reason: str, remedy: str) -> None:
        """Keep a warning, up to a number of them."""
        if len(self.notes) > MOST:
            return
        if len(self.notes) == MOST:
            column, reason, remedy = "", f"There are more than {MOST:,} such remarks.", "Mend these first."
        self.notes.append(Note(file, line, column, reason, remedy))

    def leave_out(self, file: str, columns: Iterable[str]) -> None:
        """Keep the names of columns that were not read."""
        self.left_out.extend((file, column) for column in columns)

    def left_out_columns(self) -> tuple[tuple[str, str], ...]:
        """Return each file and column that was left out, once, in order."""
        return tuple(sorted(set(self.left_out)))
