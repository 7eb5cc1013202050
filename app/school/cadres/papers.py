"""Keep what a student's place on a team rests on: papers, gates and shifts."""

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
from app.school.cadres.models import CadreMember, Gate, GuardianSignature, Shift
from app.school.cadres.services import find_member, find_team
from app.school.places import queries as places


@dataclass(frozen=True)
class Signer:
    """Who signed for a student, as they wrote it, and how they are related, if they said so."""

    name: str = ""
    relation: str = ""

    def __repr__(self) -> str:
        return "Signer()"


NOBODY = Signer()


def record_agreement(work: Work, cadre_id: int, person_id: int, signed_on: date) -> None:
    """Record the confidentiality agreement that a student signed on paper.

    Refuses: NotFound; Invalid for a day that has not come or is of an earlier year, or who has left.
    Records: agreement:signed.
    """
    _record_paper(work, cadre_id, person_id, signed_on, "agreement", "paper", Tag.AGREEMENT_SIGNED)


def record_guardian(
    work: Work, cadre_id: int, person_id: int, given_on: date, how: str, signer: Signer = NOBODY
) -> None:
    """Record a guardian's permission, on paper or on the screen, and who gave it.

    Shape: a paper may name nobody here, since the school keeps it.
    Refuses: NotFound; Invalid for a day that has not come or is of an earlier year, who has left, or a screen that
    nobody signed.
    Records: guardian:permitted, with whether somebody is named.
    """
    if how == "screen" and not signer.name:
        raise Invalid("Nobody has signed.", "Type your full name.", field="name")
    fields = ["guardian_name"] if signer.name else []
    _record_paper(work, cadre_id, person_id, given_on, "guardian", how, Tag.GUARDIAN_PERMITTED, fields)
    _end_signatures(work, person_id)
    if signer.name:
        told = {"name": signer.name, "relation": signer.relation or None, "given_on": given_on}
        keys = {"id": new_id(), "district_id": work.actor.district_id, "person_id": person_id}
        work.insert(GuardianSignature, **keys, **told, ended_on=None)


def _end_signatures(work: Work, person_id: int) -> None:
    """Let what was signed for a student before hold no more; it stays with the record."""
    here = (GuardianSignature.district_id == work.actor.district_id, GuardianSignature.person_id == person_id)
    open_ones = sa.update(GuardianSignature).where(*here, GuardianSignature.ended_on.is_(None))
    work.execute(open_ones.values(ended_on=work.today))


def _record_paper(
    work: Work,
    cadre_id: int,
    person_id: int,
    on: date,
    what: str,
    how: str,
    tag: Tag,
    fields: Collection[str] = (),
) -> None:
    team = find_team(work, cadre_id)
    member = find_member(work, team, person_id)
    _check_day(work, team, member, on, f"{what}_on")
    values: dict[str, Any] = {f"{what}_on": on, f"{what}_how": how}
    if what == "agreement":
        values["agreement_version"] = "paper"
    work.execute(sa.update(CadreMember).where(CadreMember.id == member.id).values(**values))
    work.record(tag, subjects=[person_id], fields=fields, site_id=team.site_id, how=how, on=str(on))


def _check_day(work: Work, team: Any, member: Any, on: date, field: str) -> None:
    """Go on when a paper of this day can hold for a student's time on the team.

    Shape: a team's papers may be handed out in the spring before its school year.
    """
    if member.ends_on < work.today:
        remedy = "Add them to the team again first, then record the paper."
        raise Invalid("They have left the team.", remedy, field=field)
    if on > work.today + timedelta(days=1):
        raise Invalid("That day has not come yet.", "Write the day on the paper.", field=field)
    first = policy.papers_from(team.school_year)
    if on < first:
        since = f"Papers of this team count from {first:%B} {first.day}, {first.year} on."
        raise Invalid("That paper is of an earlier school year.", f"{since} Ask for a new one.", field=field)


def withdraw_guardian(work: Work, cadre_id: int, person_id: int) -> None:
    """Take back a guardian's permission; live work ends at the student's next request.

    Refuses: NotFound.
    Records: member:changed.
    """
    team = find_team(work, cadre_id)
    member = find_member(work, team, person_id)
    gone = {"guardian_on": None, "guardian_how": ""}
    work.execute(sa.update(CadreMember).where(CadreMember.id == member.id).values(**gone))
    _end_signatures(work, person_id)
    told = {"site_id": team.site_id, "cadre": team.id}
    work.record(Tag.MEMBER_CHANGED, subjects=[person_id], fields=["guardian_on"], **told)


def set_gates(work: Work, cadre_id: int, person_id: int, modes: dict[str, str]) -> None:
    """Set who checks a student's actions when; an empty mode is the rung's.

    Refuses: NotFound; Invalid for an action or mode that is not known.
    Records: gate:changed, when something changed.
    """
    team = find_team(work, cadre_id)
    find_member(work, team, person_id)
    known = {row.action: row.mode for row in work.rows(queries.gates(work.actor, team.id, person_id))}
    changed = {action: mode for action, mode in modes.items() if known.get(action, "") != mode}
    if not (changed.keys() <= policy.GATE_ACTIONS.keys() and set(changed.values()) <= set(policy.GATE_MODES)):
        raise Invalid("This gate is not known.", "Pick one from the list.")
    for action, mode in changed.items():
        here = (Gate.cadre_id == team.id, Gate.person_id == person_id, Gate.action == action)
        work.execute(sa.delete(Gate).where(*here))
        if mode:
            keys = {"cadre_id": team.id, "person_id": person_id, "action": action, "mode": mode}
            work.insert(Gate, id=new_id(), district_id=team.district_id, **keys)
    if changed:
        work.record(Tag.GATE_CHANGED, subjects=[person_id], site_id=team.site_id, modes=changed)


def save_shifts(work: Work, cadre_id: int, person_id: int, slots: Collection[tuple[int, int]]) -> None:
    """Make a student's week be these (weekday, period) slots.

    Refuses: NotFound.
    Records: shifts:changed, when something changed.
    """
    team = find_team(work, cadre_id)
    find_member(work, team, person_id)
    periods = {row.id for row in work.rows(places.bells(work.actor, team.site_id)) if not row.lunch}
    wanted = {slot for slot in slots if slot[0] in range(5) and slot[1] in periods}
    rows = work.rows(queries.shifts(work.actor, team.id))
    now = {(row.weekday, row.period_id) for row in rows if row.person_id == person_id}
    for weekday, period_id in now - wanted:
        here = (Shift.cadre_id == team.id, Shift.person_id == person_id)
        at = (Shift.weekday == weekday, Shift.period_id == period_id)
        work.execute(sa.delete(Shift).where(*here, *at))
    keys = {"district_id": team.district_id, "cadre_id": team.id, "person_id": person_id, "post": ""}
    fresh = sorted(wanted - now)
    work.insert_many(
        Shift, [{"id": new_id(), "weekday": day, "period_id": period, **keys} for day, period in fresh]
    )
    if wanted != now:
        counts = {"added": len(wanted - now), "removed": len(now - wanted)}
        work.record(Tag.SHIFTS_CHANGED, subjects=[person_id], site_id=team.site_id, **counts)
