"""Find a file's header line, and what separates its cells."""

from __future__ import annotations

import csv
import re
from itertools import chain, repeat
from typing import TYPE_CHECKING

from .decoding import Lines
from .findings import UnusableSet

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (",", "\t", ";", "|")
TOLD = re.compile(r'"?sep=([,\t;|])"?\s*', re.IGNORECASE)  # spreadsheets write such a line above the header
QUOTES = "Put the whole cell in quotation marks and double each quotation mark inside it."


def clean_name(cell: str) -> str:
    """Trim a header cell; what is not printable or endless is cut, since a report shows it."""
    return "".join(c for c in cell.strip()[:64] if c.isprintable())


def read_header(lines: Lines) -> tuple[int, list[str], Reader]:
    """Return the line number and cells of the first line that is not blank, and a reader for the rest."""
    first, skipped = _first_filled(lines)
    told = TOLD.fullmatch(first)
    if told:
        first, more = _first_filled(lines)
        skipped += 1 + more
    delimiter = told[1] if told else _delimiter(first)
    physical = chain(repeat("\n", skipped), [first] if first else [], lines)
    reader = csv.reader(physical, delimiter=delimiter, strict=True)
    try:
        cells = next((row for row in reader if any(row)), [])
    except csv.Error:
        raise UnusableSet(f"The first line of {lines.file} is not a CSV header.", QUOTES) from None
    return skipped + 1, cells, reader


def _first_filled(lines: Lines) -> tuple[str, int]:
    """Return the next line that is not blank, or nothing, and how many blank ones stand before it."""
    skipped = 0
    for line in lines:
        if line.strip(" \t\n,;"):
            return line, skipped
        skipped += 1
    return "", skipped


def _delimiter(line: str) -> str:
    if "," in line:
        return ","
    return max(DELIMITERS, key=line.count)
