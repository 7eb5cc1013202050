"""Put the demo school into an empty database: on SQLite in a file of its own that takes its place when whole."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from app import storage
from app.audit.log.folder import LogFolder
from app.config import Settings, sqlite_url
from app.demo import cards, kept
from app.demo.build import Progress, build_school, make_stage
from app.demo.state import MARK, path_of
from app.kernel import clock, db
from app.kernel.errors import Conflict
from app.kernel.jobs import WorkerSeen

SEEN_SECONDS = 60
Start = Callable[[Settings], object]


def refuse_while_serving(settings: Settings) -> None:
    """Go on when no server or worker uses the database.

    Refuses: Conflict that says what to do.
    """
    engine = storage.owner_engine(settings)
    with engine.connect() as connection:
        seen = connection.execute(sa.select(sa.func.max(WorkerSeen.seen_at))).scalar()
    engine.dispose()
    if seen is not None and (clock.now() - seen).total_seconds() < SEEN_SECONDS:
        raise Conflict("Cadre is running on this database.", "Stop it, wait a minute, then try again.")


def install(
    settings: Settings, start: Start, seed: int, people: int, tickets: int, progress: Progress
) -> None:
    """Build the demo school and keep its cards. ``start`` makes the application over a database.

    Refuses: Conflict while a server runs.
    """
    if settings.sqlite:
        _beside(settings, start, seed, people, tickets, progress)
    else:
        _in_place(settings, start, seed, people, tickets, progress)


def _beside(
    settings: Settings, start: Start, seed: int, people: int, tickets: int, progress: Progress
) -> None:
    """Build in a file of its own, without waiting for the disk; it takes its place whole or not at all."""
    target = path_of(settings)
    if target.exists():
        refuse_while_serving(settings)
    fresh = target.with_name("demo-building.db")
    _remove(fresh)
    hurried = replace(settings, database_url=sqlite_url(fresh), hurried=True)
    storage.initialize(hurried, lambda _said: None)
    found = _build(hurried, start, seed, people, tickets, progress)
    _settle(hurried, fresh)
    if target.exists():  # a server that was started meanwhile would go on writing into what is taken away
        refuse_while_serving(settings)
    _remove(target)
    LogFolder(settings.instance).leave("before-demo")
    fresh.replace(target)
    _sync(target.parent)
    kept.keep(settings, found)


def _in_place(
    settings: Settings, start: Start, seed: int, people: int, tickets: int, progress: Progress
) -> None:
    mark = settings.instance / MARK
    mark.write_text("The demo school is being built, or was interrupted.\n")
    found = _build(replace(settings, hurried=True), start, seed, people, tickets, progress)
    kept.keep(settings, found)
    mark.unlink()


def _build(
    settings: Settings, start: Start, seed: int, people: int, tickets: int, progress: Progress
) -> tuple[kept.Card, ...]:
    start(settings)
    try:
        stage = make_stage(seed, people, now())
        build_school(stage, tickets, progress)
        with progress.phase("Accounts") as tell:
            found = cards.open_accounts(stage)
            tell(f"{len(found)} sign-in cards, invite slips for the rest")
    finally:
        for engine in {id(one): one for one in db.use_engines({}).values()}.values():
            engine.dispose()
    return found


def now() -> datetime:
    """Return the present moment, to the second."""
    return clock.now().replace(microsecond=0)


def _settle(settings: Settings, path: Path) -> None:
    """Bring everything into the one file, and the file onto the disk."""
    engine = storage.owner_engine(settings)
    with engine.connect() as connection:
        connection.commit()
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _remove(path: Path) -> None:
    for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        each.unlink(missing_ok=True)


def move_aside(settings: Settings) -> Path:
    """Rename the demo's SQLite file with the day, remove its cards, and return where it lies now.

    Refuses: Conflict while a server runs.
    """
    refuse_while_serving(settings)
    path = path_of(settings)
    _settle(settings, path)
    day = now().strftime("%Y-%m-%d")
    aside = path.with_name(f"{path.stem}-demo-{day}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-demo-{day}-{number}{path.suffix}")
    path.rename(aside)
    _remove(path)
    LogFolder(settings.instance).leave(aside.stem)
    kept.forget(settings)
    return aside
