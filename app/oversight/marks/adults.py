"""Judge what adults look at: lists with names, tickets, files, and what was opened in an emergency. Pure."""

from collections.abc import Iterable

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import GLASS, Happened
from app.oversight.marks.findings import EXPLAINED, SUSPICIOUS, UNEXPLAINED, Finding
from app.oversight.marks.patterns import many_tickets
from app.oversight.marks.relations import APART, FAMILY, is_first, one_requester
from app.oversight.marks.repeats import files_often, lists_often

ADULT_LOOKS = GLASS | frozenset(
    tag.value
    for tag in (Tag.PEOPLE_SEEN, Tag.QUEUE_SEEN, Tag.RECORD_EXPORTED, Tag.TICKET_OPENED, Tag.WORD_REVEALED)
)
_WORDS = {
    Tag.PEOPLE_SEEN.value: "A list of people, for their work.",
    Tag.QUEUE_SEEN.value: "A page of a list, for their work.",
    Tag.RECORD_EXPORTED.value: "Taken out as a file.",
    Tag.TICKET_OPENED.value: "A ticket at their sites.",
    Tag.WORD_REVEALED.value: "A hidden word, for their work.",
}


def seen(event: Happened) -> bool:
    """Tell whether an event is an adult's look; what they see of their own under /my is none."""
    role = event.actor_role.partition(":")[0]
    return role in ("teach", "office", "admin", "desk") and event.tag in ADULT_LOOKS


def judge_adult(case: Case, event: Happened) -> Iterable[Finding]:
    """Judge an adult's look: all that was opened in an emergency is read by somebody else.

    A family name in common says little of an adult, so it says nothing here.
    """
    if event.tag in GLASS:
        yield Finding(UNEXPLAINED, "break_glass", "Opened in an emergency: somebody else always reads this.")
        return
    yield from _close(case, event)
    if event.tag == Tag.TICKET_OPENED:
        yield from many_tickets(case, event)
        yield from one_requester(case, event, UNEXPLAINED)
    yield from files_often(case, event)
    yield from lists_often(case, event)
    yield Finding(EXPLAINED, "adult_work", _WORDS[event.tag])


def _close(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag a look at one's own request, and the first one at that of one's child or of whom one is kept apart from."""
    ticket, me = case.known.tickets.get(event.ticket_id or 0), case.tech.person_id
    if ticket is None or ticket.practice:
        return
    if ticket.requester_id == me:
        yield Finding(SUSPICIOUS, "own_ticket", "They asked for this themselves.")
    close = case.known.close.get((ticket.id, me), frozenset())
    if not is_first(case, event) and event.tag == Tag.TICKET_OPENED:
        return
    if FAMILY in close:
        yield Finding(SUSPICIOUS, "relative", "The one who asked may be family.")
    if APART in close:
        yield Finding(SUSPICIOUS, "keep_apart", "The one who asked is to be kept apart from them.")
