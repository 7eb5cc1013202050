"""Go through an approved purge in the background, a short while at a time."""

import time
from datetime import timedelta
from typing import Any

from app.audit.work import chore
from app.identity.actor import system_actor
from app.kernel.jobs import handles
from app.oversight.retention.services import erase_next, settle

SECONDS = 20  # well within a job's lease, so that nobody else takes it up meanwhile
SOON = timedelta(minutes=1)


@handles("purge_go_on")
def purge_go_on(payload: dict[str, Any]) -> None:
    """Erase batch after batch; a killed worker's batch is undone whole, and the next one goes on from there. At the end
    nothing of it is left in the database's files.
    """
    started = time.monotonic()
    district, run_id = int(payload["district_id"]), int(payload["run_id"])
    while erase_next(district, run_id):
        if time.monotonic() - started > SECONDS:
            _again(district, run_id)
            return
    if not settle():
        _again(district, run_id, SOON)


def _again(district: int, run_id: int, after: timedelta = timedelta()) -> None:
    with chore(system_actor(district)) as work:
        work.enqueue("purge_go_on", work.now + after, district_id=district, run_id=run_id)
