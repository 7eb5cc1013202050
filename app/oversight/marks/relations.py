"""Judge how close the one who asked is to the one who looked: themselves, family, kept apart, a classmate. Pure."""

from collections.abc import Iterable, Sequence

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import Happened
from app.oversight.marks.findings import SUSPICIOUS, UNEXPLAINED, Finding
from app.oversight.marks.hands import holder_at

MOST_OF_ONE = 4
FAMILY, NAMESAKE, APART, CLASSMATE, BARRED = "family", "same_name", "keep_apart", "classmate", "barred"


def close_to_home(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag a look at one's own ticket, at a relative's, at one of somebody they must be kept apart from."""
    me, ticket = case.tech.person_id, case.known.tickets.get(event.ticket_id or 0)
    if ticket is None or ticket.practice:
        return
    shown = event.tag == Tag.WORD_REVEALED
    if ticket.requester_id == me and (shown or not _looked_before(case, event)):
        yield Finding(SUSPICIOUS, "own_ticket", "They asked for this themselves.")
    close = case.known.close.get((ticket.id, me), frozenset())
    if APART in close and (shown or not _looked_before(case, event)):
        yield Finding(SUSPICIOUS, "keep_apart", "The one who asked is to be kept apart from them.")
    family = bool(close & {FAMILY, NAMESAKE}) or (BARRED in close and APART not in close)
    if family and (shown or is_first(case, event)):
        yield Finding(SUSPICIOUS, "relative", "The one who asked may be family.")
    if CLASSMATE in close and shown:
        yield Finding(UNEXPLAINED, "classmate", "The one who asked sits in a class with them.")


def one_requester(case: Case, event: Happened, state: str = SUSPICIOUS) -> Iterable[Finding]:
    """Flag the look with which too many tickets of one student were opened that were not theirs to work on."""
    ticket = case.known.tickets.get(event.ticket_id or 0)
    if ticket is None or ticket.by_staff or ticket.practice:
        return
    day = case.day(event)
    before, theirs = (_strange_of(case, part, event, ticket.requester_id) for part in (day[:-1], day))
    if len(before) < MOST_OF_ONE <= len(theirs):
        words = f"{len(theirs)} tickets of one student opened, none of them theirs."
        yield Finding(state, "one_requester", words)


def _strange_of(case: Case, day: Sequence[Happened], event: Happened, requester_id: int) -> set[int]:
    found: set[int] = set()
    for one in day:
        facts = case.known.tickets.get(one.ticket_id or 0)
        if one.tag != Tag.TICKET_OPENED or facts is None or facts.requester_id != requester_id:
            continue
        if holder_at(case.known, facts.id, event.occurred_at).owner_id != case.tech.person_id:
            found.add(facts.id)
    return found


def is_first(case: Case, event: Happened) -> bool:
    """Tell whether this is the first time that they opened this ticket."""
    first = case.known.first_looks.get((event.ticket_id or 0, case.tech.person_id))
    return first is None or event.occurred_at <= first


def _looked_before(case: Case, event: Happened) -> bool:
    day = case.day(event)[:-1]
    return any(one.tag == event.tag and one.ticket_id == event.ticket_id for one in day)
