"""Judge what only many events show: tickets in a row, numbers tried, searches, hours outside school. Pure."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from app.audit.tags import Tag
from app.oversight.marks.facts import ACTS, Case, Happened, holder_at, watched
from app.oversight.marks.findings import (
    AHEAD,
    BACK,
    EXPLAINED,
    HOUR,
    QUARTER,
    SUSPICIOUS,
    UNEXPLAINED,
    Finding,
)

MOST_TICKETS, MOST_HIDDEN, MOST_REFUSED, MOST_SEARCHES = 8, 4, 3, 5


def _opens(case: Case, event: Happened) -> list[Happened]:
    return [one for one in (*case.before(event, HOUR), event) if one.tag == Tag.TICKET_OPENED]


def _idle(case: Case, event: Happened) -> set[int]:
    """Return the tickets opened in the hour up to an event, less those acted on where there are many."""
    opened = {one.ticket_id for one in _opens(case, event) if one.ticket_id}
    if len(opened) < MOST_TICKETS:
        return opened
    near = (*case.before(event, BACK), *case.after(event, AHEAD))
    acted = {one.ticket_id for one in near if one.tag in ACTS and one.outcome == "done"}
    return opened - acted


def idle_around(case: Case, event: Happened) -> set[int]:
    """Return the tickets that decide whether too many were opened; none when they are too few anyway."""
    if len(_idle(case, event)) < MOST_TICKETS:
        return set()
    return set().union(*(_idle(case, one) for one in _opens(case, event)))


def _strange(case: Case, event: Happened) -> int:
    """Count the idle tickets that were not the tech's own work."""
    if event.id not in case.counted:
        idle = _idle(case, event)
        few = len(idle) < MOST_TICKETS
        case.counted[event.id] = 0 if few else sum(_is_strange(case, event, one) for one in idle)
    return case.counted[event.id]


def _is_strange(case: Case, event: Happened, ticket_id: int) -> bool:
    facts = case.known.tickets.get(ticket_id)
    if facts is not None and facts.practice:
        return False
    return holder_at(case.known, ticket_id, event.occurred_at).owner_id != case.tech.person_id


def many_tickets(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the one ticket with which too many were opened within an hour and left alone."""
    if _strange(case, event) < MOST_TICKETS:
        return
    if any(_strange(case, one) >= MOST_TICKETS for one in _opens(case, event)[:-1]):
        return
    more = {one.ticket_id for one in case.after(event, HOUR) if one.tag == Tag.TICKET_OPENED}
    total = len(_idle(case, event) | more)
    yield Finding(SUSPICIOUS, "many_tickets", f"{total} tickets opened in a row, and nothing done on them.")


def searched(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag many searches in a row that lead to no ticket."""

    def often(one: Happened) -> bool:
        return _count(case, one, QUARTER, lambda other: other.tag == Tag.TICKETS_SEARCHED) >= MOST_SEARCHES

    opened = any(one.tag == Tag.TICKET_OPENED for one in case.after(event, QUARTER))
    earlier = [one for one in case.before(event, QUARTER) if one.tag == Tag.TICKETS_SEARCHED]
    if often(event) and not opened and not any(often(one) for one in earlier):
        yield Finding(
            UNEXPLAINED, "search_often", f"{MOST_SEARCHES} searches in 15 minutes, and nothing opened."
        )
    else:
        yield Finding(EXPLAINED, "masked_search", "Search reads masked text only.")


def refused(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag numbers that were tried, and rights that were asked for again and again."""
    for kind, most, code, state, words in _REFUSALS:
        if not kind(event):
            continue

        def reached(one: Happened, kind: _Kind = kind, most: int = most) -> bool:
            return _count(case, one, HOUR, kind) >= most

        earlier = [one for one in case.before(event, HOUR) if kind(one)]
        if reached(event) and not any(reached(one) for one in earlier):
            yield Finding(state, code, words)


def _count(case: Case, event: Happened, span: timedelta, kind: Callable[[Happened], bool]) -> int:
    return sum(1 for one in (*case.before(event, span), event) if kind(one))


def _is_hidden(event: Happened) -> bool:
    return event.tag == Tag.ACCESS_REFUSED and (event.codes or {}).get("why") == "not-found"


def _is_forbidden(event: Happened) -> bool:
    if event.tag == Tag.ACCESS_REFUSED:
        return not _is_hidden(event)
    return event.outcome == "refused" and (event.codes or {}).get("why") == "forbidden"


_Kind = Callable[[Happened], bool]
_REFUSALS: tuple[tuple[_Kind, int, str, str, str], ...] = (
    (
        _is_hidden,
        MOST_HIDDEN,
        "hidden_numbers",
        SUSPICIOUS,
        f"{MOST_HIDDEN} hidden or absent ticket numbers asked for within an hour.",
    ),
    (
        _is_forbidden,
        MOST_REFUSED,
        "refused_often",
        UNEXPLAINED,
        f"Refused {MOST_REFUSED} times within an hour.",
    ),
)


def off_shift(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the first act of an hour outside school."""

    def off(one: Happened) -> bool:
        return watched(one) and one.actor_role.startswith("desk") and not case.in_school(one.occurred_at)

    if not off(event) or any(off(one) for one in case.before(event, HOUR)):
        return
    acts = 1 + sum(off(one) for one in case.after(event, HOUR))
    tail = f", {acts} acts within the hour" if acts > 1 else ""
    yield Finding(UNEXPLAINED, "off_shift", f"Outside their shift and school hours{tail}.")
