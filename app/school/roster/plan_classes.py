"""Compare a set's terms, classes, rooms and enrollments with ours."""

import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.kernel.ids import new_id
from app.school.people.models import Enrollment, SchoolClass
from app.school.places.models import Room, Term
from app.school.roster import queries
from app.school.roster.diff import Values, compare
from app.school.roster.plan import Scope, bound, change, remove
from app.school.roster.reader import Refusal, RosterRole, RosterSet, RowStatus, Session, SessionKind
from app.school.roster.tree import Tree

_NO_SCHOOL = ("The organization of this class is no school.", "Name the school of the class in classes.csv.")
_DOOR = re.compile(r"(?:room|rm\.?)?\s*([A-Z]{0,2}-?\d{1,4}[A-Z]?)", re.IGNORECASE)


def plan_terms(scope: Scope) -> None:
    """Plan the terms of every school; those that were typed in here are not touched."""
    wanted: dict[tuple[int, str], Values] = {}
    for session in _sessions(scope):
        values = {"name": session.title[:80], "starts_on": session.start_on, "ends_on": session.end_on}
        for site in scope.school_ids():
            wanted[site, session.sourced_id] = values
    rows = scope.work.rows(queries.terms(scope.actor))
    known = {(row.site_id, row.sourced_id): row._asdict() for row in rows if scope.may_change(row.site_id)}
    delta = compare(wanted, known)
    marked = {one.sourced_id for one in scope.roster.sessions if one.status is RowStatus.TOBEDELETED}
    is_whole = scope.is_whole("academicSessions.csv")
    gone = [known[key]["id"] for key in delta.absent if is_whole or key[1] in marked]
    district = scope.actor.district_id
    fresh = [
        {"id": new_id(), "district_id": district, "site_id": site, "sourced_id": sid, **values}
        for (site, sid), values in delta.new.items()
    ]
    scope.plan.write(sa.insert(Term), fresh)
    dates = [bound(known[key]["id"], values) for key, values in delta.changed.items()]
    scope.plan.write(change(Term, "name", "starts_on", "ends_on"), dates)
    scope.plan.write(remove(Term), [{"b_id": key} for key in gone])
    scope.plan.count("terms", delta, len(gone))


def _sessions(scope: Scope) -> list[Session]:
    """Return the finest sessions in which school is held: terms and semesters, or a year that has none."""
    active = [one for one in scope.roster.sessions if one.status is RowStatus.ACTIVE]
    active = [one for one in active if one.start_on and one.end_on]
    parts = [one for one in active if one.kind in (SessionKind.TERM, SessionKind.SEMESTER)]
    whole = {one.parent for one in parts if one.parent}
    parts = [one for one in parts if one.sourced_id not in whole]
    years = [one for one in active if one.kind is SessionKind.SCHOOL_YEAR]
    return parts + [year for year in years if not any(_overlap(year, part) for part in parts)]


def _overlap(one: Session, other: Session) -> bool:
    assert one.start_on and one.end_on and other.start_on and other.end_on  # noqa: S101 - kept only with dates
    return one.start_on <= other.end_on and other.start_on <= one.end_on


def refuse_without_school(roster: RosterSet, tree: Tree) -> list[Refusal]:
    """Return refusals of the classes of no school, which nobody could pick from, and of the seats in them."""
    held = [one for one in roster.classes if one.status is RowStatus.ACTIVE and one.org]
    lines = {one.sourced_id: one.line for one in held if tree.place_of(one.org).kind != "school"}
    found = [Refusal("classes.csv", line, "schoolSourcedId", *_NO_SCHOOL) for line in lines.values()]
    for seat in roster.enrollments if lines else ():
        if seat.school_class in lines and seat.status is RowStatus.ACTIVE:
            reason = f"It points to a class that was refused: classes.csv, line {lines[seat.school_class]}."
            found.append(Refusal("enrollments.csv", seat.line, "classSourcedId", reason, _NO_SCHOOL[1]))
    return found


