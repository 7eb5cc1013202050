"""Invent the people of the demo school. Pure: the same seed gives the same people."""

import unicodedata
from dataclasses import replace
from random import Random

from app.demo.names.load import load_names, load_school, load_staff
from app.demo.names.model import StaffMember
from app.kernel.frozen import dataclass

TECHS = 16
OLDER = 8  # the first generation of techs; they train the second
SIBLING_OF = 4  # the tech whose sister's ticket tempts them
CAREGIVERS = 0.25
_PHONE = "(208) 555-01{:02d}"


@dataclass(frozen=True, slots=True)
class Pupil:
    """Hold one student."""

    sid: str
    given: str
    family: str
    preferred: str
    nick: str
    number: str
    username: str
    grade: int
    phone: str

    @property
    def mail(self) -> str:
        """Yield the school's address."""
        return f"{self.username}@{load_school().mail_domains['students']}"


@dataclass(frozen=True, slots=True)
class Adult:
    """Hold one member of staff."""

    sid: str
    member: StaffMember
    username: str

    @property
    def mail(self) -> str:
        """Yield the school's address."""
        return f"{self.username}@{load_school().mail_domains['staff']}"


@dataclass(frozen=True, slots=True)
class Caregiver:
    """Hold one parent with their children's ids."""

    sid: str
    given: str
    family: str
    username: str
    phone: str
    children: tuple[str, ...]
    mother: bool

    @property
    def mail(self) -> str:
        """Yield the family's address."""
        return f"{self.username}@{load_school().mail_domains['families']}"


@dataclass(frozen=True, slots=True)
class People:
    """Hold everybody; techs are the first students, the older generation first."""

    pupils: tuple[Pupil, ...]
    staff: tuple[Adult, ...]
    caregivers: tuple[Caregiver, ...]

    @property
    def techs(self) -> tuple[Pupil, ...]:
        """Yield the students of the cadre."""
        return self.pupils[:TECHS]

    @property
    def sibling(self) -> Pupil:
        """Yield the younger sister of one tech."""
        return self.pupils[TECHS]

    def part(self, part: str) -> tuple[Adult, ...]:
        """Yield the staff with a part in the demo."""
        return tuple(adult for adult in self.staff if adult.member.part == part)


def invent_people(seed: int, students: int) -> People:
    """Invent a school of so many students, its staff and some of the parents."""
    random = Random(f"{seed}:people")
    used: set[str] = set()
    staff = tuple(
        Adult(f"staff-{place:03d}", member, _username(member.given, member.family, used, "."))
        for place, member in enumerate(load_staff(), 1)
    )
    pupils = [_pupil(random, place, used) for place in range(max(students, TECHS + 4))]
    sister = replace(pupils[TECHS], family=pupils[SIBLING_OF].family)
    pupils[TECHS] = replace(sister, username=_username(sister.given, sister.family, used))
    return People(tuple(pupils), staff, tuple(_caregivers(random, pupils, used)))


def _pupil(random: Random, place: int, used: set[str]) -> Pupil:
    names, school = load_names(), load_school()
    given = random.choices(names.given, [item.weight for item in names.given])[0].name
    family = random.choices(names.family, [item.weight for item in names.family])[0].name
    grade = 8 if place < OLDER else 7 if place < TECHS else 6 if place == TECHS else random.choice((6, 7, 8))
    return Pupil(
        sid=f"student-{place + 1:04d}",
        given=given,
        family=family,
        preferred=names.preferred.get(given, "") if random.random() < 0.5 and place >= TECHS else "",
        nick=names.nicknames.get(given, given),
        number=school.student_numbers.make(place * 7 + random.randrange(7)),
        username=_username(given, family, used),
        grade=grade,
        phone=_PHONE.format(random.randrange(100)) if random.random() < 0.3 else "",
    )


def _caregivers(random: Random, pupils: list[Pupil], used: set[str]) -> list[Caregiver]:
    names = load_names()
    found: list[Caregiver] = []
    for place, pupil in enumerate(pupils):
        if place != SIBLING_OF and random.random() > CAREGIVERS:
            continue
        mother = len(found) % 3 < 2
        given = random.choice(names.mothers if mother else names.fathers)
        children = (pupil.sid, pupils[TECHS].sid) if place == SIBLING_OF else (pupil.sid,)
        phone = _PHONE.format(random.randrange(100))
        username = _username(given, pupil.family, used, ".")
        sid = f"family-{place + 1:04d}"
        found.append(Caregiver(sid, given, pupil.family, username, phone, children, mother))
    return found


def _username(given: str, family: str, used: set[str], between: str = "") -> str:
    """Return a free username such as mgarcia or helen.abara."""
    first, last = _plain(given) or "x", _plain(family) or "x"
    base = f"{first}{between}{last}" if between else f"{first[0]}{last}"
    name, number = base, 1
    while name in used:
        number += 1
        name = f"{base}{number}"
    used.add(name)
    return name


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in folded if letter.isalnum())
