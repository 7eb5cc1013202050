"""What one viewer may see of a ticket: frozen, plain, already masked."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from app.helpdesk import words
from app.helpdesk.calls.view_models import OwnCall
from app.helpdesk.reveal.view_models import Standing
from app.helpdesk.sight import called, sight_of
from app.identity.actor import Actor
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.school.calendar.service import ClockWords

Segments = tuple[Any, ...]


@dataclass(frozen=True)
class ThreadEntry:
    """One line of a ticket's time. Shape: look is msg, note, event or draft; ``edits`` in place of ``body`` when a
    check changed the text."""

    time: str
    iso: str
    look: str
    who: str
    said: str
    body: Segments = ()
    edits: Segments = ()
    hidden: str = ""
    mine: bool = False
    files: Segments = ()


@dataclass(frozen=True)
class Step:
    """A step of the checklist."""

    id: str
    value: int
    label: str
    done: bool
    here: bool
    locked: bool = False


@dataclass(frozen=True)
class LedgerLine:
    """One line of the sum behind a clock."""

    words: str
    says: str
    off: bool = False


@dataclass(frozen=True)
class Ledger:
    """The sum behind a clock."""

    title: str
    lines: tuple[LedgerLine, ...]
    total: LedgerLine


@dataclass(frozen=True)
class Waiting:
    """The viewer's own reply that waits for a check, or came back. Shape: ``place`` is the number of lines of the
    thread that stand above it."""

    text: Segments
    since: str
    returned: bool = False
    by: str = ""
    reason: str = ""
    words: Segments = ()
    files: Segments = ()
    place: int = 0


@dataclass(frozen=True)
class Editors:
    """What stands around the two editors. Shape: ``began`` is the mark of what is kept of each text."""

    to: str
    check: str
    send: str
    typed: Mapping[str, str]
    canned: tuple[tuple[str, str, str], ...]
    waiting: Waiting | None
    verdict: Verdict
    began: Mapping[str, str]


@dataclass(frozen=True)
class Ending:
    """The proposed ending of a ticket, for those who may read it."""

    cause: Segments
    fix: Segments
    code_words: str
    state: str
    by: str
    reason: Segments = ()


@dataclass(frozen=True)
class TicketView:
    """A ticket's page for one viewer."""

    number: str
    home: str
    title: Segments
    status: str
    status_words: str
    category: str
    site: str
    who: str
    owner: str
    owner_since: str
    mine: bool
    place: str
    clock: ClockWords
    ledger: Ledger | None
    practice: bool
    sensitive: bool
    staff: bool
    device: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str], ...]
    thread: tuple[ThreadEntry, ...]
    steps: tuple[Step, ...]
    ending: Ending | None
    editors: Editors | None
    standing: Standing
    facts: tuple[tuple[str, str], ...]
    with_adult: str
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    can_show: frozenset[str] = frozenset()
    cut: bool = False  # older messages than these are left out
    call: OwnCall | None = None

    def takes(self, name: str) -> bool:
        """Tell whether the page has a field of this name to write in."""
        if name in ("reply", "note"):
            return self.editors is not None
        return self.mine and self.verdicts["propose"].yes


def name_of(sealed_name: Sealed) -> str:
    """Return a name for a reader whose clearance loaded it."""
    return open_for(sealed_name)


def full_name(row: Any) -> Sealed:
    """Seal the name of a vault row: the preferred given name and the family name."""
    return Sealed(f"{row.preferred or row.given} {row.family}".strip())


def first_name(row: Any) -> str:
    """Return the first name of a vault row, for a reader whose clearance loaded it."""
    return open_for(Sealed(row.preferred or row.given))


def who_asked(actor: Actor, row: Any, names: Mapping[int, str]) -> str:
    """Return how a viewer is told of the requester, as the mask policy says: name, handle, or neither."""
    show = sight_of(actor).asked(row)
    return called(show, str(row.handle), row.requester_kind, names.get(row.requester_id))


_KINDS = {
    "name": ("one person’s name", "names"),
    "word": ("one word", "words"),
    "phone": ("one phone number", "phone numbers"),
    "mail": ("one mail address", "mail addresses"),
    "number": ("one number", "numbers"),
    "account": ("one account name", "account names"),
    "address": ("one address", "addresses"),
    "secret": ("one password", "passwords"),
    "date": ("one date", "dates"),
    "link": ("one link", "links"),
}


def why_hidden(pieces: Segments) -> str:
    """Return the reason under a text that hides something: ``Hidden: one person’s name and one phone number.``"""
    counts: dict[str, set[int]] = {}
    for piece in pieces:
        if isinstance(piece, words.Hidden):
            counts.setdefault(piece.kind, set()).add(piece.number)
    if not counts:
        return ""
    said = [
        _KINDS.get(kind, ("one word", "words"))[0]
        if len(numbers) == 1
        else f"{words.count_word(len(numbers))} {_KINDS.get(kind, ('', 'words'))[1]}"
        for kind, numbers in counts.items()
    ]
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    never = [_KINDS[kind][1] for kind in counts if kind in ("phone", "mail", "number", "account", "secret")]
    return f"Hidden: {listed}.{f' {never[0].capitalize()} are never shown.' if never else ''}"
