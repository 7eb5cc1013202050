"""Find a file's header line, and what separates its cells."""

from __future__ import annotations

import csv
from itertools import chain, repeat
from typing import TYPE_CHECKING

from .decoding import Lines
from .findings import UnusableSet

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (",", "\t", ";", "|")
QUOTES = "Put the whole cell in quotation marks and double each quotation mark inside it."


def clean_name(cell: str) -> str:
    """Trim a header cell; what is not printable or endless is cut, since a report shows it."""
    return "".join(c for c in cell.strip().strip("\ufeff").strip()[:64] if c.isprintable())


def read_header(lines: Lines) -> tuple[int, list[str], Reader]:
    """Return the line number and cells of the first line that is not blank, and a reader for the rest."""
    first, skipped = "", 0
    for line in lines:
        if line.strip("\ufeff \t\n,;"):
            first = line
            break
        skipped += 1
    delimiter = _delimiter(first)
    physical = chain(repeat("\n", skipped), [first] if first else [], lines)
    reader = csv.reader(physical, delimiter=delimiter, strict=True)
    try:
        cells = next((row for row in reader if any(row)), [])
    except csv.Error:
        raise UnusableSet(f"The first line of {lines.file} is not a CSV header.", QUOTES) from None
    return skipped + 1, cells, reader


def _delimiter(line: str) -> str:
    if "," in line:
        return ","
    return max(DELIMITERS, key=line.count)
