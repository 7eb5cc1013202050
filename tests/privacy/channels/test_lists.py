"""Channels 1 to 13: what is asked of lists, searches, exports and other formats."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import School
from tests.house.access_table import TABLE
from tests.privacy.acts import HIDDEN, body, leaks, seen
from tests.privacy.channels.conftest import Morning, found_in, walked
from tests.web.intake.arrange import ask

pytestmark = pytest.mark.usefixtures("still")

STUDENTS = {"bo", "cy", "ines", "tomo", "lax", "zed"}


def alike(client: FlaskClient, path: str, *queries: dict[str, str]) -> bool:
    """Tell whether a page answers each query as it answers none, but for the query itself."""
    plain = seen(client.get(path))
    return all(seen(client.get(path, query_string=query)) == plain for query in queries)


def results(client: FlaskClient, words: str) -> list[str]:
    """Return the tickets that a search shows."""
    answer = client.get("/desk/search", query_string={"q": words})
    assert answer.status_code == 200
    return re.findall(r'href="/desk/tickets/([A-Z]+-\d+)"', body(answer))


def test_01_filter_on_a_hidden_field(morning: Morning, bo: FlaskClient, school: School) -> None:
    hidden = (
        {"family": "Quintanilla"},
        {"requester": "maria"},
        {"requester_id": str(school.people["maria"])},
    )
    assert alike(bo, "/desk/queue", *hidden, {"sensitive": "1"}, {"where": "given like 'M%'"})


def test_02_sort_by_a_hidden_field(morning: Morning, bo: FlaskClient) -> None:
    sorts = ("family", "-family", "requester", "mail", "number desc", "person_private.given")
    assert alike(bo, "/desk/queue", *({"sort": one} for one in sorts), *({"order_by": one} for one in sorts))
    for order in ("newest", "oldest"):
        assert found_in(body(bo.get(f"/desk/queue?sort={order}"))) == []


def test_03_group_and_facets(morning: Morning, bo: FlaskClient) -> None:
    assert alike(bo, "/desk/queue", {"group": "requester"}, {"group_by": "family"}, {"facet": "room"})
    assert found_in(body(bo.get("/desk/queue"))) == []


def test_04_counts_and_totals(morning: Morning, maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    before = seen(bo.get("/desk")), seen(bo.get("/desk/queue"))
    ask(maria, school, text="Private: Cyrus Abernathy hurts me.", sensitive="y")
    assert (seen(bo.get("/desk")), seen(bo.get("/desk/queue"))) == before


def test_05_beginnings_and_ranges(morning: Morning, bo: FlaskClient) -> None:
    for part in (
        "q*",
        "qu*",
        "quin*",
        "Quintanill",
        "555*",
        "5550*",
        "55501..55502",
        "a%",
        "[q-r]*",
        "cyr?s",
    ):
        assert results(bo, part) == [], part


def test_06_full_text_of_what_was_typed(morning: Morning, bo: FlaskClient) -> None:
    assert morning.owned in results(bo, "chromebook")
    for word in (*HIDDEN, "maria quintanilla", "208 555 0142", "chromebook quintanilla"):
        assert results(bo, word) == [], word


def test_07_highlights_and_snippets(morning: Morning, bo: FlaskClient) -> None:
    for query in ("chromebook", "JCM-Student", "chromebook drops"):
        page = body(bo.get("/desk/search", query_string={"q": query}))
        assert morning.owned in page and found_in(page) == []


def test_08_did_you_mean(morning: Morning, bo: FlaskClient) -> None:
    """A word one letter off a hidden one, and one off nothing, are answered alike."""
    near, far = (body(bo.get("/desk/search", query_string={"q": w})) for w in ("quintanila", "xuintanilx"))
    assert near.replace("quintanila", "?") == far.replace("xuintanilx", "?")


def test_09_autocomplete_and_mentions(morning: Morning, app: Flask, bo: FlaskClient) -> None:
    asked = re.compile(r"suggest|complete|mention|lookup|directory|typeahead|users|people")
    open_to_students = [line for line, cast in TABLE.items() if STUDENTS & set(cast.split())]
    assert [line for line in open_to_students if asked.search(line)] == []
    assert [each.path for each in walked(bo, morning) if "<datalist" in each.text] == []


def test_10_what_staff_wrote_with_names_in_it(morning: Morning, bo: FlaskClient, okafor: FlaskClient) -> None:
    """A note, and a returned reply's words, by an adult who sees names."""
    page = bo.get(f"/desk/tickets/{morning.owned}")
    assert leaks(page) == [] and "called" in body(page)


def test_11_exports_and_print_views(app: Flask) -> None:
    taken_out = re.compile(r"export|csv|print|download|\.zip|\.json|pdf|bundle|backup")
    lines = [line for line in TABLE if taken_out.search(line)]
    assert lines, "there are exports to be refused"
    opened = {line: STUDENTS & set(TABLE[line].split()) for line in lines if not line.startswith("GET /my")}
    assert {line: cast for line, cast in opened.items() if cast} == {}


@pytest.mark.parametrize(
    "asked", ["expand=requester", "fields=family,mail", "include=all", "format=json", "_raw=1"]
)
def test_12_extra_fields_of_json(morning: Morning, bo: FlaskClient, asked: str) -> None:
    for path in ("/desk", "/desk/queue", f"/desk/tickets/{morning.owned}"):
        plain = bo.get(path, headers={"Accept": "application/json"})
        answer = bo.get(f"{path}?{asked}", headers={"Accept": "application/json"})
        assert seen(answer) == seen(plain) and leaks(answer) == []


def test_13_schemas_that_tell_values(bo: FlaskClient) -> None:
    for path in (
        "/graphql",
        "/openapi.json",
        "/openapi.yaml",
        "/swagger",
        "/docs",
        "/api/schema",
        "/desk/schema",
    ):
        assert bo.get(path).status_code == 404, path
        assert bo.post(path, json={"query": "{__schema{types{name}}}"}).status_code == 404, path
