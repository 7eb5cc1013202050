"""Form a team: its teachers, its students, their rungs, papers, groups, gates and shifts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work
from app.identity.rights import Role
from app.identity.verdict import Verdict
from app.kernel.errors import Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.school.apart.barring import refresh
from app.school.cadres import policy, queries
from app.school.cadres.covers import cover_for
from app.school.cadres.models import Cadre, CadreMember
from app.school.people import queries as people
from app.school.people.models import Membership
from app.school.places import queries as places


@dataclass(frozen=True)
class TeamWish:
    """What an adult wants a team to be."""

    name: str
    school_year: str
    supervisor_id: int
    deputy_id: int
    starts_on: date
    ends_on: date


def find_team(work: Work, cadre_id: int) -> Any:
    """Return a team within the actor's reach.

    Refuses: NotFound when hidden or absent.
    """
    row = work.first(queries.team(work.actor, cadre_id))
    if row is None:
        raise NotFound("There is no such team for you.", "Go back to your teams.")
    return row


def find_member(work: Work, team: Any, person_id: int) -> Any:
    """Return a student's membership of a team.

    Refuses: NotFound.
    """
    rows = work.rows(queries.members(work.actor, [team.id], work.today))
    found = next((row for row in rows if row.person_id == person_id), None)
    if found is None:
        raise NotFound("This student is not on the team.", "Go back to the team.")
    return found


def require(verdict: Verdict, field: str = "") -> None:
    """Turn a rule's no into a form's error."""
    if not verdict.yes:
        raise Invalid(verdict.sentence, verdict.remedy, field=field)


def create_team(work: Work, site_code: str, wish: TeamWish) -> int:
    """Start a team and return its key; both teachers may then wear that hat at the school.

    Refuses: NotFound for a school out of reach; Invalid by policy.lead_team, pair, span.
    Records: cadre:created.
    """
    site = work.first(places.site(work.actor, site_code))
    if site is None:
        raise NotFound("There is no such school for you.", "Go back to your teams.")
    _check(work, site.id, wish)
    cadre_id = new_id()
    values = {"district_id": work.actor.district_id, "site_id": site.id, **vars(wish)}
    work.insert(Cadre, id=cadre_id, **values)
    for person_id in (wish.supervisor_id, wish.deputy_id):
        _let_teach(work, person_id, site.id)
    leaders = [wish.supervisor_id, wish.deputy_id]
    work.record(Tag.CADRE_CREATED, subjects=leaders, site_id=site.id, cadre=cadre_id)
    return cadre_id


def _check(work: Work, site_id: int, wish: TeamWish) -> None:
    require(policy.span(wish.starts_on, wish.ends_on), "ends_on")
    require(policy.pair(wish.supervisor_id, wish.deputy_id), "deputy")
    staff = {row.id for row in work.rows(people.staff(work.actor, site_id))}
    for field, person_id in (("supervisor", wish.supervisor_id), ("deputy", wish.deputy_id)):
        require(policy.lead_team("staff" if person_id in staff else "", True), field)


def _let_teach(work: Work, person_id: int, site_id: int) -> None:
    today = work.today
    held = [
        row
        for row in work.rows(people.memberships(work.actor, [person_id]))
        if row.role == Role.TEACHER and (row.ends_on is None or row.ends_on >= today)
    ]
    if any(row.org_id == site_id or row.org_kind != "school" for row in held):
        return
    values = {"person_id": person_id, "org_id": site_id, "role": Role.TEACHER.value, "source": "office"}
    work.insert(Membership, id=new_id(), district_id=work.actor.district_id, starts_on=today, **values)


def change_team(work: Work, cadre_id: int, wish: TeamWish) -> None:
    """Change a team's name, teachers or dates; another supervisor is a handover, and nothing lapses by it.

    Refuses: NotFound; Invalid as create_team does.
    Records: cadre:changed, with what changed.
    """
    team = find_team(work, cadre_id)
    _check(work, team.site_id, wish)
    changed = [name for name, value in vars(wish).items() if getattr(team, name) != value]
    if not changed:
        return
    work.execute(sa.update(Cadre).where(Cadre.id == team.id).values(**vars(wish)))
    for person_id in (wish.supervisor_id, wish.deputy_id):
        _let_teach(work, person_id, team.site_id)
    if "ends_on" in changed:
        late = CadreMember.ends_on > wish.ends_on
        ends = sa.update(CadreMember).where(CadreMember.cadre_id == team.id, late)
        work.execute(ends.values(ends_on=wish.ends_on))
    leaders = [wish.supervisor_id, wish.deputy_id, team.supervisor_id]
    told = {"fields": changed, "site_id": team.site_id, "cadre": team.id}
    work.record(Tag.CADRE_CHANGED, subjects=leaders, handover="supervisor_id" in changed, **told)


def add_members(work: Work, cadre_id: int, person_ids: Iterable[int]) -> list[int]:
    """Take students into a team as observers and return who was added; who is on it already is passed over.

    Refuses: NotFound; Invalid by policy.join.
    Records: member:added, one event.
    """
    team = find_team(work, cadre_id)
    on_team = {row.person_id: row for row in work.rows(queries.members(work.actor, [team.id], work.today))}
    added = []
    for person_id in dict.fromkeys(person_ids):
        row = work.first(people.person(work.actor, person_id))
        if row is None:
            raise NotFound("There is no such student for you.", "Search again.")
        if person_id in on_team and on_team[person_id].ends_on >= work.today:
            continue
        here = row.site_id in (None, team.site_id) or person_id in _with_a_role(work, team.site_id, person_id)
        require(policy.join(row.kind, row.active, here), "people")
        _take_in(work, team, person_id, on_team.get(person_id))
        added.append(person_id)
    if added:
        refresh(work)
        work.record(Tag.MEMBER_ADDED, subjects=added, site_id=team.site_id, cadre=team.id)
    return added


def _with_a_role(work: Work, site_id: int, person_id: int) -> set[int]:
    """Return the person where they have a role at a school, such as who learns at two."""
    held = work.rows(people.memberships(work.actor, [person_id]))
    return {row.person_id for row in held if row.org_id == site_id and row.ends_on is None}


def _take_in(work: Work, team: Any, person_id: int, earlier: Any) -> None:
    today = work.today
    dates: dict[str, Any] = {"starts_on": max(today, team.starts_on), "ends_on": team.ends_on}
    dates |= {"rung": "observer", "cover_name": cover_for(work, person_id)}
    if earlier is not None:
        back = sa.update(CadreMember).where(CadreMember.id == earlier.id)
        work.execute(back.values(peer_trainer=False, **dates))
        return
    keys = {"district_id": team.district_id, "cadre_id": team.id, "person_id": person_id}
    work.insert(CadreMember, id=new_id(), **keys, **dates)
