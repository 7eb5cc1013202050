"""Confirm that it is you: the PIN, how it is chosen and guessed at, what ends it, and where it leads."""

from datetime import timedelta
from threading import Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.actors import enter
from app.accounts.models import Account
from app.accounts.services import make_invite
from app.accounts.step_up.models import Pin
from app.accounts.step_up.policy import is_trivial
from app.audit.models import AuditEvent
from app.audit.work import begin
from app.identity.actor import system_actor
from app.identity.rights import Hat
from app.identity.verdict import fresh
from app.kernel import clock
from app.kernel.errors import StepUpNeeded
from app.ui.errors import answer
from tests.cast import PASSWORD, School
from tests.conftest import SignIn
from tests.helpers import confirm, read

PIN = "480517"


def set_pin(client: FlaskClient, pin: str = PIN, again: str = "", password: str = PASSWORD) -> int:
    data = {"pin": pin, "again": again or pin, "password": password}
    return client.post("/account/pin", data=data).status_code


def give(client: FlaskClient, pin: str, **more: str) -> int:
    return client.post("/step-up", data={"secret": pin, "how": "pin", **more}).status_code


def is_fresh(client: FlaskClient) -> bool:
    cookie = client.get_cookie("cadre")
    assert cookie is not None
    actor = enter(cookie.value, Hat.MY)[1]
    return actor is not None and actor.fresh


def events(tag: str) -> int:
    return int(read(sa.select(sa.func.count()).select_from(AuditEvent).where(AuditEvent.tag == tag)))


def test_a_sign_in_alone_confirms_nothing(bo: FlaskClient) -> None:
    assert not is_fresh(bo)


def test_a_pin_confirms_for_ten_minutes_on_this_screen_only(bo: FlaskClient, sign_in: SignIn) -> None:
    other = sign_in("bo")
    assert set_pin(bo) == 303
    assert give(bo, PIN) == 303
    assert is_fresh(bo)
    assert not is_fresh(other)
    assert events("session:confirmed") == 1
    with clock.at(clock.now() + timedelta(minutes=9, seconds=30)):
        assert is_fresh(bo)
    with clock.at(clock.now() + timedelta(minutes=10)):
        assert not is_fresh(bo)


def test_without_a_pin_the_password_confirms_and_a_pin_is_offered(bo: FlaskClient) -> None:
    asked = bo.get("/step-up?next=/desk").get_data(as_text=True)
    assert "Your password" in asked
    assert 'href="/account?next=/desk"' in asked
    assert confirm(bo) == 303
    assert is_fresh(bo)


def test_the_pin_is_asked_once_there_is_one_and_the_password_still_works(bo: FlaskClient) -> None:
    set_pin(bo)
    assert "Your PIN" in bo.get("/step-up").get_data(as_text=True)
    assert "Your password" in bo.get("/step-up?with=password").get_data(as_text=True)
    assert confirm(bo) == 303


def test_choosing_a_pin_takes_the_password(bo: FlaskClient) -> None:
    assert set_pin(bo, password="not the password") == 422
    assert set_pin(bo, again="480518") == 422
    assert read(sa.select(sa.func.count()).select_from(Pin)) == 0


@pytest.mark.parametrize(
    "pin",
    [
        "1234",
        "8765",
        "0000",
        "7777777",
        "1212",
        "123123",
        "2009",
        "1122",
        "4554",
        "2580",
        "2468",
        "9012",
        "5565",
    ],
)
def test_trivial_pins_are_refused(pin: str) -> None:
    assert is_trivial(pin)


@pytest.mark.parametrize("pin", ["4805", "7193", PIN, "90318462"])
def test_others_are_not(pin: str) -> None:
    assert not is_trivial(pin)


@pytest.mark.parametrize("pin", ["480", "480517193", "48o5", "４８０５", "", "4805 "])
def test_a_pin_is_four_to_eight_digits(bo: FlaskClient, pin: str) -> None:
    assert set_pin(bo, pin) == 422


def test_a_pin_is_no_part_of_ones_own_number_or_phone(maria: FlaskClient) -> None:
    for pin in ("5011", "0111", "0142"):  # 5550111 and (208) 555-0142
        assert set_pin(maria, pin) == 422, pin


def test_only_a_hash_is_kept_and_nothing_is_shown(bo: FlaskClient) -> None:
    bo.post("/account/pin", data={"pin": PIN, "again": PIN, "password": "wrong"})
    refused = bo.post("/account/pin", data={"pin": PIN, "again": "99", "password": PASSWORD})
    assert PIN not in refused.get_data(as_text=True)
    set_pin(bo)
    assert PIN not in str(read(sa.select(Pin.pin_hash)))
    for page in ("/account", "/step-up", "/desk"):
        assert PIN not in bo.get(page).get_data(as_text=True)
    wrong = bo.post("/step-up", data={"secret": "4805170", "how": "pin"}).get_data(as_text=True)
    assert "4805170" not in wrong
    stored = read(sa.select(sa.func.count()).where(sa.cast(AuditEvent.codes, sa.String).contains(PIN)))
    assert stored == 0


