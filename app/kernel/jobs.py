"""Jobs: rows written in the transaction of the act that wants them, done by the worker or at once."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base, engine
from app.kernel.errors import CadreError, kind_of
from app.kernel.ids import new_id
from app.kernel.types import Id, Json, UtcTime
from app.kernel.zones import zone

LEASE = timedelta(minutes=2)
MOST_TRIES = 8


class Job(Base):
    """One piece of work to do after commit; its payload holds ids and codes only."""

    __tablename__ = "job"
    __table_args__ = (
        sa.Index("ix_job_open", "done_at", "run_at"),
        {"info": zone("bookkeeping", "days_30", masked="i", own="i", staff="i", sign_in="i")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(sa.String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(Json, info=plain("ids and codes"))
    run_at: Mapped[datetime] = mapped_column(UtcTime)
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(UtcTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcTime)
    fault: Mapped[str | None] = mapped_column(sa.String(120), info=plain("the name of an error"))


class WorkerSeen(Base):
    """When the worker last said that it lives, and what failed for a district."""

    __tablename__ = "worker_seen"
    __table_args__ = ({"info": zone("bookkeeping", "days_30", masked="r", own="r", staff="r", sign_in="r")},)

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
    fault: Mapped[str | None] = mapped_column(sa.String(120), info=plain("the name of an error"))


Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, Handler] = {}
_prompt: set[str] = set()
_log = logging.getLogger(__name__)


def handles(kind: str, at_once: bool = False) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of a kind; ``at_once`` tries right after the commit."""

    def keep(handler: Handler) -> Handler:
        _handlers[kind] = handler
        if at_once:
            _prompt.add(kind)
        return handler

    return keep


def enqueue(connection: sa.Connection, kind: str, payload: dict[str, Any], run_at: datetime) -> int:
    """Write a job in the transaction of the act and return its id."""
    job_id = new_id()
    connection.execute(sa.insert(Job).values(id=job_id, kind=kind, payload=payload, run_at=run_at, tries=0))
    return job_id


def _due(now: datetime) -> sa.ColumnElement[bool]:
    free = sa.or_(Job.leased_until.is_(None), Job.leased_until < now)
    return sa.and_(Job.done_at.is_(None), Job.run_at <= now, Job.tries < MOST_TRIES, free)


def _lease(connection: sa.Connection, job_id: int, now: datetime) -> bool:
    taken = connection.execute(
        sa.update(Job)
        .where(Job.id == job_id, _due(now))
        .values(leased_until=now + LEASE, tries=Job.tries + 1)
    )
    return taken.rowcount == 1


def run(job_id: int, now: datetime) -> bool:
    """Do one job if it is free; the handler's own transaction makes it safe to try twice.

    Returns whether this call did it. A failing handler leaves the job for a later try and raises.
    """
    options = {"sqlite_begin": "IMMEDIATE"}
    with engine("system").connect().execution_options(**options) as connection, connection.begin():
        if not _lease(connection, job_id, now):
            return False
        row = connection.execute(sa.select(Job.kind, Job.payload).where(Job.id == job_id)).one()
    fault = None
    try:
        _handlers[row.kind](row.payload)
    except Exception as error:
        fault = type(error).__name__
        raise
    finally:
        values: dict[str, Any] = {"done_at": now} if fault is None else {"fault": fault, "leased_until": None}
        values |= {"run_at": now + LEASE} if fault else {}
        with engine("system").connect().execution_options(**options) as connection, connection.begin():
            connection.execute(sa.update(Job).where(Job.id == job_id).values(**values))
    return True


def run_soon(job_id: int, kind: str, now: datetime) -> None:
    """Do a prompt job in this process; when it fails the worker tries again, and nothing is lost."""
    if kind not in _prompt:
        return
    try:
        run(job_id, now)
    except (CadreError, sa.exc.SQLAlchemyError) as error:
        _log.warning("job %s will be tried again: %s", kind, kind_of(error))


def coming(kind: str, until: datetime) -> list[dict[str, Any]]:
    """Return what the jobs of a kind are about that will be tried until a moment."""
    open_ = (Job.kind == kind, Job.done_at.is_(None), Job.tries < MOST_TRIES, Job.run_at <= until)
    with engine("system").connect() as connection:
        return list(connection.execute(sa.select(Job.payload).where(*open_)).scalars())


def due(now: datetime, limit: int = 20) -> list[int]:
    """Return the ids of jobs that wait, oldest first."""
    with engine("system").connect() as connection:
        return list(
            connection.execute(sa.select(Job.id).where(_due(now)).order_by(Job.run_at).limit(limit)).scalars()
        )


def given_up() -> list[tuple[str, int]]:
    """Return how many jobs of each kind failed so often that nobody tries them any more."""
    lost = (Job.done_at.is_(None), Job.tries >= MOST_TRIES)
    select = sa.select(Job.kind, sa.func.count().label("number")).where(*lost).group_by(Job.kind)
    with engine("system").connect() as connection:
        return [(row.kind, row.number) for row in connection.execute(select.order_by(Job.kind))]


def try_again(now: datetime) -> int:
    """Let what was given up be tried anew, and return how many jobs that is."""
    lost = (Job.done_at.is_(None), Job.tries >= MOST_TRIES)
    options = {"sqlite_begin": "IMMEDIATE"}
    with engine("system").connect().execution_options(**options) as connection, connection.begin():
        anew = sa.update(Job).where(*lost).values(tries=0, leased_until=None, run_at=now)
        return int(connection.execute(anew).rowcount)
