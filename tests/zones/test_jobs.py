"""A job that fails is tried again after a while, five times at most; one at work is left alone."""

from datetime import timedelta
from typing import Any

import pytest

from app.kernel import db, jobs
from app.kernel.errors import Conflict
from tests.cast import NOW, School


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A kind of job that never works; what it was given."""
    given: list[dict[str, Any]] = []

    def fail(payload: dict[str, Any]) -> None:
        given.append(payload)
        raise Conflict("It does not work.", "Wait.")

    monkeypatch.setitem(jobs._handlers, "test-fails", fail)
    return given


def written(kind: str) -> int:
    with db.engine("system").connect() as connection, connection.begin():
        return jobs.enqueue(connection, kind, {"n": 1}, NOW)


def test_what_fails_is_tried_again_later_and_given_up_at_last(
    failing: list[dict[str, Any]], school: School
) -> None:
    job, now = written("test-fails"), NOW
    for tried in range(1, jobs.MOST_TRIES + 1):
        assert jobs.coming("test-fails", now) == [{"n": 1}]
        assert job in jobs.due(now)
        with pytest.raises(Conflict):
            jobs.run(job, now)
        assert len(failing) == tried
        assert not jobs.run(job, now + jobs.LEASE - timedelta(seconds=1)), "it rests first"
        now += jobs.LEASE
    assert job not in jobs.due(now) and jobs.coming("test-fails", now) == []
    assert not jobs.run(job, now)
    assert len(failing) == jobs.MOST_TRIES


def test_a_job_at_work_is_left_alone_until_its_lease_is_over(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []

    def look(_payload: dict[str, Any]) -> None:
        inside.append(jobs.run(job, NOW))
        inside.append(job in jobs.due(NOW + jobs.LEASE))
        inside.append(job in jobs.due(NOW + jobs.LEASE + timedelta(seconds=1)))

    monkeypatch.setitem(jobs._handlers, "test-looks", look)
    job = written("test-looks")
    assert jobs.run(job, NOW)
    assert inside == [False, False, True]
    assert not jobs.run(job, NOW + timedelta(days=1)), "it is done once"
