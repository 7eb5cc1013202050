"""What a privacy officer reads first: the last days' hidden words shown, acts refused, records taken out."""

from datetime import timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.oversight.phrases import GROUPS
from app.oversight.sentences import tags_of, tally
from app.oversight.trail import queries
from app.oversight.trail.services import techs_of, told
from app.oversight.trail.view_models import OfficeView
from app.oversight.trail.wanted import Wanted

DAYS = 7
MOST = 12


def read_office(work: Work) -> OfficeView:
    """Return the district's last days: reveals, refusals, exports, and counts by kind.

    Records: events:seen.
    """
    techs = techs_of(work)
    since = work.now - timedelta(days=DAYS)
    rows = work.rows(queries.counts(work.actor, since, work.now + timedelta(minutes=1)))
    asked = (
        Wanted(since, tags=(Tag.WORD_REVEALED.value,), outcome="done"),
        Wanted(since, tags=(Tag.ACCESS_REFUSED.value, Tag.WORD_REVEALED.value), outcome="refused"),
        Wanted(since, tags=tags_of("exported")),
    )
    found = [work.rows(queries.page(work.actor, None, one, limit=MOST)) for one in asked]
    lines = told(work, {row.id: row for each in found for row in each}.values(), techs, kind="office")
    by_id = {line.id: line for line in lines}
    reveals, refused, exports = (tuple(by_id[row.id] for row in each) for each in found)
    counts = tally(rows)
    return OfficeView(
        reveals=reveals,
        refused=refused,
        exports=exports,
        counts=tuple((GROUPS[group], number) for group, number in counts.items()),
        reveal_count=sum(row.number for row in rows if _is(row, Tag.WORD_REVEALED) and row.outcome == "done"),
        refused_count=sum(row.number for row in rows if _is(row, Tag.ACCESS_REFUSED)),
        export_count=counts.get("exported", 0),
        days=DAYS,
    )


def _is(row: Any, tag: Tag) -> bool:
    return bool(row.tag == tag)
