"""Turn a set's people into the rows that we want: who they are, what they are, where. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.school.roster.reader import Membership, Person, Refusal, RosterRole, RosterSet, RowStatus
from app.school.roster.tree import Place, Tree

ROLE_WORDS = {
    RosterRole.STUDENT: "student",
    RosterRole.TEACHER: "teacher",
    RosterRole.STAFF: "staff",
    RosterRole.ADMINISTRATOR: "school_administrator",  # of the school; Cadre's administrators are named here
    RosterRole.CAREGIVER: "caregiver",
}
ADULT_ROLES = {RosterRole.TEACHER, RosterRole.STAFF, RosterRole.ADMINISTRATOR}
LONGEST = {"given": 120, "family": 120, "middle": 120, "preferred": 120, "username": 120}
LONGEST |= {"number": 60, "mail": 254, "phone": 60, "grade": 10}
COLUMNS = {"given": "givenName", "family": "familyName", "middle": "middleName"}
COLUMNS |= {"preferred": "preferredGivenName", "number": "identifier", "mail": "email", "phone": "phone"}
COLUMNS |= {"grade": "grades", "username": "username"}


@dataclass(slots=True)
class WantedPerson:
    """What the set says of one person; ``site`` and ``district`` are ids of the set."""

    sid: str
    district: str
    site: str | None
    kind: str
    active: bool
    private: dict[str, str]
    display_name: str
    agents: tuple[str, ...]
    roles: list[Membership] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"WantedPerson(kind={self.kind!r})"


@dataclass(slots=True)
class People:
    """Everybody a set names, and the rows that could not be taken."""

    wanted: dict[str, WantedPerson]
    refusals: list[Refusal]
    roles_of: dict[str, list[Membership]]


def read_people(roster: RosterSet, tree: Tree) -> People:
    """Return everybody of a set.

    Refuses: a person with a text that is too long to keep, row by row.
    """
    roles_of: dict[str, list[Membership]] = {}
    for member in roster.memberships:
        roles_of.setdefault(member.person, []).append(member)
    children = _children(roster.people)
    people = People({}, [], roles_of)
    for person in roster.people:
        if person.status is not RowStatus.ACTIVE:
            continue
        private = _private(person)
        refusal = _too_long(person, private)
        if refusal is not None:
            people.refusals.append(refusal)
            continue
        roles = [one for one in roles_of.get(person.sourced_id, ()) if one.status is RowStatus.ACTIVE]
        people.wanted[person.sourced_id] = _wanted(person, private, roles, tree, children)
    _follow_children(people.wanted, children)
    return people


def _wanted(
    person: Person, private: dict[str, str], roles: list[Membership], tree: Tree, children: Mapping[str, str]
) -> WantedPerson:
    place = _main_place(roles, person, tree)
    kind = _kind(roles, person.sourced_id in children)
    return WantedPerson(
        sid=person.sourced_id,
        district=place.district if roles else "",
        site=_site(roles, tree, place),
        kind=kind,
        active=person.enabled,
        private=private,
        display_name=display_name(private) if kind == "staff" else "",
        agents=person.agents,
        roles=roles,
    )


def _children(people: Iterable[Person]) -> dict[str, str]:
    """Return each caregiver's (first) child."""
    found: dict[str, str] = {}
    for person in people:
        for agent in person.agents:
            found.setdefault(agent, person.sourced_id)
    return found


def _follow_children(wanted: Mapping[str, WantedPerson], children: Mapping[str, str]) -> None:
    """Put who has no role of their own into the district of their child."""
    for sid, person in wanted.items():
        child = wanted.get(children.get(sid, ""))
        if not person.roles and child is not None:
            person.district = child.district


def _main_place(roles: list[Membership], person: Person, tree: Tree) -> Place:
    main = next((one.org for one in roles if one.primary), roles[0].org if roles else person.primary_org)
    return tree.place_of(main)


def _site(roles: list[Membership], tree: Tree, main: Place) -> str | None:
    if not roles or main.kind == "school":
        return main.sid if roles else None
    schools = (tree.place_of(one.org) for one in roles)
    return next((place.sid for place in schools if place.kind == "school"), None)


def _kind(roles: list[Membership], is_agent: bool) -> str:
    """Return the kind; whoever is a student anywhere is one, since that is the safer mask."""
    held = {one.role for one in roles}
    if RosterRole.STUDENT in held:
        return "student"
    if held & ADULT_ROLES:
        return "staff"
    return "caregiver" if is_agent or RosterRole.CAREGIVER in held else "other"


def _private(person: Person) -> dict[str, str]:
    preferred = " ".join(part for part in (person.preferred_given_name, person.preferred_family_name) if part)
    return {
        "given": person.given_name,
        "family": person.family_name,
        "middle": person.middle_name,
        "preferred": preferred,
        "username": person.username,
        "number": person.identifier,
        "mail": person.email,
        "phone": person.phone or person.sms,
        "grade": person.grades[0] if person.grades else "",
    }


def _too_long(person: Person, private: Mapping[str, str]) -> Refusal | None:
    for name, longest in LONGEST.items():
        if len(private[name]) > longest:
            reason = f"The cell is longer than {longest} characters."
            remedy = "Shorten it in the source system."
            return Refusal("users.csv", person.line, COLUMNS[name], reason, remedy)
    return None


def display_name(private: Mapping[str, Any]) -> str:
    """Return a staff member's professional name while nobody has entered a better one."""
    if " " in private["preferred"]:
        return str(private["preferred"])[:120]
    return f"{private['preferred'] or private['given']} {private['family']}".strip()[:120]
