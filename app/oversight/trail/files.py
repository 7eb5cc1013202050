"""The trail as a file: CSV that no spreadsheet runs as a formula."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.data import derives
from app.oversight.trail.services import in_turn, sentences_of, techs_of
from app.oversight.trail.view_models import TrailLine
from app.oversight.trail.wanted import read_filters

MOST_LINES = 2000
COLUMNS = ("Day", "Time", "Who", "What", "Ticket", "Outcome", "Mark", "Why", "Verdict")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """Return a cell that a spreadsheet reads as text: an apostrophe before what would start a formula."""
    return f"'{text}" if text.startswith(_STARTS) or text.lstrip().startswith(_STARTS) else text


@derives("the trail as a CSV file, for adults", "never", "answer")
def csv_text(parts: Iterable[Iterable[TrailLine]]) -> str:
    """Return lines, which come in parts, as CSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for lines in parts:
        writer.writerows([safe_cell(cell) for cell in _cells(line)] for line in lines)
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
    seen: Counter[int | None] = Counter()

    def parts() -> Iterator[tuple[TrailLine, ...]]:
        for rows in in_turn(work, filters, techs, MOST_LINES):
            seen.update(row.actor_id for row in rows)
            yield sentences_of(work, rows, techs, named=filters.person)

    text = csv_text(parts())
    about = {"subjects": set(seen), "fields": ["events"], "count": seen.total()}
    work.record(Tag.EVENTS_SEEN, **about, kind=filters.kind)
    work.record(Tag.RECORD_EXPORTED, **about, kind="trail")
    return text
