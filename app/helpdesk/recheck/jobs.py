"""The worker's part: mask again what is held, some at a time, and what was written meanwhile."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.audit.work import begin, chore, look
from app.helpdesk.recheck import finding, queries, run_queries
from app.helpdesk.recheck.remasking import remask_ticket
from app.helpdesk.recheck.services import start
from app.identity.actor import system_actor
from app.kernel import jobs

BATCH = 20  # tickets in one transaction
MOST = 400  # tickets in one job; then it makes room for others
MEANWHILE = timedelta(minutes=10)


@jobs.handles("recheck")
def recheck(payload: dict[str, Any]) -> None:
    """Mask the tickets that a change touches again; done twice, the second finds none.

    Records: ticket:remasked for each.
    """
    district_id, run_id = payload["district_id"], payload["recheck_id"]
    if not payload.get("goes_on"):
        _remask(district_id, run_id, _unheld(district_id, run_id, payload.get("word_id")))
    for _ in range(MOST // BATCH):
        with look(system_actor(district_id)) as work:
            ids = [row.id for row in work.rows(run_queries.held(work.actor, BATCH))]
        _remask(district_id, run_id, ids)
        if len(ids) < BATCH:
            return _finish(district_id, run_id)
    with chore(system_actor(district_id)) as work:
        work.enqueue("recheck", district_id=district_id, recheck_id=run_id, goes_on=True)
    return None


def _unheld(district_id: int, run_id: int, word_id: int | None) -> list[int]:
    """Return the tickets to mask again without holding them: written into meanwhile, or holding a shown word."""
    with look(system_actor(district_id)) as work:
        run = work.first(run_queries.run(work.actor, run_id))
        if run is None:
            return []
        since = run.started_at - MEANWHILE
        found = {row.ticket_id for row in work.rows(run_queries.written_since(work.actor, since))}
        word = work.value(queries.site_word(work.actor, word_id)) if word_id else None
        return sorted(found | (finding.holding(work, [word]) if word else set()))


def _remask(district_id: int, run_id: int, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), BATCH):
        batch = ids[at : at + BATCH]
        with begin(system_actor(district_id)) as work:
            for ticket_id in batch:
                remask_ticket(work, ticket_id)
        with chore(system_actor(district_id)) as work:
            work.execute(run_queries.run_further(work.actor, run_id, len(batch)))


def _finish(district_id: int, run_id: int) -> None:
    with chore(system_actor(district_id)) as work:
        work.execute(run_queries.run_set(work.actor, run_id).values(finished_at=work.now))


@jobs.handles("recheck_ticket", at_once=True)
def recheck_ticket(payload: dict[str, Any]) -> None:
    """Mask one ticket again in which somebody marked a word; done twice, nothing changes.

    Records: ticket:remasked.
    """
    with begin(system_actor(payload["district_id"])) as work:
        remask_ticket(work, payload["ticket_id"])


@jobs.handles("recheck_numbers", at_once=True)
def recheck_numbers(payload: dict[str, Any]) -> None:
    """Hold the tickets in which a number of the district's new shape can be read, and leave them to the worker.

    Records: texts:held.
    """
    district_id = payload["district_id"]
    with begin(system_actor(district_id)) as work:
        start(work, district_id, "policy", finding.numbered(work))
