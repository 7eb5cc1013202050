"""Start a drill in the background, and read what the last ones came to."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, chore
from app.identity.actor import system_actor
from app.kernel import clock, jobs
from app.kernel.ids import new_id
from app.oversight.drill import policy, queries
from app.oversight.drill.models import DrillRun
from app.oversight.drill.running import run_drill
from app.oversight.drill.view_models import DrillPage, result_of
from app.oversight.trail.services import calendar_for

SEEDS = 1000
LONGEST_SECONDS = 600
BEGINS_SECONDS = 30


def read_drill(work: Work) -> DrillPage:
    """Return the last result and how far a running drill is.

    Records: nothing; the made-up school holds nobody.
    """
    rows = work.rows(queries.runs(work.actor))
    calendar = calendar_for(work, {})
    done = [result_of(row, calendar) for row in rows if row.state == "done"]
    running = next((row for row in rows if _is_running(work, row)), None)
    return DrillPage(
        done[0] if done else None,
        running.percent if running is not None else None,
        bool(rows) and rows[0].state == "failed",
        policy.start(work.actor, running is not None),
        tuple(done[1:]),
        running is not None and running.state == "waiting" and _seconds(work, running) > BEGINS_SECONDS,
    )


def _is_running(work: Work, row: Any) -> bool:
    return row.state in ("waiting", "running") and _seconds(work, row) < LONGEST_SECONDS


def _seconds(work: Work, row: Any) -> float:
    """Return how long ago a drill was asked for."""
    return float((work.now - row.asked_at).total_seconds())


def start_drill(work: Work) -> None:
    """Leave a drill to the worker.

    Refuses: by policy.start.
    Records: drill:started.
    """
    work.intend(Tag.DRILL_STARTED)
    running = any(_is_running(work, row) for row in work.rows(queries.runs(work.actor)))
    policy.start(work.actor, running).require()
    run_id = new_id()
    seed = 1 + run_id % SEEDS
    about = {"district_id": work.actor.district_id, "asked_by_id": work.actor.person_id}
    work.insert(
        DrillRun, id=run_id, asked_at=work.now, seed=seed, state="waiting", percent=0, result={}, **about
    )
    work.enqueue("run_drill", run_id=run_id, district_id=work.actor.district_id, seed=seed)
    work.record(Tag.DRILL_STARTED, seed=seed)


@jobs.handles("run_drill")
def _run(payload: dict[str, Any]) -> None:
    actor, run_id = system_actor(payload["district_id"]), payload["run_id"]

    def say(**values: Any) -> None:
        with chore(actor) as work:
            work.execute(queries.change(actor, run_id).values(**values))

    def tell(percent: int) -> None:
        if percent % 10 == 0:
            say(state="running", percent=percent)

    try:
        result = run_drill(seed=payload["seed"], tell=tell).as_json()
    except Exception:  # whatever it is, the page must not wait for it
        say(state="failed", ended_at=clock.now())
        raise
    say(state="done", percent=100, ended_at=clock.now(), result=result)
