"""The same fifteen-year-old at what surrounds a page: headers, cookies, errors, markup, addresses, sign-in."""

import base64
import html
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
from tests.cast import NOW, PASSWORD, PEOPLE, School
from tests.conftest import SignIn
from tests.privacy.acts import ABSENT, ACTS, HIDDEN, SAID, body, change, gate, leaks, reply, rows, seen, taken
from tests.privacy.crawl import Answer, walk
from tests.web.intake.arrange import ask, form, messages, ticket

JSON = {"Accept": "application/json"}
STARTS = (
    "/desk",
    "/desk/queue",
    "/desk/search?q=chromebook",
    "/desk/learn",
    "/desk/progress",
    "/desk/counter",
    "/my",
)
KEYS = re.compile(r"(?<![\w.-])\d{15,19}(?![\w-])")


@pytest.fixture
def lived(maria: FlaskClient, sign_in: SignIn, school: School) -> list[str]:
    """A morning's work: free, owned, waiting for a check, sent back, resolved, at the counter, one's own."""
    bo, cy, ines, okafor = (sign_in(name) for name in ("bo", "cy", "ines", "okafor"))
    numbers = [taken(maria, bo, school), taken(maria, cy, school), taken(maria, ines, school)]
    reply(bo, numbers[0], "Hello {first name}, Tomohiro Nakagawa comes by.")
    reply(cy, numbers[1], "Laxmi Venkatesan has it too, restart it.")
    bo.post(f"/desk/tickets/{numbers[0]}/note", data={"note": "Maria Quintanilla was at the desk."})
    done = taken(maria, cy, school)
    reply(cy, done, "Hello {first name}!")
    okafor.post(f"/teach/drafts/{done}/return", data={"reason": "tone", "words": "Maria is shy."})
    reply(cy, done, "Hello {first name}, I am sorry.")
    ask(sign_in("brandt"), school, text=SAID)
    ask(bo, school, text="Mine: it is dark again.")
    ask(maria, school, text=SAID, sensitive="y")
    slip = bo.post("/desk/counter", data={"number": "5550111"}).headers["Location"]
    entry = {"category": "wifi", "text": SAID, "room": str(school.rooms["118"]), "tag": "JC-03318"}
    bo.post(slip, data=entry)
    return [*numbers, done]


def _walked(client: FlaskClient, lived: list[str]) -> list[Answer]:
    starts = (*STARTS, *(f"/desk/tickets/{number}" for number in lived))
    return [each for each in walk(client, starts, most=120) if not each.path.startswith("/my")]


def _ids(owner: sa.Engine) -> dict[str, str]:
    """Return the keys of people, tickets, messages and sessions by what they are."""
    tables = (m.people.Person, m.tickets.Ticket, m.tickets.Message, m.accounts.Account, m.accounts.WebSession)
    with owner.connect() as c:
        return {str(key): t.__tablename__ for t in tables for key in c.execute(sa.select(t.id)).scalars()}


@pytest.mark.parametrize("name", ["bo", "cy", "ines", "tomo", "lax"])
def test_no_page_holds_a_key_of_anybody(
    name: str, lived: list[str], sign_in: SignIn, owner: sa.Engine
) -> None:
    """No id of a person, ticket, message or session: in markup, addresses, forms, options or headers."""
    known = _ids(owner)
    answers = _walked(sign_in(name), lived)
    assert sum(each.status == 200 for each in answers) >= 8
    for each in answers:
        found = {known[key] for key in KEYS.findall(each.text + each.headers + each.path) if key in known}
        marks = re.findall(r"after=([\w-]+)", each.text)
        assert found == set(), f"{found} at {each.path}"
        assert marks == []


@pytest.mark.parametrize("name", ["bo", "cy", "ines", "tomo", "lax"])
def test_no_page_holds_a_name(name: str, lived: list[str], sign_in: SignIn) -> None:
    """Not one name, number or address of a person, in any page that links lead to; own words apart."""
    client = sign_in(name)
    own = {"bo": ("maria", "quintan"), "cy": ()}.get(name, ())
    for each in _walked(client, lived):
        said = html.unescape(each.text + each.headers).lower()
        for word in HIDDEN:
            typed = word in own and "maria quintanilla was at the desk." in said
            assert word not in said or typed, f"{word} at {each.path}"


