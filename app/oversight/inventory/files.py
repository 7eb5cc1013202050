"""The list of personal data as a file: CSV that no spreadsheet runs as a formula, and JSON."""

import csv
import io
import json

from app.kernel.data import derives
from app.oversight.inventory.view_models import SEEN_BY, InventoryView, as_json
from app.oversight.trail.files import safe_cell

COLUMNS = ("Kind", "Place", "Element", "Class", "Purpose", "About", "Retention", "Zone", *SEEN_BY.values())


@derives("the list of personal data as a file: names of fields, never values", "public", "answer")
def csv_text(view: InventoryView) -> str:
    """Return the list as CSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in view.lines:
        cells = (
            line.kind,
            line.place,
            line.name,
            line.klass,
            line.purpose,
            line.about,
            line.retention,
            line.zone,
        )
        writer.writerow([safe_cell(cell) for cell in (*cells, *line.seen_by)])
    return out.getvalue()


def json_text(view: InventoryView) -> str:
    """Return the list as JSON."""
    return json.dumps(as_json(view), indent=1, ensure_ascii=False) + "\n"


def markdown_text(view: InventoryView) -> str:
    """Return the stored elements as a table in Markdown: the list of data elements of the district pack."""
    said = ["| element | class | purpose | about | kept |", "|---|---|---|---|---|"]
    for line in view.lines:
        if line.kind == "stored":
            cells = (f"`{line.place}.{line.name}`", line.klass, line.purpose, line.about, line.retention)
            said.append(f"| {' | '.join(cells)} |")
    return "\n".join(said) + "\n"
