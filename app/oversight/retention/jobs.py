"""Go through an approved purge in the background, a short while at a time."""

import time
from typing import Any

from app.audit.work import chore
from app.identity.actor import system_actor
from app.kernel.jobs import handles
from app.oversight.retention.services import erase_next

SECONDS = 20  # well within a job's lease, so that nobody else takes it up meanwhile


@handles("purge_go_on")
def purge_go_on(payload: dict[str, Any]) -> None:
    """Erase batch after batch; a killed worker's batch is undone whole, and the next one goes on from there."""
    started = time.monotonic()
    district, run_id = int(payload["district_id"]), int(payload["run_id"])
    while erase_next(district, run_id):
        if time.monotonic() - started > SECONDS:
            with chore(system_actor(district)) as work:
                work.enqueue("purge_go_on", district_id=district, run_id=run_id)
            return