@pytest.mark.parametrize("name", ["bo", "cy", "ines", "lax"])
def test_markup_tells_no_more_than_the_page(name: str, lived: list[str], sign_in: SignIn) -> None:
    """No comment, no data attribute with a value of the school, no list of people to choose from."""
    people = {word for _, given, family, _ in PEOPLE.values() for word in (given, family)} - {"Lind", "Ruiz"}
    people -= {"Okafor", "Reyes", "Adair", "Brandt", "Dana", "Colin", "Tomohiro", "Laxmi"}
    for each in _walked(sign_in(name), lived):
        assert "<!--" not in each.text, each.path
        assert "application/json" not in each.text and "sourceMappingURL" not in each.text
        attributes = re.findall(
            r'\s(?:data-[\w-]+|title|alt|aria-label|value|placeholder)="([^"]*)"', each.text
        )
        options = re.findall(r"<option[^>]*>([^<]*)", each.text)
        said = " ".join([*attributes, *options])
        assert [word for word in people if re.search(rf"\b{word}\b", said)] == [], each.path


ADDRESSES = (
    "/desk/tickets/Quintanilla",
    "/desk/tickets/%3Cscript%3EQuintanilla",
    "/desk/queue?after=Quintanilla",
    "/desk/queue?category=Quintanilla&site=Quintanilla",
    "/desk/learn/Quintanilla/story",
    "/desk/learn/privacy/story?step=Quintanilla&choice=Quintanilla",
    "/desk/learn/privacy/lessons/Quintanilla",
    "/desk/progress?exam=Quintanilla",
    "/desk/programmes/Quintanilla",
    "/desk/counter/match/Quintanilla",
    "/desk/drafts/Quintanilla",
    "/my/tickets/Quintanilla",
    "/my/ask?follows=Quintanilla",
    "/my?after=Quintanilla",
    "/teach/tickets/Quintanilla",
    "/admin/people/Quintanilla",
    "/Quintanilla",
    "/static/Quintanilla.css",
    "/static/../Quintanilla",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("headers", [{}, JSON], ids=["page", "json"])
def test_no_error_says_back_what_was_typed(address: str, headers: dict[str, str], bo: FlaskClient) -> None:
    answer = bo.get(address, headers=headers)
    assert answer.status_code < 500
    assert "quintanilla" not in body(answer).lower()
    assert "Traceback" not in body(answer) and "sqlalchemy" not in body(answer).lower()


def test_refused_forms_quote_nothing_but_what_its_author_typed(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """A choice made by hand comes back in no sentence; the refusal of a contact does not repeat it."""
    for field in ("category", "room", "device", "network", "began"):
        answer = maria.post("/my/ask", data=form(school, **{field: "Zanzibar<b>"}))
        assert answer.status_code == 422 and "Zanzibar" not in body(answer), field
    number = taken(maria, bo, school)
    answer = bo.post(f"/desk/tickets/{number}/reply", data={"reply": "Call (208) 555-0199."}, headers=JSON)
    assert answer.status_code == 422
    assert body(answer).count("555-0199") <= 1, "in the editor alone"
    for act, field in (("wait", "reason"), ("pass-on", "reason"), ("reveal", "purpose"), ("done", "code")):
        answer = bo.post(f"/desk/tickets/{number}/{act}", data={**ACTS[act], field: "Zanzibar<b>"})
        assert answer.status_code == 422 and "Zanzibar" not in body(answer), act


@pytest.mark.parametrize(
    "path", ["/desk", "/desk/queue", "/desk/learn", "/desk/search?q=x", "/my", "/desk/nothing"]
)
def test_json_is_no_second_door(path: str, lived: list[str], bo: FlaskClient) -> None:
    for accept in (
        "application/json",
        "application/problem+json",
        "text/csv",
        "application/xml",
        "*/*",
        "image/png",
    ):
        answer = bo.get(path, headers={"Accept": accept})
        assert answer.mimetype in ("text/html", "application/problem+json")
        assert leaks(answer, ("quintan", "abernathy", "555-0142", "5550111")) == []
        if answer.mimetype == "application/problem+json":
            assert set(answer.get_json()) <= {"type", "title", "status", "detail"}


def test_hidden_and_absent_are_alike_for_every_method(
    bo: FlaskClient, school: School, maria: FlaskClient
) -> None:
    number = ask(maria, school, sensitive="y")
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        for headers in ({}, JSON):
            pair = [bo.open(f"/desk/tickets/{n}", method=method, headers=headers) for n in (number, ABSENT)]
            assert seen(pair[0]) == seen(pair[1]), method
    assert bo.get(f"/desk/tickets/{number}", headers=JSON).status_code == 404
    assert len(bo.get(f"/desk/tickets/{number}").data) == len(bo.get(f"/desk/tickets/{ABSENT}").data)


def test_nothing_is_kept_by_browser_or_proxy(lived: list[str], bo: FlaskClient) -> None:
    for each in _walked(bo, lived):
        assert "Cache-Control: no-store" in each.headers, each.path
        assert "ETag" not in each.headers and "Last-Modified" not in each.headers
        assert "Referrer-Policy: same-origin" in each.headers
        assert "default-src 'none'" in each.headers and "unsafe" not in each.headers
        assert "X-Content-Type-Options: nosniff" in each.headers and "X-Frame-Options: DENY" in each.headers
    answer = bo.get(
        "/desk", headers={"If-None-Match": "*", "If-Modified-Since": "Wed, 01 Jan 2031 00:00:00 GMT"}
    )
    assert answer.status_code == 200


def _cookies(client: FlaskClient) -> dict[str, Any]:
    """Return the cookies that a browser would keep."""
    return {cookie.key: cookie for cookie in (client._cookies or {}).values()}


def _opened(cookie: str) -> str:
    """Read Flask's signed cookie as anybody can."""
    packed = cookie.split(".")[1 if cookie.startswith(".") else 0]
    raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    return (zlib.decompress(raw) if cookie.startswith(".") else raw).decode()


def test_cookies_carry_no_person(lived: list[str], bo: FlaskClient, owner: sa.Engine) -> None:
    """The session's cookie is a random token; the form's cookie holds its token and, once, a sentence."""
    bo.get("/desk")
    bo.post(f"/desk/tickets/{lived[0]}/note", data={"note": "Maria Quintanilla, (208) 555-0142"})
    kept = _cookies(bo)
    assert set(kept) <= {"cadre", "cadre_form", "theme"}
    assert re.fullmatch(r"[\w-]{43}", kept["cadre"].value)
    held = json.loads(_opened(kept["cadre_form"].value))
    assert set(held) <= {"csrf_token", "_flashes"}
    assert [word for word in (*HIDDEN, *_ids(owner)) if word in str(held).lower()] == []
    for cookie in kept.values():
        assert cookie.http_only and cookie.same_site == "Lax"


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


def test_flashed_sentences_name_nobody(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    for act in ("note", "reply", "steps", "wait", "resume", "hand-back"):
        bo.post(f"{at}/{act}", data=ACTS[act])
        assert leaks(bo.get("/desk")) == []
    slip = bo.post("/desk/counter", data={"number": "5550111"}).headers["Location"]
    bo.post(
        slip, data={"category": "wifi", "text": SAID, "room": str(school.rooms["118"]), "tag": "JC-03318"}
    )
    page = bo.get("/desk/counter")
    assert "The device is theirs: no" in body(page) and leaks(page) == []


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
    with clock.at(NOW + timedelta(minutes=20)):
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


# signing in ------------------------------------------------------------------------------------------------


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
    change(link, link.trainee_id == school.people["cy"], ends_on=NOW.date() - timedelta(days=1))
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert rows(sa.select(m.tickets.Message.id).where(m.tickets.Message.side == "cadre")) == []


def test_methods_that_are_not_ours_are_absent(bo: FlaskClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
        answer: Any = bo.open("/desk/queue", method=method)
        assert answer.status_code == 404
