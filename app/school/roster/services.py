"""Preview and apply a roster set: one transaction and one event a set."""

from typing import Any

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.db import is_sqlite
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_id
from app.school.apart.barring import refresh
from app.school.cadres.members import end_live_work
from app.school.calendar import service as calendar
from app.school.people.changes import names_changed
from app.school.places.models import Org
from app.school.roster.models import RosterRun
from app.school.roster.plan import Plan
from app.school.roster.planning import districts_of, make_plan
from app.school.roster.policy import KeepsNobody, check_endings
from app.school.roster.reader import RosterSet, SetMode
from app.school.roster.tree import grow
from app.school.roster.view_models import Preview, preview_of

MOST_REFUSALS_KEPT = 1_000
ONE_AT_A_TIME = 7_061_975  # the key of a lock: any number that no other lock has


def find_home(work: Work, roster: RosterSet) -> int:
    """Return the district that a set belongs to, or a key for a new one; for the system only.

    Refuses: Invalid when the set holds only changes, and its district is not known.
    """
    known = _known_home(work, roster)
    if known is None and roster.mode is SetMode.DELTA:
        reason = "This set holds only changes, and its district is not known here."
        raise Invalid(reason, "Import a full set.")
    return new_id() if known is None else known


def _known_home(work: Work, roster: RosterSet) -> int | None:
    tree = grow(roster.orgs)
    kinds = Org.kind.in_(("district", "cooperative"))
    rows = work.rows(sa.select(Org.id, Org.sourced_id, Org.parent_id, Org.demo).where(kinds))
    same = [row.id for row in rows if row.sourced_id and row.sourced_id == tree.home]
    if same:
        return int(same[0])
    schools = {place.sid for place in tree.places.values() if place.kind == "school"}
    known = districts_of(work, schools)
    fitting = {row.id for row in rows if not row.demo and (not row.sourced_id or not tree.home)}
    if len(known & fitting) == 1:
        return int((known & fitting).pop())
    if len(fitting) == 1 and not known and sum(1 for row in rows if not row.demo) == 1:
        return int(fitting.pop())
    return None


def preview(work: Work, roster: RosterSet) -> Preview:
    """Return what applying a set would do.

    Refuses: Invalid when the set is another district's.
    Records: roster:previewed, with the people that the preview names.
    """
    plan = make_plan(work, roster)
    shown = [one.person_id for one in plan.examples]
    work.record(Tag.ROSTER_PREVIEWED, subjects=shown, fields=["name"] if any(shown) else [])
    return preview_of(roster, plan)


def apply(
    work: Work,
    roster: RosterSet,
    accept_endings: int | None = None,
    digest: str = "",
    run_id: int | None = None,
) -> Preview:
    """Write what a set says, all of it or nothing.

    Refuses: Invalid when the set is another district's; Conflict when another import has just made its district;
    EndingsNeeded when it would end too many people;
    KeepsNobody when it would end who applies it, or the last administrator.
    Records: roster:applied, in counts.
    """
    work.intend(Tag.ROSTER_APPLIED)
    _wait_for_others(work)
    if work.actor.kind == "system" and _known_home(work, roster) not in (None, work.actor.district_id):
        raise Conflict("Another import has just made this district. Nothing was changed.", "Import it again.")
    plan = make_plan(work, roster)
    if plan.stops:
        raise KeepsNobody(plan.stops[0], f"{plan.stops[1]} Nothing was changed.")
    check_endings(plan.ending, plan.active_before, accept_endings)
    for statement, rows in plan.steps:
        work.execute(statement, rows)
    counts = {kind: count.as_dict() for kind, count in plan.counts.items()}
    work.record(Tag.ROSTER_APPLIED, version=roster.version, mode=roster.mode.value, counts=_short(counts))
    if not plan.steps:
        return preview_of(roster, plan)
    kept = _keep_run(work, roster, plan, digest, run_id or new_id())
    for district in sorted(plan.renamed):
        raised = sa.update(Org).where(Org.id == district).values(names_version=Org.names_version + 1)
        work.execute(raised)
        names_changed(work, district, plan.names.get(district, ()))
    for district in plan.districts:
        refresh(work, district)
        end_live_work(work, district)
    for district in sorted(plan.new_schools):
        work.enqueue("school_added", district_id=district)
    calendar.forget()
    return preview_of(roster, plan, kept)


def _wait_for_others(work: Work) -> None:
    """Let one import at a time read and write; SQLite does so by itself."""
    if not is_sqlite():
        work.value(sa.select(sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)))


def _short(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Return the counts without zeros, as the event keeps them."""
    found = {kind: {name: n for name, n in numbers.items() if n} for kind, numbers in counts.items()}
    return {kind: numbers for kind, numbers in found.items() if numbers}


def _keep_run(work: Work, roster: RosterSet, plan: Plan, digest: str, run_id: int) -> int:
    counts: dict[str, Any] = {kind: count.as_dict() for kind, count in plan.counts.items()}
    counts["left_out"] = [list(pair) for pair in roster.left_out_columns]
    refusals = [[one.file, one.line, one.column, one.reason, one.remedy] for one in plan.refusals]
    work.insert(
        RosterRun,
        id=run_id,
        district_id=work.actor.district_id,
        applied_at=work.now,
        actor_id=work.actor.on_behalf_of_id or work.actor.person_id,
        version=roster.version,
        mode=roster.mode.value,
        digest=digest,
        counts=counts,
        refusals=refusals[:MOST_REFUSALS_KEPT],
    )
    return run_id
