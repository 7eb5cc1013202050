"""What the owner's SQL makes of the log's own tables stops it with a word for people, or is told of by the check."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app.audit.log import rows
from app.audit.log.folder import LogFolder, LogStopped
from app.audit.log.sequencer import Sealed, Sequencer
from app.audit.log.state import read_state
from app.kernel import clock, db
from tests.log.arrange import past_the_guards
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]
Check = Callable[..., tuple[int, list[str]]]
NEWEST = "(SELECT max(place) FROM audit_checkpoint)"
WAITING = "(SELECT max(id) FROM audit_event WHERE id NOT IN (SELECT event_id FROM audit_leaf))"
FIRST_LEAF = "leaf_hash, core FROM audit_leaf WHERE origin = 1 AND place = 1"
STOPS = {
    "a head that is none": f"UPDATE audit_checkpoint SET note = 'x' WHERE place = {NEWEST}",
    "an older head once more": f"""UPDATE audit_checkpoint SET note =
        (SELECT note FROM audit_checkpoint WHERE place = 1) WHERE place = {NEWEST}""",
    "a head of another number": f"UPDATE audit_checkpoint SET place = 100 WHERE place = {NEWEST}",
    "a head of another size": f"UPDATE audit_checkpoint SET size = size + 1 WHERE place = {NEWEST}",
    "no newest head": f"DELETE FROM audit_checkpoint WHERE place = {NEWEST}",
    "no head": "DELETE FROM audit_checkpoint",
    "a leaf for what waits": f"INSERT INTO audit_leaf SELECT 1, 9000, {WAITING}, {FIRST_LEAF}",
    "a leaf of another log": f"INSERT INTO audit_leaf SELECT 7, 0, {WAITING}, {FIRST_LEAF}",
    "a leaf where the next goes": f"INSERT INTO audit_leaf SELECT 1, 5, NULL, {FIRST_LEAF}",
    "another name": "UPDATE audit_origin SET name = 'desk.example.org/other'",
    "a demo's": "UPDATE audit_origin SET kind = 'demo'",
    "no log": "DELETE FROM audit_origin",
    "no key": "DELETE FROM audit_key",
}


@pytest.fixture
def sealed(happen: Happen, seal: Seal) -> str:
    """Let some be sealed under two heads, and more wait; the newest head is kept outside."""
    happen(3)
    seal()
    happen(2)
    head = seal().head
    happen(2)
    assert head is not None
    return head.note


def run(owner: sa.Engine, statement: str) -> None:
    with past_the_guards(owner, statement.split()[2 - statement.startswith("UPDATE")]) as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize("what", STOPS)
def test_the_log_stops(owner: sa.Engine, sealed: str, seal: Seal, folder: LogFolder, what: str) -> None:
    """Nothing is signed that contradicts what was, nothing begins anew, and the pages that say so still open."""
    run(owner, STOPS[what])
    with pytest.raises(LogStopped):
        seal()
    head = folder.head()
    assert head is not None and head.note == sealed
    with db.engine("system").connect() as connection:
        read_state(connection, clock.now())


@pytest.mark.parametrize("what", ["a leaf for what waits", "a leaf of another log"])
def test_the_check_tells_of_a_leaf_under_no_head(owner: sa.Engine, sealed: str, what: str) -> None:
    """Its event would be passed over as sealed, and no entry would ever speak of it."""
    assert list(rows.differences()) == []
    run(owner, STOPS[what])
    assert [one.what for one in rows.differences()] == ["its leaf lies under no head"]


def test_a_name_that_no_entry_can_hold(owner: sa.Engine, sealed: str, seal: Seal, check: Check) -> None:
    run(owner, """UPDATE audit_pseudonym SET name = 'p-",' WHERE person_id =
        (SELECT min(person_id) FROM audit_pseudonym)""")  # fmt: skip
    with pytest.raises(LogStopped, match="audit_pseudonym"):
        seal()
    assert check(sealed)[0] == 0


def test_a_salt_that_is_none_binds_nobody(owner: sa.Engine, sealed: str) -> None:
    run(owner, "UPDATE audit_pseudonym SET salt = 'salt'")
    assert next(rows.differences()).what == "its row was changed"


def test_a_school_that_is_reached_at_demo(folder: LogFolder, happen: Happen, check: Check) -> None:
    """Its log is no demo's: it goes on, and is held to all that a school's is held to."""
    there = LogFolder(folder.path, "demo.example.org")
    happen(1)
    demo = Sequencer(there).round("demo", take_over=True).head
    assert demo is not None and demo.origin.startswith("demo.demo.example.org/")
    heads = []
    for _ in range(3):
        happen(2)
        heads.append(Sequencer(there).round("school", take_over=True).head)
    assert [head.size for head in heads if head is not None] == [2, 4, 6]
    assert heads[0] is not None and heads[0].origin.startswith("log.demo.example.org/")
    assert check(heads[0].note)[0] == 0


def test_no_schools_log_gives_way_to_a_demos(folder: LogFolder, happen: Happen, check: Check) -> None:
    """With one cell changed, what happened would go to a log that nobody is asked to keep a head of."""
    happen(2)
    first = Sequencer(folder).round("school", take_over=True).head
    assert first is not None
    happen(2)
    with pytest.raises(LogStopped, match="a demo has a database of its own"):
        Sequencer(folder).round("demo", take_over=True)
    last = Sequencer(folder).round("school", take_over=True).head
    assert last is not None and (last.origin, last.size) == (first.origin, 4)
    assert check(first.note, last.note)[0] == 0
