"""The worker says that it lives while it has much to do, too."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.commands import doctor, worker
from app.kernel import clock, db, jobs
from tests.cast import School


def test_a_busy_worker_is_seen(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    assert school.site_id
    monkeypatch.setattr(worker, "SEEN_SECONDS", 0.0)  # over after each job
    with db.engine("system").connect().execution_options(sqlite_begin="IMMEDIATE") as c, c.begin():
        for _ in range(3):
            jobs.enqueue(c, "roster_upload_purge", {"upload_id": 1}, clock.now() - timedelta(seconds=1))
    worker._do_jobs(threading.Event(), once=True)
    with db.engine("system").connect() as c:
        seen = c.execute(sa.select(jobs.WorkerSeen.seen_at)).scalar_one()
        ended = list(c.execute(sa.select(jobs.Job.done_at).where(jobs.Job.done_at.is_not(None))).scalars())
    assert len(ended) >= 3
    assert seen > min(one for one in ended if one is not None)


def test_what_is_given_up_is_told_and_can_be_tried_anew(school: School) -> None:
    """A job that fails each time leaves its work undone for ever: a reply unsent, a ticket hidden."""
    assert school.site_id
    with db.engine("system").connect().execution_options(sqlite_begin="IMMEDIATE") as c, c.begin():
        job = jobs.enqueue(c, "roster_upload_purge", {"nothing": 1}, clock.now())
    for again in range(jobs.MOST_TRIES):
        assert list(doctor.failing_rounds()) == []
        with clock.at(clock.now() + again * 2 * jobs.LEASE), pytest.raises(KeyError):
            jobs.run(job, clock.now())
    (told,) = doctor.failing_rounds()
    assert told[:2] == ("error", "worker") and "roster_upload_purge (1)" in told[2]
    assert jobs.try_again(clock.now()) == 1
    assert job in jobs.due(clock.now()) and list(doctor.failing_rounds()) == []
