"""Signing in and out, the growing wait, the idle lock, slips, and what the cookies and headers say."""

from datetime import datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.accounts import services
from app.accounts.models import Account, WebSession
from app.audit.models import AuditEvent
from app.audit.work import begin
from app.identity.actor import system_actor
from app.kernel import clock, db
from app.school.cadres.models import CadreMember
from tests.cast import PASSWORD, ZONE, School, today_here
from tests.conftest import SignIn
from tests.helpers import read


def attempt(client: FlaskClient, name: str, password: str) -> int:
    return client.post("/sign-in", data={"username": name, "password": password}).status_code


def events(tag: str, outcome: str = "done") -> int:
    wanted = (AuditEvent.tag == tag, AuditEvent.outcome == outcome)
    return int(read(sa.select(sa.func.count()).select_from(AuditEvent).where(*wanted)))


def test_signing_in_is_one_event(school: School, sign_in: SignIn) -> None:
    sign_in("bo")
    assert events("session:opened") == 1


def test_the_bare_address_leads_to_the_sign_in_page(nobody: FlaskClient, school: School) -> None:
    answer = nobody.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_the_username_is_folded(nobody: FlaskClient) -> None:
    assert attempt(nobody, "  BO ", PASSWORD) == 303


def test_wrong_and_unknown_look_the_same(nobody: FlaskClient) -> None:
    known = nobody.post("/sign-in", data={"username": "bo", "password": "wrong"})
    unknown = nobody.post("/sign-in", data={"username": "bx", "password": "wrong"})
    assert known.status_code == unknown.status_code == 422
    assert known.data.replace(b'value="bo"', b"") == unknown.data.replace(b'value="bx"', b"")
    assert events("session:refused", "refused") == 2


def test_the_wait_grows_and_never_locks(nobody: FlaskClient, school: School) -> None:
    moment = clock.now()
    for failures in range(12):
        with clock.at(moment):
            assert attempt(nobody, "bo", "wrong") == 422, failures
            if failures >= 4:
                assert attempt(nobody, "bo", PASSWORD) == 429
        moment += timedelta(seconds=16)
    with clock.at(moment):
        assert attempt(nobody, "bo", PASSWORD) == 303


def test_a_wait_says_how_long(nobody: FlaskClient) -> None:
    with clock.at(clock.now()):
        for _ in range(4):
            attempt(nobody, "bo", "wrong")
        attempt(nobody, "bo", "wrong")
        answer = nobody.post("/sign-in", data={"username": "bo", "password": PASSWORD})
    assert answer.status_code == 429
    assert "seconds" in answer.get_data(as_text=True)


def test_sign_out_everywhere_ends_every_session(sign_in: SignIn) -> None:
    here, there = sign_in("bo"), sign_in("bo")
    assert here.post("/sign-out", data={"everywhere": "1"}).status_code == 303
    assert here.get("/desk").status_code == there.get("/desk").status_code == 401


def test_a_stolen_old_cookie_is_worth_nothing(sign_in: SignIn, app: Flask) -> None:
    client = sign_in("bo")
    cookie = client.get_cookie("cadre")
    assert cookie is not None
    client.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("cadre", cookie.value)
    assert thief.get("/desk").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(nobody: FlaskClient) -> None:
    answer = nobody.post("/sign-in", data={"username": "bo", "password": PASSWORD})
    said = [value for name, value in answer.headers if name == "Set-Cookie" and value.startswith("cadre=")]
    assert len(said) == 1
    assert "HttpOnly" in said[0]
    assert "SameSite=Lax" in said[0]


def test_the_token_is_stored_as_a_hash_only(sign_in: SignIn) -> None:
    cookie = sign_in("bo").get_cookie("cadre")
    assert cookie is not None
    stored = str(read(sa.select(WebSession.token_hash)))
    assert cookie.value not in stored
    assert len(stored) == 64


def test_an_unused_screen_locks_and_opens_again(sign_in: SignIn) -> None:
    client = sign_in("bo")
    with clock.at(clock.now() + timedelta(minutes=11)):
        locked = client.get("/desk")
        assert locked.status_code == 401
        said = locked.get_data(as_text=True)
        assert "<h1>This screen is locked</h1>" in said and 'href="/unlock?next=/desk"' in said
        assert "<nav" not in said and "<nav" not in client.get("/sign-in").get_data(as_text=True)
        assert client.post("/unlock", data={"password": "wrong"}).status_code == 422
        assert client.post("/unlock", data={"password": PASSWORD, "next": "/desk"}).status_code == 303
        assert client.get("/desk").status_code == 200
    assert events("session:unlocked") == 1


def test_a_screen_in_use_stays_open(sign_in: SignIn) -> None:
    client = sign_in("bo")
    for minutes in (6, 12, 18):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            assert client.get("/desk").status_code == 200, minutes
    with clock.at(clock.now() + timedelta(minutes=29)):
        assert client.get("/desk").status_code == 401


