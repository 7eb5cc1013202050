"""Honest shifts: what a team does on its days, with the small slips that honest people make."""

from dataclasses import field
from datetime import date, datetime
from random import Random
from typing import Any

from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.oversight.drill.acts import Place, event_of
from app.oversight.drill.school import PERIODS, DrillSchool, at_minute

PER_SHIFT = (2, 4)  # tickets worked on in a shift
REVEALS, MATCHES, SEARCHES, PASSED, MISTYPED, CURIOUS = 0.12, 0.25, 0.3, 0.08, 0.08, 0.15


@dataclass(frozen=True)
class ShiftKey:
    """One person's shift on one day."""

    person: int
    day: date


@dataclass
class Acted:
    """What happened. Shape: ``honest`` maps events to shifts, ``planted`` events to the instance they belong to."""

    events: list[dict[str, Any]] = field(default_factory=list)
    honest: dict[str, ShiftKey] = field(default_factory=dict)
    planted: dict[str, str] = field(default_factory=dict)


class _Shift:
    """One shift as it is played, with a clock of its own."""

    def __init__(self, school: DrillSchool, acted: Acted, person: int, day: date) -> None:
        self.school, self.acted, self.key = school, acted, ShiftKey(person, day)
        self.chance: Random = school.chance
        self.actor: Actor = school.actor(person)
        self.starts, self.ends = PERIODS[school.period_of[person]][1:]
        self.minute = self.starts + self.chance.uniform(0.5, 3)

    def wait(self, low: float, high: float) -> None:
        self.minute = min(self.ends - 0.5, self.minute + self.chance.uniform(low, high))

    def now(self) -> datetime:
        return at_minute(self.key.day, self.minute)

    def do(self, act: str, place: Place = Place(), **more: Any) -> None:  # noqa: B008 - frozen
        row = event_of(self.actor, self.now(), act, place, **more)
        self.acted.events.append(row)
        self.acted.honest[row["id"]] = self.key

    def somebody(self, act: str, person: int, place: Place, minutes: float) -> None:
        """Let somebody else act some minutes before; it belongs to no shift."""
        actor = self.school.actor(person, "requester", 0)
        row = event_of(actor, at_minute(self.key.day, self.minute - minutes), act, place)
        self.acted.events.append(row)


def play_shifts(school: DrillSchool) -> Acted:
    """Play every shift of every school day."""
    acted = Acted()
    for day in school.days:
        for person in school.techs:
            _play(_Shift(school, acted, person, day))
    return acted


def _play(shift: _Shift) -> None:
    chance = shift.chance
    if chance.random() < MISTYPED:
        for _ in range(chance.choice((1, 1, 2, 3))):
            shift.do("not_found")
            shift.wait(0.2, 0.6)
    if chance.random() < SEARCHES:
        shift.do("search", codes={"results": chance.choice((0, 1, 2, 4))})
        shift.wait(0.3, 1)
    for _ in range(chance.randint(*PER_SHIFT)):
        _ticket(shift)
    if chance.random() < CURIOUS:  # a free ticket is read and left
        place = _asked(shift, None)
        shift.do("open", place)


def _asked(shift: _Shift, owner: int | None) -> Place:
    school = shift.school
    requester = shift.chance.choice(school.people)
    place = Place(school.ticket(requester, owner), school.site_id, requester)
    shift.somebody("ask", requester, place, shift.chance.uniform(20, 200))
    return place


def _ticket(shift: _Shift) -> None:
    """Take a ticket from the queue, or from the counter, and work on it."""
    chance, school = shift.chance, shift.school
    if chance.random() < MATCHES:
        requester = chance.choice(school.people)
        place = Place(school.ticket(requester, shift.key.person), school.site_id, requester)
        shift.do("match", place)
        shift.wait(0.8, 2.5)
        shift.do("ask", place)
    else:
        place = _asked(shift, shift.key.person)
        shift.do("open", place)
        shift.wait(0.3, 1.5)
    shift.do("claim", place)
    shift.wait(0.2, 1)
    shift.do("open", place)
    if chance.random() < REVEALS:
        shift.wait(0.3, 1)
        shift.do("reveal", place)
    shift.wait(0.8, 3)
    shift.do(chance.choice(("note", "reply", "checklist")), place)
    shift.wait(0.8, 3)
    if chance.random() < PASSED:
        shift.do("escalate", place)
        shift.wait(0.3, 1)
        shift.do("open", place)
    else:
        shift.do("reply", place)
        shift.wait(0.3, 1)
        shift.do("resolve", place)
