"""Read a CSV file row by row, keeping only the columns the product reads."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from .columns import FileColumns
from .decoding import SAVE_AS_UTF8, Lines
from .findings import Log, RowProblem, UnusableSet
from .header import QUOTES, clean_name, read_header
from .sources import Opener

TWICE = "The column stands twice in the header, and its two cells here differ."
MAX_ROWS = 2_000_000
MAX_CELLS = 1_000
UNQUOTED_COMMA = "Put cells that contain a comma in quotation marks."


@dataclass(slots=True)
class Row:
    """Hold one row's cells by our column names; a column the file lacks is empty.

    Shape: `is_long` when it has more cells than the header, `is_wide` when one of those is filled.
    """

    file: str
    line: int
    cells: dict[str, str]
    is_long: bool = False
    is_wide: bool = False
    problem: RowProblem | None = None

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


class Table:
    """Read one file's header at once, and its rows when asked.

    Refuses: a header without the needed columns. A file without any line at all has `is_empty`.
    """

    def __init__(self, spec: FileColumns, opener: Opener, log: Log) -> None:
        self.spec, self.file, self.log = spec, spec.file, log
        self.rows_read = 0
        self._lines = Lines(spec.file, opener)
        self.header_line, self._header, self._reader = read_header(self._lines)
        self.is_empty = not self._header
        names = [clean_name(cell) for cell in self._header]
        self._names = [name.lower() for name in names]
        self._places = {} if self.is_empty else self._place_columns()
        if self.is_empty:
            return
        read = {alias for column in spec.wanted for alias in spec.wanted[column]}
        log.leave_out(self.file, dict.fromkeys(name for name in names if name and name.lower() not in read))
        if self._lines.is_fallback:
            log.note(
                self.file,
                self.header_line,
                "",
                "The file is not UTF-8; it was read as Windows-1252.",
                f"Check names with accents in the preview. {SAVE_AS_UTF8}",
            )

    def has(self, column: str) -> bool:
        """Tell whether the header has a column."""
        return column in self._places

    def close(self) -> None:
        """Close the file."""
        self._lines.close()

    def _place_columns(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for column, aliases in self.spec.wanted.items():
            for alias in aliases:
                found = [index for index, name in enumerate(self._names) if name == alias]
                if found:
                    places[column] = found
                    break
        missing = [column for column in self.spec.needed if column not in places]
        if missing:
            raise UnusableSet(
                f"The first line of {self.file} is not a OneRoster header: it has no {', '.join(missing)}.",
                f"Export {self.file} as OneRoster 1.1 or 1.2 CSV with its header line.",
            )
        for column, found in places.items():
            if len(found) > 1:
                self.log.note(
                    self.file,
                    self.header_line,
                    column,
                    "The header has this column twice.",
                    "The first was read. Remove the other.",
                )
        return places

    def rows(self) -> Iterator[Row]:
        """Yield the rows that have any cell filled, each with its first physical line."""
        if self.is_empty:
            return
        blank = dict.fromkeys(self.spec.wanted, "")
        singles = [(column, found[0]) for column, found in self._places.items()]
        twins = [(column, found) for column, found in self._places.items() if len(found) > 1]
        while True:
            line = self._reader.line_num + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._count()
                yield self._broken(line, blank, singles, "limit" in str(error))
                continue
            if len(cells) > MAX_CELLS:
                reason = f"In {self.file}, line {line}, a row has more than {MAX_CELLS:,} cells."
                raise UnusableSet(reason, QUOTES)
            if not "".join(cells).strip() or self._is_header_again(cells, line):
                continue
            self._count()
            row = Row(self.file, line, _pick(cells, blank, singles))
            self._examine(row, cells, twins)
            yield row

    def _count(self) -> None:
        self.rows_read += 1
        if self.rows_read > MAX_ROWS:
            reason = f"{self.file} has more than {MAX_ROWS:,} rows."
            raise UnusableSet(reason, "Export one school or district only.")

    def _is_header_again(self, cells: list[str], line: int) -> bool:
        if clean_name(cells[0]).lower() != self._names[0]:
            return False
        if [clean_name(cell).lower() for cell in cells] != self._names:
            return False
        self.log.note(
            self.file,
            line,
            "",
            "The header line stands here again; it was skipped.",
            "Nothing to do, unless two files were joined by mistake.",
        )
        return True

    def _examine(self, row: Row, cells: list[str], twins: list[tuple[str, list[int]]]) -> None:
        if len(cells) > len(self._names):
            row.is_long = True
            row.is_wide = any(cell.strip() for cell in cells[len(self._names) :])
        for column, value in row.cells.items():
            if "\0" in value:
                row.problem = RowProblem(column, "The cell holds a zero byte.", SAVE_AS_UTF8)
        for column, found in twins:
            values = {cells[index].strip() for index in found if index < len(cells)} - {""}
            if len(values) > 1:
                row.problem = RowProblem(column, TWICE, "Remove one of the two columns.")
            row.cells[column] = "".join(values) or row.cells[column]

    def _broken(
        self, line: int, blank: dict[str, str], singles: list[tuple[str, int]], is_endless: bool
    ) -> Row:
        """Make a refused row of a line whose quotation marks do not pair, or with a cell that does not end.

        Refuses: the set, when more than that line is lost: rows swallowed by it would seem absent.
        """
        if self._reader.line_num != line:
            raise UnusableSet(
                f"In {self.file}, line {line}, a quotation mark is opened and not closed.", QUOTES
            )
        delimiter = self._reader.dialect.delimiter
        cells = [cell.strip('"') for cell in self._lines.last.split(delimiter)]
        problem = RowProblem("", "The quotation marks in this row do not pair.", QUOTES)
        if is_endless:
            problem = RowProblem(
                "", "A cell of this row is far too long.", "Shorten it in the source system."
            )
        return Row(self.file, line, _pick(cells, blank, singles), problem=problem)


def _pick(cells: list[str], blank: dict[str, str], places: list[tuple[str, int]]) -> dict[str, str]:
    picked = blank.copy()
    width = len(cells)
    for column, index in places:
        if index < width:
            cell = cells[index].strip()
            picked[column] = " ".join(cell.split()) if "\n" in cell else cell
    return picked
