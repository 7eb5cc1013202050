"""What an adult sees of the tickets that wait to be read."""

from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.school.calendar.words import ClockWords


@dataclass(frozen=True)
class WaitingRow:
    """One line: a ticket to read, or one that adults keep."""

    number: str
    title: str
    who: str
    category: str
    sensitive: bool
    owner: str
    clock: ClockWords
    asked: str
    back: Verdict


@dataclass(frozen=True)
class WaitingList:
    """What waits for an adult, what adults keep, and who waits at the counter."""

    heading: str
    rows: tuple[WaitingRow, ...]
    kept: tuple[WaitingRow, ...]
    calls: tuple[str, ...]
    behind: int
    kept_behind: int


@dataclass(frozen=True)
class Typed:
    """One message as it was typed."""

    when: str
    who: str
    kind: str
    body: str


@dataclass(frozen=True)
class CategoryChoice:
    """A category to choose, with the priority that it makes."""

    code: str
    words: str
    ask: str = ""


@dataclass(frozen=True)
class WaitingView:
    """A ticket to read and to put into the right hands."""

    number: str
    title: str
    who: str
    asked: str
    channel: str
    place: str
    device: str
    sensitive: bool
    status_words: str
    category_code: str
    clock: ClockWords
    categories: tuple[CategoryChoice, ...]
    texts: tuple[Typed, ...]
    keep: Verdict
    refile: Verdict
    owner: str
    withhold: Verdict
    end: Verdict
    restore_until: str
