"""Compare a set's people, professional names and caregivers with ours."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from app.identity.rights import Hat, Role
from app.kernel.ids import new_id
from app.school.people.folding import found_by
from app.school.people.models import Guardian, Person, PersonPrivate, StaffProfile
from app.school.roster import policy, queries
from app.school.roster.diff import Delta, Values, compare
from app.school.roster.people import WantedPerson, display_name
from app.school.roster.plan import Scope, bound, change, remove

OPEN = ("kind", "site_id", "active")
_WORDS = {"kind": "kind", "site_id": "school", "active": "account", "number": "number", "mail": "mail"}
_WORDS |= {"given": "name", "family": "name", "middle": "name", "preferred": "name", "grade": "grade"}
_WORDS |= {"username": "username", "phone": "phone"}


def plan_people(scope: Scope, wanted: Mapping[str, WantedPerson]) -> None:
    """Plan the people of one district, and note their ids and who of them ends."""
    everybody = {row.sourced_id: row._asdict() for row in scope.work.rows(queries.people(scope.actor))}
    rows = {sid: row for sid, row in everybody.items() if row["id"] not in scope.others_people}
    delta = compare({sid: _values(scope, person) for sid, person in wanted.items()}, rows)
    ended = list(_ending(scope, wanted, rows))
    scope.person_ids.update({sid: row["id"] for sid, row in everybody.items()})
    scope.person_ids.update({sid: new_id() for sid in delta.new})
    scope.ended_people = {rows[sid]["id"] for sid in ended}
    scope.ended_people |= {scope.person_ids[sid] for sid, person in wanted.items() if not person.active}
    _insert(scope, delta)
    _update(scope, delta, rows)
    _end(scope, [rows[sid]["id"] for sid in ended if sid not in delta.changed])
    scope.plan.count("people", delta, len(ended))
    scope.plan.counts["people"].changed -= sum(1 for sid in ended if sid in delta.changed)
    scope.plan.ending += len(ended)
    scope.plan.active_before += sum(1 for row in rows.values() if row["active"])
    _keep_administrators(scope, {rows[sid]["id"] for sid in ended})
    _show(scope, delta, rows, ended)
    _plan_profiles(scope, wanted, rows)


def _values(scope: Scope, person: WantedPerson) -> Values:
    site = scope.org_ids.get(person.site) if person.site is not None else None
    return {"kind": person.kind, "site_id": site, "active": person.active, **person.private}


def _keep_administrators(scope: Scope, ended: set[int]) -> None:
    """Note when nobody would be left who administers, when who applies the set would end with it, or when somebody
    with a role in Cadre would, and no administrator applies it."""
    actor = scope.work.actor
    holders = scope.work.rows(queries.role_holders(scope.actor, scope.work.today)) if ended else ()
    names = {row.person_id: row.display_name or "one whose name is not known" for row in holders}
    running = {row.person_id: names[row.person_id] for row in holders if row.role == Role.ADMINISTRATOR}
    stops = policy.stops(ended, running, actor.on_behalf_of_id or actor.person_id)
    if actor.hat is Hat.TEACH:
        stops = stops or policy.stops_teacher(ended, names)
    scope.plan.stops = scope.plan.stops or stops


def _ending(
    scope: Scope, wanted: Mapping[str, WantedPerson], rows: Mapping[str, Mapping[str, Any]]
) -> Iterable[str]:
    """Yield who was active and will not be: marked so, disabled, or absent in a whole users.csv."""
    refused = scope.roster.refused_people | _refused_here(scope)
    listed = {one.sourced_id for one in scope.roster.people}
    is_whole = scope.is_whole("users.csv")
    for sid, row in rows.items():
        if not row["active"] or sid in refused:
            continue
        if not wanted[sid].active if sid in wanted else sid in listed or is_whole:
            yield sid


def _refused_here(scope: Scope) -> set[str]:
    """Return who stands in the set as active, and was refused by us."""
    lines = {one.line for one in scope.people.refusals if one.file == "users.csv"}
    return {one.sourced_id for one in scope.roster.people if one.line in lines} if lines else set()


def _insert(scope: Scope, delta: Delta[str]) -> None:
    district, now = scope.actor.district_id, scope.work.now
    people, private = [], []
    for sid, values in delta.new.items():
        key = scope.person_ids[sid]
        opened = {name: values[name] for name in OPEN}
        people.append({"id": key, "district_id": district, "created_at": now, "ended_at": None, **opened})
        hidden = {name: values[name] for name in queries.PRIVATE}
        private.append({"person_id": key, "district_id": district, "sourced_id": sid, **hidden})
    scope.plan.write(sa.insert(Person), people)
    scope.plan.write(sa.insert(PersonPrivate), private)
    for values in delta.new.values():
        scope.plan.rename(district, values)


def _update(scope: Scope, delta: Delta[str], rows: Mapping[str, Mapping[str, Any]]) -> None:
    opened, private = [], []
    for sid, values in delta.changed.items():
        key, fields = rows[sid]["id"], delta.fields[sid]
        if any(name in OPEN for name in fields):
            ended = None if values["active"] else scope.work.now
            opened.append(bound(key, {name: values[name] for name in OPEN} | {"ended_at": ended}))
        if any(name in queries.PRIVATE or name == "kind" for name in fields):
            scope.plan.rename(scope.actor.district_id, values)
        if any(name in queries.PRIVATE for name in fields):
            hidden = {name: values[name] for name in queries.PRIVATE}
            folded = found_by(values["given"], values["family"], values["preferred"])
            private.append(bound(key, hidden | {"folded": folded}, "person_id"))
    scope.plan.write(change(Person, *OPEN, "ended_at"), opened)
    scope.plan.write(change(PersonPrivate, *queries.PRIVATE, "folded", key="person_id"), private)


def _end(scope: Scope, keys: list[int]) -> None:
    ended = {"active": False, "ended_at": scope.work.now}
    scope.plan.write(change(Person, "active", "ended_at"), [bound(key, ended) for key in keys])


def _show(
    scope: Scope, delta: Delta[str], rows: Mapping[str, Mapping[str, Any]], ended: Iterable[str]
) -> None:
    gone = set(ended)
    for values in delta.new.values():
        scope.plan.show("add", "people", _name(values), values["kind"])
    for sid, values in delta.changed.items():
        if sid not in gone:
            fields = dict.fromkeys(_WORDS[name] for name in delta.fields[sid])
            was = f"{', '.join(fields)} changed"
            scope.plan.show("change", "people", _name(values), was, rows[sid]["id"])
    for sid in gone:
        named = _in_reach(scope, rows[sid])
        what = _name(rows[sid]) if named else "Somebody of another school"
        scope.plan.show("end", "people", what, rows[sid]["kind"], rows[sid]["id"] if named else None)


def _in_reach(scope: Scope, row: Mapping[str, Any]) -> bool:
    """Tell whether who looks at the plan may look this person up: a set can leave out whom they never met."""
    actor = scope.work.actor
    if actor.kind == "system" or row["site_id"] in actor.site_ids:
        return True
    return row["kind"] == "staff" or (row["site_id"] is None and actor.hat is Hat.ADMIN)


def _name(values: Mapping[str, Any]) -> str:
    return f"{values['given']} {values['family']}".strip()


def _plan_profiles(
    scope: Scope, wanted: Mapping[str, WantedPerson], rows: Mapping[str, Mapping[str, Any]]
) -> None:
    """Plan the professional names; one that somebody entered here stays, one of no staff goes."""
    known = {row.person_id: row.display_name for row in scope.work.rows(queries.profiles(scope.actor))}
    district = scope.actor.district_id
    new, changed = [], []
    for sid, person in wanted.items():
        key = scope.person_ids[sid]
        if not person.display_name or known.get(key) == person.display_name:
            continue
        if key not in known:
            new.append({"person_id": key, "district_id": district, "display_name": person.display_name})
        elif sid in rows and known[key] == display_name(rows[sid]):
            changed.append(bound(key, {"display_name": person.display_name}, "person_id"))
    gone = [scope.person_ids[sid] for sid, person in wanted.items() if person.kind != "staff"]
    shown = [{"b_person_id": key} for key in gone if key in known and key not in scope.held_people]
    scope.plan.write(remove(StaffProfile, "person_id"), shown)
    scope.plan.write(sa.insert(StaffProfile).values(title=""), new)
    scope.plan.write(change(StaffProfile, "display_name", key="person_id"), changed)


def plan_guardians(scope: Scope, wanted: Mapping[str, WantedPerson]) -> None:
    """Plan who is whose caregiver, for everybody that the set names."""
    pairs: dict[tuple[int, int], Values] = {}
    for sid, person in wanted.items():
        for agent in person.agents:
            if agent in scope.person_ids and agent != sid:
                pairs[scope.person_ids[sid], scope.person_ids[agent]] = {}
    rows = scope.work.rows(queries.guardians(scope.actor))
    known = {(row.student_id, row.caregiver_id): row._asdict() for row in rows}
    delta = compare(pairs, known)
    named = {scope.person_ids[sid] for sid in wanted}
    loose = (pair for pair in delta.absent if not scope.held_people & set(pair))
    gone = [known[pair]["id"] for pair in loose if pair[0] in named]
    district = scope.actor.district_id
    scope.plan.write(
        sa.insert(Guardian),
        [
            {"id": new_id(), "district_id": district, "student_id": student, "caregiver_id": caregiver}
            for student, caregiver in delta.new
        ],
    )
    scope.plan.write(remove(Guardian), [{"b_id": key} for key in gone])
    scope.plan.count("guardians", delta, len(gone))
