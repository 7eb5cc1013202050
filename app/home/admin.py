"""Make an administrator's home: what each school still lacks, the people, the last roster."""

from typing import Any

from app.audit.work import Work
from app.helpdesk.words import count_word
from app.home import queries
from app.home.view_models import AdminHome, SchoolLine
from app.school.calendar.words import stamp_words

_NEEDS = (("rooms", "rooms"), ("periods", "bell periods"), ("terms", "a term"), ("teams", "a team"))
_LINKS = (
    ("Upload a roster", "/admin/roster", "People and classes from the student information system."),
    ("Schools", "/admin/schools", "The district and its schools."),
    ("People", "/admin/people", "Accounts, roles and invite slips."),
    ("Teams", "/admin/cadres", "Who is on a helpdesk team, under which teacher."),
    ("District", "/admin/district", "How student numbers look, and whether guardians must permit."),
    ("Places", "/admin/places", "Rooms, bell periods, terms and closed days of each school."),
)


def read_admin(work: Work) -> AdminHome:
    """Return the home of an administrator; it names nobody."""
    schools = tuple(_school(row) for row in work.rows(queries.schools(work.actor)))
    people = {row.kind: row.number for row in work.rows(queries.people_by_kind(work.actor))}
    roster = work.first(queries.last_roster(work.actor))
    heading, lede = _says(schools, roster)
    return AdminHome(
        heading=heading,
        lede=lede,
        schools=schools,
        people=tuple((kind.capitalize(), f"{number:,}") for kind, number in sorted(people.items())),
        roster=_roster(roster, stamp_words(work.zone, roster.applied_at, work.now)) if roster else (),
        links=_LINKS,
    )


def _school(row: Any) -> SchoolLine:
    return SchoolLine(row.name, tuple(said for name, said in _NEEDS if not getattr(row, name)), row.teams)


def _says(schools: tuple[SchoolLine, ...], roster: Any) -> tuple[str, str]:
    lacking = [school for school in schools if school.lacks]
    if roster is None:
        return "Upload a roster first.", "Everything else starts with who is here."
    if lacking:
        first = lacking[0]
        return f"{first.name} still needs {_and(first.lacks)}.", (
            f"Its desk opens once that is there.{_more(len(lacking) - 1)}"
        )
    return "Every school is set up.", "Upload the next roster when the office has one."


def _more(number: int) -> str:
    if number < 2:
        return " Another school lacks something too." if number else ""
    return f" {count_word(number).capitalize()} more schools lack something too."


def _and(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _roster(row: Any, applied: str) -> tuple[tuple[str, str], ...]:
    counts = [(str(kind).replace("_", " ").capitalize(), str(number)) for kind, number in row.counts.items()
              if isinstance(number, int)]  # fmt: skip
    return (("Applied", applied), ("Kind", row.mode),
            *counts[:6], ("Refused rows", str(len(row.refusals))))  # fmt: skip
