"""The trail as a file: CSV that no spreadsheet runs as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.data import derives
from app.oversight.trail.services import techs_of, told, wanted_rows
from app.oversight.trail.view_models import TrailLine
from app.oversight.trail.wanted import read_filters

MOST_LINES = 2000
COLUMNS = ("Day", "Time", "Who", "What", "Ticket", "Outcome", "Mark", "Why", "Verdict")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """Return a cell that a spreadsheet reads as text: an apostrophe before what would start a formula."""
    return f"'{text}" if text.startswith(_STARTS) or text.lstrip().startswith(_STARTS) else text


@derives("the trail as a CSV file, for adults", "never", "answer")
def csv_text(lines: Iterable[TrailLine]) -> str:
    """Return the lines as CSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([safe_cell(cell) for cell in _cells(line)])
    return out.getvalue()


def _cells(line: TrailLine) -> tuple[str, ...]:
    return (
        line.day.isoformat(),
        line.time,
        line.who.both,
        line.said.plain,
        line.said.number,
        "refused" if line.said.refused else "done",
        line.state,
        " ".join(line.why),
        line.verdict_words,
    )


def export_trail(work: Work, args: Mapping[str, str]) -> str:
    """Return the newest lines that the filters ask for as a file; a reviewer's words stay in the product.

    Refuses: Invalid for a date that is none.
    Records: events:seen, record:exported.
    """
    filters, techs = read_filters(args), techs_of(work)
    rows = wanted_rows(work, filters, techs, None, MOST_LINES)
    lines = told(work, rows, techs, named=filters.person, kind=filters.kind)
    about = {"subjects": {row.actor_id for row in rows}, "fields": ["events"]}
    work.record(Tag.RECORD_EXPORTED, **about, kind="trail", count=len(rows))
    return csv_text(lines)
