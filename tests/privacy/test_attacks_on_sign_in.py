"""The same fifteen-year-old at sign-in: cookies, forms of other sites, redirects, idle screens, usernames."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from tests.cast import NOW, PASSWORD, School, today_here
from tests.conftest import SignIn
from tests.privacy.acts import ACTS, HIDDEN, body, change, gate, keys_of, reply, rows, taken
from tests.web.intake.arrange import ask, messages, ticket


def _cookies(client: FlaskClient) -> dict[str, Any]:
    """Return the cookies that a browser would keep."""
    return {cookie.key: cookie for cookie in (client._cookies or {}).values()}


def _opened(cookie: str) -> str:
    """Read Flask's signed cookie as anybody can."""
    packed = cookie.split(".")[1 if cookie.startswith(".") else 0]
    raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    return (zlib.decompress(raw) if cookie.startswith(".") else raw).decode()


def test_cookies_carry_no_person(
    maria: FlaskClient, bo: FlaskClient, owner: sa.Engine, school: School
) -> None:
    """The session's cookie is a random token, that of a known browser a signature; the form's cookie holds its token
    and, once, a sentence.
    """
    number = taken(maria, bo, school)
    bo.get("/desk")
    bo.post(f"/desk/tickets/{number}/note", data={"note": "Maria Quintanilla, (208) 555-0142"})
    kept = _cookies(bo)
    assert set(kept) <= {"cadre", "cadre_known", "cadre_form", "theme"}
    assert re.fullmatch(r"[\w-]{43}", kept["cadre"].value)
    held = json.loads(_opened(kept["cadre_form"].value))
    assert set(held) <= {"csrf_token", "_flashes"}
    assert [word for word in (*HIDDEN, *keys_of(owner)) if word in str(held).lower()] == []
    assert re.fullmatch(r"[0-9a-f]+\.[\w-]{16}\.[0-9a-f]{32}", kept["cadre_known"].value)
    for name, cookie in kept.items():
        assert cookie.http_only and cookie.same_site == ("Strict" if name == "cadre_known" else "Lax")


def test_a_changed_cookie_is_nobody(bo: FlaskClient, app: Flask, school: School) -> None:
    token = _cookies(bo)["cadre"].value
    for forged in (
        "",
        "x",
        token[:-1],
        token + "A",
        token.swapcase(),
        str(school.people["okafor"]),
        "' OR 1=1 --",
    ):
        thief = app.test_client()
        thief.set_cookie("cadre", forged)
        assert thief.get("/desk").status_code == 401, forged


ELSEWHERE = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "/sign-in?next=//evil.example",
    " //evil.example",
    "/\u2028/evil.example",
    "https:evil.example",
    "/@evil.example",
    "/.evil.example",
)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_to_another_host(address: str, nobody: FlaskClient, bo: FlaskClient) -> None:
    given = {"username": "bo", "password": PASSWORD, "next": address}
    places = [
        nobody.post("/sign-in", data=given).headers["Location"],
        bo.get("/sign-in", query_string={"next": address}).headers["Location"],
        bo.post("/unlock", data={"password": PASSWORD, "next": address}).headers["Location"],
    ]
    came = {"Referer": f"https://x{address}"}
    places.append(bo.post("/theme", data={"theme": "dark"}, headers=came).headers["Location"])
    for place in places:
        assert place.startswith("/") and not re.match(r"/[\s\\/]", place), place


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1@evil.example"])
def test_the_host_header_makes_no_address(host: str, bo: FlaskClient) -> None:
    for path in ("/", "/desk", "/sign-in"):
        answer = bo.get(path, headers={"Host": host, "X-Forwarded-Host": host})
        assert "evil.example" not in body(answer) + str(answer.headers)