def test_wrong_pins_wait_longer_and_longer_then_the_password_is_asked(bo: FlaskClient) -> None:
    set_pin(bo)
    moment = clock.now()
    for tries in range(10):
        with clock.at(moment):
            assert give(bo, "715928") == 422, tries
            if tries >= 3:
                assert give(bo, PIN) == 429, tries
        moment += timedelta(minutes=5, seconds=1)
        with clock.at(moment):
            bo.get("/my")
    with clock.at(moment):
        assert give(bo, PIN) == 422
        assert "rests" in bo.get("/step-up").get_data(as_text=True)
        assert confirm(bo) == 303
        assert give(bo, PIN) == 303


def test_tries_at_once_are_counted_before_they_are_checked(bo: FlaskClient, app: Flask) -> None:
    set_pin(bo)
    cookie = bo.get_cookie("cadre")
    assert cookie is not None
    answers: list[int] = []

    def guess(pin: str) -> None:
        client = app.test_client()
        client.set_cookie("cadre", cookie.value)
        answers.append(give(client, pin))

    guesses = [Thread(target=guess, args=(f"71593{n}",)) for n in range(10)]
    for one in guesses:
        one.start()
    for one in guesses:
        one.join()
    assert answers.count(422) <= 4
    assert answers.count(422) + answers.count(429) == 10


def test_a_lock_and_a_sign_out_end_it(bo: FlaskClient) -> None:
    confirm(bo)
    with clock.at(clock.now() + timedelta(minutes=9)):
        bo.post("/unlock", data={"password": PASSWORD})
        assert not is_fresh(bo)
        confirm(bo)
        assert is_fresh(bo)
    cookie = bo.get_cookie("cadre")
    assert cookie is not None
    bo.post("/sign-out")
    assert enter(cookie.value, Hat.MY) == (None, None)


def test_a_locked_screen_cannot_confirm(bo: FlaskClient) -> None:
    confirm(bo)
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert not is_fresh(bo)
        assert bo.get("/step-up").status_code == 401
        assert confirm(bo) == 401


def test_another_pin_ends_what_other_screens_confirmed(bo: FlaskClient, sign_in: SignIn) -> None:
    other = sign_in("bo")
    confirm(other)
    assert is_fresh(other)
    set_pin(bo)
    assert not is_fresh(other)


def test_a_new_slip_removes_the_pin_unseen(bo: FlaskClient, app: Flask, school: School) -> None:
    set_pin(bo)
    with begin(system_actor(school.district_id)) as work:
        code = make_invite(work, school.people["bo"], "bo")
    fresh_client = app.test_client()
    said = fresh_client.post("/claim", data={"code": code, "password": "another long password"})
    assert said.status_code == 303
    assert "Your password" in fresh_client.get("/step-up").get_data(as_text=True)
    account = sa.select(Account.id).where(Account.person_id == school.people["bo"]).scalar_subquery()
    assert read(sa.select(sa.func.count()).where(Pin.account_id == account)) == 0


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/sign-out",
        "javascript:1",
        "",
        "/step-up?next=/my",
        "/\r\nSet-Cookie:x",
    ],
)
def test_it_leads_to_local_pages_only(bo: FlaskClient, address: str) -> None:
    data = {"secret": PASSWORD, "how": "password", "next": address}
    assert bo.post("/step-up", data=data).headers["Location"] == "/"


def test_it_leads_back_with_the_query(bo: FlaskClient) -> None:
    data = {"secret": PASSWORD, "how": "password", "next": "/desk/queue?page=2&x=1"}
    assert bo.post("/step-up", data=data).headers["Location"] == "/desk/queue?page=2&x=1"


def test_a_page_is_led_to_the_question_and_json_is_refused(app: Flask, bo: FlaskClient) -> None:
    cookie = bo.get_cookie("cadre")
    assert cookie is not None
    actor = enter(cookie.value, Hat.DESK)[1]
    assert actor is not None
    with pytest.raises(StepUpNeeded) as caught:
        fresh(actor).require()
    assert caught.value.sentence == "Confirm that it is you first."
    with app.test_request_context("/desk/queue?site=1"):
        page = answer(caught.value)
        assert (page.status_code, page.headers["Location"]) == (303, "/step-up?next=/desk/queue%3Fsite%3D1")
    with app.test_request_context("/desk/queue", headers={"Accept": "application/json"}):
        problem = answer(caught.value)
        assert problem.status_code == 403
        assert problem.json is not None
        assert problem.json["title"] == "Confirm that it is you first."
