"""Measure the log: python -m bench.log [--events N] [--db sqlite,postgres]

Events sealed a second and checked a second, each on one core, and what recording adds to an act.
"""

import argparse
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import create_app, storage
from app.audit import work as work_room
from app.audit.log.export import export_logs
from app.audit.log.folder import LogFolder
from app.audit.log.sequencer import Sequencer
from app.audit.log.verifier import verifier
from app.audit.models import AuditEvent
from app.config import Settings
from bench.cast import PASSWORD
from bench.databases import data_folder
from bench.fill import fill

TAGS = ("ticket:opened", "message:sent", "queue:seen", "ticket:claimed", "word:revealed")
STREAMS, PEOPLE, TURNS = 8, 800, 400


def pour_events(owner: sa.Engine, count: int) -> None:
    """Write events of the usual shape, of eight streams, past the services."""
    rng, begun = random.Random(1), datetime.now(UTC) - timedelta(hours=20)
    people = [rng.getrandbits(62) for _ in range(PEOPLE)]
    streams = [secrets.token_hex(8) for _ in range(STREAMS)]
    rows: list[dict[str, Any]] = []
    step = timedelta(hours=16) / count
    for number in range(count):
        who, tag = rng.choice(people), TAGS[number % len(TAGS)]
        subjects = rng.sample(people, 25) if number % 50 == 2 else [rng.choice(people)]
        rows.append({
            "id": f"{rng.getrandbits(128):032x}", "occurred_at": begun + number * step,
            "district_id": 7, "site_id": 8, "tag": tag, "actor_id": who, "actor_role": "desk:student_tech",
            "clearance": "masked", "on_behalf_of_id": None, "session_id": rng.getrandbits(60),
            "ticket_id": rng.getrandbits(60), "subjects": subjects, "fields": ["text"], "purpose": "",
            "basis": "school_official", "outcome": "done", "codes": {"category": "wifi", "gate": "before"},
            "commitment": None, "boot_id": streams[number % STREAMS], "mono_seq": number // STREAMS + 1,
        })  # fmt: skip
    with owner.begin() as connection:
        for start in range(0, count, 20_000):
            connection.execute(sa.insert(AuditEvent), rows[start : start + 20_000])


def timed(act: Callable[[], Any]) -> tuple[float, float]:
    """Return seconds on the clock and of this process's processor time."""
    clock, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - cpu


def measure_log(kind: str, count: int) -> None:
    """Seal, export and check a log of ``count`` events."""
    with data_folder(kind) as (env, _), tempfile.TemporaryDirectory(prefix="cadre-log-") as made:
        settings = Settings.from_env(env)
        storage.initialize(settings, print)
        create_app(settings)
        owner = storage.owner_engine(settings)
        pour_events(owner, count)
        owner.dispose()
        folder = LogFolder(settings.instance)
        _tell(kind, "seal", count, timed(lambda: Sequencer(folder).round("school", take_over=True)))
        export_logs(Path(made) / "export", with_words=False)
        head = Path(made) / "head"
        head.write_text(folder.head().note)  # type: ignore[union-attr]
        took = timed(lambda: verifier().verify(Path(made) / "export", [head]))
        _tell(kind, "verify", count, took)


def _tell(kind: str, what: str, count: int, took: tuple[float, float]) -> None:
    clock, cpu = (count / seconds for seconds in took)
    print(f"{kind:<9} {what:<8} {clock:>9,.0f} events/s on the clock {cpu:>9,.0f} a core-second")


def measure_acts(kind: str) -> None:
    """Do the same acts with and without recording, in turn, and tell what recording adds."""
    with data_folder(kind) as (env, _):
        settings = Settings.from_env(env)
        storage.initialize(settings, print)
        storage.open_engines(settings)
        fill(settings, 1000, tell=lambda _words: None)
        app = create_app(settings)
        app.config.update(WTF_CSRF_ENABLED=False)
        owner = storage.owner_engine(settings)
        asked = """SELECT a.username, t.number FROM ticket t JOIN account a ON a.person_id = t.owner_id
            WHERE t.status = 'in_progress' AND a.username LIKE 'tech%' ORDER BY t.id"""
        with owner.connect() as connection:
            username, number = connection.execute(sa.text(asked)).first() or ("", "")
        client = app.test_client()
        client.post("/sign-in", data={"username": username, "password": PASSWORD})
        path = f"/desk/tickets/{number}"
        note = {"note": "Tried another cable, no change."}
        acts: dict[str, Callable[[], int]] = {
            "look at a ticket": lambda: client.get(path).status_code,
            "write a note": lambda: client.post(f"{path}/note", data=note).status_code,
        }
        for name, act in acts.items():
            _compare(kind, name, act)


def _compare(kind: str, name: str, act: Callable[[], int]) -> None:
    written = work_room.Work._write
    taken: dict[bool, list[float]] = {True: [], False: []}

    def unrecorded(self: work_room.Work, _events: list[dict[str, Any]]) -> None:
        work_room._commit(self.connection)

    for turn in range(TURNS):
        recording = bool(turn % 2)
        work_room.Work._write = written if recording else unrecorded  # type: ignore[method-assign]
        _, cpu = timed(act)
        if turn > TURNS // 5:
            taken[recording].append(cpu * 1000)
    work_room.Work._write = written  # type: ignore[method-assign]
    on, off = statistics.median(taken[True]), statistics.median(taken[False])
    print(
        f"{kind:<9} {name:<17} {off:.2f} ms, recorded {on:.2f} ms of processor: {(on / off - 1) * 100:+.1f} %"
    )


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.log", description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--db", default="sqlite,postgres")
    asked = parser.parse_args()
    for kind in asked.db.split(","):
        measure_log(kind, asked.events)
        measure_acts(kind)


if __name__ == "__main__":
    main()
