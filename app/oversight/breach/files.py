"""What a breach reached as a CSV file that no spreadsheet runs as a formula."""

import csv
import io

from app.kernel.data import derives
from app.oversight.breach.view_models import Breach
from app.oversight.trail.files import safe_cell

COLUMNS = ("Person", "Name", "Kind", "Fields", "Looks", "First", "Last")


@derives("what a breach reached as a CSV file, for those who must tell the families", "never", "answer")
def csv_text(breach: Breach) -> str:
    """Return one line a person with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in breach.people:
        cells = (str(one.id), one.name, one.kind, " ".join(one.fields), str(one.looks))
        times = (f"{one.first:%Y-%m-%d %H:%M}", f"{one.last:%Y-%m-%d %H:%M}")
        writer.writerow([safe_cell(cell) for cell in (*cells, *times)])
    return out.getvalue()
