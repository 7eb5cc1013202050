"""Words that the helpdesk's pages share: statuses, kinds of hidden things, segments of masked text."""

import re
from typing import Protocol

from app.kernel.frozen import dataclass

STATUS_WORDS = {
    "new": "New",
    "queued": "In the queue",
    "in_progress": "In progress",
    "pending_requester": "Waiting for them",
    "pending_vendor": "Waiting for a part or vendor",
    "scheduled": "Scheduled",
    "in_review": "Being checked",
    "resolved": "Fixed",
    "closed": "Closed",
    "cancelled": "Withdrawn",
}
_WITHOUT_WORK = {"duplicate": "Closed, a duplicate", "no_reply": "Closed, no answer came"}
OPEN = ("new", "queued", "in_progress", "pending_requester", "pending_vendor", "scheduled", "in_review")
WORKED = ("in_progress", "pending_requester", "pending_vendor", "scheduled", "in_review")
FIXED = ("resolved", "closed")
PAUSED = ("pending_requester", "pending_vendor", "scheduled")
REOPEN_DAYS = 7  # school days after the fix
MOST_LINES = 1000  # of a ticket's messages, or of what happened to it, on one page
UNDO_MINUTES = 10  # in which a ticket that was taken back comes back to where it was
# How an adult knows that a fix holds, who closes a ticket for the one who asked.
TOLD = {
    "in_person": "The one who asked told me in person.",
    "by_phone": "The one who asked told me by phone.",
    "in_writing": "The one who asked wrote it elsewhere: a mail, a slip of paper.",
    "by_another": "Somebody else who uses it told me.",
    "seen": "I tried it and saw that it works.",
}
_NUMBERED = re.compile(r"\d")
_SPOKEN = re.compile(r"[^\W\d_]{3,}\b")  # Hall 1, not G-2
_PLACEHOLDER = re.compile(r"⟦([a-z]+):(\d\d)⟧")


class Ended(Protocol):
    """A ticket as far as its status goes."""

    status: str
    closure_code: str


def status_words(ticket: Ended) -> str:
    """Return a ticket's status in words; of one that was closed without work, why."""
    said = STATUS_WORDS[ticket.status]
    return _WITHOUT_WORK.get(ticket.closure_code, said) if ticket.status == "cancelled" else said


@dataclass(frozen=True)
class Hidden:
    """A hidden word in a text: what kind of thing it is and its number on the ticket."""

    kind: str
    number: int


def segments(masked: str) -> tuple[str | Hidden, ...]:
    """Split masked text into plain pieces and hidden words."""
    pieces: list[str | Hidden] = []
    last = 0
    for found in _PLACEHOLDER.finditer(masked):
        if found.start() > last:
            pieces.append(masked[last : found.start()])
        pieces.append(Hidden(found.group(1), int(found.group(2))))
        last = found.end()
    if last < len(masked):
        pieces.append(masked[last:])
    return tuple(pieces)


def without_stop(pieces: tuple[str | Hidden, ...]) -> tuple[str | Hidden, ...]:
    """Return a title for the middle of a sentence: without its own full stop."""
    if pieces and isinstance(pieces[-1], str):
        return (*pieces[:-1], pieces[-1].rstrip(" ."))
    return pieces


def room_words(code: str | None, name: str | None) -> str:
    """Return a room as people say it: ``Room 118``, ``Gym, room G-2``, ``Library``, ``Hall 1``."""
    if not code or (name and not _NUMBERED.search(code)):
        return name or ""
    if not _NUMBERED.search(code):
        return code
    if _SPOKEN.match(code):
        return f"{name}, {code}" if name else code
    return f"{name}, room {code}" if name else f"Room {code}"


def plain(masked: str) -> str:
    """Return masked text as one line of words for a title: ``name 1 hidden`` in place of a placeholder."""
    return _PLACEHOLDER.sub(lambda m: f"[{m.group(1)} hidden]", masked)


_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count_word(number: int) -> str:
    """Return a small number as a word."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)