def test_no_session_lives_longer_than_a_day(sign_in: SignIn) -> None:
    client = sign_in("okafor")
    with clock.at(clock.now() + timedelta(hours=13)):
        assert client.get("/teach/queue").status_code == 401


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/sign-in"],
)
def test_nobody_is_sent_elsewhere(nobody: FlaskClient, address: str) -> None:
    answer = nobody.post("/sign-in", data={"username": "bo", "password": PASSWORD, "next": address})
    assert answer.headers["Location"] == "/"


def test_one_comes_back_to_the_page_that_was_asked_for(nobody: FlaskClient) -> None:
    answer = nobody.post("/sign-in", data={"username": "bo", "password": PASSWORD, "next": "/desk/queue"})
    assert answer.headers["Location"] == "/desk/queue"


def slip(school: School, name: str) -> str:
    with begin(system_actor(school.district_id)) as work:
        return services.make_invite(work, school.people[name], "brandt.o")


def test_a_slip_claims_an_account_once(nobody: FlaskClient, school: School) -> None:
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.delete(Account).where(Account.person_id == school.people["brandt"]))
    code = slip(school, "brandt")
    form = {"code": code.lower(), "password": "four plain words here"}
    assert nobody.post("/claim", data={**form, "password": "short"}).status_code == 422
    assert nobody.post("/claim", data=form).status_code == 303
    assert nobody.get("/my").status_code == 200
    assert nobody.post("/claim", data=form).status_code == 422
    assert attempt(nobody, "brandt.o", "four plain words here") in (303, 200)


@pytest.mark.parametrize("parted", ["", " ", "–", " - ", "."])
def test_a_code_is_known_however_its_groups_were_parted(
    nobody: FlaskClient, school: School, parted: str
) -> None:
    code = slip(school, "brandt").lower().replace("-", parted)
    assert (
        nobody.post("/claim", data={"code": f" {code}", "password": "four plain words here"}).status_code
        == 303
    )


def test_a_wrong_code_and_a_missing_password_are_told_together(nobody: FlaskClient, school: School) -> None:
    told = nobody.post("/claim", data={"code": "7KQM-P3XW-92HD", "password": ""})
    page = told.get_data(as_text=True)
    assert told.status_code == 422 and "Choose a password." in page and "That code is not valid." in page
    right = nobody.post("/claim", data={"code": slip(school, "brandt"), "password": ""})
    assert "That code is not valid." not in right.get_data(as_text=True)


def test_a_new_slip_sets_a_new_password_and_ends_sessions(
    sign_in: SignIn, school: School, app: Flask
) -> None:
    old = sign_in("brandt")
    code = slip(school, "brandt")
    fresh = app.test_client()
    assert fresh.post("/claim", data={"code": code, "password": "four plain words here"}).status_code == 303
    assert old.get("/my").status_code == 401
    assert attempt(app.test_client(), "brandt", PASSWORD) == 422


def test_an_old_slip_and_a_replaced_one_are_refused(nobody: FlaskClient, school: School) -> None:
    first, second = slip(school, "brandt"), slip(school, "brandt")
    form = {"password": "four plain words here"}
    assert nobody.post("/claim", data={**form, "code": first}).status_code == 422
    with clock.at(clock.now() + timedelta(days=22)):
        assert nobody.post("/claim", data={**form, "code": second}).status_code == 422


def test_every_answer_has_the_headers(nobody: FlaskClient, bo: FlaskClient) -> None:
    for answer in (nobody.get("/sign-in"), bo.get("/desk"), bo.get("/nothing"), nobody.get("/healthz")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_form_without_its_token_changes_nothing(app: Flask, school: School, bo: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = bo.post("/sign-out")
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 422
    assert bo.get("/desk").status_code == 200


def test_an_ended_person_is_out_at_the_next_request(
    bo: FlaskClient, school: School, owner: sa.Engine
) -> None:
    assert bo.get("/desk").status_code == 200
    with owner.begin() as connection:
        connection.execute(
            sa.text("UPDATE person SET active = false WHERE id = :id"), {"id": school.people["bo"]}
        )
    assert bo.get("/desk").status_code == 401


def test_without_any_account_the_page_says_how_to_make_the_first(
    school: School, nobody: FlaskClient, owner: sa.Engine
) -> None:
    said = "Nobody has an account here yet."
    assert said not in nobody.get("/sign-in").get_data(as_text=True)
    with owner.begin() as c:
        c.execute(sa.delete(Account))
    assert said in nobody.get("/sign-in").get_data(as_text=True)


@pytest.mark.parametrize(("hour", "closed"), [(23, False), (24, True)])
def test_a_year_on_the_team_ends_at_midnight_of_the_school(
    hour: int, closed: bool, school: School, sign_in: SignIn, owner: sa.Engine
) -> None:
    with owner.begin() as c:
        mine = CadreMember.person_id == school.people["bo"]
        c.execute(sa.update(CadreMember).where(mine).values(ends_on=today_here()))
    midnight = datetime.combine(today_here(), time(), tzinfo=ZONE)
    with clock.at(midnight + timedelta(hours=hour, minutes=30)):
        page = sign_in("bo").get("/desk").get_data(as_text=True)
    assert ("Live tickets are closed for you." in page) is closed
    assert ("Your time on the team is over" in page) is closed and "Once nothing is missing" not in page
