"""Let things happen in a day’s bells, and return the marks they get."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.oversight.marks.case import Case
from app.oversight.marks.facts import Known, Tech, TicketFacts
from app.oversight.marks.findings import Mark
from app.oversight.marks.rules import judge
from app.school.calendar.bells import BellCalendar, every_weekday, span

ME, OTHER, ADULT, TRAINEE, REQUESTER = 1, 2, 3, 4, 9


BELLS = BellCalendar(
    every_weekday([span("08:00", "08:50", "P1"), span("08:55", "09:45", "P2"), span("14:00", "14:50", "P7")]),
    "America/Denver",
    [(date(2026, 8, 1), date(2027, 6, 1))],
    [date(2026, 11, 11)],
)


START = datetime(2026, 10, 6, 14, 10, tzinfo=UTC)  # a Tuesday, 8:10 in Denver, period 1


@dataclass
class Event:
    tag: str
    minute: float = 0
    ticket_id: int | None = None
    actor_id: int = ME
    actor_role: str = "desk:student_tech"
    outcome: str = "done"
    codes: dict[str, Any] = field(default_factory=dict)
    subjects: list[int] = field(default_factory=list)
    session_id: int | None = None
    site_id: int | None = None
    id: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        self.id = self.id or f"{self.tag}-{self.minute}-{self.ticket_id}"

    @property
    def occurred_at(self) -> datetime:
        return self.at or START + timedelta(minutes=self.minute)


def opened(minute: float, ticket: int = 7, **more: Any) -> Event:
    return Event("ticket:opened", minute, ticket, **more)


def known(
    *chain: Event, kin: bool | str = False, requester: int = REQUESTER, practice: bool = False
) -> Known:
    tickets = {n: TicketFacts(n, requester if n == 7 else 100 + n, None, practice) for n in range(1, 60)}
    chains: dict[int, list[Event]] = {}
    for move in chain:
        chains.setdefault(move.ticket_id or 0, []).append(move)
    close = {(7, ME): frozenset({how} if isinstance(how := kin, str) else {"family"})} if kin else {}
    return Known(tickets, chains, frozenset({ME, OTHER, TRAINEE}), close, {(7, ME): START})


def marks(*events: Event, about: Known | None = None, later: float = 600) -> dict[str, Mark]:
    tech = Tech(ME, BELLS, frozenset({TRAINEE}))
    now = max(event.occurred_at for event in events) + timedelta(minutes=later)
    case = Case(tech, events, about or known(), now)
    return judge(case, {event.id for event in events})


def claimed(minute: float, actor: int = ME, ticket: int = 7) -> Event:
    return Event("ticket:claimed", minute, ticket, actor)


def shown(minute: float, ticket: int = 7, **more: Any) -> Event:
    return Event("word:revealed", minute, ticket, **more)
