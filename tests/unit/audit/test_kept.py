"""A kept statement is built once a shape, and never carries one person's values into another's call."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from app.audit.kept import Kept, kept
from app.identity.actor import Actor
from app.identity.rights import Can, Clearance, Hat

NOTES = sa.table(
    "notes",
    sa.column("id", sa.Integer),
    sa.column("district_id", sa.Integer),
    sa.column("person_id", sa.Integer),
    sa.column("site_id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
)
BO = Actor(1, 7, Hat.DESK, Clearance.MASKED, site_ids=frozenset({5}))
CY = replace(BO, person_id=2, session_id=88, name="Cy")
built: list[str] = []


@kept("newest_first")
def notes(
    actor: Actor,
    ids: list[int],
    since: datetime | None = None,
    limit: int = 9,
    newest_first: str = "no",
) -> sa.Select[*tuple[Any, ...]]:
    built.append(newest_first)
    select = sa.select(NOTES.c.id).where(
        NOTES.c.person_id == actor.person_id,
        NOTES.c.district_id == actor.district_id,
        NOTES.c.site_id.in_(sorted(actor.site_ids)),
        NOTES.c.id.in_(ids),
    )
    if since is not None:
        select = select.where(NOTES.c.at > since)
    if newest_first == "yes":
        select = select.order_by(NOTES.c.id.desc())
    return select.limit(limit)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    built.clear()


def bound(call: Kept) -> dict[str, Any]:
    given = {name: value for name, value in call.bound.items() if value is not None}
    return dict(call.statement.compile(compile_kwargs={"render_postcompile": False}).params) | given


def test_two_people_of_one_shape_share_a_statement_and_nothing_else() -> None:
    first, second = notes(BO, [1, 2]), notes(CY, [3], limit=4)
    assert first.statement is second.statement
    assert 1 in bound(first).values() and [1, 2] in bound(first).values()
    assert 2 in bound(second).values() and [3] in bound(second).values()
    assert 4 in bound(second).values()
    assert bound(first) != bound(second)


@pytest.mark.parametrize("other", [replace(BO, district_id=8), replace(BO, site_ids=frozenset({6}))])
def test_another_shape_is_another_statement(other: Actor) -> None:
    assert notes(BO, [1]).statement is not notes(other, [1]).statement


@pytest.mark.parametrize(
    "other",
    [
        replace(BO, clearance=Clearance.OWN),
        replace(BO, lacking=("module",)),
        replace(BO, group_ids=frozenset({3})),
    ],
)
def test_a_shape_is_what_the_query_looks_at_and_no_more(other: Actor) -> None:
    assert notes(BO, [1]).statement is notes(other, [1]).statement


def test_what_a_query_looks_at_later_counts_from_then_on() -> None:
    @kept()
    def widening(actor: Actor) -> Any:
        built.append("again")
        select = sa.select(NOTES.c.id).where(NOTES.c.district_id == actor.district_id)
        if actor.can(Can.CLAIM_TICKETS):
            select = select.where(NOTES.c.person_id == 0)
            if actor.lacking:
                select = select.where(NOTES.c.site_id == 0)
        return select

    def told(actor: Actor) -> str:
        return str(widening(actor).statement).partition("WHERE ")[2]

    tech = replace(BO, rights=frozenset({Can.CLAIM_TICKETS, Can.ASK_FOR_HELP}))
    late = replace(tech, lacking=("module",))
    first = [told(BO), told(tech), told(late)]
    assert [one.count(" AND ") for one in first] == [0, 1, 2]
    assert [told(BO), told(tech), told(late), told(tech)] == [*first, first[1]]
    assert built.count("again") == 4
    assert told(replace(tech, rights=frozenset({Can.CLAIM_TICKETS}))) == first[1]
    assert built.count("again") == 4


def test_a_form_is_chosen_by_what_is_fixed_or_absent() -> None:
    now = datetime(2026, 11, 2, tzinfo=UTC)
    plain, dated = notes(BO, [1]).statement, notes(BO, [1], now).statement
    turned = notes(BO, [1], newest_first="yes").statement
    assert "DESC" in str(turned) and "DESC" not in str(plain)
    assert "at >" in str(dated) and "at >" not in str(plain)
    assert notes(BO, [], now).statement is not dated


def test_it_is_built_once() -> None:
    for number in range(5):
        notes(BO, [number + 1], limit=number + 1, newest_first="once")
    assert built == ["once"]


def test_a_statement_that_is_written_out_is_let_go_and_built_anew_for_other_lists() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (id, district_id, person_id, site_id, at)")
        row = {"id": 1, "district_id": BO.district_id, "site_id": 5, "person_id": BO.person_id}
        connection.execute(sa.insert(NOTES), [row, row | {"id": 2}])
        for ids, times in (([1], 1), ([2], 1), ([1, 2], 2), ([2, 1], 2), ([7], 2)):
            call = notes(BO, ids, newest_first="let go")
            assert {one.id for one in call.rows(connection)} == {*ids} & {1, 2}
            assert built.count("let go") == times
            assert call._built._statement is None
    assert call.statement is call.statement and built.count("let go") == 3


def test_a_query_with_nothing_to_ask_is_empty() -> None:
    @kept("wanted")
    def nothing(actor: Actor, wanted: str = "") -> Any:
        return sa.select(NOTES.c.id) if wanted else None

    assert nothing(BO).empty and not nothing(BO, "x").empty


def test_who_it_is_cannot_be_branched_on() -> None:
    @kept()
    def nosy(actor: Actor, number: str) -> Any:
        return sa.select(NOTES.c.id) if actor.name else None

    with pytest.raises(AttributeError):
        nosy(BO, "x")


def test_a_parameter_cannot_be_branched_on() -> None:
    @kept()
    def branching(actor: Actor, before: int) -> Any:
        return sa.select(NOTES.c.id) if before > 3 else None

    with pytest.raises(TypeError):
        branching(BO, 5)


def test_an_update_takes_more_columns() -> None:
    @kept()
    def moved(actor: Actor, note_id: int) -> Any:
        return sa.update(NOTES).where(NOTES.c.id == note_id, NOTES.c.district_id == actor.district_id)

    call = moved(BO, 4).values(site_id=9)
    compiled = call.statement.compile(column_keys=list(call.bound))
    assert "SET site_id" in str(compiled) and call.bound["site_id"] == 9
