"""Judge what only many events show: tickets in a row, numbers tried, searches, matches that fail. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import accumulate

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import ACTS, Happened
from app.oversight.marks.findings import (
    AHEAD,
    BACK,
    EXPLAINED,
    HOUR,
    QUARTER,
    SCHOOL_DAY,
    SUSPICIOUS,
    UNEXPLAINED,
    Finding,
)
from app.oversight.marks.hands import holder_at

MOST_TICKETS, MOST_HIDDEN, MOST_REFUSED, MOST_SEARCHES, MOST_EMPTY, MOST_MISSES = 6, 8, 3, 5, 3, 3
MOST_HIDDEN_AT_ONCE, MOST_OF_ADULT = 6, 25


def _opens(case: Case, event: Happened) -> list[Happened]:
    return [one for one in (*case.before(event, HOUR), event) if one.tag == Tag.TICKET_OPENED]


def _idle(case: Case, event: Happened) -> set[int]:
    """Return the tickets opened in the hour up to an event, less those acted on where there are many."""
    opened = {one.ticket_id for one in _opens(case, event) if one.ticket_id}
    if len(opened) < _most(case):
        return opened
    near = (*case.before(event, BACK), *case.after(event, AHEAD))
    acted = {one.ticket_id for one in near if one.tag in ACTS and one.outcome == "done"}
    return opened - acted


def tickets_of_day(case: Case, event: Happened) -> set[int]:
    """Return the tickets that decide whether too many were opened, or too many of one person."""
    return {one.ticket_id for one in case.day(event) if one.tag == Tag.TICKET_OPENED and one.ticket_id}


def _strange(case: Case, event: Happened) -> int:
    """Count the idle tickets that were not the tech's own work."""
    if event.id not in case.counted:
        idle = _idle(case, event)
        few = len(idle) < _most(case)
        case.counted[event.id] = 0 if few else sum(_is_strange(case, event, one) for one in idle)
    return case.counted[event.id]


def _is_strange(case: Case, event: Happened, ticket_id: int) -> bool:
    facts = case.known.tickets.get(ticket_id)
    if facts is not None and facts.practice:
        return False
    return holder_at(case.known, ticket_id, event.occurred_at).owner_id != case.tech.person_id


def _most(case: Case) -> int:
    return MOST_OF_ADULT if case.adult else MOST_TICKETS


def many_tickets(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the one ticket with which too many were opened within an hour and left alone."""
    if _strange(case, event) < _most(case):
        return
    if any(_strange(case, one) >= _most(case) for one in _opens(case, event)[:-1]):
        return
    more = {one.ticket_id for one in case.after(event, HOUR) if one.tag == Tag.TICKET_OPENED}
    total = len(_idle(case, event) | more)
    state = UNEXPLAINED if case.adult else SUSPICIOUS
    yield Finding(state, "many_tickets", f"{total} tickets opened in a row, and nothing done on them.")


def searched(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag searches in a row that lead to no ticket: many, or a few that found nothing at all."""
    opened = any(one.tag == Tag.TICKET_OPENED for one in case.after(event, QUARTER))
    often = not opened and _crossed(case, event, QUARTER, _is_search, MOST_SEARCHES)
    nothing = not opened and _crossed(case, event, HOUR, _is_empty, MOST_EMPTY)
    if often:
        yield Finding(
            UNEXPLAINED, "search_often", f"{MOST_SEARCHES} searches in 15 minutes, and nothing opened."
        )
    if nothing:
        words = f"{MOST_EMPTY} searches within an hour for words that stand on no ticket."
        yield Finding(UNEXPLAINED, "search_nothing", words)
    if not often and not nothing:
        yield Finding(EXPLAINED, "masked_search", "Search reads masked text only.")


def missed(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag numbers that fail at the counter again and again."""
    if _crossed(case, event, HOUR, _is_miss, MOST_MISSES):
        yield Finding(
            SUSPICIOUS, "counter_misses", f"{MOST_MISSES} numbers failed at the counter within an hour."
        )


def refused(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag numbers that were tried, and rights that were asked for again and again."""
    for kind, span, most, finding in _REFUSALS:
        if _crossed(case, event, span, kind, most):
            yield finding


def _crossed(case: Case, event: Happened, span: timedelta, kind: "_Kind", most: int) -> bool:
    """Tell whether this event is the one with which so many of a kind fell into a span, and none before was."""
    if not kind(event):
        return False
    times, reached = _series(case, span, kind, most)
    first, here = bisect_right(times, event.occurred_at - span), bisect_left(times, event.occurred_at)
    return here - first + 1 >= most and reached[first] == reached[here]


def _series(case: Case, span: timedelta, kind: "_Kind", most: int) -> tuple[list[datetime], list[int]]:
    """Return when the events of a kind happened, and at how many of those before each as many fell into a span.

    Made once a case, so that somebody who is refused a thousand times makes no page slow.
    """
    key = (kind, span, most)
    if key not in case.series:
        times = [one.occurred_at for one in case.events if kind(one)]
        enough = (bisect_left(times, at) - bisect_right(times, at - span) + 1 >= most for at in times)
        case.series[key] = times, [*accumulate(enough, initial=0)]
    return case.series[key]


_Kind = Callable[[Happened], bool]


def _is_search(event: Happened) -> bool:
    return event.tag == Tag.TICKETS_SEARCHED


def _is_empty(event: Happened) -> bool:
    return event.tag == Tag.TICKETS_SEARCHED and (event.codes or {}).get("results") == 0


def _is_miss(event: Happened) -> bool:
    return event.tag == Tag.COUNTER_MATCHED and event.outcome in ("unmatched", "conflict", "refused")


def _is_hidden(event: Happened) -> bool:
    return event.tag == Tag.ACCESS_REFUSED and (event.codes or {}).get("why") == "not-found"


def _is_forbidden(event: Happened) -> bool:
    if event.tag == Tag.ACCESS_REFUSED:
        return not _is_hidden(event)
    return event.outcome == "refused" and (event.codes or {}).get("why") == "forbidden"


_REFUSALS: tuple[tuple[_Kind, timedelta, int, Finding], ...] = (
    (
        _is_hidden,
        SCHOOL_DAY,
        MOST_HIDDEN,
        Finding(
            SUSPICIOUS, "hidden_numbers", f"{MOST_HIDDEN} hidden or absent ticket numbers asked for in a day."
        ),
    ),
    (
        _is_hidden,
        QUARTER,
        MOST_HIDDEN_AT_ONCE,
        Finding(
            SUSPICIOUS,
            "hidden_numbers",
            f"{MOST_HIDDEN_AT_ONCE} hidden or absent ticket numbers asked for in 15 minutes.",
        ),
    ),
    (
        _is_forbidden,
        HOUR,
        MOST_REFUSED,
        Finding(UNEXPLAINED, "refused_often", f"Refused {MOST_REFUSED} times within an hour."),
    ),
)
