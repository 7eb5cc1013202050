"""A row that SQL by hand wrote in no event's form is named and left out: it neither stops the log nor spoils it."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.audit.log import rows
from app.audit.log.sequencer import Sealed
from app.audit.models import AuditEvent
from app.kernel import clock
from tests.log.arrange import past_the_guards
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]
Check = Callable[..., tuple[int, list[str]]]
ODD = "0" * 32
JSON = {
    "subjects": ["null", "1", "[null]", "[1.5]", '["Maria"]', '{"a": 1}', "[99999999999999999999]"],
    "fields": ["null", "[1]", "{}"],
    "codes": ["null", "[]", '"Maria"'],
}
# What each database keeps beyond that: SQLite anything in any column, PostgreSQL times that no driver reads.
LOOSE = {
    "id": ["x'00ff'"],
    "tag": ["x'00ff'"],
    "actor_id": ["'Maria\"'", "1.5"],
    "ticket_id": ["'Maria\"'"],
    "mono_seq": ["'one'", "9223372036854775807"],
    "boot_id": ["x'00ff'"],
    "commitment": ["7"],
    "occurred_at": ["1.5", "-5"],
    "subjects": ["''", "'['"],
    "codes": [f"'{'[' * 100_000}'"],
}
FAR = {"occurred_at": ["'-infinity'", "'0200-01-01 BC'"]}


def put_in(owner: sa.Engine, column: str, value: str) -> None:
    """Write a row past Cadre that is like an event but for one column, which says what SQL says."""
    with owner.begin() as connection:
        row = dict(connection.execute(sa.select(AuditEvent.__table__).limit(1)).mappings().one())
        row |= {"id": ODD, "boot_id": "a" * 16, "mono_seq": 1, "occurred_at": clock.now()}
        connection.execute(sa.insert(AuditEvent).values(row | {column: sa.text(value.replace(":", "\\:"))}))


def goes_on(happen: Happen, seal: Seal, check: Check) -> None:
    """Seal around what was put in, name it, and stay in good order."""
    done = seal()
    assert (done.count, len(done.unexplained)) == (3, 1)
    happen(2)
    assert seal().count == 2
    assert check()[0] == 3
    assert list(rows.differences()) == []


def _each(kept: dict[str, list[str]], *databases: str) -> list[Any]:
    marks = [pytest.mark.database(one) for one in databases]
    return [pytest.param(column, value, marks=marks) for column, values in kept.items() for value in values]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *_each({one: [f"'{said}'" for said in all_] for one, all_ in JSON.items()}),
        *_each(LOOSE, "sqlite"),
        *_each(FAR, "postgres"),
    ],
)
def test_a_row_of_another_form_is_named_and_left_out(
    owner: sa.Engine, happen: Happen, seal: Seal, check: Check, column: str, value: str
) -> None:
    happen(3)
    put_in(owner, column, value)
    goes_on(happen, seal, check)


@pytest.mark.parametrize("said", ["null", '["Maria"]'])
def test_a_sealed_row_that_lost_its_form_was_changed(
    owner: sa.Engine, happen: Happen, seal: Seal, said: str
) -> None:
    happen(3)
    seal()
    with past_the_guards(owner, "audit_event") as connection:
        connection.execute(sa.update(AuditEvent).values(subjects=sa.text(f"'{said}'")))
    assert {one.what for one in rows.differences()} == {"its row was changed"}