def plan_classes(scope: Scope) -> None:
    """Plan the classes of one district; their ids are noted for the enrollments."""
    courses = {one.sourced_id: one.title for one in scope.roster.courses}
    wanted: dict[str, Values] = {}
    rows = scope.work.rows(queries.classes(scope.actor))
    known = {row.sourced_id: row._asdict() for row in rows if scope.may_change(row.site_id)}
    elsewhere = {row.sourced_id for row in rows} - known.keys()
    for one in scope.roster.classes:
        site = scope.school_id(one.org) if one.org and one.sourced_id not in elsewhere else None
        if site is not None and one.status is RowStatus.ACTIVE:
            course = courses.get(one.course, "")[:200]
            title = one.title[:200]
            wanted[one.sourced_id] = {"site_id": site, "title": title, "course": course, "active": True}
    delta = compare(wanted, known)
    marked = {one.sourced_id for one in scope.roster.classes if one.status is RowStatus.TOBEDELETED}
    is_whole = scope.is_whole("classes.csv")
    absent = (sid for sid in delta.absent if is_whole or sid in marked)
    gone = [known[sid]["id"] for sid in absent if known[sid]["active"]]
    scope.class_ids.update({sid: row["id"] for sid, row in known.items()})
    scope.class_ids.update({sid: new_id() for sid in delta.new})
    district = scope.actor.district_id
    fresh = [
        {"id": scope.class_ids[sid], "district_id": district, "sourced_id": sid, **values}
        for sid, values in delta.new.items()
    ]
    scope.plan.write(sa.insert(SchoolClass), fresh)
    changed = [bound(known[sid]["id"], values) for sid, values in delta.changed.items()]
    scope.plan.write(change(SchoolClass, "site_id", "title", "course", "active"), changed)
    scope.plan.write(change(SchoolClass, "active"), [bound(key, {"active": False}) for key in gone])
    scope.plan.count("classes", delta, len(gone))


def plan_rooms(scope: Scope) -> None:
    """Plan a room for each class behind a door with a number; others are typed in by an adult."""
    known = {(row.site_id, row.code) for row in scope.work.rows(queries.rooms(scope.actor))}
    doors = dict.fromkeys(
        (site, found[1].upper())
        for one in scope.roster.classes
        if (site := scope.school_id(one.org)) is not None and (found := _DOOR.fullmatch(one.location.strip()))
    )
    district = scope.actor.district_id
    fresh = [
        {"id": new_id(), "district_id": district, "site_id": site, "code": code}
        for site, code in doors
        if (site, code) not in known
    ]
    scope.plan.write(sa.insert(Room).values(name=""), fresh)
    scope.plan.counts["rooms"].new += len(fresh)
    scope.plan.counts["rooms"].unchanged += len(doors) - len(fresh)


def plan_enrollments(scope: Scope) -> None:
    """Plan who sits in which class."""
    wanted = _seats(scope)
    rows = scope.work.rows(queries.enrollments(scope.actor))
    own = set(scope.class_ids.values())
    known = {(row.class_id, row.person_id): row._asdict() for row in rows if row.class_id in own}
    delta = compare(wanted, known)
    loose = (key for key in delta.absent if key[1] not in scope.held_people)
    gone = [known[key]["id"] for key in loose if _seat_ends(scope, known[key])]
    district = scope.actor.district_id
    fresh = [
        {"id": new_id(), "district_id": district, "class_id": place, "person_id": person, **values}
        for (place, person), values in delta.new.items()
    ]
    scope.plan.write(sa.insert(Enrollment), fresh)
    changed = [bound(known[key]["id"], values) for key, values in delta.changed.items()]
    scope.plan.write(change(Enrollment, "role", "sourced_id"), changed)
    scope.plan.write(remove(Enrollment), [{"b_id": key} for key in gone])
    scope.plan.count("enrollments", delta, len(gone))


def _seats(scope: Scope) -> dict[tuple[int, int], Values]:
    today = scope.work.today
    seats: dict[tuple[int, int], Values] = {}
    for one in scope.roster.enrollments:
        place, person = scope.class_ids.get(one.school_class), scope.person_ids.get(one.person)
        if place is None or person is None or person in scope.ended_people or one.role is None:
            continue
        if one.status is RowStatus.ACTIVE and (one.end_on is None or one.end_on >= today):
            role = "teacher" if one.role is not RosterRole.STUDENT else "student"
            seats.setdefault((place, person), {"role": role, "sourced_id": one.sourced_id[:120]})
    return seats


def _seat_ends(scope: Scope, row: Mapping[str, Any]) -> bool:
    if row["person_id"] in scope.ended_people or scope.is_whole("enrollments.csv"):
        return True
    marked = {one.sourced_id[:120] for one in scope.roster.enrollments if one.status is RowStatus.TOBEDELETED}
    return bool(row["sourced_id"]) and row["sourced_id"] in marked
