"""Every query is compiled, and one that forgets the organization fails."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

import app
from app.audit.kept import Kept
from app.identity.actor import Actor
from app.identity.rights import Can, Clearance, Hat, Role

ACTOR = Actor(
    person_id=424242,
    district_id=717171,
    hat=Hat.DESK,
    clearance=Clearance.MASKED,
    roles=frozenset({Role.STUDENT_TECH, Role.PEER_TRAINER}),
    rights=frozenset(Can),
    site_ids=frozenset({818181}),
    cadre_ids=frozenset({919191}),
    cleared=frozenset({"wifi"}),
    group_ids=frozenset({525252}),
)
# A query that cannot name the district, each with its reason.
UNSCOPED = {
    "app.accounts.queries.session_by_token": "scoped by an unguessable token",
    "app.accounts.queries.any_account": "before the first account there is no district; says only whether one is",
    "app.accounts.queries.account_by_username": "before sign-in nobody has a district; usernames are unique",
    "app.accounts.queries.account_by_id": "scoped by the session's account",
    "app.accounts.queries.open_invite": "scoped by an unguessable code",
    "app.accounts.queries.memberships_of": "scoped by the person of the session",
    "app.accounts.queries.cadres_of_member": "scoped by the person of the session",
    "app.accounts.queries.cadres_supervised": "scoped by the person of the session",
    "app.accounts.queries.grants_of": "scoped by the person of the session",
    "app.accounts.queries.trainees_of": "scoped by the person of the session",
    "app.school.cadres.queries.led": "no select: a condition on the team of the one that takes it",
    "app.school.cadres.queries.at_school": "no select: a condition on the member of the one that takes it",
}
SAMPLES: dict[type, Any] = {
    int: 313131,
    str: "x",
    bool: False,
    bytes: b"x",
    date: date(2026, 11, 2),
    datetime: datetime(2026, 11, 2, tzinfo=UTC),
    Actor: ACTOR,
}


def query_modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(app.__path__, "app."):
        last = found.name.rsplit(".", 1)[-1]
        if last == "queries" or last.endswith("_queries"):
            yield found.name


def public_functions() -> list[tuple[str, Callable[..., Any]]]:
    return [
        (f"{name}.{label}", function)
        for name in query_modules()
        for label, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction)
        if function.__module__ == name and not label.startswith("_")
    ]


def sample(name: str, hint: Any) -> Any:
    if name == "district_id":
        return ACTOR.district_id
    if hint in SAMPLES:
        return SAMPLES[hint]
    text = str(hint)
    if "datetime" in text and "|" in text:
        return SAMPLES[datetime]
    if text.endswith("[datetime.date]"):
        return [SAMPLES[date]]
    if "int" in text and any(word in text for word in ("list", "Sequence", "Iterable", "set", "tuple")):
        return [313131]
    if "str" in text and any(word in text for word in ("list", "Sequence", "Iterable", "set", "tuple")):
        return ["queued"]
    return None


def build(function: Callable[..., Any]) -> Any:
    hints = get_type_hints(function)
    values = {
        name: sample(name, hints.get(name))
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is inspect.Parameter.empty and name != "return"
    }
    return function(**values)


def statements() -> list[Any]:
    return [pytest.param(name, function, id=name) for name, function in public_functions()]


def test_there_are_queries() -> None:
    assert len(public_functions()) > 20


@pytest.mark.parametrize(("name", "function"), statements())
def test_query_is_held_to_the_actors_organization(name: str, function: Callable[..., Any]) -> None:
    built = build(function)
    bound = built.bound if isinstance(built, Kept) else {}
    built = built.statement if isinstance(built, Kept) else built
    if not isinstance(built, sa.sql.ClauseElement):
        assert name.endswith((".visible", ".searchable")), (
            f"{name} returns no statement; start its name with _"
        )
        return
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        compiled = built.compile(dialect=dialect)
        assert str(compiled)
    if name in UNSCOPED:
        return
    values = set()
    for value in (*compiled.params.values(), *bound.values()):
        values |= set(value) if isinstance(value, (list, tuple)) else {value}
    assert ACTOR.district_id in values, (
        f"{name} takes rows of any district: compare district_id with the actor's"
    )


def test_the_exceptions_still_exist() -> None:
    assert set(UNSCOPED) <= {name for name, _ in public_functions()}
