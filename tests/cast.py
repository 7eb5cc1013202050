"""The cast, in a school of their own: Juniper Creek (JCM), and a stranger's school in another district (ALT).

maria   a requester, a student              bo     a student tech, independent, cleared for most categories
cy      a student tech, apprentice          ines   a peer trainer (lead) whose group is cy and tomo
tomo    a trainee                           okafor the supervising teacher; lind the deputy
dana    the adult technician                reyes  the privacy officer       adair  the administrator
brandt  a requester, a teacher              zed    a student tech in another district
lax     a student tech who has not passed the privacy module
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from werkzeug.security import generate_password_hash

from app import models as m
from app.kernel.ids import new_id

PASSWORD = "correct horse staple"
NOW = datetime.now(UTC).replace(microsecond=0)
ZONE = ZoneInfo("America/Denver")
CLEARED = (
    "wifi",
    "display",
    "power",
    "keyboard",
    "sound",
    "apps",
    "browser",
    "files",
    "printing",
    "classroom",
    "loaner",
)
PEOPLE: dict[str, tuple[str, str, str, str]] = {
    # name: kind, given, family, number
    "maria": ("student", "Maria", "Quintanilla", "5550111"),
    "bo": ("student", "Bohdan", "Kowalczyk", "5550112"),
    "cy": ("student", "Cyrus", "Abernathy", "5550113"),
    "ines": ("student", "Inés", "Villaseñor", "5550114"),
    "tomo": ("student", "Tomohiro", "Nakagawa", "5550115"),
    "lax": ("student", "Laxmi", "Venkatesan", "5550116"),
    "okafor": ("staff", "Adaeze", "Okafor", ""),
    "lind": ("staff", "Henrik", "Lind", ""),
    "dana": ("staff", "Dana", "Ruiz", ""),
    "reyes": ("staff", "Carmen", "Reyes", ""),
    "adair": ("staff", "Colin", "Adair", ""),
    "brandt": ("staff", "Otto", "Brandt", ""),
}
TITLES = {
    "okafor": "Ms. Okafor",
    "lind": "Mr. Lind",
    "dana": "Dana Ruiz",
    "reyes": "Ms. Reyes",
    "adair": "Mr. Adair",
    "brandt": "Mr. Brandt",
}
RUNGS = {"bo": "independent", "cy": "apprentice", "ines": "lead", "tomo": "trainee", "lax": "apprentice"}
ROLES = {
    "okafor": "supervising_teacher",
    "lind": "supervising_teacher",
    "dana": "technician",
    "reyes": "privacy_officer",
    "adair": "administrator",
}


@dataclass
class School:
    """What a test may need to name."""

    district_id: int
    site_id: int
    cadre_id: int
    people: dict[str, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    periods: list[int] = field(default_factory=list)
    devices: dict[str, int] = field(default_factory=dict)


def today_here() -> date:
    """Return the day it is at the cast's school: a run may last beyond midnight."""
    return datetime.now(ZONE).date()


def raise_school(owner: sa.Engine) -> School:
    """Write the cast's school as the owner and return its keys."""
    with owner.begin() as c:
        school = _places(c)
        for name in PEOPLE:
            _person(c, school, name)
        _cadre(c, school)
        _catalog(c, school)
        _stranger(c)
    return school


def put(c: sa.Connection, table: Any, **values: Any) -> int:
    """Insert one row, with a key of our making where the table has one, and return the key."""
    if "id" in table.__table__.c and "id" not in values:
        values["id"] = new_id()
    c.execute(sa.insert(table).values(**values))
    return int(values.get("id", 0))


def _places(c: sa.Connection) -> School:
    district = new_id()
    put(
        c,
        m.places.Org,
        id=district,
        district_id=district,
        kind="district",
        name="Juniper Valley District",
        code="JVD",
        timezone=ZONE.key,
        number_pattern=r"555\d{4}",
    )
    site = put(
        c,
        m.places.Org,
        district_id=district,
        parent_id=district,
        kind="school",
        name="Juniper Creek Middle School",
        code="JCM",
        timezone=ZONE.key,
    )
    school = School(district, site, 0)
    for code in ("118", "207", "G-2"):
        school.rooms[code] = put(c, m.places.Room, district_id=district, site_id=site, code=code)
    for number in range(7):
        start = 480 + number * 55 + (30 if number > 3 else 0)
        school.periods.append(
            put(
                c,
                m.places.BellPeriod,
                district_id=district,
                site_id=site,
                name=f"P{number + 1}",
                starts_minute=start,
                ends_minute=start + 50,
            )
        )
    put(
        c,
        m.places.Term,
        district_id=district,
        site_id=site,
        name="Year",
        starts_on=date(NOW.year - 1, 8, 1),
        ends_on=date(NOW.year + 1, 7, 31),
    )
    put(c, m.tickets.TicketCounter, site_id=site, district_id=district, next_number=24001)
    school.devices["JC-03318"] = put(
        c,
        m.devices.Device,
        district_id=district,
        site_id=site,
        tag="JC-03318",
        model="Chromebook 3110, 2-in-1",
        warranty="to June 2027",
    )
    return school


