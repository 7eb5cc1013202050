"""Judge what adults look at: lists with names, tickets, files, and what was opened in an emergency. Pure."""

from collections.abc import Iterable

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import GLASS, Happened
from app.oversight.marks.findings import EXPLAINED, SUSPICIOUS, UNEXPLAINED, Finding

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
    """Judge an adult's look: all that was opened in an emergency is read by somebody else."""
    if event.tag in GLASS:
        yield Finding(UNEXPLAINED, "break_glass", "Opened in an emergency: somebody else always reads this.")
        return
    ticket = case.known.tickets.get(event.ticket_id or 0)
    if ticket is not None and ticket.requester_id == case.tech.person_id:
        yield Finding(SUSPICIOUS, "own_ticket", "They asked for this themselves.")
    yield Finding(EXPLAINED, "adult_work", _WORDS[event.tag])
