"""A database that is older than the last signed head begins a new log, which says so; a key turns without a break."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.audit import counting
from app.audit.log import keys
from app.audit.log.folder import HEAD, KEY, NEXT_KEY, LogFolder, LogStopped
from app.audit.log.models import Checkpoint, Leaf, LogOrigin
from app.audit.log.notes import new_signer, read_head
from app.audit.log.sequencer import HEARTBEAT, Sealed, Sequencer
from app.audit.log.state import read_state
from app.kernel import clock, db
from tests.cast import School
from tests.fresh import Snapshot
from tests.log.arrange import past_the_guards
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]
Check = Callable[..., tuple[int, list[str]]]


def names(owner: sa.Engine) -> list[str]:
    with owner.connect() as connection:
        return list(connection.execute(sa.select(LogOrigin.name).order_by(LogOrigin.place)).scalars())


def newest_cores(owner: sa.Engine, origin: int) -> list[dict[str, object]]:
    wanted = sa.select(Leaf.core).where(Leaf.origin == origin).order_by(Leaf.place)
    with owner.connect() as connection:
        return [json.loads(core) for core in connection.execute(wanted).scalars()]


def test_an_emptied_database_begins_anew_and_says_so(
    owner: sa.Engine, snapshot: Snapshot, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    happen(7)
    seal()
    old = folder.head()
    assert old is not None
    snapshot.lay_back()
    counting.abandon()  # Cadre is stopped for that
    happen(3)
    seal()
    head = folder.head()
    assert head is not None
    assert head.origin == f"{old.origin}/2"
    assert head.size == 4
    first = newest_cores(owner, 1)[0]
    assert (first["kind"], first["follows"]) == ("origin", old.note)
    code, said = check(head.note)
    assert code == 0
    assert f"a backup was restored, and all 7 entries of {old.origin} were lost" in said[0]
    assert check(old.note)[0] == 1


def test_a_backup_of_yesterday(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check, tmp_path: Path
) -> None:
    """The data folder goes on, the database is an earlier one: simulated by a head of tomorrow."""
    happen(7)
    seal()
    yesterday = folder.head()
    signer = folder.signer()
    assert yesterday is not None and signer is not None
    tomorrow = signer.sign(
        type(yesterday)(yesterday.origin, 12, bytes(32), yesterday.number + 1, yesterday.at)
    )
    folder.keep_head(tomorrow)
    happen(2)
    done = seal()
    assert done.head is not None
    assert done.head.origin == f"{yesterday.origin}/2"
    assert newest_cores(owner, 2)[0]["follows"] == tomorrow.note
    assert check(done.head.note)[0] == 0
    assert check(yesterday.note)[0] == 0
    assert check(tomorrow.note)[0] == 1
    with db.engine("system").connect() as connection:
        state = read_state(connection, clock.now())
    assert state.follows == tomorrow
    happen(1)
    seal()
    assert names(owner) == [yesterday.origin, f"{yesterday.origin}/2"]


def test_a_changed_tree_is_never_signed(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal
) -> None:
    happen(7)
    seal()
    with past_the_guards(owner, "audit_leaf") as c:
        c.execute(sa.update(Leaf).where(Leaf.place == 6).values(leaf_hash=bytes(32)))
    happen(1)
    with pytest.raises(LogStopped, match="contradicts its last signed head"):
        seal()
    with owner.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(Checkpoint)).scalar() == 1


def test_a_lost_key_stops_the_log_until_it_begins_again(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    happen(4)
    seal()
    old = folder.head()
    (folder.path / KEY).unlink()
    happen(1)
    with pytest.raises(LogStopped, match=r"log\.key"):
        seal()
    made = keys.begin_again(folder, "school")
    assert old is not None and made.origin == f"{old.origin}/2"
    assert seal().count == 1
    assert check(old.note)[0] == 0


def test_the_key_turns(folder: LogFolder, happen: Happen, seal: Seal, check: Check) -> None:
    happen(4)
    seal()
    before, old = folder.head(), folder.signer()
    crossed = keys.rotate_key(folder, "school")
    new = folder.signer()
    assert before and old and new and old.key != new.key
    assert old.key.signed(crossed) and new.key.signed(crossed)
    happen(1)
    seal()
    last = folder.head()
    assert last is not None
    assert new.key.signed(last) and not old.key.signed(last)
    assert check(before.note, crossed.note, last.note)[0] == 0
    assert not (folder.path / NEXT_KEY).exists()


@pytest.mark.parametrize("stored", [True, False])
def test_a_turn_that_was_cut_short(
    folder: LogFolder, happen: Happen, seal: Seal, check: Check, stored: bool
) -> None:
    """Killed after the commit it is finished, before it undone."""
    happen(4)
    seal()
    first = (folder.path / KEY).read_text()
    if stored:
        keys.rotate_key(folder, "school")
        shutil.move(folder.path / KEY, folder.path / NEXT_KEY)
        (folder.path / KEY).write_text(first)
    else:
        folder.keep_signer(new_signer(str(json.loads(first)["name"])), NEXT_KEY)
    happen(1)
    seal()
    assert not (folder.path / NEXT_KEY).exists()
    assert ((folder.path / KEY).read_text() == first) is not stored
    head = folder.head()
    assert head is not None and check(head.note)[0] == 0


def test_an_hour_without_events_is_signed_too(folder: LogFolder, happen: Happen, check: Check) -> None:
    sequencer = Sequencer(folder)
    happen(2)
    first = sequencer.round("school").head
    assert first is not None
    assert sequencer.round("school").head is None
    with clock.at(clock.now() + HEARTBEAT):
        beat = sequencer.round("school").head
    assert beat is not None
    assert (beat.size, beat.root, beat.number) == (first.size, first.root, first.number + 1)
    assert check(beat.note)[0] == 0


def test_the_demo_has_a_log_of_its_own(
    owner: sa.Engine, school: School, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    happen(3)
    seal("demo")
    demo = folder.head()
    assert demo is not None and demo.origin.startswith("demo.")
    happen(2)
    seal("school")
    real = folder.head()
    assert real is not None
    assert not real.origin.startswith(demo.origin) and not real.origin.startswith("demo.")
    assert (real.size, real.number) == (2, 1)
    assert newest_cores(owner, 2)[0]["kind"] == "event"
    assert check(real.note, demo.note)[0] == 0
    assert read_head((folder.path / HEAD).read_text()) == real
