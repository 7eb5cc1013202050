"""Change a student's rung together with what it clears them for, and set single categories."""

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Grant
from app.accounts.teams import borrowed, policy, queries
from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Invalid
from app.kernel.ids import new_id
from app.school.cadres import members as places_on_team
from app.school.cadres import services as teams
from app.school.cadres.members import MemberWish
from app.school.cadres.policy import LIVE_RUNGS
from app.school.people import queries as people


def add_students(work: Work, cadre_id: int, person_ids: Iterable[int]) -> list[int]:
    """Take students into a team as observers; clearances of an earlier year end.

    Refuses: NotFound; Invalid when somebody cannot join.
    Records: member:added, grant:ended.
    """
    added = teams.add_members(work, cadre_id, person_ids)
    end_categories(work, added)
    return added


def change_student(work: Work, cadre_id: int, person_id: int, wish: MemberWish) -> list[str]:
    """Change a student's place; the first live rung clears for the usual work, a lower one ends that.

    Refuses: NotFound; Invalid for a wish that cannot be.
    Records: member:changed, group:changed, grant:given, grant:ended.
    """
    team = teams.find_team(work, cadre_id)
    before = teams.find_member(work, team, person_id).rung
    row = work.first(people.person(work.actor, person_id))
    changed = places_on_team.change_member(work, cadre_id, person_id, wish, row.family if row else "")
    if wish.rung not in LIVE_RUNGS:
        end_categories(work, [person_id])
    elif before not in LIVE_RUNGS:
        give_categories(work, person_id, policy.usual(borrowed.categories(work)), "rung")
    return changed


def held(work: Work, person_id: int, kind: str) -> set[str]:
    """Return the codes of a kind that a person is cleared for today."""
    rows = work.rows(queries.grants(work.actor, [person_id], work.today))
    return {row.code for row in rows if row.kind == kind}


def give_categories(work: Work, person_id: int, codes: Collection[str], source: str) -> None:
    """Clear a person for categories.

    Records: grant:given, when there was anything to give.
    """
    fresh = sorted(set(codes) - held(work, person_id, "category"))
    common: dict[str, Any] = {
        "district_id": work.actor.district_id,
        "person_id": person_id,
        "kind": "category",
        "valid_from": work.today,
        "valid_until": None,
        "source": source,
        "given_by": work.actor.person_id,
        "given_at": work.now,
        "ended_at": None,
    }
    work.insert_many(Grant, [{"id": new_id(), "code": code, **common} for code in fresh])
    if fresh:
        work.record(Tag.GRANT_GIVEN, subjects=[person_id], kind="category", granted=fresh)


def end_categories(work: Work, person_ids: Collection[int], codes: Collection[str] | None = None) -> None:
    """End people's clearances for categories: all of them, or these.

    Records: grant:ended, when there was anything to end.
    """
    rows = work.rows(queries.grants(work.actor, list(person_ids), work.today)) if person_ids else []
    gone = [row for row in rows if row.kind == "category" and (codes is None or row.code in codes)]
    if not gone:
        return
    ended = sa.update(Grant).where(Grant.id.in_([row.id for row in gone]))
    work.execute(ended.values(ended_at=work.now))
    ended_codes = sorted({row.code for row in gone})
    work.record(Tag.GRANT_ENDED, subjects=[row.person_id for row in gone], kind="category", ended=ended_codes)


def set_categories(work: Work, cadre_id: int, person_id: int, codes: Collection[str]) -> None:
    """Make a student's clearances be these categories.

    Refuses: NotFound; Invalid by policy.clear_for.
    Records: grant:given, grant:ended.
    """
    team = teams.find_team(work, cadre_id)
    member = teams.find_member(work, team, person_id)
    now = held(work, person_id, "category")
    certificates = held(work, person_id, "certificate")
    for one in borrowed.categories(work):
        if one.code in codes and one.code not in now:
            verdict = policy.clear_for(one, member.rung, certificates)
            if not verdict.yes:
                raise Invalid(f"{one.name}: {verdict.sentence}", field="categories")
    known = {one.code for one in borrowed.categories(work)}
    gone = now - set(codes)
    end_categories(work, [person_id], gone)
    if gone:
        work.enqueue("give_back_uncleared", district_id=work.actor.district_id, person_id=person_id)
    give_categories(work, person_id, set(codes) & known, "teacher")
