"""Rounds of the worker: what is done for each district in turn, so that one that fails stops none after it."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.kernel import clock
from app.kernel.db import engine
from app.kernel.errors import kind_of
from app.kernel.jobs import WorkerSeen

FRESH = timedelta(minutes=5)  # a round that fails, fails again within seconds
_failing: set[str] = set()
_log = logging.getLogger(__name__)


def each(name: str, districts: Iterable[int], act: Callable[[int], object]) -> None:
    """Do something for each district whatever becomes of the others; what failed is kept for the doctor."""
    for district_id in districts:
        try:
            act(district_id)
        except Exception as error:  # of any kind: the next district has nothing to do with it
            _log.warning("%s of district %s will be tried again: %s", name, district_id, kind_of(error))
            tell(f"{name} {district_id}", type(error).__name__)
            _failing.add(f"{name} {district_id}")
        else:
            if f"{name} {district_id}" in _failing:
                _forget(f"{name} {district_id}")
                _failing.discard(f"{name} {district_id}")


def try_all(acts: Iterable[Callable[[], object]]) -> None:
    """Do all of these, and raise the first error when each was tried."""
    errors: list[Exception] = []
    for act in acts:
        try:
            act()
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


def tell(name: str, fault: str | None = None) -> None:
    """Write down that something of the worker was seen now, and what failed in it."""
    values = {"seen_at": clock.now(), "fault": fault}
    with _writing() as connection:
        changed = connection.execute(sa.update(WorkerSeen).where(WorkerSeen.name == name).values(**values))
        if changed.rowcount == 0:
            connection.execute(sa.insert(WorkerSeen).values(name=name, **values))


def _forget(name: str) -> None:
    with _writing() as connection:
        connection.execute(sa.delete(WorkerSeen).where(WorkerSeen.name == name))


@contextmanager
def _writing() -> Iterator[sa.Connection]:
    options = {"sqlite_begin": "IMMEDIATE"}
    with engine("system").connect().execution_options(**options) as connection, connection.begin():
        yield connection


def faults(connection: sa.Connection, now: datetime) -> list[tuple[str, str]]:
    """Return what failed a moment ago: name, with its district, and error."""
    w = WorkerSeen
    fresh = (w.fault.is_not(None), w.seen_at > now - FRESH)
    return [(row.name, row.fault) for row in connection.execute(sa.select(w.name, w.fault).where(*fresh))]
