"""A classmate guesses at a password: it slows the classmate, and keeps nobody out of their own account."""

import contextvars
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.accounts import passwords, services
from app.accounts.models import Account, UnknownName
from app.audit.work import begin
from app.identity.actor import system_actor
from app.kernel import clock
from tests.cast import NOW, PASSWORD, School
from tests.conftest import SignIn
from tests.helpers import confirm, read
from tests.web.test_races import at_once

KNOWN = "cadre_known"
HERE, THERE = "10.20.0.7", "10.20.0.8"


def tried(client: FlaskClient, password: str = "a guess", name: str = "bo", address: str = HERE) -> int:
    data = {"username": name, "password": password}
    return client.post("/sign-in", data=data, environ_base={"REMOTE_ADDR": address}).status_code


def guess_for_a_while(app: Flask, name: str = "bo", address: str = HERE) -> None:
    """Four guesses a second, ten seconds long; the clock of the caller stands where that began."""
    for quarter in range(40):
        with clock.at(NOW + timedelta(seconds=quarter / 4)):
            tried(app.test_client(), name=name, address=address)


def passes(client: FlaskClient) -> str:
    cookie = client.get_cookie(KNOWN)
    return cookie.value if cookie is not None else ""


def test_a_browser_that_signed_in_before_does_not_wait_for_others(app: Flask, sign_in: SignIn) -> None:
    own = sign_in("bo")
    own.post("/sign-out")
    assert passes(own), "it is known after signing out too"
    guess_for_a_while(app)
    with clock.at(NOW + timedelta(seconds=10)):
        assert tried(app.test_client(), PASSWORD) == 429, "the guesser's own place waits"
        assert tried(own, PASSWORD) == 303
        assert "Somebody typed wrong passwords for your account." in own.get("/my").get_data(as_text=True)
        assert tried(own, PASSWORD) == 303


def test_a_new_browser_elsewhere_waits_two_seconds_at_most(app: Flask, school: School) -> None:
    guess_for_a_while(app)
    with clock.at(NOW + timedelta(seconds=12)):
        assert tried(app.test_client(), PASSWORD) == 429
        assert tried(app.test_client(), PASSWORD, address=THERE) == 303


def test_a_slip_lets_in_while_somebody_guesses(app: Flask, school: School) -> None:
    with begin(system_actor(school.district_id)) as work:
        code = services.make_invite(work, school.people["bo"], "bo")
    guess_for_a_while(app)
    with clock.at(NOW + timedelta(seconds=9)):
        client = app.test_client()
        data = {"code": code, "password": "four plain words here"}
        assert client.post("/claim", data=data).status_code == 303
        assert client.get("/my").status_code == 200


def test_a_wait_says_what_else_helps_in_whole_words(app: Flask, school: School) -> None:
    with clock.at(NOW):
        for _ in range(4):
            tried(app.test_client())
        data = {"username": "bo", "password": PASSWORD}
        said = app.test_client().post("/sign-in", data=data, environ_base={"REMOTE_ADDR": HERE})
    assert "Wait 2 seconds." in said.get_data(as_text=True)
    assert "1 seconds" not in said.get_data(as_text=True)
    assert "your teacher can print a slip" in said.get_data(as_text=True)


def test_a_known_browser_waits_for_its_own_guesses(app: Flask, sign_in: SignIn) -> None:
    shared = sign_in("bo")
    answers = []
    for quarter in range(40):
        with clock.at(NOW + timedelta(seconds=quarter / 4)):
            answers.append(tried(shared))
    assert answers.count(422) <= 8
    with clock.at(NOW + timedelta(seconds=10)):
        assert tried(shared, PASSWORD) == 429
        assert tried(app.test_client(), PASSWORD, address=THERE) == 303, "and keeps nobody else out"


def test_what_is_tried_in_a_known_browser_is_not_laid_to_the_account(app: Flask, sign_in: SignIn) -> None:
    shared = sign_in("bo")
    with clock.at(NOW):
        for _ in range(6):
            tried(shared)
        assert tried(shared, PASSWORD) == 429
        assert tried(app.test_client(), PASSWORD, address=THERE) == 303


def test_passes_that_were_copied_or_made_up_open_no_second_count(app: Flask, sign_in: SignIn) -> None:
    own = sign_in("bo")
    old = passes(own)
    assert tried(own, PASSWORD) == 303
    assert passes(own) != old, "each sign-in gives another"
    maria = sign_in("maria")
    day, number, signature = passes(own).split("~")[0].split(".")
    forged = f"{day}.{'A' * 16}.{signature}"
    guess_for_a_while(app)
    for kept in (old, passes(maria), forged, "~".join([forged] * 40), "x", "é~..~"):
        client = app.test_client()
        client.set_cookie(KNOWN, kept)
        with clock.at(NOW + timedelta(seconds=10)):
            assert tried(client, PASSWORD) == 429, kept
    assert len(number) == 16


