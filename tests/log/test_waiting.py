"""A backlog is read in parts: where one ends, nothing is passed over, sealed twice or put before what came first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.audit.log import sequencer, waiting
from app.audit.log.folder import LogFolder
from app.audit.log.models import Leaf
from app.audit.log.origins import Whose
from app.audit.log.sequencer import Sealed, Sequencer
from app.audit.models import AuditEvent
from app.kernel import clock, db
from app.kernel.sqlite import CACHE
from tests.log.conftest import Happen
from tests.log.test_unexplained import put_in

Seal = Callable[..., Sealed]
Check = Callable[..., tuple[int, list[str]]]


def leaves(owner: sa.Engine) -> int:
    with owner.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(Leaf)).scalar_one())


@pytest.mark.parametrize("hours", [0, 9])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_clock_set_back_where_a_reading_ends(
    folder: LogFolder,
    happen: Happen,
    seal: Seal,
    check: Check,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    hours: int,
) -> None:
    """Read up to the second of two by its time, the first would be sealed after it, and so never."""
    monkeypatch.setattr(waiting, "ROUND", most)
    now = clock.now() - timedelta(hours=hours, minutes=5)
    for seconds in (0, 1.6, 0.1, 1.9, 0.2, 30, 30.5, 30.1):
        with clock.at(now + timedelta(seconds=seconds)):
            happen(1)
    done = seal()
    assert (done.count, done.unexplained) == (8, ())
    assert done.head is not None and check(done.head.note)[0] == 0


def test_many_in_one_moment(
    folder: LogFolder, happen: Happen, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "ROUND", 2)
    with clock.at(clock.now() - timedelta(hours=5)):
        happen(41)
    assert (seal().count, seal().count) == (41, 0)


def test_what_stays_unexplained_is_passed_over_once(
    owner: sa.Engine, happen: Happen, seal: Seal, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "ROUND", 2)
    with clock.at(clock.now() - timedelta(hours=5)):
        happen(3)
    for number in range(5):
        put_in(owner, f"{number:032x}", clock.now() - timedelta(hours=6 - number), boot_id="of nobody")
    happen(3)
    done = seal()
    assert (done.count, sorted(done.unexplained)) == (6, [f"{number:032x}" for number in range(5)])
    assert done.head is not None and check(done.head.note)[0] == 0


def test_another_seals_what_was_read_already(
    owner: sa.Engine, folder: LogFolder, happen: Happen, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever read first finds some with a leaf and some without, and seals each once, in more than one batch."""
    monkeypatch.setattr(sequencer, "BATCH", 4)
    happen(9)

    def meanwhile() -> Whose:
        if not others:
            others.append(Sequencer(folder).round("school", take_over=True).count)
            happen(7)
        return Whose("school")

    others: list[int] = []
    done = Sequencer(folder).round(meanwhile, take_over=True)
    assert (others, done.count) == ([9], 0)
    last = Sequencer(folder).round("school", take_over=True)
    with owner.connect() as connection:
        events = connection.execute(sa.select(sa.func.count()).select_from(AuditEvent)).scalar_one()
    assert leaves(owner) == events == 16 and last.count == 7
    assert last.head is not None and check(last.head.note)[0] == 0


@pytest.mark.database("sqlite")  # PostgreSQL's pages are the server's
def test_room_for_a_full_batch_is_given_back(
    happen: Happen, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "BATCH", 4)
    happen(9)
    assert seal().count == 9
    with db.engine("system").connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == -CACHE
