"""Plan a purge, approve it, and go through it a batch a transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.identity.actor import system_actor
from app.kernel import db, sqlite
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.oversight.disclosure import queries as rules
from app.oversight.disclosure.services import set_rule
from app.oversight.retention import engine, policy, queries
from app.oversight.retention.models import PurgeRun, PurgeUnit


def chosen_days(work: Work) -> dict[str, int]:
    """Return how long the district chose to keep each class, where it chose."""
    found: dict[str, int] = {}
    for row in work.rows(rules.rules(work.actor, "retention")):
        found.setdefault(row.code, int(row.value))
    return found


def look_through(
    work: Work, person_id: int | None = None, with_keys: bool = False
) -> tuple[engine.Found, ...]:
    """Return what a purge would do now, of one person before its time where one is given.

    Shape: read by the product itself, since accounts and jobs are nobody's to read.
    """
    reach = engine.Reach(chosen_days(work), person_id)
    with look(system_actor(work.actor.district_id, work.actor.person_id)) as own:
        return engine.dry_run(own, reach, work.now, with_keys)


def lengthen(work: Work, code: str, days: str) -> None:
    """Keep rows of a class longer than the product does by itself.

    Refuses: Invalid by policy.lengthen, or for what is no number of days.
    Records: rules:changed.
    """
    if not days.strip().isdecimal() or len(days.strip()) > 6:
        raise Invalid("Write a number of days.", field=code)
    verdict = policy.lengthen(work.actor, code, int(days))
    if not verdict.yes:
        raise Invalid(verdict.sentence, verdict.remedy, field=code)
    set_rule(work, "retention", code, str(int(days)))


def plan_purge(work: Work) -> int:
    """Write down what a purge would erase now, unit by unit, and return its key.

    Refuses: Conflict when nothing is old enough, or another purge runs.
    Records: purge:planned.
    """
    chosen = chosen_days(work)
    periods = {one.code: policy.days_of(one.code, chosen) for one in policy.PERIODS}
    found = look_through(work, with_keys=True)
    run_id = keep_plan(work, found, periods, "Nothing is old enough to be erased.")
    work.record(Tag.PURGE_PLANNED, run=run_id, count=sum(one.units for one in found))
    return run_id


def keep_plan(
    work: Work, found: Sequence[engine.Found], periods: Mapping[str, int], nothing: str, **whose: Any
) -> int:
    """Keep what a dry run found as a plan, and return its key.

    Refuses: Conflict when nothing was found, or another purge runs.
    """
    if any(row.state == "running" for row in work.rows(queries.runs(work.actor))):
        raise Conflict("A purge is running.", "Wait until it is done.")
    planned = {f"{one.code}:{one.name}": dict(one.rows) for one in found if one.units}
    if not planned:
        raise Conflict(nothing, "Come back when something is.")
    run_id = new_id()
    keys = {"id": run_id, "district_id": work.actor.district_id, "state": "planned"}
    asker = work.actor.on_behalf_of_id or work.actor.person_id
    by = {"asked_by_id": asker, "asked_at": work.now, "as_of": work.now}
    work.insert(PurgeRun, **keys, **by, periods=dict(periods), planned=planned, erased={}, **whose)
    units = {"run_id": run_id, "district_id": work.actor.district_id}
    for one in found:
        work.insert_many(PurgeUnit, [{"kind": one.name, "unit_id": key, **units} for key in one.keys])
    return run_id


def find_run(work: Work, run_id: int) -> Any:
    """Return a purge of the district.

    Refuses: NotFound.
    """
    row = work.first(queries.run(work.actor, run_id))
    if row is None:
        raise NotFound("There is no such purge.", "Go back to the purges.")
    return row


def approve_purge(work: Work, run_id: int) -> None:
    """Let a planned purge begin; it goes on in the background.

    Refuses: NotFound; by policy.approve; Conflict when somebody else was first.
    Records: purge:approved.
    """
    row = find_run(work, run_id)
    about: dict[str, Any] = {"run": run_id, **_about(row)}
    work.intend(Tag.PURGE_APPROVED, **about)
    policy.approve(work.actor, row).require()
    approver = work.actor.on_behalf_of_id or work.actor.person_id
    values = {"state": "running", "approved_by_id": approver, "approved_at": work.now}
    if work.change(queries.moved(work.actor, run_id, "planned").values(**values)) != 1:
        raise Conflict("Somebody has just approved or dropped this purge.", "Reload the page.")
    work.record(Tag.PURGE_APPROVED, **about)
    work.enqueue("purge_go_on", district_id=work.actor.district_id, run_id=run_id)


def _about(row: Any) -> dict[str, Any]:
    """Return whose purge it is, as its events say it."""
    return {"subjects": [row.person_id], "early": row.why} if row.person_id else {}


def drop_purge(work: Work, run_id: int) -> None:
    """Put a planned purge aside.

    Refuses: NotFound; Conflict when it is no plan any more.
    Records: purge:planned, with dropped.
    """
    row = find_run(work, run_id)
    if work.change(queries.moved(work.actor, run_id, "planned").values(state="dropped")) != 1:
        raise Conflict("This purge is no plan any more.", "Reload the page.")
    work.execute(queries.off_the_list(work.actor, run_id))
    work.record(Tag.PURGE_PLANNED, run=run_id, dropped=True, **_about(row))


def go_on(work: Work, run_id: int) -> None:
    """Take a purge up again whose worker stopped; done twice, the second finds less to do.

    Refuses: NotFound; Conflict when it does not run.
    Records: purge:approved, with again.
    """
    if find_run(work, run_id).state != "running":
        raise Conflict("This purge is not running.", "Reload the page.")
    work.enqueue("purge_go_on", district_id=work.actor.district_id, run_id=run_id)
    work.record(Tag.PURGE_APPROVED, run=run_id, again=True)


def erase_next(district_id: int, run_id: int) -> bool:
    """Erase the next batch of a running purge in one transaction; False when it is done or does not run. What is due
    is asked anew: how long the district keeps a class now, what is on hold now.

    Records: records:erased, a tombstone with the policy, the approver and the count.
    """
    with look(system_actor(district_id)) as work:
        planned = work.first(queries.run(work.actor, run_id))
    approver = planned.approved_by_id if planned is not None else None
    with begin(system_actor(district_id, on_behalf_of_id=approver)) as work:
        db.take_turn(work.connection, run_id)
        row = work.first(queries.run(work.actor, run_id))
        if row is None or row.state != "running":
            return False
        chosen = chosen_days(work)
        done = engine.erase_batch(work, run_id, engine.Reach(chosen, row.person_id))
        about = {"run": run_id}
        if done is None:
            ended = {"state": "done", "finished_at": work.now}
            work.execute(queries.moved(work.actor, run_id, "running").values(**ended))
            work.record(Tag.RECORDS_ERASED, **about, count=0, finished=True)
            return False
        kind, units, rows = done
        values = {"erased": _added(row.erased, f"{kind.code}:{kind.name}", rows)}
        work.execute(queries.moved(work.actor, run_id, "running").values(**values))
        days = 0 if row.person_id else policy.days_of(kind.code, chosen)
        told = {"policy": kind.code, "days": days, "count": units, "tables": rows}
        told |= {"early": row.why} if row.person_id else {}
        work.record(Tag.RECORDS_ERASED, **about, **told)
        return True


def settle() -> bool:
    """Let what was erased be gone from the database's files too; False where it has to be tried again.

    Shape: PostgreSQL has its own ways, which are its keeper's: VACUUM, and the age of archived logs.
    """
    return sqlite.settle(db.engine("system").url.database or "") if db.is_sqlite() else True


def _added(before: Mapping[str, Any], key: str, rows: Mapping[str, int]) -> dict[str, Any]:
    counts = dict(before.get(key, {}))
    for table, number in rows.items():
        counts[table] = counts.get(table, 0) + number
    return {**before, key: counts}
