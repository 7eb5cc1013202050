"""The same fifteen-year-old at what surrounds a page: headers, errors, markup, other formats."""

import html
import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.cast import PEOPLE, School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.acts import ABSENT, ACTS, HIDDEN, SAID, WRITTEN, body, keys_of, leaks, reply, seen, taken
from tests.privacy.crawl import Answer, walk
from tests.web.intake.arrange import ask, form

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
    entry = {"category": "wifi", "text": WRITTEN, "room": str(school.rooms["118"]), "tag": "JC-03318"}
    bo.post(slip, data=entry)
    return [*numbers, done]


def _walked(client: FlaskClient, lived: list[str]) -> list[Answer]:
    starts = (*STARTS, *(f"/desk/tickets/{number}" for number in lived))
    return [each for each in walk(client, starts, most=120) if not each.path.startswith("/my")]


@pytest.mark.parametrize("name", ["bo", "cy", "ines", "tomo", "lax"])
def test_no_page_holds_a_key_of_anybody(
    name: str, lived: list[str], sign_in: SignIn, owner: sa.Engine
) -> None:
    """No id of a person, ticket, message or session: in markup, addresses, forms, options or headers."""
    known = keys_of(owner)
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
    own = ("Maria Quintanilla was at the desk.", WRITTEN) if name == "bo" else ()
    for each in _walked(client, lived):
        said = html.unescape(each.text + each.headers).lower()
        for typed in own:
            said = said.replace(typed.lower(), "")
        for word in HIDDEN:
            assert word not in said, f"{word} at {each.path}"


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
    confirm(bo)
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


def test_flashed_sentences_name_nobody(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    for act in ("note", "reply", "steps", "wait", "resume", "hand-back"):
        bo.post(f"{at}/{act}", data=ACTS[act])
        assert leaks(bo.get("/desk")) == []
    slip = bo.post("/desk/counter", data={"number": "5550111"}).headers["Location"]
    bo.post(
        slip, data={"category": "wifi", "text": WRITTEN, "room": str(school.rooms["118"]), "tag": "JC-03318"}
    )
    page = bo.get("/desk/counter")
    assert "The device is theirs: no" in body(page) and leaks(page) == []


# signing in ------------------------------------------------------------------------------------------------
