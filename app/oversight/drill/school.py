"""A made-up school in a database of its own, in memory: nothing of the real one is read or written."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.identity.rights import Clearance, Hat, Role
from app.kernel.db import Base
from app.kernel.ids import new_id
from app.oversight.marks.models import ReviewMark, ReviewProgress
from app.school.apart.models import Barred, KeptApart
from app.school.cadres.models import Cadre, CadreMember, Shift, TrainingLink
from app.school.people.models import Enrollment, Guardian, Membership, Person, PersonPrivate, SchoolClass
from app.school.places.models import BellPeriod, ClosedDay, Org, Term

ZONE = ZoneInfo("America/Denver")
FIRST = date(2026, 9, 7)  # a Monday
WEEKS, TECHS, PEOPLE = 4, 16, 160
HOLIDAY = FIRST + timedelta(days=14)
PERIODS = tuple((f"P{n + 1}", 480 + n * 55, 480 + n * 55 + 50) for n in range(7))
_TABLES = (
    AuditEvent, Barred, BellPeriod, Cadre, CadreMember, ClosedDay, Enrollment, Guardian, KeptApart, Membership, Org,
    Person, PersonPrivate, ReviewMark, ReviewProgress, SchoolClass, Shift, Term, Ticket, TrainingLink,
)  # fmt: skip
_HATS = {
    "tech": (Hat.DESK, Role.STUDENT_TECH, Clearance.MASKED),
    "trainer": (Hat.DESK, Role.PEER_TRAINER, Clearance.MASKED),
    "requester": (Hat.MY, Role.REQUESTER, Clearance.OWN),
    "teacher": (Hat.TEACH, Role.TEACHER, Clearance.STAFF),
    "deputy": (Hat.TEACH, Role.TEACHER, Clearance.STAFF),
    "technician": (Hat.DESK, Role.TECHNICIAN, Clearance.STAFF),
    "officer": (Hat.OFFICE, Role.PRIVACY_OFFICER, Clearance.STAFF),
    "administrator": (Hat.ADMIN, Role.ADMINISTRATOR, Clearance.STAFF),
}


@dataclass
class DrillSchool:
    """The made-up school: its keys, its days, and the rows that are written at the end in one go."""

    seed: int
    district_id: int = 0
    site_id: int = 0
    other_site_id: int = 0
    cadre_id: int = 0
    techs: list[int] = field(default_factory=list)
    period_of: dict[int, int] = field(default_factory=dict)
    people: list[int] = field(default_factory=list)
    adults: dict[str, int] = field(default_factory=dict)
    rows: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)
    chance: Random = field(default_factory=Random)

    @property
    def days(self) -> list[date]:
        """Return the school days."""
        every = [FIRST + timedelta(days=n) for n in range(WEEKS * 7)]
        return [day for day in every if day.weekday() < 5 and day != HOLIDAY]

    @property
    def end(self) -> datetime:
        """Return a moment long enough after the last day for everything to be settled."""
        return at_minute(FIRST + timedelta(weeks=WEEKS + 2), 600)

    def put(self, table: Any, **values: Any) -> None:
        self.rows.setdefault(table, []).append({"district_id": self.district_id} | values)

    def person(self, kind: str = "student", family: str = "") -> int:
        """Invent somebody with a family name that nobody else has, unless one is given."""
        person = new_id()
        now = at_minute(FIRST, 0)
        self.put(Person, id=person, site_id=self.site_id, kind=kind, active=True, created_at=now)
        name = family or f"Family{len(self.rows[Person])}"
        self.put(PersonPrivate, person_id=person, given=f"Given{len(self.rows[Person])}", family=name)
        return person

    def family_of(self, person: int) -> str:
        return str(next(row["family"] for row in self.rows[PersonPrivate] if row["person_id"] == person))

    def ticket(self, requester: int, owner: int | None, **more: Any) -> int:
        """Invent a ticket."""
        ticket = new_id()
        staff = more.pop("staff", False)
        values: dict[str, Any] = {
            "site_id": self.site_id,
            "number": f"DRL-{len(self.rows.get(Ticket, ())) + 10000}",
            "kind": "live",
            "record_type": "incident",
            "status": "in_progress" if owner else "queued",
            "category_id": 1,
            "impact": 1,
            "urgency": 1,
            "priority": 3,
            "channel": "web",
            "handle": "Student 1",
            "title_masked": "",
            "requester_id": requester,
            "requester_kind": "staff" if staff else "student",
            "entered_by_id": requester,
            "owner_id": owner,
            "created_at": at_minute(FIRST, 0),
        }
        self.put(Ticket, id=ticket, **values | more)
        return ticket

    def actor(self, person: int, role: str = "tech", session: int = 1) -> Actor:
        """Return somebody as an actor in a session of their own."""
        hat, held, clearance = _HATS[role]
        roles = {held} | ({Role.STUDENT_TECH} if role == "trainer" else set())
        made = Actor(person, self.district_id, hat, clearance, roles=frozenset(roles))
        return replace(made, session_id=person * 10 + session if session else None)


def at_minute(day: date, minute: float) -> datetime:
    """Return a moment of a day at the made-up school. Units: minutes since its midnight, which may be negative."""
    local = datetime.combine(day, time(), ZONE) + timedelta(minutes=minute)
    return local.astimezone(UTC)


def raise_school(seed: int) -> DrillSchool:
    """Invent the school, its bells, its team and its people."""
    school = DrillSchool(seed, chance=Random(seed))
    school.district_id, school.site_id, school.other_site_id, school.cadre_id = (new_id() for _ in range(4))
    _places(school)
    for role, kind in (
        ("teacher", "supervising_teacher"),
        ("deputy", "supervising_teacher"),
        ("technician", "technician"),
        ("officer", "privacy_officer"),
        ("administrator", "administrator"),
    ):
        person = school.adults[role] = school.person("staff")
        school.put(
            Membership, id=new_id(), person_id=person, org_id=school.site_id, role=kind, source="drill"
        )
    school.put(
        Cadre, id=school.cadre_id, site_id=school.site_id, name="Drill", school_year="2026-27",
        supervisor_id=school.adults["teacher"], deputy_id=school.adults["deputy"],
        starts_on=FIRST, ends_on=FIRST + timedelta(days=300),
    )  # fmt: skip
    for place in range(TECHS):
        _tech(school, place)
    school.people = [school.person() for _ in range(PEOPLE)]
    return school


def _places(school: DrillSchool) -> None:
    top, zone = school.district_id, str(ZONE)
    school.put(Org, id=top, kind="district", name="Drill", code="DR", timezone=zone)
    for id_, code in ((school.site_id, "DRL"), (school.other_site_id, "DRO")):
        school.put(Org, id=id_, parent_id=top, kind="school", name=code, code=code, timezone=zone)
    for name, starts, ends in PERIODS:
        values = {"name": name, "starts_minute": starts, "ends_minute": ends}
        school.put(BellPeriod, id=new_id(), site_id=school.site_id, **values)
    ends_on = FIRST + timedelta(days=300)
    school.put(Term, id=new_id(), site_id=school.site_id, name="Term", starts_on=FIRST, ends_on=ends_on)
    school.put(ClosedDay, id=new_id(), site_id=school.site_id, closed_on=HOLIDAY, reason="holiday")


def _tech(school: DrillSchool, place: int) -> None:
    person, period = school.person(), place % (len(PERIODS) - 1)
    school.techs.append(person)
    school.period_of[person] = period
    school.put(
        CadreMember, id=new_id(), cadre_id=school.cadre_id, person_id=person, working_name=f"Tech {place + 1}",
        rung="independent", starts_on=FIRST, ends_on=FIRST + timedelta(days=300),
    )  # fmt: skip
    bell = school.rows[BellPeriod][period]["id"]
    for weekday in range(5):
        where = {"cadre_id": school.cadre_id, "person_id": person, "period_id": bell}
        school.put(Shift, id=new_id(), weekday=weekday, **where)


def write(connection: sa.Connection, school: DrillSchool) -> None:
    """Make the tables in an empty database and write everything that was invented."""
    Base.metadata.create_all(
        connection, tables=[Base.metadata.tables[table.__tablename__] for table in _TABLES]
    )
    for table, rows in school.rows.items():
        shapes: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows:
            shapes.setdefault(tuple(sorted(row)), []).append(row)
        for found in shapes.values():
            connection.execute(sa.insert(table), found)
