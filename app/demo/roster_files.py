"""Write the demo's people as a OneRoster 1.2 set, so that they come in as any school's do."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from app.demo.names.load import load_school
from app.demo.people import Adult, Caregiver, People, Pupil
from app.demo.timetable import Terms

DISTRICT, SCHOOL = "demo-district", "demo-school"
CLASS_SIZE = 28
CLASSES_OF_A_STUDENT = 5
NO_CLASSES = {
    "Administration",
    "Office",
    "Health",
    "Building",
    "Food service",
    "Technology",
    "District office",
}
NO_TEACHING = NO_CLASSES | {"Counseling", "Library", "Substitutes"}
_PERIODS = 5
_USERS = (
    "sourcedId", "status", "enabledUser", "username", "givenName", "familyName", "preferredGivenName",
    "identifier", "email", "phone", "agentSourcedIds", "grades",
)  # fmt: skip
_ROLES = ("sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId")
_CLASSES = (
    "sourcedId", "title", "classCode", "classType", "location", "schoolSourcedId", "courseSourcedId",
    "termSourcedIds", "periods",
)  # fmt: skip
Rows = Iterable[Sequence[str]]


def make_roster_set(people: People, terms: Terms, seed: int) -> io.BytesIO:
    """Return the set as an open zip."""
    school = load_school()
    orgs = [(DISTRICT, school.district[0], "district", "", ""), (SCHOOL, school.name, "school", "", DISTRICT)]
    classes, seats = _classes(people, seed)
    files = {
        "manifest.csv": _manifest(),
        "orgs.csv": _file(("sourcedId", "name", "type", "identifier", "parentSourcedId"), orgs),
        "users.csv": _file(_USERS, _users(people)),
        "roles.csv": _file(_ROLES, _roles(people)),
        "academicSessions.csv": _sessions(terms),
        "courses.csv": _file(("sourcedId", "title", "orgSourcedId"), _courses(people)),
        "classes.csv": _file(_CLASSES, classes),
        "enrollments.csv": _file(
            ("sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role"), seats
        ),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    packed.seek(0)
    return packed


def _file(header: Sequence[str], rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _manifest() -> str:
    bulk = ("orgs", "users", "roles", "academicSessions", "courses", "classes", "enrollments")
    rows = [("manifest.version", "1.0"), ("oneroster.version", "1.2"), ("source.systemName", "Cadre demo")]
    return _file(("propertyName", "value"), rows + [(f"file.{name}", "bulk") for name in bulk])


def _users(people: People) -> Rows:
    agents: dict[str, list[str]] = {}
    for parent in people.caregivers:
        for child in parent.children:
            agents.setdefault(child, []).append(parent.sid)
    for pupil in people.pupils:
        yield _user(pupil, pupil.given, pupil.family, agents.get(pupil.sid, ()))
    for adult in people.staff:
        yield _user(adult, adult.member.given, adult.member.family)
    for parent in people.caregivers:
        yield _user(parent, parent.given, parent.family)


def _user(
    one: Pupil | Adult | Caregiver, given: str, family: str, agents: Iterable[str] = ()
) -> Sequence[str]:
    preferred, number, grade = "", "", ""
    if isinstance(one, Pupil):
        preferred, number, grade = one.preferred, one.number, f"{one.grade:02d}"
    phone = "" if isinstance(one, Adult) else one.phone
    known = (one.sid, "active", "true", one.username, given, family, preferred)
    return (*known, number, one.mail, phone, ",".join(agents), grade)


def _roles(people: People) -> Rows:
    for pupil in people.pupils:
        yield (f"role-{pupil.sid}", pupil.sid, "primary", "student", SCHOOL)
    for adult in people.staff:
        yield (f"role-{adult.sid}", adult.sid, "primary", _role(adult), SCHOOL)
    for parent in people.caregivers:
        yield (f"role-{parent.sid}", parent.sid, "primary", "parent", SCHOOL)


def _role(adult: Adult) -> str:
    if "rincipal" in adult.member.job:
        return "principal"
    return "aide" if adult.member.department in NO_CLASSES else "teacher"


def _sessions(terms: Terms) -> str:
    header = ("sourcedId", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear")
    first, last = terms.parts[0].starts_on, terms.parts[-1].ends_on
    rows = [("year", "School year", "schoolYear", str(first), str(last), "", str(last.year))]
    for place, part in enumerate(terms.parts, 1):
        rows.append(
            (
                f"term-{place}",
                part.name,
                "term",
                str(part.starts_on),
                str(part.ends_on),
                "year",
                str(last.year),
            )
        )
    return _file(header, rows)


def _teachers(people: People) -> list[Adult]:
    return [
        adult
        for adult in people.staff
        if adult.member.department not in NO_TEACHING and adult.member.job != "Speech therapist"
    ]


def _course(adult: Adult) -> str:
    return adult.member.job.removesuffix(" teacher")


def _courses(people: People) -> Rows:
    names = dict.fromkeys(_course(adult) for adult in _teachers(people))
    return [(f"course-{place}", name, DISTRICT) for place, name in enumerate(names, 1)]


def _classes(people: People, seed: int) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
    """Return the classes, as many as the students need, and who sits in them."""
    courses = {name: sid for sid, name, _ in _courses(people)}
    teachers = _teachers(people)
    wanted = min(len(teachers) * _PERIODS, max(6, len(people.pupils) * CLASSES_OF_A_STUDENT // CLASS_SIZE))
    classes: list[Sequence[str]] = []
    seats: list[Sequence[str]] = []
    rooms: list[_Class] = []
    for place in range(wanted):
        turn, which = divmod(place, len(teachers))
        adult, period = teachers[which], (which + turn) % _PERIODS + 1
        name, sid = _course(adult), f"class-{place + 1:03d}"
        about = (adult.member.room, SCHOOL, courses[name], "term-1,term-2", str(period))
        classes.append((sid, f"{name}, period {period}", "", "scheduled", *about))
        seats.append((f"seat-{sid}", sid, SCHOOL, adult.sid, "teacher"))
        rooms.append(_Class(sid, name, period))
    return classes, seats + list(_seats(people, Random(f"{seed}:classes"), rooms))


@dataclass(slots=True)
class _Class:
    """One class while its seats are given away. Shape: a course of one grade ends with the grade's number."""

    sid: str
    course: str
    period: int
    taken: int = 0

    def suits(self, grade: int) -> bool:
        last = self.course.rpartition(" ")[2]
        return not last.isdecimal() or int(last) == grade


def _seats(people: People, random: Random, classes: Sequence[_Class]) -> Rows:
    """Yield a day for each student: one class a period, of their grade, no course twice, the emptiest first."""
    for pupil in people.pupils:
        courses: set[str] = set()
        for period in range(1, _PERIODS + 1):
            free = [
                one
                for one in classes
                if one.period == period and one.suits(pupil.grade) and one.course not in courses
            ]
            if not free:
                continue
            chosen = min(free, key=lambda one: (one.taken, random.random()))
            chosen.taken += 1
            courses.add(chosen.course)
            yield (f"seat-{chosen.sid}-{pupil.sid}", chosen.sid, SCHOOL, pupil.sid, "student")
