"""Mark each look as explained, unexplained or suspicious, with the reason in words. Pure.

Only what happened some hours before and one hour after a look counts, so that a page of the trail costs the
same however long the trail is. Source: Fabbri and LeFevre, Explanation-based auditing, PVLDB 5(1), 2011.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

from app.audit.tags import Tag
from app.oversight.marks import adults, hours, looks, patterns
from app.oversight.marks.case import Case
from app.oversight.marks.facts import LOOKS, Happened, watched
from app.oversight.marks.findings import AHEAD, FLAGGED, PROGRESS, WORST, Finding, Mark

_Rule = Callable[[Case, Happened], Iterable[Finding]]


def _listed(_case: Case, _event: Happened) -> Iterable[Finding]:
    yield Finding("explained", "queue", "One page of the queue.")


def _not_for_students(_case: Case, _event: Happened) -> Iterable[Finding]:
    words = "A list of people, or a file, that no student’s page offers."
    yield Finding("suspicious", "not_for_students", words)


def _people_listed(case: Case, event: Happened) -> Iterable[Finding]:
    """A peer trainer's sign-offs name whose practice work waits; no other page of a student lists people."""
    if "peer_trainer" in event.actor_role and (event.codes or {}).get("kind") == "practice":
        yield Finding("explained", "sign_offs", "The practice work that waits for their sign-off.")
    else:
        yield from _not_for_students(case, event)


_RULES: dict[str, _Rule] = {
    Tag.ACCESS_REFUSED: patterns.refused,
    Tag.COUNTER_MATCHED: looks.matched,
    Tag.PAGE_COPIED: looks.taken,
    Tag.PAGE_PRINTED: looks.taken,
    Tag.PEOPLE_SEEN: _people_listed,
    Tag.QUEUE_SEEN: _listed,
    Tag.RECORD_EXPORTED: _not_for_students,
    Tag.TICKETS_SEARCHED: patterns.searched,
    Tag.TICKET_OPENED: looks.opened,
    Tag.WORD_REVEALED: looks.revealed,
}


def is_look(event: Happened) -> bool:
    """Tell whether somebody saw, or asked to see, what is another's; what they only did is no look."""
    return event.tag in LOOKS or event.outcome == "refused" or adults.seen(event)


def judge(case: Case, wanted: Collection[str]) -> dict[str, Mark]:
    """Return the marks of the wanted events, by event."""
    marks = {}
    for event in case.events:
        if event.id in wanted and (watched(event) or adults.seen(event)):
            mark = _mark(case, event)
            if mark is not None:
                marks[event.id] = mark
    return marks


def tickets_needed(case: Case, wanted: Collection[str]) -> set[int]:
    """Return the tickets whose history the judgment of these events needs."""
    needed: set[int] = set()
    for event in case.events:
        if event.id not in wanted or event.ticket_id is None:
            continue
        if event.tag in LOOKS or adults.seen(event):
            needed.add(event.ticket_id)
        if event.tag == Tag.TICKET_OPENED:
            needed |= patterns.tickets_of_day(case, event)
    return needed


def settled(at: datetime, now: datetime) -> bool:
    """Tell whether everything that could explain an event of this moment has happened."""
    return now - at > AHEAD


def settles_after(tag: str) -> timedelta:
    """Return how long after an event its mark may still change."""
    return PROGRESS if tag == Tag.WORD_REVEALED else AHEAD


def _mark(case: Case, event: Happened) -> Mark | None:
    if case.adult:
        found = [*adults.judge_adult(case, event)] if adults.seen(event) else []
    else:
        rule = _RULES.get(event.tag)
        found = [*(rule(case, event) if rule else ()), *_always(case, event)]
    if not found:
        return None
    state = max((one.state for one in found), key=WORST.index)
    told = [one for one in found if one.state in FLAGGED] or found
    return Mark(state, tuple(one.code for one in told), tuple(one.words for one in told))


def _always(case: Case, event: Happened) -> Iterable[Finding]:
    yield from hours.off_shift(case, event)
    if event.tag in LOOKS:
        yield from hours.off_site(case, event)
    if event.outcome == "refused" and event.tag not in (
        Tag.ACCESS_REFUSED,
        Tag.WORD_REVEALED,
    ):
        yield from patterns.refused(case, event)
    yield from hours.two_sessions(case, event)
