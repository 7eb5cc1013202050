"""Write events at chosen moments through Work, as the cast."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.audit.tags import Tag
from app.audit.work import begin
from app.identity.actor import Actor
from app.identity.rights import Can, Clearance, Hat, Role
from app.kernel import clock
from app.oversight.marks.findings import AHEAD
from tests.cast import ROLES, School

ZONE = ZoneInfo("America/Denver")
_HATS = {
    "supervising_teacher": Hat.TEACH,
    "technician": Hat.DESK,
    "privacy_officer": Hat.OFFICE,
    "administrator": Hat.ADMIN,
}


def actor(school: School, name: str, hat: Hat | None = None) -> Actor:
    """Return a member of the cast as an actor, with every right."""
    role = Role(ROLES.get(name, "peer_trainer" if name == "ines" else "student_tech"))
    roles = {role} | ({Role.STUDENT_TECH} if name == "ines" else set())
    adult = name in ROLES
    return Actor(
        person_id=school.people[name],
        district_id=school.district_id,
        hat=hat or _HATS.get(role.value, Hat.DESK),
        clearance=Clearance.STAFF if adult else Clearance.MASKED,
        roles=frozenset(roles),
        rights=frozenset(Can),
        site_ids=frozenset({school.site_id}),
        cadre_ids=frozenset({school.cadre_id}),
        name=name,
    )


def act(school: School, name: str, tag: Tag, at: datetime, ticket: int | None = None, **about: Any) -> str:
    """Let a member of the cast do one thing at a moment, and return its event."""
    with clock.at(at), begin(actor(school, name, about.pop("hat", None))) as work:
        return work.record(tag, ticket_id=ticket, site_id=school.site_id if ticket else None, **about)


def last_week(weekday: int = 1, hour: int = 10, minute: int = 0, weeks: int = 1) -> datetime:
    """Return a moment of last week in the school's time; a Tuesday at ten unless told otherwise.

    Early on Monday last week is still open, and the one before it is the last one to be reviewed.
    """
    today = (datetime.now(ZONE) - AHEAD).date()
    day = today - timedelta(days=today.weekday() + 7 * weeks - weekday)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def monday(weeks: int = 1) -> str:
    """Return the Monday of last week as an address has it."""
    return last_week(0, weeks=weeks).astimezone(ZONE).date().isoformat()


def later(at: datetime, minutes: float) -> datetime:
    return at + timedelta(minutes=minutes)
