"""What an officer sees of requests, and what a bundle shows of a record, third parties masked."""

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import date
from typing import Any

from app.identity.actor import Day
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.oversight.disclosure.view_models import RecordView, Subject
from app.oversight.holds.view_models import day_words
from app.oversight.inspection import policy
from app.oversight.panels import Correction
from app.privacy.door import open_for
from app.privacy.sealed import Sealed


@dataclass(frozen=True)
class RequestView:
    """A request to see a record, with its clock."""

    id: int
    subject: Subject
    asker: str
    asked_by: str
    how: str
    wanted: str
    received_on: date
    due_on: date
    clock: str
    state: str
    ending: str
    end_words: str
    ended_on: date | None
    end: Verdict

    @property
    def open(self) -> bool:
        return self.ended_on is None


@dataclass(frozen=True)
class Step:
    """One thing that came of a request to correct a record."""

    kind: str
    title: str
    words: str
    on: date


@dataclass(frozen=True)
class AmendmentView:
    """A request to correct a record and what came of it."""

    id: int
    subject: Subject
    ticket: str
    asked_by: str
    what: str
    wanted: str
    received_on: date
    steps: tuple[Step, ...]
    next: tuple[tuple[str, str], ...]

    @property
    def decided(self) -> bool:
        return bool(self.steps)

    @property
    def waits(self) -> bool:
        """Tell whether the school has to act."""
        return not self.steps or self.steps[-1].kind == "hearing_asked"

    @property
    def told(self) -> tuple[Correction, ...]:
        """Return it step by step, from what was asked on."""
        about = f" on {self.ticket}" if self.ticket else ""
        said = f"“{self.what}” It should say: “{self.wanted}”"
        first = Correction(self.received_on, f"asked to correct the record{about}", said, self.ticket)
        steps = (Correction(one.on, one.title, f"“{one.words}”", self.ticket) for one in self.steps)
        return (first, *steps)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return it as sentences, to stand beside the record."""
        return tuple(f"{day_words(one.day)}: {one.title}. {one.words}" for one in self.told)

    def hidden_by(self, hide: Callable[[str], str]) -> "AmendmentView":
        """Return it with what ``hide`` takes out of its words."""
        steps = tuple(replace(one, words=hide(one.words)) for one in self.steps)
        return replace(self, what=hide(self.what), wanted=hide(self.wanted), steps=steps)


@dataclass(frozen=True)
class Requests:
    """Everything people ask of the office about records."""

    open: tuple[RequestView, ...]
    ended: tuple[RequestView, ...]
    waiting: tuple[AmendmentView, ...]
    settled: tuple[AmendmentView, ...]


@dataclass(frozen=True)
class BundleMessage:
    """One message of a ticket, with other people hidden."""

    who: str
    kind: str
    when: str
    text: str


@dataclass(frozen=True)
class BundleFile:
    """One file of a ticket. Shape: pages and text are empty where nothing of it is handed out; stem begins each path
    of it in the archive."""

    id: int
    name: str
    when: str
    what: str
    own: bool
    stem: str
    pages: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class BundleTicket:
    """One ticket with all that was written on it."""

    number: str
    title: str
    about: tuple[tuple[str, str], ...]
    messages: tuple[BundleMessage, ...]
    files: tuple[BundleFile, ...] = ()


@dataclass(frozen=True)
class Bundle:
    """A whole record, ready to be handed out."""

    request: RequestView
    facts: tuple[tuple[str, str], ...]
    tickets: tuple[BundleTicket, ...]
    learning: tuple[tuple[str, tuple[str, ...]], ...]
    record: RecordView
    hidden: int = field(default=0)


def request_of(row: Any, subject: Subject, today: date) -> RequestView:
    """Return a request to see a record."""
    ended = row.ended_on is not None
    return RequestView(
        id=row.id,
        subject=subject,
        asker=policy.ASKERS.get(row.asker, row.asker),
        asked_by=open_for(Sealed(row.asked_by)),
        how=policy.WAYS.get(row.how, row.how),
        wanted=open_for(Sealed(row.wanted)),
        received_on=row.received_on,
        due_on=row.due_on,
        clock="" if ended else policy.clock_words(row.due_on, today),
        state="done" if ended else policy.state_of(row.received_on, today),
        ending=policy.ENDINGS.get(row.ending or "", ""),
        end_words=open_for(Sealed(row.end_words)),
        ended_on=row.ended_on,
        end=policy.end(ended),
    )


def amendment_of(row: Any, subject: Subject, steps: Iterable[Any], ticket: str = "") -> AmendmentView:
    """Return a request to correct a record."""
    told = tuple(
        Step(one.kind, policy.STEPS[one.kind], open_for(Sealed(one.words)), one.happened_on) for one in steps
    )
    following = policy.next_steps([one.kind for one in told])
    return AmendmentView(
        id=row.id,
        subject=subject,
        ticket=ticket,
        asked_by=open_for(Sealed(row.asked_by)),
        what=open_for(Sealed(row.what)),
        wanted=open_for(Sealed(row.wanted)),
        received_on=row.received_on,
        steps=told,
        next=tuple((kind, policy.STEPS[kind]) for kind in following),
    )


def facts_of(row: Any) -> tuple[tuple[str, str], ...]:
    """Return what the school keeps of a person, in words."""
    pairs = (
        ("Given name", row.given),
        ("Middle name", row.middle),
        ("Family name", row.family),
        ("Preferred name", row.preferred),
        ("Student number", row.number),
        ("Username", row.username),
        ("Mail", row.mail),
        ("Phone", row.phone),
        ("Grade", row.grade),
    )
    return tuple((term, open_for(Sealed(value))) for term, value in pairs if value)


def guardian_of(row: Any, _day: Day) -> str:
    """Return who permitted a place on a team, when, and until when it held."""
    relation = f", {open_for(Sealed(row.relation))}" if row.relation else ""
    until = f", until {day_words(row.ended_on)}" if row.ended_on else ""
    return f"{day_words(row.given_on)}: signed by {open_for(Sealed(row.name))}{relation}{until}"
