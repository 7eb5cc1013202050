"""Read the written policy, what a purge would do now, and the purges so far."""

from datetime import date

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.tickets.services import names_for
from app.identity.rights import Can
from app.identity.verdict import no, yes
from app.oversight.panels import DueLine
from app.oversight.retention import policy, queries, services
from app.oversight.retention.early import view_of
from app.oversight.retention.view_models import (
    FoundView,
    PolicyView,
    RunView,
    class_views,
    found_views,
    run_of,
)


def read_policy(work: Work) -> PolicyView:
    """Return the written policy of the district, with the day each class was last purged."""
    last: dict[str, date] = {}
    for row in work.rows(queries.runs(work.actor)):
        for key in row.erased if row.finished_at and row.person_id is None else ():
            last.setdefault(key.partition(":")[0], work.day(row.finished_at))
    may = (
        yes("Longer only. Each change is on record.")
        if work.actor.can(Can.KEEP_RECORDS)
        else no("The privacy officer sets it.")
    )
    return class_views(services.chosen_days(work), last, may)


def read_dry_run(work: Work) -> tuple[FoundView, ...]:
    """Return what a purge would erase now, and what is kept by which hold.

    Records: purge:planned, with dry.
    """
    found = services.look_through(work)
    work.record(Tag.PURGE_PLANNED, dry=True, count=sum(one.units for one in found))
    return found_views(found, work.day)


def read_runs(work: Work) -> tuple[RunView, ...]:
    """Return the purges so far, the newest first."""
    rows = work.rows(queries.runs(work.actor))
    names = names_for(work, {key for row in rows for key in (row.asked_by_id, row.approved_by_id) if key})
    return tuple(run_of(row, names, policy.approve(work.actor, row), work.day) for row in rows)


def read_run(work: Work, run_id: int) -> RunView:
    """Return one purge.

    Refuses: NotFound.
    """
    return view_of(work, services.find_run(work, run_id))


def due_purges(work: Work) -> tuple[DueLine, ...]:
    """Return the purges that wait for an approval, for the officer's home."""
    return tuple(
        DueLine(
            None,
            "Approve the planned purge, or put it aside",
            f"Planned by {one.asked}, {one.planned:,} rows{', of one person' if one.early else ''}",
            f"/office/purges/{one.id}",
            "soon" if one.approve.yes else "held",
            "to approve" if one.approve.yes else "waits for a second adult",
        )
        for one in read_runs(work)
        if one.state == "planned"
    )
