"""Change a student's place on a team: rung, working name, end date, training group, leaving."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.school.cadres import policy, queries
from app.school.cadres.models import CadreMember, Shift, TrainingLink
from app.school.cadres.services import find_member, find_team, require


@dataclass(frozen=True)
class MemberWish:
    """What an adult wants a student's place on the team to be."""

    working_name: str
    rung: str
    peer_trainer: bool
    ends_on: date
    trainees: frozenset[int]


def change_member(work: Work, cadre_id: int, person_id: int, wish: MemberWish, family: str) -> list[str]:
    """Change a student's rung, working name, end date, peer trainer mark and group; return what changed. Below the
    first live rung their open tickets go back to the queue.

    Refuses: NotFound; Invalid by policy.working_name, policy.train, or an end after the team's or before today.
    Records: member:changed, group:changed.
    """
    team = find_team(work, cadre_id)
    member = find_member(work, team, person_id)
    others = [
        row
        for row in work.rows(queries.members(work.actor, [team.id], work.today))
        if row.person_id != person_id
    ]
    taken = [row.working_name for row in others]
    require(policy.working_name(wish.working_name, family, taken), "working_name")
    if wish.rung not in policy.RUNGS:
        raise Invalid("This rung is not known.", "Pick one from the list.", field="rung")
    if wish.ends_on > team.ends_on:
        raise Invalid("That is after the team ends.", "Change the team's end first.", field="ends_on")
    if wish.ends_on < work.today and wish.ends_on != member.ends_on:
        raise Invalid("That day is over.", "To end their time on the team now, use Leaving.", field="ends_on")
    if wish.peer_trainer:
        require(policy.train(wish.rung, len(wish.trainees)), "trainees")
    fields = ("working_name", "rung", "peer_trainer", "ends_on")
    values = {name: getattr(wish, name) for name in fields}
    changed = [name for name, value in values.items() if getattr(member, name) != value]
    if changed:
        work.execute(sa.update(CadreMember).where(CadreMember.id == member.id).values(**values))
        told = {"fields": changed, "site_id": team.site_id, "cadre": team.id}
        work.record(Tag.MEMBER_CHANGED, subjects=[person_id], **told, rung=wish.rung)
    if member.rung in policy.LIVE_RUNGS and wish.rung not in policy.LIVE_RUNGS:
        work.enqueue("give_back_tickets", district_id=work.actor.district_id, person_id=person_id)
    wanted = {one for one in wish.trainees if wish.peer_trainer and one in {row.person_id for row in others}}
    set_group(work, team, person_id, wanted)
    return changed


def set_group(work: Work, team: Any, trainer_id: int, trainees: Collection[int]) -> None:
    """Make a peer trainer's group be these students.

    Records: group:changed, when it changed.
    """
    today = work.today
    links = work.rows(queries.groups(work.actor, team.id, today))
    now = {row.trainee_id: row.id for row in links if row.trainer_id == trainer_id}
    ended = [key for trainee, key in now.items() if trainee not in trainees]
    added = [trainee for trainee in trainees if trainee not in now]
    if not ended and not added:
        return
    work.execute(sa.delete(TrainingLink).where(TrainingLink.id.in_(ended), TrainingLink.starts_on >= today))
    yesterday = today - timedelta(days=1)
    work.execute(sa.update(TrainingLink).where(TrainingLink.id.in_(ended)).values(ends_on=yesterday))
    for trainee in added:
        _link(work, team, trainer_id, trainee)
    _set_generations(work, team, added)
    subjects = [trainer_id, *added, *(t for t, key in now.items() if key in ended)]
    work.record(Tag.GROUP_CHANGED, subjects=subjects, site_id=team.site_id, cadre=team.id)


def _set_generations(work: Work, team: Any, trainees: Collection[int]) -> None:
    """Write down whose training those who were just given a trainer stand in."""
    links = work.rows(queries.groups(work.actor, team.id, work.today)) if trainees else ()
    members = work.rows(queries.members(work.actor, [team.id], work.today)) if trainees else ()
    known = {row.person_id: row.generation for row in members}
    for trainee in sorted(trainees):
        trainers = [known[link.trainer_id] for link in links if link.trainee_id == trainee]
        known[trainee] = policy.generation(trainers)
        here = (CadreMember.cadre_id == team.id, CadreMember.person_id == trainee)
        work.execute(sa.update(CadreMember).where(*here).values(generation=known[trainee]))


def _link(work: Work, team: Any, trainer_id: int, trainee_id: int) -> None:
    """Open a link; one that was ended before is opened again."""
    keys = {"cadre_id": team.id, "trainer_id": trainer_id, "trainee_id": trainee_id}
    same = [getattr(TrainingLink, name) == value for name, value in keys.items()]
    if work.change(sa.update(TrainingLink).where(*same).values(ends_on=None)) == 0:
        today = work.today
        work.insert(TrainingLink, id=new_id(), district_id=team.district_id, starts_on=today, **keys)


def end_live_work(work: Work, district_id: int) -> None:
    """Let the tickets of techs who left their school go back to the queue: who cannot sign in makes no next request.

    The caller records.
    """
    for person_id in work.execute(queries.strayed(district_id, work.today)).scalars():
        work.enqueue("give_back_tickets", district_id=district_id, person_id=person_id)


def end_member(work: Work, cadre_id: int, person_id: int) -> None:
    """End a student's time on the team; their open tickets go back to the queue.

    Refuses: NotFound.
    Records: member:ended.
    """
    team = find_team(work, cadre_id)
    member = find_member(work, team, person_id)
    today = work.today
    ended = {"ends_on": today - timedelta(days=1), "peer_trainer": False}
    work.execute(sa.update(CadreMember).where(CadreMember.id == member.id).values(**ended))
    either = sa.or_(TrainingLink.trainer_id == person_id, TrainingLink.trainee_id == person_id)
    links = sa.update(TrainingLink).where(
        TrainingLink.cadre_id == team.id, either, TrainingLink.ends_on.is_(None)
    )
    work.execute(links.values(ends_on=today - timedelta(days=1)))
    work.execute(sa.delete(Shift).where(Shift.cadre_id == team.id, Shift.person_id == person_id))
    work.record(Tag.MEMBER_ENDED, subjects=[person_id], site_id=team.site_id, cadre=team.id)
    work.enqueue("give_back_tickets", district_id=work.actor.district_id, person_id=person_id)
