"""Every endpoint × the cast × method: the table is written by hand, and an endpoint without a line fails."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.cast import School
from tests.conftest import SignIn
from tests.house.access_table import CAST, TABLE

SAMPLES = {"int": "1", "float": "1.5", "path": "x", "uuid": "0" * 32}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def rules(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Yield a line for each method of each rule; a rule for several hats counts once for each."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        hats = re.match(r"/<any\(([^)]*)\):hat>", rule.rule)
        for method in sorted((rule.methods or set()) & set(METHODS)):
            for hat in hats.group(1).split(",") if hats else ("",):
                path = f"/{hat.strip()}{rule.rule[hats.end() :]}" if hats else rule.rule
                yield f"{method} {path}", rule


def address(rule: str) -> str:
    def fill(found: "re.Match[str]") -> str:
        kind, _, name = found.group(1).rpartition(":")
        if name == "number" and not kind:
            return "JCM-1"
        if name in ("monday", "day"):
            return "2026-11-02"
        return SAMPLES.get(kind, "x")

    return re.sub(r"<([^>]+)>", fill, rule)


def test_every_endpoint_has_a_line(app: Flask) -> None:
    known = {line for line, _ in rules(app)}
    assert sorted(known - set(TABLE)) == []
    assert sorted(set(TABLE) - known) == []


def test_every_endpoint_asks_for_a_right(app: Flask) -> None:
    bare = [
        rule.endpoint
        for _, rule in rules(app)
        if not hasattr(app.view_functions[rule.endpoint], "__cadre_access__")
    ]
    assert bare == []


SWITCHES = (
    "/sign-out",
    "/unlock",
    "/claim",
    "/sign-in",
    "/theme",
)  # change who is signed in: tests/web/accounts


@pytest.mark.parametrize("name", [*CAST, "nobody"])
def test_the_gate(name: str, school: School, sign_in: SignIn, app: Flask) -> None:
    """Who is not named meets 403 (nobody: 401); who is named gets past the gate."""
    client: FlaskClient = app.test_client() if name == "nobody" else sign_in(name)
    wrong = []
    for line, who in sorted(TABLE.items()):
        method, _, rule = line.partition(" ")
        if rule in SWITCHES:
            continue
        status = client.open(address(rule), method=method, data={} if method != "GET" else None).status_code
        allowed = name in who.split() or who == "everybody"
        turned_away = status == (401 if name == "nobody" else 403)
        if status == 500 or allowed == turned_away:
            wrong.append(f"{line}: {status}")
    assert wrong == []


@pytest.mark.database("sqlite")  # which methods are answered is a matter of routes, whatever the database
@pytest.mark.parametrize("name", ["bo", "okafor", "adair", "nobody"])
def test_no_other_method_is_answered(name: str, school: School, sign_in: SignIn, app: Flask) -> None:
    client: FlaskClient = app.test_client() if name == "nobody" else sign_in(name)
    wrong = []
    for rule in sorted({line.partition(" ")[2] for line in TABLE}):
        taken = {line.partition(" ")[0] for line in TABLE if line.partition(" ")[2] == rule}
        for method in set(METHODS) - taken:
            status = client.open(address(rule), method=method).status_code
            if status not in (401, 403, 404):
                wrong.append(f"{method} {rule}: {status}")
    assert wrong == []
