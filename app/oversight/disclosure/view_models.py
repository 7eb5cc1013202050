"""What an officer, and the person themselves, see of who looked: plain lines without another student's name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from app.audit.log.seals import Seal
from app.audit.tags import Tag
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.oversight.disclosure.grounds import BASES, SEALED
from app.oversight.panels import Correction
from app.oversight.sealed import seal_mark, seal_words
from app.oversight.sentences import tell
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.school.calendar.bells import BellCalendar
from app.school.people.view_models import sealed_name

CADRE = "Cadre, by itself"
ROLES = {
    "student_tech": ("student tech", "Helps on tickets under a teacher’s control"),
    "peer_trainer": ("peer trainer", "Trains student techs under a teacher’s control"),
    "supervising_teacher": ("supervising teacher", "Runs and reviews the helpdesk team"),
    "technician": ("technician", "Works on tickets passed to an adult"),
    "privacy_officer": ("privacy officer", "Answers for the school’s records"),
    "administrator": ("administrator", "Keeps the school’s roster and accounts"),
    "requester": ("asked for help", "Follows a ticket of their own"),
}
ENDED = {"shown": "shown", "copied": "a copy given", "partly": "given in part", "withdrawn": "taken back"}
OUTCOMES = {"given": "given", "partly": "given in part", "denied": "denied"}


@dataclass(frozen=True)
class Line:
    """One look or request. Shape: ``real`` is for the officer's screen only, and never leaves it."""

    at: datetime
    day: date
    time: str
    party: str
    real: str
    role: str
    interest: str
    what: str
    ticket: str
    purpose: str
    basis: str
    outcome: str
    tag: str = ""
    seal: str = ""
    mark: str = ""
    sealed: bool = False

    @property
    def refused(self) -> bool:
        return self.outcome in ("refused", "denied")


@dataclass(frozen=True)
class Outside:
    """A request from outside the school."""

    day: date
    party: str
    interest: str
    purpose: str
    what: str
    further: str
    basis: str
    outcome: str
    sealed: bool = False

    def hidden_by(self, words: Callable[[str], str], parties: Callable[[str], str]) -> "Outside":
        """Return it as it is handed out: its parties named, others in its words hidden."""
        return replace(
            self,
            party=parties(self.party),
            interest=words(self.interest),
            purpose=words(self.purpose),
            what=words(self.what),
            further=parties(self.further),
        )


@dataclass(frozen=True)
class Subject:
    """Whose record it is."""

    id: int
    name: str
    about: str
    number: str = ""

    def __repr__(self) -> str:
        return f"Subject(id={self.id})"


@dataclass(frozen=True)
class RecordView:
    """A page of somebody's record of disclosures."""

    subject: Subject
    lines: tuple[Line, ...]
    outside: tuple[Outside, ...]
    older: str | None
    newer: str | None
    every: bool
    numbers: bool
    keep: Verdict
    corrections: tuple[Correction, ...] = ()

    @property
    def days(self) -> list[tuple[date, list[Line]]]:
        """Return the lines by day, the newest first."""
        return [(day, list(lines)) for day, lines in groupby(self.lines, key=lambda line: line.day)]

    @property
    def interests(self) -> dict[str, str]:
        """Return what each role that looked needs to know for, by role."""
        return {line.role: line.interest for line in self.lines if line.interest}


@dataclass(frozen=True)
class Look:
    """The same look of one person on one day, however often. Shape: ``times`` and ``seals`` are the newest first."""

    line: Line
    times: tuple[str, ...]
    seals: tuple[str, ...]

    @property
    def seal(self) -> str:
        """Return the head that the first of them lies under, and the newest where it is another."""
        newest, first = self.seals[0], self.seals[-1]
        return first if newest == first else f"{first}; the newest: {newest[:1].lower()}{newest[1:]}"

    @property
    def when(self) -> str:
        if len(self.times) < 3:
            return " and ".join(reversed(self.times))
        return f"{len(self.times)} times, from {self.times[-1]} to {self.times[0]}"


@dataclass(frozen=True)
class Looks:
    """What one reads of one's own record: who looked, when, and why."""

    lines: tuple[Line, ...]
    older: str | None = None
    newer: str | None = None

    @property
    def days(self) -> list[tuple[date, list[Look]]]:
        """Return the looks by day, the newest first, each kind of look of one person once."""
        return [(day, _looks(lines)) for day, lines in groupby(self.lines, key=lambda line: line.day)]


def _looks(lines: Iterable[Line]) -> list[Look]:
    same: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        same.setdefault((line.party, line.role, line.what, line.purpose, line.outcome), []).append(line)
    return [
        Look(found[0], tuple(line.time for line in found), tuple(line.seal for line in found))
        for found in same.values()
    ]


