"""A record of disclosures as a file: CSV that no spreadsheet runs as a formula, and that names no other student."""

import csv
import io
from collections.abc import Iterator

from app.kernel.data import derives
from app.oversight.disclosure.view_models import RecordView
from app.oversight.trail.files import safe_cell

COLUMNS = (
    "Date",
    "Time",
    "Party",
    "Role",
    "Legitimate interest",
    "What",
    "Ticket",
    "Purpose",
    "Legal basis",
    "Outcome",
    "Further parties",
    "In the signed log",
)


@derives("a record of disclosures as a CSV file, to hand out", "never", "answer")
def csv_text(view: RecordView) -> str:
    """Return the record as CSV with a header: requests from outside, corrections and statements, then each look."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for cells in _rows(view):
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def _rows(view: RecordView) -> Iterator[tuple[str, ...]]:
    for one in view.outside:
        about = (one.party, "outside the school", one.interest, one.what, "", one.purpose)
        yield (one.day.isoformat(), "", *about, one.basis, one.outcome, one.further, "")
    for said in view.corrections:
        what = f"{said.title[:1].upper()}{said.title[1:]}. {said.words}"
        about = ("", "", "", what, said.ticket, "Correction of the record")
        yield (said.day.isoformat(), "", *about, "Correction, 34 CFR 99.20-99.22", "", "", "")
    for line in view.lines:
        who = (line.party, line.role, line.interest, line.what, line.ticket, line.purpose)
        yield (line.day.isoformat(), line.time, *who, line.basis, line.outcome, "", line.seal)
