"""Two workers, late transactions, and a worker that is killed: nothing is lost, nothing is sealed twice."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.audit import counting
from app.audit.log.folder import LogFolder
from app.audit.log.models import Leaf
from app.audit.log.sequencer import Sealed, Sequencer
from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import begin
from app.config import Settings
from app.identity.actor import Actor, system_actor
from tests.cast import School
from tests.log.conftest import Happen

Seal = Callable[[], Sealed]
Check = Callable[..., tuple[int, list[str]]]
ROOT = Path(__file__).parents[2]


def count(owner: sa.Engine, table: type) -> int:
    with owner.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_two_at_once_seal_each_event_once(
    owner: sa.Engine, folder: LogFolder, happen: Happen, check: Check
) -> None:
    happen(1)
    Sequencer(folder).round("school", take_over=True)
    happen(200)
    begun, done, faults = threading.Barrier(4), [], []

    def work() -> None:
        begun.wait()
        try:
            done.append(Sequencer(folder).round("school", take_over=True).count)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    assert count(owner, Leaf) == count(owner, AuditEvent) == 201
    head = folder.head()
    assert head is not None and head.size == 201
    assert check(head.note)[0] == 0


@pytest.mark.database("postgres")  # SQLite's writers wait for each other, so none commits late
def test_a_late_transaction_is_not_passed_over(
    school: School, owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    """Its event is older than what is sealed already; a mark of the last one would never see it."""
    happen(5)
    recorded, release = threading.Event(), threading.Event()

    def late() -> None:
        counting.abandon()
        with begin(system_actor(school.district_id)) as work:
            work.record(Tag.CALENDAR_CHANGED)
            recorded.set()
            release.wait(120)

    thread = threading.Thread(target=late)
    thread.start()
    assert recorded.wait(120)
    happen(5)
    assert seal().count == 10
    release.set()
    thread.join()
    assert seal().count == 1
    assert count(owner, Leaf) == 11
    head = folder.head()
    assert head is not None and check(head.note)[0] == 0


def test_a_failed_commit_leaves_no_gap(
    school: School, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    happen(2)
    actor = replace(system_actor(school.district_id), session_id=2**70)  # beyond what a column holds
    for _ in range(2):
        with pytest.raises((sa.exc.SQLAlchemyError, OverflowError)):
            _record(actor)
        happen(1)
    seal()
    head = folder.head()
    assert head is not None and check(head.note)[0] == 0


def test_a_worker_killed_at_any_moment(
    school: School, settings: Settings, owner: sa.Engine, folder: LogFolder, happen: Happen, check: Check
) -> None:
    """kill -9 between insert and seal, between seal and the head's file: the next one goes on."""
    code = textwrap.dedent(f"""
        from pathlib import Path
        from app import create_app
        from app.config import Settings
        from app.audit.log.folder import LogFolder
        from app.audit.log.sequencer import Sequencer
        import app.audit.log.sequencer as s
        s.BATCH = 7
        create_app(Settings.from_env())
        print("ready", flush=True)
        while True:
            Sequencer(LogFolder(Path({str(folder.path)!r}), "desk.example.org")).round("school", take_over=True)
    """)
    env = {
        **os.environ,
        "CADRE_INSTANCE": str(settings.instance),
        "CADRE_DATABASE_URL": settings.database_url,
    }
    happen(1)
    for turn in range(2):
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        happen(40 + 13 * turn)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    Sequencer(folder).round("school", take_over=True)
    assert count(owner, Leaf) == count(owner, AuditEvent)
    head = folder.head()
    assert head is not None and head.size == count(owner, AuditEvent)
    assert check(head.note)[0] == 0


def _record(actor: Actor) -> None:
    with begin(actor) as work:
        work.record(Tag.CALENDAR_CHANGED)
