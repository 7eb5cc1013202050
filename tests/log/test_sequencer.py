"""What happens is sealed once, in order, under heads that never contradict one another."""

from collections.abc import Callable

import sqlalchemy as sa

from app.audit.log import rows
from app.audit.log.folder import LogFolder
from app.audit.log.models import Checkpoint, Leaf
from app.audit.log.sequencer import Sealed, Sequencer
from app.audit.models import AuditEvent
from tests.log.conftest import Happen

Seal = Callable[[], Sealed]
Check = Callable[..., tuple[int, list[str]]]


def count(owner: sa.Engine, table: type) -> int:
    with owner.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_events_are_sealed_and_the_export_verifies(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    happen(300, words="Called home about the loaner.")
    done = seal()
    assert done.count == 300 == count(owner, Leaf)
    assert done.head is not None and done.head.size == 300
    happen(5)
    seal()
    kept = folder.head()
    assert kept is not None and kept.size == 305
    assert check() == (3, check()[1])
    code, said = check(done.head.note)
    assert (code, said[-1]) == (0, "Consistent, and witnessed by the head kept outside.")
    assert check(kept.note, words=False)[0] == 0
    assert list(rows.differences()) == []


def test_nothing_is_sealed_twice(owner: sa.Engine, happen: Happen, seal: Seal) -> None:
    happen(10)
    seal()
    again = seal()
    assert (again.count, again.head) == (0, None)
    assert count(owner, Leaf) == count(owner, AuditEvent) == 10
    assert count(owner, Checkpoint) == 1


def test_one_worker_holds_the_lease(folder: LogFolder, happen: Happen) -> None:
    first, second = Sequencer(folder, "first"), Sequencer(folder, "second")
    happen(3)
    assert first.round("school").count == 3
    happen(3)
    assert second.round("school") == Sealed(0, None, mine=False)
    assert first.round("school").count == 3
