"""A round of the worker that fails for one district, or at one step, holds nobody else's up, and doctor says so."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.audit.tags import Tag
from app.commands import doctor, worker
from app.kernel import clock, db, rounds
from app.models import marks, oversight
from app.oversight.review import rounds as review
from app.school.cadres.models import ReviewWeek
from tests.cast import School
from tests.privacy.acts import rows
from tests.web.oversight.acting import act, last_week


def failing() -> list[str]:
    with db.engine("system").connect() as connection:
        return [f"{name}: {fault}" for name, fault in rounds.faults(connection, clock.now())]


def test_a_district_that_fails_stops_no_other(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the error is, and whichever comes first: the worker goes on, and the doctor names the district."""
    act(school, "bo", Tag.QUEUE_SEEN, last_week(2))
    others = {row.district_id for row in rows(sa.select(sa.text("district_id")).select_from(sa.table("org")))}
    others.remove(school.district_id)
    assert others
    done: list[int] = []
    whole = review.make_round

    def round_of(district_id: int) -> None:
        if district_id in others:
            raise KeyError("a fault of ours")
        done.append(district_id)
        whole(district_id)

    monkeypatch.setattr(worker, "make_round", round_of)
    worker._do_rounds()
    assert done == [school.district_id]
    assert rows(sa.select(marks.ReviewMark.event_id))
    assert failing() == [f"review {other}: KeyError" for other in others]
    told = list(doctor.failing_rounds())
    assert [level for level, _, _ in told] == ["error" for _ in others]
    assert "review of district" in told[-1][2] and "KeyError" in told[-1][2]
    monkeypatch.setattr(worker, "make_round", whole)
    worker._do_rounds()
    assert failing() == []


def test_an_error_of_any_kind_ends_no_worker(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    assert school.site_id

    def broken(_district_id: int) -> Any:
        raise IndexError("a fault of ours")

    for part in ("make_round", "index_events"):
        monkeypatch.setattr(worker, part, broken)
    monkeypatch.setattr(worker, "SEEN_SECONDS", 0.0)
    worker._do_jobs(threading.Event(), once=True)
    assert {one.split()[0] for one in failing()} == {"review", "records"}
    with clock.at(clock.now() + 2 * rounds.FRESH):
        assert failing() == []  # and no longer told when it is not tried any more


def test_a_step_that_fails_holds_no_other_up(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """The promise fails: what is over is closed all the same, and the round says that it failed."""
    act(school, "bo", Tag.QUEUE_SEEN, last_week(2))
    review.make_round(school.district_id)
    (closed,) = rows(sa.select(ReviewWeek.person_id, ReviewWeek.due_at))

    def broken(_actor: Any) -> None:
        raise KeyError("a fault of ours")

    monkeypatch.setattr(review, "promise_seeds", broken)
    with clock.at(closed.due_at + timedelta(hours=1)), pytest.raises(KeyError):
        review.make_round(school.district_id)
    (climbed,) = rows(sa.select(ReviewWeek.climbed))
    assert climbed.climbed == 1


def test_a_school_whose_week_cannot_be_closed_holds_no_other_up(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(school, "bo", Tag.QUEUE_SEEN, last_week(2))
    whole, places = review._close, set()

    def closing(work: Any, seed: Any, end: Any) -> None:
        places.add(seed.site_id)
        if seed.site_id != school.site_id:
            raise KeyError("a fault of ours")
        whole(work, seed, end)

    monkeypatch.setattr(review, "_close", closing)
    with pytest.raises(KeyError):
        _twice(school)
    assert len(places) > 1
    assert [row.site_id for row in rows(sa.select(ReviewWeek.site_id))] == [school.site_id]
    seeds = rows(sa.select(oversight.ReviewSeed.site_id).where(oversight.ReviewSeed.revealed_at.is_not(None)))
    assert {row.site_id for row in seeds} == {school.site_id}


def _twice(school: School) -> None:
    """Make two rounds a week apart: each place's seed of this week is promised in the first."""
    review.make_round(school.district_id)
    with clock.at(clock.now() + timedelta(weeks=1, days=1)):
        review.make_round(school.district_id)
