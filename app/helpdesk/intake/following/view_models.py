"""What a requester sees of their own tickets: their own words, and how the team saw them."""

from app.helpdesk.attachments.view_models import FileView
from app.helpdesk.words import Ended
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass

_WORDS = {
    "new": ("An adult reads it first", ""),
    "queued": ("Waiting for a tech", ""),
    "in_progress": ("We are working on it", ""),
    "pending_requester": ("Waiting for you", "you"),
    "pending_vendor": ("Waiting for a part", "held"),
    "scheduled": ("A time is planned", "held"),
    "in_review": ("Being checked", ""),
    "resolved": ("Fixed. Does it work?", "you"),
    "closed": ("Closed", "done"),
}
_WITHOUT_WORK = {"duplicate": "Another ticket covers it", "no_reply": "Closed, no answer came"}


def list_words(ticket: Ended) -> tuple[str, str]:
    """Return how a ticket stands for the one who asked, and the state of its pill."""
    if ticket.status == "cancelled":
        return _WITHOUT_WORK.get(ticket.closure_code, "No longer needed"), "done"
    return _WORDS[ticket.status]


@dataclass(frozen=True)
class OwnRow:
    """One line of one's own list."""

    number: str
    title: str
    words: str
    state: str
    when: str


@dataclass(frozen=True)
class OwnList:
    """One's own tickets: what goes on, what is over, and the sentence that says what to do."""

    site: str
    heading: str
    going_on: tuple[OwnRow, ...]
    over: tuple[OwnRow, ...]
    older: str | None
    paged: bool
    older_open: str | None
    paged_open: bool


@dataclass(frozen=True)
class Step:
    """One step of a ticket's track. Shape: state is done, here or empty."""

    title: str
    words: str
    state: str


@dataclass(frozen=True)
class Said:
    """One message of the thread, as it was typed."""

    when: str
    who: str
    role: str
    mine: bool
    body: str
    files: tuple[FileView, ...] = ()


@dataclass(frozen=True)
class FollowView:
    """The page on which a requester follows one ticket."""

    site: str
    number: str
    title: str
    asked: str
    status: str
    track: tuple[Step, ...]
    seen_as: str
    seen_words: str
    helped: str
    shown: tuple[str, ...]
    thread: tuple[Said, ...]
    reply: Verdict
    withdraw: Verdict
    confirm: Verdict
    reopen: Verdict
    restore_until: str
    reopen_until: str
    sensitive: bool
    cut: bool = False  # older messages than these are left out
