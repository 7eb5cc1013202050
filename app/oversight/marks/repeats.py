"""Judge what is innocent once and not in a row: tickets dropped, words shown, pages and files taken. Pure."""

from collections.abc import Iterable, Sequence

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import ACTS, Happened
from app.oversight.marks.findings import HOUR, QUARTER, UNEXPLAINED, Finding

MOST_DROPPED, MOST_SHOWN, MOST_TAKEN, MOST_FILES, MOST_LISTS = 3, 4, 4, 3, 20
HANDED_ON = frozenset(  # moves a ticket, and is no work on it
    tag.value for tag in (Tag.TICKET_ASSIGNED, Tag.TICKET_CLAIMED, Tag.TICKET_HANDED_BACK, Tag.TICKET_QUEUED)
)
_TAKEN = (Tag.PAGE_COPIED, Tag.PAGE_PRINTED)


def is_work(event: Happened, ticket_id: int | None) -> bool:
    """Tell whether something was really done on a ticket; claiming it and handing it back is not."""
    return (
        event.ticket_id == ticket_id
        and event.tag in ACTS
        and event.tag not in HANDED_ON
        and event.outcome == "done"
    )


def dropped(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the look at a ticket with which too many were claimed, read, and handed back without any work."""
    later = [one for one in case.after(event, QUARTER) if one.ticket_id == event.ticket_id]
    back = next((one for one in later if one.tag == Tag.TICKET_HANDED_BACK), None)
    if back is None or not _is_drop(case, back) or _opened_before(case, event):
        return
    tickets = {one.ticket_id for one in case.day(back) if _is_drop(case, one)}
    before = {one.ticket_id for one in case.day(back)[:-1] if _is_drop(case, one)}
    if len(before) < MOST_DROPPED <= len(tickets):
        words = f"{len(tickets)} tickets claimed, read and handed back, and nothing done on them."
        yield Finding(UNEXPLAINED, "claimed_dropped", words)


def _is_drop(case: Case, event: Happened) -> bool:
    if event.tag != Tag.TICKET_HANDED_BACK or event.outcome != "done":
        return False
    held = [one for one in case.before(event, QUARTER) if one.ticket_id == event.ticket_id]
    claimed = any(one.tag == Tag.TICKET_CLAIMED and one.outcome == "done" for one in held)
    return claimed and not any(is_work(one, event.ticket_id) for one in held)


def _opened_before(case: Case, event: Happened) -> bool:
    same = (event.tag, event.ticket_id)
    return any((one.tag, one.ticket_id) == same for one in case.before(event, QUARTER))


def shown_often(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the hidden word with which too many tickets had one shown within a day."""
    shown = [one for one in case.day(event) if one.tag == Tag.WORD_REVEALED and one.outcome == "done"]
    if _reaches(shown, MOST_SHOWN):
        words = f"Hidden words of {MOST_SHOWN} tickets shown within a day."
        yield Finding(UNEXPLAINED, "reveal_often", words)


def taken_often(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the page with which too many tickets were copied or printed within an hour."""
    if _reaches([one for one in (*case.before(event, HOUR), event) if one.tag in _TAKEN], MOST_TAKEN):
        words = f"{MOST_TAKEN} tickets copied or printed within an hour."
        yield Finding(UNEXPLAINED, "taken_often", words)


def files_often(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the file with which too many were taken out within an hour."""
    if event.tag != Tag.RECORD_EXPORTED:
        return
    before = sum(one.tag == event.tag for one in case.before(event, HOUR))
    if before == MOST_FILES - 1:
        yield Finding(UNEXPLAINED, "files_often", f"{MOST_FILES} files taken out within an hour.")


def lists_often(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the list of people with which too many were read within a quarter of an hour."""
    if event.tag != Tag.PEOPLE_SEEN:
        return
    before = sum(one.tag == event.tag for one in case.before(event, QUARTER))
    if before == MOST_LISTS - 1:
        yield Finding(UNEXPLAINED, "lists_often", f"{MOST_LISTS} lists of people read in 15 minutes.")


def _reaches(events: Sequence[Happened], most: int) -> bool:
    """Tell whether the last of these is the one with which so many tickets are reached."""
    before = {one.ticket_id for one in events[:-1]}
    return len(before) < most <= len(before | {events[-1].ticket_id})
