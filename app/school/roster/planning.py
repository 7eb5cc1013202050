"""Put the plan of a whole set together, district by district."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work
from app.identity.actor import Actor
from app.kernel.errors import Invalid
from app.school.holds.queries import held_people
from app.school.places.models import Org
from app.school.roster.people import People, read_people
from app.school.roster.plan import Plan, Reach, Scope
from app.school.roster.plan_classes import (
    plan_classes,
    plan_enrollments,
    plan_rooms,
    plan_terms,
    refuse_without_school,
)
from app.school.roster.plan_memberships import plan_memberships
from app.school.roster.plan_people import plan_guardians, plan_people
from app.school.roster.plan_places import plan_places
from app.school.roster.reach import within_reach
from app.school.roster.reader import FileMode, OrgKind, RosterSet, RowStatus
from app.school.roster.reader import Org as SetOrg
from app.school.roster.tree import Tree, grow

_KIND_OF_FILE = {"orgs.csv": "orgs", "users.csv": "people", "roles.csv": "memberships"}
_KIND_OF_FILE |= {"relationships.csv": "guardians", "academicSessions.csv": "terms"}
_KIND_OF_FILE |= {"classes.csv": "classes", "enrollments.csv": "enrollments"}
_SET_KINDS = {"cooperative": OrgKind.LOCAL, "district": OrgKind.DISTRICT, "school": OrgKind.SCHOOL}


def make_plan(work: Work, roster: RosterSet) -> Plan:
    """Return what importing a set into the actor's district would do; nothing is written.

    Refuses: Invalid when the set is another district's.
    """
    known = _known_orgs(work, roster)
    tree = grow([*roster.orgs, *_missing(roster, known)])
    _check_home(work, tree, known)
    people = read_people(roster, tree)
    astray = refuse_without_school(roster, tree)
    plan = Plan(refusals=[*roster.refusals, *tree.refusals, *people.refusals, *astray])
    codes = list(work.execute(sa.select(Org.code)).scalars()) if work.actor.kind == "system" else []
    codes += [row.code for row in known]
    is_whole = roster.file_modes.get("orgs.csv") is FileMode.BULK
    reach = reach_of(work.actor, known)
    ids = plan_places(plan, tree, known, work.actor.district_id, codes, is_whole, reach)
    for place in tree.districts():
        actor = replace(work.actor, district_id=ids[place.sid])
        plan.districts.append(actor.district_id)
        held = frozenset(work.execute(held_people(actor, work.today)).scalars())
        scope = Scope(work, actor, place.sid, roster, tree, people, plan, ids, held_people=held, reach=reach)
        _plan_district(scope, people, tree)
    for refusal in plan.refusals:
        if refusal.file in _KIND_OF_FILE and refusal.reason:
            plan.counts[_KIND_OF_FILE[refusal.file]].refused += 1
    return plan


def reach_of(actor: Actor, known: Iterable[Any]) -> Reach:
    """Return which schools a set may change: a teacher's, or a school's administrator's, their own alone.

    Whose schools are all of the district's that are in use, theirs is the district.
    """
    schools = {row.id for row in known if row.kind == "school" and row.active}
    return None if actor.kind == "system" or schools <= actor.site_ids else actor.site_ids


def _plan_district(scope: Scope, people: People, tree: Tree) -> None:
    own = {sid: one for sid, one in people.wanted.items() if (one.district or tree.home) == scope.district}
    own = within_reach(scope, own)
    plan_people(scope, own)
    plan_memberships(scope)
    plan_guardians(scope, own)
    plan_terms(scope)
    plan_classes(scope)
    plan_rooms(scope)
    plan_enrollments(scope)


def _known_orgs(work: Work, roster: RosterSet) -> list[sa.Row[Any]]:
    """Return the organizations of the actor's district and, for the system, of each that the set names."""
    named = (Org.id, Org.kind, Org.name, Org.code, Org.parent_id, Org.sourced_id, Org.active)
    columns = (*named, Org.district_id, Org.timezone)
    home = work.actor.district_id
    districts = {home}
    if work.actor.kind == "system":
        sids = {org.sourced_id for org in roster.orgs if org.sourced_id}
        kinds = sa.select(Org.id, Org.sourced_id, Org.parent_id).where(Org.kind == "district")
        districts |= {row.id for row in work.rows(kinds) if row.sourced_id in sids or row.parent_id == home}
    return list(work.rows(sa.select(*columns).where(Org.district_id.in_(sorted(districts))).order_by(Org.id)))


def districts_of(work: Work, sids: Collection[str]) -> set[int]:
    """Return the districts of the schools with these ids; for the system only."""
    rows = work.rows(sa.select(Org.district_id, Org.sourced_id).where(Org.kind == "school"))
    return {row.district_id for row in rows if row.sourced_id and row.sourced_id in sids}


def _missing(roster: RosterSet, known: list[sa.Row[Any]]) -> list[SetOrg]:
    """Return what a set that tells only changes leaves out, in the set's own shape."""
    if roster.file_modes.get("orgs.csv") is FileMode.BULK:
        return []
    told = {org.sourced_id for org in roster.orgs}
    sids = {row.id: row.sourced_id for row in known}
    left = [row for row in known if row.sourced_id not in told and (row.sourced_id or row.kind != "school")]
    return [_as_told(row, sids.get(row.parent_id, "")) for row in left]


def _as_told(row: sa.Row[Any], parent: str) -> SetOrg:
    return SetOrg(row.sourced_id, _status(row), row.name, _SET_KINDS[row.kind], "", parent, 0)


def _status(row: sa.Row[Any]) -> RowStatus:
    return RowStatus.ACTIVE if row.active else RowStatus.TOBEDELETED


def _check_home(work: Work, tree: Tree, known: Iterable[Any]) -> None:
    mine: Mapping[str, Any] | None = next(
        (row._asdict() for row in known if row.id == work.actor.district_id), None
    )
    if mine is None or work.actor.kind == "system":
        return
    if len(tree.districts()) > 1:
        raise Invalid(
            "This set holds several districts.",
            "Import it on the command line: cadre roster import. Or export your own district only.",
        )
    if tree.home and mine["sourced_id"] not in ("", tree.home):
        raise Invalid(
            "This set is of another district: its district has another id than yours.",
            "Export the set of your own district.",
        )
