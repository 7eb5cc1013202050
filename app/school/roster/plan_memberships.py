"""Compare who is what where with what the roster said before; roles that were given here are not touched."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.kernel.ids import new_id
from app.school.people.models import Membership as Row
from app.school.roster import queries
from app.school.roster.diff import Values, compare
from app.school.roster.people import ROLE_WORDS
from app.school.roster.plan import Scope, bound, change
from app.school.roster.reader import Membership, Refusal, RowStatus

Key = tuple[int, int, str]
_ELSEWHERE = "The person belongs to another district of this set."
_REMEDY = "Give them an id of their own in this district."


def plan_memberships(scope: Scope) -> None:
    """Plan the roles of one district's people."""
    wanted = _wanted(scope)
    known = _known(scope)
    delta = compare(wanted, known)
    told = _spoken_for(scope) | scope.ended_people
    marked = _marked(scope)
    gone = (key for key in delta.absent if key[0] in told or key in marked)
    ended = [key for key in gone if _is_open(scope, known[key])]
    district = scope.actor.district_id
    fresh = [
        {"id": new_id(), "district_id": district, "person_id": person, "org_id": org, "role": role, **values}
        for (person, org, role), values in delta.new.items()
    ]
    scope.plan.write(sa.insert(Row).values(source="roster"), fresh)
    dates = [bound(known[key]["id"], values) for key, values in delta.changed.items()]
    scope.plan.write(change(Row, "starts_on", "ends_on"), dates)
    yesterday = scope.work.today - timedelta(days=1)
    stops = [bound(known[key]["id"], {"ends_on": yesterday}) for key in ended]
    scope.plan.write(change(Row, "ends_on"), stops)
    scope.plan.count("memberships", delta, len(ended))


def _wanted(scope: Scope) -> dict[Key, Values]:
    found: dict[Key, Values] = {}
    for sid, roles in scope.people.roles_of.items():
        if sid not in scope.person_ids:
            continue
        for member in roles:
            key = _key(scope, member) if member.status is RowStatus.ACTIVE else None
            if key is not None:
                values = {"starts_on": member.begin_on, "ends_on": member.end_on}
                found[key] = _later(found.get(key), values)
    return found


def _key(scope: Scope, member: Membership) -> Key | None:
    """Return our key of a role, or None where it names no role of this district."""
    place = scope.tree.place_of(member.org)
    person = scope.person_ids.get(member.person)
    if member.role is None or person is None or person in scope.ended_people or person in scope.others_people:
        return None
    if place.district != scope.district and place.sid != scope.tree.home:
        refusal = Refusal("roles.csv", member.line, "orgSourcedId", _ELSEWHERE, _REMEDY)
        scope.plan.refusals.append(refusal)
        scope.plan.counts["memberships"].refused += 1
        return None
    org = scope.org_ids[place.sid]
    return (person, org, ROLE_WORDS[member.role]) if scope.may_change(org) else None


def _later(one: Values | None, other: Values) -> Values:
    """Return the span that lasts longer; an open end lasts longest."""
    if one is None or one["ends_on"] is None:
        return one or other
    return other if other["ends_on"] is None or other["ends_on"] > one["ends_on"] else one


def _known(scope: Scope) -> dict[Key, Mapping[str, Any]]:
    found: dict[Key, Mapping[str, Any]] = {}
    for row in scope.work.rows(queries.memberships(scope.actor)):
        if scope.may_change(row.org_id) and row.person_id not in scope.others_people:
            found[row.person_id, row.org_id, row.role] = row._asdict()
    return found


def _is_open(scope: Scope, row: Mapping[str, Any]) -> bool:
    return row["ends_on"] is None or row["ends_on"] >= scope.work.today


def _spoken_for(scope: Scope) -> frozenset[int]:
    """Return whose roles the set tells in full."""
    roster = scope.roster
    if scope.has("roles.csv"):
        sids: Iterable[str] = scope.person_ids if scope.is_whole("roles.csv") else ()
    else:
        sids = scope.people.wanted
    spared = roster.people_with_refused_roles | roster.refused_people
    return frozenset(scope.person_ids[sid] for sid in sids if sid in scope.person_ids and sid not in spared)


def _marked(scope: Scope) -> frozenset[Key]:
    """Return the roles that the set marks as ended."""
    marked = (
        _key(scope, member)
        for roles in scope.people.roles_of.values()
        for member in roles
        if member.status is RowStatus.TOBEDELETED and member.org
    )
    return frozenset(key for key in marked if key is not None)