def _person(c: sa.Connection, school: School, name: str) -> None:
    kind, given, family, number = PEOPLE[name]
    common = {"district_id": school.district_id}
    person = put(c, m.people.Person, site_id=school.site_id, kind=kind, active=True, created_at=NOW, **common)
    school.people[name] = person
    put(
        c,
        m.people.PersonPrivate,
        person_id=person,
        given=given,
        family=family,
        number=number,
        username=f"{given}.{family}".lower(),
        mail=f"{given}.{family}@example.org".lower(),
        phone="(208) 555-0142" if name == "maria" else "",
        sourced_id=f"s-{name}",
        **common,
    )
    if name in TITLES:
        put(c, m.people.StaffProfile, person_id=person, display_name=TITLES[name], **common)
    if name in ROLES:
        org = school.district_id if name == "reyes" else school.site_id
        put(c, m.people.Membership, person_id=person, org_id=org, role=ROLES[name], **common)
    _account(c, school.district_id, person, name)


def _account(c: sa.Connection, district_id: int, person: int, username: str) -> None:
    made = generate_password_hash(PASSWORD, method="scrypt:256:8:1")
    put(
        c,
        m.accounts.Account,
        district_id=district_id,
        person_id=person,
        username=username,
        password_hash=made,
        failures=0,
        created_at=NOW,
        password_at=NOW,
    )


def _cadre(c: sa.Connection, school: School) -> None:
    today = today_here()
    common: dict[str, Any] = {"district_id": school.district_id}
    school.cadre_id = put(
        c,
        m.cadres.Cadre,
        site_id=school.site_id,
        name="Team 2026",
        school_year="2026-27",
        supervisor_id=school.people["okafor"],
        deputy_id=school.people["lind"],
        starts_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=200),
        **common,
    )
    for name, rung in RUNGS.items():
        member(c, school, name, rung)
    for trainee in ("cy", "tomo"):
        put(
            c,
            m.cadres.TrainingLink,
            cadre_id=school.cadre_id,
            trainer_id=school.people["ines"],
            trainee_id=school.people[trainee],
            starts_on=today - timedelta(days=30),
            **common,
        )


def member(c: sa.Connection, school: School, name: str, rung: str) -> None:
    """Make a person a member of the cadre with everything live work needs (lax lacks the module)."""
    today = today_here()
    person = school.people[name]
    common: dict[str, Any] = {"district_id": school.district_id}
    put(
        c,
        m.cadres.CadreMember,
        cadre_id=school.cadre_id,
        person_id=person,
        working_name=name.capitalize(),
        rung=rung,
        peer_trainer=name == "ines",
        starts_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=200),
        agreement_version="2026",
        agreement_on=today,
        agreement_how="screen",
        guardian_on=today,
        guardian_how="paper",
        **common,
    )
    if name != "lax":
        put(
            c,
            m.accounts.Grant,
            person_id=person,
            kind="module",
            code="privacy",
            valid_from=today - timedelta(days=1),
            source="quiz",
            given_by=0,
            given_at=NOW,
            **common,
        )
    for code in CLEARED:
        put(
            c,
            m.accounts.Grant,
            person_id=person,
            kind="category",
            code=code,
            valid_from=today - timedelta(days=1),
            source="rung",
            given_by=0,
            given_at=NOW,
            **common,
        )


def _catalog(c: sa.Connection, school: School) -> None:
    from app.helpdesk.catalog.content.load import load_catalog

    catalog = load_catalog()
    for place, entry in enumerate(catalog.categories):
        school.categories[entry.code] = put(
            c,
            m.catalog.Category,
            district_id=school.district_id,
            code=entry.code,
            name=entry.name,
            ask=entry.ask,
            record_type=entry.record_type,
            impact=entry.impact,
            urgency=entry.urgency,
            first_step=entry.first_step,
            checklist=list(entry.checklist),
            adult_only=entry.adult_only,
            private=entry.private,
            needs=entry.needs or "",
            listed=entry.listed,
            position=place,
        )
    for canned in catalog.canned:
        put(
            c,
            m.catalog.Canned,
            district_id=school.district_id,
            code=canned.code,
            title=canned.title,
            text=canned.text,
        )


def _stranger(c: sa.Connection) -> None:
    district = new_id()
    put(
        c, m.places.Org, id=district, district_id=district, kind="district", name="Alder District", code="ALD"
    )
    site = put(
        c,
        m.places.Org,
        district_id=district,
        parent_id=district,
        kind="school",
        name="Alder Middle School",
        code="ALT",
    )
    other = School(district, site, 0)
    put(c, m.tickets.TicketCounter, site_id=site, district_id=district, next_number=31001)
    for name, kind in (("zed", "student"), ("alder", "staff")):
        person = put(
            c, m.people.Person, district_id=district, site_id=site, kind=kind, active=True, created_at=NOW
        )
        other.people[name] = person
        put(
            c,
            m.people.PersonPrivate,
            person_id=person,
            district_id=district,
            given=name.capitalize(),
            family="Alderman",
            sourced_id=f"s-{name}",
        )
        _account(c, district, person, name)
    put(
        c,
        m.people.StaffProfile,
        person_id=other.people["alder"],
        district_id=district,
        display_name="Ms. Alder",
    )
    put(
        c,
        m.people.Membership,
        person_id=other.people["alder"],
        district_id=district,
        org_id=site,
        role="supervising_teacher",
    )
    other.people["okafor"] = other.people["lind"] = other.people["alder"]
    today = today_here()
    other.cadre_id = put(
        c,
        m.cadres.Cadre,
        district_id=district,
        site_id=site,
        name="Alder team",
        school_year="2026-27",
        supervisor_id=other.people["alder"],
        deputy_id=other.people["alder"],
        starts_on=today,
        ends_on=today + timedelta(days=100),
    )
    member(c, other, "zed", "independent")
