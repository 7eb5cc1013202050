"""What Cadre did not write is never sealed in silence: a row of no process, or dated before what was signed."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.audit import counting
from app.audit.log import keys
from app.audit.log.canonical import written
from app.audit.log.core import micros
from app.audit.log.export import export_logs
from app.audit.log.folder import LogFolder, LogStopped
from app.audit.log.models import Leaf
from app.audit.log.sequencer import Sealed, Sequencer
from app.audit.log.state import LogState, read_state, word_of
from app.audit.log.verifier import verifier
from app.audit.models import AuditEvent
from app.kernel import clock, db
from app.oversight.log.advice import advise
from tests.log import forging
from tests.log.arrange import go_back
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]
Check = Callable[..., tuple[int, list[str]]]
MONTH = timedelta(days=30)


def put_in(owner: sa.Engine, event: str, at: datetime, **about: Any) -> None:
    """Write a row past Cadre, like one that is there."""
    with owner.begin() as connection:
        row = dict(connection.execute(sa.select(AuditEvent.__table__).limit(1)).mappings().one())
        forged = row | {"id": event, "occurred_at": at, "commitment": None} | about
        connection.execute(sa.insert(AuditEvent).values(**forged))


def sealed_ids(owner: sa.Engine) -> set[str | None]:
    with owner.connect() as connection:
        return set(connection.execute(sa.select(Leaf.event_id)).scalars())


def state() -> LogState:
    with db.engine("system").connect() as connection:
        return read_state(connection, clock.now())


@pytest.fixture
def yesterday(happen: Happen, seal: Seal) -> None:
    """Let events happen and be sealed some hours ago."""
    with clock.at(clock.now() - timedelta(hours=5)):
        happen(4)
        seal()


@pytest.mark.parametrize(
    "about", [{"boot_id": None, "mono_seq": None}, {"boot_id": "f" * 16, "mono_seq": None}]
)
def test_a_row_that_no_process_counted(
    owner: sa.Engine, happen: Happen, seal: Seal, check: Check, about: dict[str, Any]
) -> None:
    happen(3)
    put_in(owner, "0" * 32, clock.now(), **about)
    done = seal()
    assert (done.count, done.unexplained) == (3, ("0" * 32,))
    happen(2)
    assert seal().count == 2
    assert "0" * 32 not in sealed_ids(owner)
    assert check()[0] == 3
    found = state()
    assert (found.unexplained, found.fault, found.well) == (1, "", False)
    assert word_of(found) == "events unexplained: 1"
    assert advise(found, [clock.now()], clock.now()).heading.startswith("Events cannot be explained")


@pytest.mark.parametrize("about", [{"mono_seq": 2}, {"boot_id": "of nobody here", "mono_seq": 1}])
def test_a_row_with_anothers_number_or_none_of_ours(
    owner: sa.Engine, happen: Happen, seal: Seal, check: Check, about: dict[str, Any]
) -> None:
    """Sealed, it would make a log that no verifier takes."""
    happen(3)
    seal()
    put_in(owner, "0" * 32, clock.now(), **about)
    happen(1)
    done = seal()
    assert (done.count, done.unexplained) == (1, ("0" * 32,))
    assert done.head is not None and check(done.head.note)[0] == 0


def test_a_row_that_is_dated_back(
    owner: sa.Engine, yesterday: None, happen: Happen, seal: Seal, check: Check
) -> None:
    """It has a process and a number of its own, and yet a head was signed since that does not cover it."""
    put_in(owner, "0" * 32, clock.now() - MONTH, boot_id="f" * 16, mono_seq=1)
    put_in(owner, "1" * 32, clock.now(), boot_id="f" * 16, mono_seq=2)
    happen(2)
    done = seal()
    assert (done.count, set(done.unexplained)) == (2, {"0" * 32, "1" * 32})
    head = done.head
    assert head is not None and check(head.note)[0] == 0


def test_what_waited_while_nobody_sealed(owner: sa.Engine, happen: Happen, seal: Seal, check: Check) -> None:
    """A worker that stood still for a month finds all of it explained: no head was signed meanwhile."""
    with clock.at(clock.now() - MONTH):
        happen(3)
    with clock.at(clock.now() - MONTH / 2):
        happen(3)
    done = seal()
    assert (done.count, done.unexplained) == (6, ())
    assert check()[0] == 3


def test_a_demos_past_is_made_up(owner: sa.Engine, happen: Happen, seal: Seal, check: Check) -> None:
    happen(1)
    with clock.at(clock.now() - timedelta(hours=2)):
        seal("demo")
    with clock.at(clock.now() - MONTH):
        happen(2)
    assert seal("demo").unexplained == ()
    assert check()[0] == 3


@pytest.mark.parametrize("spoiled", ["dated back", "counted by nobody"])
def test_the_verifier_refutes_it_too(
    folder: LogFolder, yesterday: None, happen: Happen, seal: Seal, tmp_path: Path, spoiled: str
) -> None:
    """Whoever seals it by hand, and signs all anew, is found out without a head outside."""
    happen(3)
    seal()
    signer = folder.signer()
    assert signer is not None
    export_logs(tmp_path / "export", with_words=True)
    lines = forging.lines_of(tmp_path / "export" / "1")
    core = verifier().parse(lines[5]) | {"id": "0" * 32, "boot": "f" * 16, "seq": 1}
    if spoiled == "dated back":
        core["at"] = micros(clock.now() - MONTH)
    else:
        del core["boot"], core["seq"]
    forging.sign_anew(tmp_path / "export" / "1", [*lines[:5], written(core), *lines[5:-1]], [signer])
    code, said = verifier().verify(tmp_path / "export", [])
    why = {"dated back": "it is dated more than a day before a head that was signed without it",
           "counted by nobody": "it is an event that no process counted"}  # fmt: skip
    assert (code, said) == (1, [f"REFUTED at index 5: {why[spoiled]}."])


def test_a_process_that_ran_on_while_a_backup_was_restored(
    owner: sa.Engine, happen: Happen, seal: Seal, check: Check
) -> None:
    """Nothing kept knows it: what it does waits, and is told of, until Cadre is started again."""
    happen(5)
    kept = seal().head
    counting.abandon()
    happen(3)
    seal()
    assert kept is not None
    go_back(owner, 1, 5, kept.number)
    happen(2)
    done = seal()
    assert (done.count, len(done.unexplained)) == (0, 2)
    counting.abandon()
    happen(2)
    done = seal()
    assert (done.count, len(done.unexplained)) == (2, 2)
    assert done.head is not None and done.head.origin == f"{kept.origin}/2"
    assert check(done.head.note)[0] == 0


def test_a_clock_that_was_far_ahead_stops_the_log(
    happen: Happen, folder: LogFolder, seal: Seal, check: Check
) -> None:
    """Going on, its heads would stay in the future, and its entries lie before them."""
    with clock.at(clock.now() + timedelta(days=3)):
        happen(2)
        seal()
    counting.abandon()
    happen(2)
    with pytest.raises(LogStopped, match="has not come yet"):
        seal()
    keys.begin_again(folder, "school")
    done = seal()
    assert (done.count, done.unexplained) == (2, ())
    assert done.head is not None and check(done.head.note)[0] == 0


def test_a_stream_ends_when_the_machines_time_is_set(
    folder: LogFolder, happen: Happen, owner: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    happen(1)
    passed = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: passed() - 3600)
    happen(2)
    with owner.connect() as connection:
        rows = connection.execute(
            sa.select(AuditEvent.boot_id, AuditEvent.mono_seq).order_by(AuditEvent.id)
        ).all()
    assert sorted(row.mono_seq for row in rows) == [1, 1, 2]
    assert len({row.boot_id for row in rows}) == 2


def test_a_clock_that_is_set_back_by_a_moment_leaves_nothing_unsealed(
    folder: LogFolder, happen: Happen, check: Check
) -> None:
    """An event a little ahead of its time waits, and so does what its process did after it."""
    now = clock.now() - timedelta(minutes=5)
    sequencer = Sequencer(folder)
    with clock.at(now + timedelta(seconds=1.6)):
        happen(1)
    with clock.at(now):
        happen(1)
    with clock.at(now + timedelta(seconds=0.2)):
        assert sequencer.round("school").count == 0
    with clock.at(now + timedelta(seconds=1)):
        done = sequencer.round("school")
    assert (done.count, done.unexplained) == (2, ())
    assert done.head is not None and check(done.head.note)[0] == 0
    assert sequencer.round("school", take_over=True).unexplained == ()
