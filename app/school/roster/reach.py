"""Hold a set to the schools of whoever brings it: other schools' people are neither changed, taken in nor ended."""

from collections.abc import Mapping
from typing import Any

from app.school.roster import queries
from app.school.roster.people import WantedPerson
from app.school.roster.plan import Scope
from app.school.roster.reader import Refusal

_OF_CHILDREN = ("caregiver", "other")  # who may be at no school, and then goes with their children
_MOVES = "This row would move somebody into your school, or out of it."
_REMEDY = "Let an administrator of the district import the set."


def within_reach(scope: Scope, wanted: Mapping[str, WantedPerson]) -> dict[str, WantedPerson]:
    """Return who of a set may be planned, and note whom it must not touch.

    Refuses: who would move into a school within reach or out of it, row by row.
    """
    if scope.reach is None:
        return dict(wanted)
    rows = {row.sourced_id: row for row in scope.work.rows(queries.people(scope.actor))}
    scope.others_people = {row.id for row in rows.values()} - _own(scope, rows)
    ours = {sid for sid, one in wanted.items() if one.site is not None and _is_ours(scope, one)}
    agents = {agent for sid in ours for agent in wanted[sid].agents}
    ours |= {sid for sid in agents & wanted.keys() if _goes_with_children(wanted[sid])}
    known = {sid: row.id not in scope.others_people for sid, row in rows.items()}
    moving = {sid for sid in wanted.keys() & known.keys() if known[sid] is not (sid in ours)}
    scope.others_people |= {rows[sid].id for sid in moving}
    told = {sid for sid in moving if sid in ours or wanted[sid].site is not None}
    _refuse(scope, told)
    scope.plan.beyond = len(wanted.keys() - ours - told)
    return {sid: one for sid, one in wanted.items() if sid in ours and sid not in moving}


def _is_ours(scope: Scope, person: WantedPerson) -> bool:
    return person.site is not None and scope.may_change(scope.org_ids.get(person.site))


def _goes_with_children(person: WantedPerson) -> bool:
    return person.site is None and person.kind in _OF_CHILDREN


def _own(scope: Scope, rows: Mapping[str, Any]) -> set[int]:
    """Return who is at a school within reach, and the caregivers at no school all of whose children are."""
    own = {row.id for row in rows.values() if scope.reach is not None and row.site_id in scope.reach}
    children: dict[int, set[int]] = {}
    for link in scope.work.rows(queries.guardians(scope.actor)):
        children.setdefault(link.caregiver_id, set()).add(link.student_id)
    loose = (row.id for row in rows.values() if row.site_id is None and row.kind in _OF_CHILDREN)
    return own | {key for key in loose if children.get(key) and children[key] <= own}


def _refuse(scope: Scope, sids: set[str]) -> None:
    lines = {one.sourced_id: one.line for one in scope.roster.people if one.sourced_id in sids}
    found = (Refusal("users.csv", line, "orgSourcedIds", _MOVES, _REMEDY) for line in sorted(lines.values()))
    scope.plan.refusals.extend(found)
