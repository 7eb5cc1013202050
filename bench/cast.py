"""The benchmark's school: its people, teams with grants, accounts with one password."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from werkzeug.security import generate_password_hash

from app import models as m
from app.helpdesk.catalog.content.load import load_catalog
from app.kernel.ids import new_id
from bench.sink import Sink

PASSWORD = "only for measuring 7"
ZONE = "America/Denver"
STUDENTS = 800
TECHS = 16
FORMER = 60
STAFF = {"teacher": "supervising_teacher", "technician": "technician", "officer": "privacy_officer"}
_GIVEN = (
    "Avelina Bertrand Caspian Dagny Evander Florentyna Gustavo Hanneke Ignacio Jovana Kwabena Liesel Marisol"
)
_GIVEN += (
    " Nikolai Ottilie Pranav Quenby Rosalind Stellan Thandiwe Umberto Valeska Wendeline Xiomara Yannick Zelda"
)
_FAMILY = "Abendroth Balogun Castellanos Dragomir Eriksson Fitzwilliam Grabowski Hamasaki Iwanowski Jankovic"
_FAMILY += " Kristoffersen Lindqvist Mbeki Nakagawa Oyelaran Papadakis Quintero Rasmussen Szymanski Thorvald"
_FAMILY += " Uzunyan Villanueva Wojcik Ximenez Yamaguchi Zielinski Achterberg Bjornstad Ciobanu Delacroix"
_TITLED = ("Ms.", "Mr.")


@dataclass
class School:
    """What the fill needs to name."""

    district_id: int
    site_id: int
    code: str
    students: list[int] = field(default_factory=list)
    teachers: list[int] = field(default_factory=list)
    techs: list[int] = field(default_factory=list)
    former: list[int] = field(default_factory=list)
    adults: dict[str, int] = field(default_factory=dict)
    rooms: list[int] = field(default_factory=list)
    periods: list[tuple[int, int, int]] = field(default_factory=list)
    devices: list[int] = field(default_factory=list)
    categories: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


def raise_school(sink: Sink, now: datetime, code: str, years: int = 1, students: int = STUDENTS) -> School:
    """Write the school and return its keys. Units: ``years`` before now that its term began."""
    school = _places(sink, now, code, years)
    rng = random.Random(3)
    made = generate_password_hash(PASSWORD)
    for number in range(students):
        username = f"tech{number + 1}" if number < TECHS else f"student{number - TECHS + 1}"
        person = _person(sink, school, now, rng, "student", username, made)
        (school.techs if number < TECHS else school.students).append(person)
    for number in range(40):
        role = list(STAFF)[number] if number < len(STAFF) else f"staff{number}"
        _adult(sink, school, now, rng, role, made)
    for number in range(FORMER):
        school.former.append(_person(sink, school, now, rng, "student", f"former{number + 1}", made))
    today = now.date()
    _team(sink, school, now, school.techs, today - timedelta(days=300), today + timedelta(days=60))
    _team(sink, school, now, school.former, today - timedelta(days=5000), today - timedelta(days=270))
    _catalog(sink, school)
    sink.flush()
    return school


def _places(sink: Sink, now: datetime, code: str, years: int) -> School:
    school = School(new_id(), new_id(), code)
    here = {"district_id": school.district_id}
    sink.put(m.places.Org, id=school.district_id, **here, kind="district", name="Sawtooth District",
             code="STD", timezone=ZONE, number_pattern=r"77\d{5}")  # fmt: skip
    sink.put(m.places.Org, id=school.site_id, **here, parent_id=school.district_id, kind="school",
             name="Sawtooth Middle School", code=code, timezone=ZONE)  # fmt: skip
    for number in range(60):
        school.rooms.append(new_id())
        sink.put(m.places.Room, id=school.rooms[-1], **here, site_id=school.site_id, code=str(100 + number))
    for number in range(7):
        starts = 480 + number * 58
        school.periods.append((new_id(), starts, starts + 52))
        sink.put(m.places.BellPeriod, id=school.periods[-1][0], **here, site_id=school.site_id,
                 name=f"P{number + 1}", starts_minute=starts, ends_minute=starts + 52)  # fmt: skip
    sink.put(m.places.Term, id=new_id(), **here, site_id=school.site_id, name="Year",
             starts_on=date(now.year - years, 1, 1), ends_on=date(now.year + 1, 12, 31))  # fmt: skip
    for number in range(400):
        school.devices.append(new_id())
        sink.put(m.devices.Device, id=school.devices[-1], **here, site_id=school.site_id,
                 tag=f"SW-{10_000 + number}", model="Chromebook 3110, 2-in-1", warranty="to June 2028")  # fmt: skip
    return school


def _person(
    sink: Sink, school: School, now: datetime, rng: random.Random, kind: str, username: str, made: str
) -> int:
    here = {"district_id": school.district_id}
    person, given, family = new_id(), rng.choice(_GIVEN.split()), rng.choice(_FAMILY.split())
    school.names.append(f"{given} {family}")
    sink.put(m.people.Person, id=person, **here, site_id=school.site_id, kind=kind, created_at=now)
    number = f"77{rng.randrange(10**5):05d}" if kind == "student" else ""
    sink.put(m.people.PersonPrivate, person_id=person, **here, given=given, family=family, username=username,
             number=number, mail=f"{username}@sawtooth.example", sourced_id=f"b-{username}")  # fmt: skip
    sink.put(m.accounts.Account, id=new_id(), **here, person_id=person, username=username, password_hash=made,
             created_at=now, password_at=now)  # fmt: skip
    return person


def _adult(sink: Sink, school: School, now: datetime, rng: random.Random, username: str, made: str) -> None:
    here = {"district_id": school.district_id}
    person = _person(sink, school, now, rng, "staff", username, made)
    title = f"{rng.choice(_TITLED)} {school.names[-1].split()[1]}"
    sink.put(m.people.StaffProfile, person_id=person, **here, display_name=title)
    school.adults[username] = person
    if username in STAFF:
        sink.put(
            m.people.Membership,
            id=new_id(),
            **here,
            person_id=person,
            org_id=school.site_id,
            role=STAFF[username],
        )
    else:
        school.teachers.append(person)


def _team(sink: Sink, school: School, now: datetime, people: list[int], begins: date, ends: date) -> None:
    here, today, cadre = {"district_id": school.district_id}, now.date(), new_id()
    sink.put(m.cadres.Cadre, id=cadre, **here, site_id=school.site_id, name="Team", school_year="this",
             supervisor_id=school.adults["teacher"], deputy_id=school.teachers[0],
             starts_on=begins, ends_on=ends)  # fmt: skip
    codes = [
        entry.code for entry in load_catalog().categories if not entry.adult_only and entry.code != "other"
    ]
    for number, person in enumerate(people):
        sink.put(m.cadres.CadreMember, id=new_id(), **here, cadre_id=cadre, person_id=person,
                 working_name=f"Tech {number + 1}", rung="independent", starts_on=begins, ends_on=ends,
                 agreement_version="1", agreement_on=today, agreement_how="screen", guardian_on=today,
                 guardian_how="paper")  # fmt: skip
        for kind, code in [("module", "privacy"), *(("category", code) for code in codes)]:
            sink.put(m.accounts.Grant, id=new_id(), **here, person_id=person, kind=kind,
                     code=code, valid_from=today - timedelta(days=9), source="rung", given_by=0,
                     given_at=now)  # fmt: skip


def _catalog(sink: Sink, school: School) -> None:
    here, catalog = {"district_id": school.district_id}, load_catalog()
    for place, entry in enumerate(catalog.categories):
        row = {
            "id": new_id(), "code": entry.code, "name": entry.name, "ask": entry.ask,
            "record_type": entry.record_type, "impact": entry.impact, "urgency": entry.urgency,
            "first_step": entry.first_step, "checklist": list(entry.checklist), "adult_only": entry.adult_only,
            "needs": entry.needs or "",
            "listed": entry.listed, "position": place,
        }  # fmt: skip
        sink.put(m.catalog.Category, **here, **row)
        school.categories[entry.code] = row
    for canned in catalog.canned:
        sink.put(
            m.catalog.Canned, id=new_id(), **here, code=canned.code, title=canned.title, text=canned.text
        )
