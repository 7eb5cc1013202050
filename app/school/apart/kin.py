"""Tell family from what the roster has: a caregiver, a phone or a mail address in common. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

MOST_SHARE = 12  # a number that more people have is the school's own, not a family's
_SHORTEST, _DIGITS = 7, 10  # of a phone number; a country's code before it does not matter


class Contact(Protocol):
    """How somebody is reached; a row of ``queries.contacts`` has it."""

    @property
    def person_id(self) -> int: ...
    @property
    def phone(self) -> str: ...
    @property
    def mail(self) -> str: ...


def family(
    links: Iterable[tuple[int, int]], contacts: Iterable[Contact], wanted: Iterable[int]
) -> dict[int, set[int]]:
    """Return the family of each wanted person.

    Shape: a link is (student, caregiver). Who shares a phone or a mail address is of one home; a home's caregivers
    and all whom those care for are its family.
    """
    home_of = _homes(contacts)
    people: dict[int, set[int]] = defaultdict(set)
    next_to: dict[int, set[int]] = defaultdict(set)
    for person, home in home_of.items():
        people[home].add(person)
    for student, caregiver in links:
        ours, theirs = home_of.get(student, student), home_of.get(caregiver, caregiver)
        people[ours].add(student)
        people[theirs].add(caregiver)
        next_to[ours].add(theirs)
        next_to[theirs].add(ours)
    found: dict[int, set[int]] = {}
    for person in wanted:
        own = home_of.get(person, person)
        near = {own, *next_to[own]}
        near |= {further for home in next_to[own] for further in next_to[home]}
        found[person] = {one for home in near for one in people[home]} - {person}
    return found


def _homes(contacts: Iterable[Contact]) -> dict[int, int]:
    """Return the home of each person who shares a number or an address with another: its first person's key."""
    home_of: dict[int, int] = {}
    for group in _sharing(contacts):
        homes = {home_of.get(person, person) for person in group}
        first = min(homes)
        for person, home in list(home_of.items()):
            if home in homes:
                home_of[person] = first
        home_of |= dict.fromkeys(group, first)
    return home_of


def _sharing(contacts: Iterable[Contact]) -> list[set[int]]:
    """Return who shares a phone or a mail address with whom."""
    found: dict[str, set[int]] = defaultdict(set)
    for one in contacts:
        digits = "".join(c for c in one.phone if c.isdigit())[-_DIGITS:]
        if len(digits) >= _SHORTEST:
            found[digits].add(one.person_id)
        if "@" in one.mail:
            found[one.mail.strip().lower()].add(one.person_id)
    return [people for people in found.values() if 1 < len(people) <= MOST_SHARE]
