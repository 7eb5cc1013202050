"""Plan a change of the school year, apply it as one, take it back as one."""

from dataclasses import asdict
from datetime import date
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_id
from app.oversight.rollover import policy, queries, reading
from app.oversight.rollover.changes import apply, dump, undo
from app.oversight.rollover.models import Rollover
from app.oversight.rollover.planning import Choices
from app.school.cadres import policy as teams
from app.school.cadres.services import find_team, require
from app.school.people import queries as people


def plan_year(work: Work, cadre_id: int, choices: Choices) -> int:
    """Keep what was chosen, and return the plan's key; nothing changes yet.

    Refuses: NotFound; Invalid for days, teachers or a name that cannot be.
    Records: year:planned.
    """
    team = find_team(work, cadre_id)
    if not choices.name.strip():
        raise Invalid("Give the new team a name.", field="name")
    require(teams.span(choices.starts_on, choices.ends_on), "ends_on")
    require(teams.pair(choices.supervisor_id, choices.deputy_id), "deputy")
    staff = {row.id for row in work.rows(people.staff(work.actor, team.site_id))}
    for name, key in (("supervisor", choices.supervisor_id), ("deputy", choices.deputy_id)):
        require(teams.lead_team("staff" if key in staff else "", True), name)
    require(policy.year(team.ends_on, choices.starts_on, choices.access_ends_on), "access_ends_on")
    rollover_id = new_id()
    keys = {"id": rollover_id, "district_id": team.district_id, "site_id": team.site_id, "cadre_id": team.id}
    by = {"planned_by_id": work.actor.person_id, "planned_at": work.now}
    work.insert(Rollover, **keys, state="planned", choices=_kept(choices), changes=[], **by)
    work.record(Tag.YEAR_PLANNED, site_id=team.site_id, cadre=team.id, batch=rollover_id)
    return rollover_id


def _kept(choices: Choices) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, dict):
            return {str(key): plain(one) for key, one in value.items()}
        return list(value) if isinstance(value, tuple) else value

    kept: dict[str, Any] = plain(asdict(choices))
    return kept


def apply_year(work: Work, rollover_id: int, digest: str) -> None:
    """Make every change of a plan in one transaction, under one batch id.

    Refuses: NotFound; by policy.roll; Conflict when the list is not what was read, or somebody was first.
    Records: year:rolled, with everybody whose place changed.
    """
    row = reading.find(work, rollover_id)
    work.intend(Tag.YEAR_ROLLED, batch=rollover_id)
    policy.roll(work.actor, row.state).require()
    team = find_team(work, row.cadre_id)
    changes, notes = reading.changes_of(work, row, team)
    if reading.digest_of(changes, notes) != digest:
        raise Conflict("Something changed since you read the list.", "Read it again, then apply it.")
    values = {
        "state": "applied",
        "applied_at": work.now,
        "undo_until": policy.undo_until(work.today),
        "changes": dump(changes),
    }
    if work.change(queries.moved(work.actor, rollover_id, "planned").values(**values)) != 1:
        raise Conflict("Somebody has just applied this plan.", "Reload the page.")
    apply(work, changes)
    _record(work, Tag.YEAR_ROLLED, row, team, len(changes))


def undo_year(work: Work, rollover_id: int) -> None:
    """Put everything back to what it was before a change of the school year.

    Refuses: NotFound; by policy.undo; Conflict that names what somebody changed since.
    Records: year:undone, with everybody whose place changed.
    """
    row = reading.find(work, rollover_id)
    work.intend(Tag.YEAR_UNDONE, batch=rollover_id)
    policy.undo(work.actor, row.state, row.undo_until, work.today).require()
    team = find_team(work, row.cadre_id)
    changes, _notes = reading.changes_of(work, row, team)
    undone = {"state": "undone", "undone_at": work.now}
    if work.change(queries.moved(work.actor, rollover_id, "applied").values(**undone)) != 1:
        raise Conflict("Somebody has just taken this back.", "Reload the page.")
    undo(work, changes)
    _record(work, Tag.YEAR_UNDONE, row, team, len(changes))


def _record(work: Work, tag: Tag, row: Any, team: Any, count: int) -> None:
    people_of = [one.person_id for one in work.rows(queries.members(work.actor, team.id))]
    about = {"site_id": team.site_id, "cadre": team.id, "batch": row.id}
    work.record(tag, subjects=people_of, count=count, **about)
