"""The same fifteen-year-old at lists: page marks made by hand, filters nobody offers, every search syntax."""

import base64
import json
import re

import pytest
from flask.testing import FlaskClient

from tests.cast import NOW, School
from tests.conftest import SignIn
from tests.helpers import bare_ticket, number_of
from tests.privacy.acts import (
    SAID,
    body,
    leaks,
    seen,
)
from tests.web.intake.arrange import ask, events


def _mark(*key: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(list(key)).encode()).decode().rstrip("=")


FORGED = (
    "x",
    "%00",
    "Quintanilla",
    "⟦name:01⟧",
    "9" * 400,
    _mark(),
    _mark("a"),
    _mark("a", "b"),
    _mark(None, None),
    _mark(True, 1),
    _mark("2026-01-01T00:00:00", 1),
    _mark("2026-01-01", "' OR 1=1 --"),
    _mark("9999-12-31T23:59:59+00:00", 2**70),
    _mark("0001-01-01T00:00:00+14:00", 1),
    _mark(2**70),
    _mark(-(2**70)),
    _mark("1; DROP TABLE ticket"),
    _mark(10**400),
    _mark([[1]]),
    base64.urlsafe_b64encode(b"[" * 5000).decode(),
    base64.urlsafe_b64encode(b"[1e999]").decode(),
    base64.urlsafe_b64encode(b"\xff\xfe[1]").decode(),
)


@pytest.mark.parametrize("mark", FORGED, ids=range(len(FORGED)))
def test_a_forged_mark_is_refused_and_not_broken_on(
    mark: str, bo: FlaskClient, school: School, maria: FlaskClient
) -> None:
    ask(maria, school, text=SAID)
    for path in ("/desk/queue", "/desk/search", "/my"):
        answer = bo.get(path, query_string={"after": mark, "q": "chromebook"})
        assert answer.status_code in (200, 422), (path, answer.status_code)
        assert leaks(answer) == []


@pytest.mark.usefixtures("still")
def test_a_mark_of_another_list_leads_to_no_hidden_row(bo: FlaskClient, school: School) -> None:
    """The key of a hidden row, put into a mark by hand, tells nothing of that row."""
    shown = [number_of(bare_ticket(school)) for _ in range(3)]
    hidden = bare_ticket(school, "hidden", status="queued")
    for key in ((NOW.isoformat(), hidden), (NOW.isoformat(), hidden - 1), (NOW.isoformat(), 0)):
        page = body(bo.get("/desk/queue", query_string={"after": _mark(*key)}))
        assert set(re.findall(r"JCM-\d+", page)) <= set(shown)
    there, absent = _mark(NOW.isoformat(), hidden), _mark(NOW.isoformat(), hidden + 1)
    assert seen(bo.get(f"/desk/queue?after={there}")) == seen(bo.get(f"/desk/queue?after={absent}"))


@pytest.mark.usefixtures("still")
def test_what_no_form_offers_filters_and_sorts_nothing(
    maria: FlaskClient, brandt: FlaskClient, bo: FlaskClient, school: School
) -> None:
    for client in (maria, brandt):
        ask(client, school, text=SAID)
    plain = seen(bo.get("/desk/queue"))
    for query in (
        f"requester={school.people['maria']}",
        f"requester_id={school.people['maria']}",
        "family=Quintanilla",
        "q=Quintanilla",
        "sort=requester",
        "order=family",
        "order_by=person_private.family",
        "status=new",
        "sensitive=1",
        "kind=practice",
        "expand=requester",
        "fields=title,body",
        "format=json",
        "owner=1",
        "per_page=100000",
    ):
        assert seen(bo.get(f"/desk/queue?{query}")) == plain, query
    for site in (str(school.district_id), "1 OR 1=1", "²", "9" * 40, "-1"):
        page = bo.get("/desk/queue", query_string={"site": site})
        assert set(re.findall(r"JCM-\d+", body(page))) == set(re.findall(r"JCM-\d+", plain[1])), site
    other = bo.get("/desk/queue?category='%20OR%20''='")
    assert other.status_code == 200 and leaks(other) == []


HOSTILE = (
    "quintanilla",
    "Quint*",
    '"quint"*',
    "quint%",
    "_uintanilla",
    "^quintanilla",
    "body:quintanilla",
    "rowid:1",
    "NEAR(maria quintanilla)",
    "NEAR/2",
    "abernathy OR zzz",
    "maria AND NOT zzz",
    "-cyrus",
    "{body}: cyrus",
    "cyrus + abernathy",
    "quintanilla:*",
    "'quint':*",
    "maria <-> quintanilla",
    "!zzz & maria",
    "maria | cyrus",
    "5550111",
    "555-0142",
    "555 0142",
    "0142",
    "5550111:A",
    "maria.quintanilla@example.org",
    "example.org",
    "cyrus'",
    "x' UNION SELECT family FROM person_private --",
    'x" OR body MATCH "maria',
    "q\u200buintanilla",
    "ＱＵＩＮＴＡＮＩＬＬＡ",
    "Qυintanilla",
    "quintanilla\x00",
    "⟦name:01⟧ quintanilla",
    "ciro",
)


@pytest.mark.parametrize("query", HOSTILE)
def test_no_syntax_finds_a_hidden_word(
    query: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """The page for what is in a hidden word and for what is nowhere differ by the query alone."""
    ask(maria, school, text=SAID)
    found, absent = (bo.get("/desk/search", query_string={"q": q}) for q in (query, "zzzqqq"))
    assert found.status_code == absent.status_code == 200
    heads = [re.search(r"<h1>(.*?)</h1>", body(each), re.S) for each in (found, absent)]
    assert heads[0] is not None and heads[1] is not None
    assert heads[0].group(1) == heads[1].group(1)
    assert "JCM-2" not in body(found)
    assert [event.codes["results"] for event in events("tickets:searched")] == [0, 0]


STRANGE = (*"\"'-’*()\\%:😀", *["AND", "OR", "NOT", "NEAR", "''", "'-'", "::"], "", " ", "a" * 5000)


@pytest.mark.parametrize("query", STRANGE, ids=range(len(STRANGE)))
def test_strange_queries_break_nothing(
    query: str, bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    ask(maria, school, text=SAID)
    answer = bo.get("/desk/search", query_string={"q": query})
    assert answer.status_code == 200
    assert leaks(answer) == []


@pytest.fixture
def brandt(sign_in: SignIn) -> FlaskClient:
    """A teacher who asks for help."""
    return sign_in("brandt")