def subject_of(row: Any) -> Subject:
    """Return whose record it is, by name."""
    grade = f", grade {row.grade}" if row.grade else ""
    place = f", {row.site_name}" if row.site_name else ""
    return Subject(row.id, open_for(sealed_name(row)), f"{row.kind.capitalize()}{grade}{place}")


def calling_of(row: Any) -> str:
    """Return what somebody is called now: a professional name, else the private one."""
    if row.display_name:
        return str(row.display_name)
    return open_for(sealed_name(row)) if row.given is not None else ""


def party_words(row: Any, numbers: bool) -> str:
    """Return how a party is named outside the office: students by working name or number, staff by name."""
    if row.kind == "system":
        return CADRE
    if row.kind == "student":
        if numbers or not row.working_name:
            return f"Student {row.number}"
        return str(row.working_name)
    return open_for(Sealed(row.name))


def may_be_told(rows: Iterable[Any]) -> list[Any]:
    """Return the events of a record without those of which a court forbids to tell."""
    return [row for row in rows if not _is_sealed(row)]


def _is_sealed(row: Any) -> bool:
    return bool(row.tag == Tag.DISCLOSURE_RECORDED and row.basis == SEALED)


def lines_of(
    rows: Iterable[Any], subject_id: int, calendar: BellCalendar, numbers: bool, seals: Mapping[str, Seal]
) -> tuple[Line, ...]:
    """Make one line of each event, about this person alone, with the signed head it lies under."""
    return tuple(_line(row, subject_id, calendar, numbers, seals.get(row.id)) for row in rows)


def _line(row: Any, subject_id: int, calendar: BellCalendar, numbers: bool, seal: Seal | None) -> Line:
    local = calendar.local(row.occurred_at)
    party = party_words(row, numbers)
    real = open_for(Sealed(row.name))
    role, interest = _role(row.actor_role)
    number = row.ticket if row.requester_id == subject_id else ""
    what, outcome = _what(row, number)
    return Line(
        at=row.occurred_at,
        day=local.date(),
        time=f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}",
        party=party,
        real=real if real != party and row.kind == "student" else "",
        role=role,
        interest=interest,
        what=f"{what[:1].upper()}{what[1:]}",
        ticket=number or "",
        purpose=_purpose(row),
        basis=BASES.get(row.basis, row.basis),
        outcome=outcome,
        tag=row.tag,
        seal=seal_words(seal, calendar),
        mark=seal_mark(seal, calendar, local.date()),
        sealed=_is_sealed(row),
    )


def _what(row: Any, number: str) -> tuple[str, str]:
    if row.tag == Tag.INSPECTION_ENDED and "how" in row.codes:
        how = str(row.codes["how"])
        return (
            f"ended a request to see a record: {ENDED.get(how, how)}.",
            "denied" if how == "denied" else "done",
        )
    said = tell(_alone(row), number)
    what = f"{said.before}{said.number}{said.after} {said.detail}".strip()
    refused = row.outcome == "refused" and row.tag != Tag.COUNTER_MATCHED
    return what, "refused" if refused else "done"


def _alone(row: Any) -> Any:
    """Return an event as if it had been about one person: a list's length says nothing of this record, nor does what
    came of their number at the counter, else they would learn from whom they are kept apart."""
    outcome = "" if row.tag == Tag.COUNTER_MATCHED else row.outcome
    codes = {"why": row.codes["why"]} if outcome == "refused" and "why" in row.codes else {}
    told = {"tag": row.tag, "outcome": outcome, "fields": row.fields, "clearance": row.clearance}
    return SimpleNamespace(subjects=[0], purpose="", codes=codes, **told)


def _purpose(row: Any) -> str:
    from app.helpdesk.catalog.content.load import load_catalog

    known = {one.code: one.words for one in load_catalog().reveal_purposes}
    if row.purpose:
        said = str(known.get(row.purpose, row.purpose.replace("_", " "))).rstrip(".")
        return f"{said[:1].upper()}{said[1:]}"
    office = "privacy_officer" in row.actor_role or row.tag.startswith(("record:", "events:"))
    return "Review of the records" if office else "Work on the helpdesk"


def _role(actor_role: str) -> tuple[str, str]:
    _hat, *roles = actor_role.split(":")
    known = [ROLES[role] for role in roles if role in ROLES]
    return known[-1] if known else ("the product", "Keeps the records")


def outside_of(row: Any) -> Outside:
    """Return a request from outside the school."""
    return Outside(
        day=row.asked_on,
        party=open_for(Sealed(row.party)),
        interest=open_for(Sealed(row.interest)),
        purpose=open_for(Sealed(row.purpose)),
        what=open_for(Sealed(row.what)),
        further=open_for(Sealed(row.further)),
        basis=BASES.get(row.basis, row.basis),
        outcome=OUTCOMES[row.outcome],
        sealed=row.basis == SEALED,
    )
