"""Read the demo's names, staff and school."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from app.demo.names.model import Bell, Model, Names, Numbering, Room, School, StaffMember, Weighted
from app.helpdesk.catalog.content.read import Entry, make_entries, read_file, refuse_twins

FOLDER = Path(__file__).parent
PARTS = ("supervisor", "technician", "privacy_officer", "administrator", "staff")


@cache
def load_names(folder: Path = FOLDER) -> Names:
    """Read given and family names with their weights, nicknames and preferred names."""
    given = read_file(folder / "given.yaml")
    family = read_file(folder / "family.yaml")
    preferred = given.entries("preferred")
    names = Names(
        given=_weighted(given, "given"),
        family=_weighted(family, "family"),
        nicknames=_pairs(given, "nicknames"),
        preferred={entry.text("given"): entry.text("preferred") for entry in preferred},
        mothers=given.texts("mothers", 1),
        fathers=given.texts("fathers", 1),
    )
    given.done()
    family.done()
    return names


@cache
def load_staff(folder: Path = FOLDER) -> tuple[StaffMember, ...]:
    """Read the staff, supervisors first."""
    file = read_file(folder / "staff.yaml")
    entries = file.entries("staff")
    file.done()
    staff = tuple(_member(entry) for entry in entries)
    refuse_twins(entries, [f"{member.given} {member.family}" for member in staff])
    return staff


@cache
def load_school(folder: Path = FOLDER) -> School:
    """Read the demo's district, school, rooms, bells, networks, apps and devices."""
    file = read_file(folder / "school.yaml")
    district, term, schools = _part(file, "district"), _part(file, "term"), file.entries("schools")
    main = next(entry for entry in schools if entry.flag("main", False))
    return School(
        district=(district.text("name"), district.text("code")),
        name=main.text("name"),
        code=main.text("code"),
        schools=tuple((entry.text("name"), entry.text("code")) for entry in schools),
        term_weeks=term.number("weeks", 1, 40),
        rooms=_rooms(file),
        bells=tuple(_bell(entry) for entry in file.entries("bells")),
        networks=file.texts("networks", 1),
        access_points=file.texts("access_points", 1),
        apps=file.texts("apps", 1),
        models=tuple(_model(entry) for entry in file.entries("models")),
        asset_tags=_numbering(_part(file, "asset_tag")),
        student_numbers=_numbering(_part(file, "student_number")),
        streets=file.texts("streets", 1),
        street_kinds=file.texts("street_kinds", 1),
        mail_domains=_pairs(file, "mail_domains"),
        passwords=file.texts("passwords", 1),
    )


def _part(file: Entry, key: str) -> Entry:
    return make_entries(file.file, key, [file.get(key)])[0]


def _numbering(entry: Entry) -> Numbering:
    return Numbering(entry.text("prefix", ""), entry.number("digits", 1, 9), entry.number("first", 0, 10**9))


def _weighted(file: Entry, key: str) -> tuple[Weighted, ...]:
    groups = file.get(key)
    if not isinstance(groups, dict) or not all(isinstance(weight, int) for weight in groups):
        raise file.wrong(f"'{key}' must map weights to lists of names")
    pairs = [(name, weight) for weight, names in groups.items() for name in names]
    wrong = [name for name, _ in pairs if not isinstance(name, str)]
    twins = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    if wrong or twins:
        raise file.wrong(f"'{key}' has names that are no text or come twice: {wrong or sorted(twins)}")
    return tuple(Weighted(name, weight) for name, weight in pairs)


def _pairs(file: Entry, key: str) -> dict[str, str]:
    pairs = file.get(key)
    if not isinstance(pairs, dict) or not all(
        isinstance(word, str) for pair in pairs.items() for word in pair
    ):
        raise file.wrong(f"'{key}' must map texts to texts")
    return dict(pairs)


def _member(entry: Entry) -> StaffMember:
    member = StaffMember(
        title=entry.text("title"),
        given=entry.text("given"),
        family=entry.text("family"),
        job=entry.text("job"),
        department=entry.text("department"),
        room=entry.text("room"),
        part=entry.choice("part", PARTS, "staff"),
    )
    entry.done()
    return member


def _rooms(file: Entry) -> tuple[Room, ...]:
    kinds = file.get("rooms")
    if not isinstance(kinds, dict):
        raise file.wrong("'rooms' must map kinds to lists of codes")
    return tuple(Room(str(code), str(kind)) for kind, codes in kinds.items() for code in codes)


def _bell(entry: Entry) -> Bell:
    return Bell(
        entry.text("code"),
        entry.text("name"),
        entry.text("starts"),
        entry.text("ends"),
        entry.flag("teaching", True),
    )


def _model(entry: Entry) -> Model:
    return Model(
        entry.text("kind"),
        entry.text("name"),
        entry.text("maker"),
        entry.number("count", 1, 5000),
        entry.number("years", 1, 12),
    )
