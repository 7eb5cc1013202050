"""A machine whose clock was ahead, and is set right: nobody is shut out, and no screen stays open, until that day."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.kernel import clock, rounds
from tests.cast import PASSWORD, School
from tests.conftest import SignIn
from tests.web.accounts.test_sessions import attempt
from tests.web.accounts.test_step_up import PIN, give, is_fresh, set_pin

AHEAD = [timedelta(days=1), timedelta(days=900)]


@pytest.mark.parametrize("ahead", AHEAD)
def test_wrong_tries_hold_nobody_off_for_years(nobody: FlaskClient, school: School, ahead: timedelta) -> None:
    with clock.at(clock.now() + ahead):
        for _ in range(4):
            assert attempt(nobody, "bo", "wrong") == 422
        assert attempt(nobody, "bo", PASSWORD) == 429
    assert attempt(nobody, "bo", PASSWORD) == 303


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_screen_opened_ahead_of_time_is_opened_anew(sign_in: SignIn, ahead: timedelta) -> None:
    with clock.at(clock.now() + ahead):
        bo = sign_in("bo")
        assert bo.get("/my").status_code == 200
    assert bo.get("/my").status_code == 401


def test_a_screen_seen_ahead_of_time_locks_and_a_confirmation_ends(sign_in: SignIn) -> None:
    begun = clock.now()
    with clock.at(begun):
        bo = sign_in("bo")
        set_pin(bo)
    with clock.at(begun + timedelta(minutes=8)):
        assert bo.get("/my").status_code == 200
    with clock.at(begun + timedelta(minutes=16)):
        assert give(bo, PIN) == 303
        assert is_fresh(bo)
    with clock.at(begun):
        assert bo.get("/my").status_code == 401, "last seen sixteen minutes from now"
        assert bo.post("/unlock", data={"password": PASSWORD}).status_code == 303
        assert not is_fresh(bo)


def test_a_worker_seen_ahead_of_time_is_not_taken_for_alive(nobody: FlaskClient, school: School) -> None:
    with clock.at(clock.now() + timedelta(hours=1)):
        rounds.tell("worker")
    answer = nobody.get("/readyz")
    assert answer.status_code == 503
    rounds.tell("worker")
    assert nobody.get("/readyz").status_code == 200
