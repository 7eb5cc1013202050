"""Mark each look of a student tech as explained, unexplained or suspicious, with the reason in words. Pure.

Only what happened two hours before and one hour after a look counts, so that a page of the trail costs the
same however long the trail is. Source: Fabbri and LeFevre, Explanation-based auditing, PVLDB 5(1), 2011.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from app.audit.tags import Tag
from app.oversight.marks import looks, patterns
from app.oversight.marks.facts import LOOKS, Case, Happened, watched
from app.oversight.marks.findings import AHEAD, FLAGGED, WORST, Finding, Mark

_Rule = Callable[[Case, Happened], Iterable[Finding]]
_RULES: dict[str, _Rule] = {
    Tag.ACCESS_REFUSED: patterns.refused,
    Tag.COUNTER_MATCHED: looks.matched,
    Tag.QUEUE_SEEN: looks.listed,
    Tag.TICKETS_SEARCHED: patterns.searched,
    Tag.TICKET_OPENED: looks.opened,
    Tag.WORD_REVEALED: looks.revealed,
}


def judge(case: Case, wanted: Collection[str]) -> dict[str, Mark]:
    """Return the marks of the wanted events, by event."""
    marks = {}
    for event in case.events:
        if event.id in wanted and watched(event):
            mark = _mark(case, event)
            if mark is not None:
                marks[event.id] = mark
    return marks


def tickets_needed(case: Case, wanted: Collection[str]) -> set[int]:
    """Return the tickets whose history the judgment of these events needs."""
    needed: set[int] = set()
    for event in case.events:
        if event.id not in wanted or event.ticket_id is None or event.tag not in LOOKS:
            continue
        needed.add(event.ticket_id)
        if event.tag == Tag.TICKET_OPENED:
            needed |= patterns.idle_around(case, event)
    return needed


def settled(at: datetime, now: datetime) -> bool:
    """Tell whether everything that could explain an event of this moment has happened."""
    return now - at > AHEAD


def _mark(case: Case, event: Happened) -> Mark | None:
    rule = _RULES.get(event.tag)
    found = [*(rule(case, event) if rule else ()), *patterns.off_shift(case, event)]
    if not found:
        return None
    state = max((one.state for one in found), key=WORST.index)
    told = [one for one in found if one.state in FLAGGED] or found
    return Mark(state, tuple(one.code for one in told), tuple(one.words for one in told))