@pytest.fixture
def guarded(app: Flask) -> Iterator[Flask]:
    """The product as it is served: forms need their token."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_form_of_another_site_does_nothing(
    maria: FlaskClient, bo: FlaskClient, school: School, guarded: Flask
) -> None:
    guarded.config["WTF_CSRF_ENABLED"] = False
    number = taken(maria, bo, school)
    guarded.config["WTF_CSRF_ENABLED"] = True
    for act, data in ACTS.items():
        answer = bo.post(
            f"/desk/tickets/{number}/{act}", data=data, headers={"Origin": "https://evil.example"}
        )
        assert answer.status_code == 422, act
    for path in (
        "/my/ask",
        "/sign-out",
        "/desk/counter",
        "/desk/learn/privacy/quiz",
        "/theme",
        "/desk/certificates",
    ):
        assert bo.post(path, data={"csrf_token": "x"}).status_code == 422, path
    stolen = re.search(r'name="csrf_token" value="([^"]+)"', body(maria.get("/my/ask")))
    assert stolen is not None
    theirs = bo.post(f"/desk/tickets/{number}/note", data={"note": "x", "csrf_token": stolen.group(1)})
    assert theirs.status_code == 422, "another's token is no token"
    assert bo.get(f"/desk/tickets/{number}/claim").status_code == 404, "and no act goes by GET"
    assert len(messages(number)) == 1 and ticket(number).status == "in_progress"


def test_no_act_goes_by_get(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    before = ticket(number)
    for act, data in ACTS.items():
        bo.get(f"/desk/tickets/{number}/{act}", query_string=data)
    assert ticket(number) == before


def test_an_idle_screen_is_shut(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    bo.get("/desk")
    with clock.at(clock.now() + timedelta(minutes=20)):
        for path in ("/desk", f"/desk/tickets/{number}", "/my", "/desk/search?q=chromebook"):
            answer = bo.get(path)
            assert answer.status_code == 401 and number not in body(answer).replace(
                f"next=/desk/tickets/{number}", ""
            )
        for act, data in ACTS.items():
            assert bo.post(f"/desk/tickets/{number}/{act}", data=data).status_code == 401


def test_signed_out_is_out_everywhere(sign_in: SignIn, school: School) -> None:
    here, there = sign_in("bo"), sign_in("bo")
    answer = here.post("/sign-out", data={"everywhere": "1"})
    assert "cache" in answer.headers["Clear-Site-Data"]
    assert here.get("/desk").status_code == there.get("/desk").status_code == 401


def _tried(client: FlaskClient, username: str, password: str = "not this one") -> tuple[int, str]:
    answer = client.post("/sign-in", data={"username": username, "password": password})
    said = re.sub(r'value="[^"]*"', "", body(answer))
    return answer.status_code, re.sub(r"Wait \d+ seconds", "Wait N seconds", said)


def test_signing_in_does_not_tell_who_has_an_account(nobody: FlaskClient, app: Flask, school: School) -> None:
    """A username is made of a name: known and unknown ones fail alike, at the first try and at the ninth."""
    for _ in range(9):
        known, unknown = _tried(nobody, "bo"), _tried(app.test_client(), "nobody.at.all")
        assert known == unknown
    assert known[0] == 429
    assert _tried(nobody, " NOBODY.at.All ") == unknown, "the same name, written otherwise"
    assert _tried(nobody, "somebody.else")[0] == 422, "and nobody else waits for it"


def test_a_disabled_account_fails_like_any_other(nobody: FlaskClient, school: School) -> None:
    account = m.accounts.Account
    change(account, account.person_id == school.people["bo"], disabled_at=NOW)
    assert _tried(nobody, "bo", PASSWORD) == _tried(nobody, "cy", "not this one")


def test_a_slip_code_is_no_oracle(nobody: FlaskClient, school: School) -> None:
    """Unknown, malformed, ended: one sentence. A code has 58 bits, so there is nothing to try out."""
    answers = set()
    for code in ("7KQM-P3XW-92HD", "x", "7KQM", "' OR 1=1 --", "⟦name:01⟧", "7KQM-P3XW-92H%"):
        answer = nobody.post("/claim", data={"code": code, "password": "a long enough one"})
        answers.add((answer.status_code, re.sub(r'value="[^"]*"', "", body(answer))))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


def test_who_is_out_of_the_roster_is_out(bo: FlaskClient, school: School) -> None:
    person = m.people.Person
    change(person, person.id == school.people["bo"], active=False)
    assert bo.get("/desk").status_code == bo.get("/my").status_code == 401


def test_a_trainer_without_a_group_has_no_inbox(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    """The link to a trainee ends in the middle of a session: the draft is gone at the next request."""
    gate(school, "cy", "before")
    number = taken(maria, cy, school)
    reply(cy, number, "Restart it.")
    assert ines.get(f"/desk/drafts/{number}").status_code == 200
    link = m.cadres.TrainingLink
    change(link, link.trainee_id == school.people["cy"], ends_on=today_here() - timedelta(days=1))
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert rows(sa.select(m.tickets.Message.id).where(m.tickets.Message.side == "cadre")) == []


def test_methods_that_are_not_ours_are_absent(bo: FlaskClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
        answer: Any = bo.open("/desk/queue", method=method)
        assert answer.status_code == 404