def test_a_pass_ends_with_the_password(app: Flask, sign_in: SignIn, school: School, owner: sa.Engine) -> None:
    own = sign_in("bo")
    guess_for_a_while(app)
    with owner.begin() as c:
        mine = Account.person_id == school.people["bo"]
        c.execute(sa.update(Account).where(mine).values(password_at=NOW - timedelta(days=1)))
    with clock.at(NOW + timedelta(seconds=10)):
        assert tried(own, PASSWORD) == 429


def test_a_pass_ends_with_its_month(sign_in: SignIn, app: Flask) -> None:
    own = sign_in("bo")
    with clock.at(NOW + timedelta(days=32)):
        for _ in range(5):
            tried(app.test_client())
        assert tried(own, PASSWORD) == 429


def test_what_a_browser_keeps_tells_nothing(app: Flask, sign_in: SignIn, nobody: FlaskClient) -> None:
    answer = nobody.post("/sign-in", data={"username": "bo", "password": PASSWORD})
    said = next(value for name, value in answer.headers if name == "Set-Cookie" and KNOWN in value)
    assert "HttpOnly" in said and "SameSite=Strict" in said
    kept = passes(nobody)
    assert "bo" not in kept.split(".") and str(read(sa.select(Account.id).limit(1))) not in kept
    tried(nobody, PASSWORD, "maria")
    assert len(passes(nobody).split("~")) == 2, "one for each who signed in here"
    buckets = read(sa.select(sa.func.count()).select_from(UnknownName))
    tried(nobody, PASSWORD, "maria")
    assert read(sa.select(sa.func.count()).select_from(UnknownName)) == buckets


def test_known_and_unknown_names_wait_alike_from_everywhere(app: Flask, school: School) -> None:
    for name in ("bo", "nobody.at.all"):
        guess_for_a_while(app, name)
    answers = []
    for seconds in (9.9, 10.4, 11, 12, 13, 15, 19, 27):
        with clock.at(NOW + timedelta(seconds=seconds)):
            answers.append(
                [
                    tried(app.test_client(), name=n, address=a)
                    for n in ("bo", "nobody.at.all")
                    for a in (HERE, THERE)
                ]
            )
    assert all(told[:2] == told[2:] for told in answers), answers


def test_guesses_at_the_sign_in_page_shut_no_screen(app: Flask, bo: FlaskClient) -> None:
    guess_for_a_while(app)
    with clock.at(NOW + timedelta(seconds=10)):
        assert confirm(bo) == 303
    with clock.at(NOW + timedelta(minutes=11)):
        guess = {"password": "a guess"}
        answers = [bo.post("/unlock", data=guess).get_data(as_text=True) for _ in range(6)]
        assert "Wait" in answers[-1], "who sits at it waits for their own"
        assert tried(app.test_client(), PASSWORD, address=THERE) == 303


@pytest.mark.parametrize("addresses", [("2001:db8:1:2::7", "2001:db8:1:2:ffff::9")])
def test_one_household_is_one_address(app: Flask, school: School, addresses: tuple[str, str]) -> None:
    first, second = addresses
    guess_for_a_while(app, address=first)
    with clock.at(NOW + timedelta(seconds=12)):
        assert tried(app.test_client(), PASSWORD, address=second) == 429


@pytest.mark.parametrize("name", ["bo", "nobody.has.this"])
@pytest.mark.parametrize("where", ["one", "many"])
def test_tries_at_once_wait_as_tries_in_a_row_do(
    app: Flask, school: School, sign_in: SignIn, name: str, where: str
) -> None:
    """Sixteen at the same moment, of one address or of sixteen: as many are answered as of sixteen in a row.

    A browser in which they signed in before waits for none of it.
    """
    assert school.site_id
    own = sign_in("bo")
    with clock.at(clock.now()):  # however slow the machine is, no wait runs out meanwhile

        def guess(place: int) -> Callable[[], Any]:
            address = {"REMOTE_ADDR": f"10.0.0.{place if where == 'many' else 1}"}
            here, client = contextvars.copy_context(), app.test_client()
            typed = {"username": name, "password": f"wrong {place}"}
            return lambda: here.run(client.post, "/sign-in", data=typed, environ_base=address)

        statuses = at_once([guess(place) for place in range(16)])
        assert Counter(statuses) == {422: passwords.FREE_TRIES, 429: 16 - passwords.FREE_TRIES}
        own.post("/sign-out")
        assert tried(own, PASSWORD) == 303


def test_tries_at_once_at_a_locked_screen_wait_too(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    cookie = bo.get_cookie(bo.application.config["CADRE_COOKIE"])
    assert cookie is not None
    with clock.at(clock.now()):

        def guess(place: int) -> Callable[[], Any]:
            here, client = contextvars.copy_context(), bo.application.test_client()
            client.set_cookie(cookie.key, cookie.value)
            return lambda: here.run(client.post, "/unlock", data={"password": f"wrong {place}"})

        statuses = at_once([guess(place) for place in range(12)])
        assert Counter(statuses) == {422: passwords.FREE_TRIES, 429: 12 - passwords.FREE_TRIES}
