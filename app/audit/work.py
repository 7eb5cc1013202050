"""Work: one actor, one clock reading, one transaction, one commit, at least one event.

``begin(actor)`` writes and must record; ``look(actor)`` reads, and commits its events before anything is
rendered; ``chore(actor)`` writes bookkeeping tables only and records nothing. All three share the one
function that commits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.audit import counting
from app.audit.kept import Kept
from app.audit.log import words as kept_words
from app.audit.log.models import Words
from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.identity.actor import Actor
from app.kernel import clock, db, jobs, postgres, ready
from app.kernel.errors import CadreError
from app.kernel.ids import new_event_id

# Rows are read by name, never by column: SQLAlchemy need not fit each new statement's columns to a cached
# result, which is a tenth of the time of a request.
_BY_NAME = {"_result_disable_adapt_to_context": True}

_ORG = sa.table("org", *map(sa.column, ("timezone", "id", "district_id", "kind")))  # floors above


class UnrecordedWrite(RuntimeError):
    """A write without an event: a mistake in our code, never a person's."""


class Work:
    """What a service is given: the actor, the moment, and a connection of the actor's clearance."""

    def __init__(self, actor: Actor, connection: sa.Connection, writes: str) -> None:
        self.actor = actor
        self.now: datetime = clock.now()
        self.connection = connection
        self._writes = writes
        self._wrote = False
        self._events: list[dict[str, Any]] = []
        self._tried: dict[str, Any] | None = None
        self._jobs: list[tuple[int, str]] = []
        self._words: dict[str, dict[str, Any]] = {}
        self._last: dict[Any, Callable[[], None]] = {}
        self.read: dict[str, Any] = {}  # what was read once and holds for the whole transaction

    @cached_property
    def zone(self) -> str:
        """The time zone of the actor's school; a job's is that of the first school of its district."""
        if self.actor.zone or not self.actor.district_id:
            return self.actor.zone
        here = _ORG.c.district_id == self.actor.district_id
        return (
            self.value(_ORG.select().where(here).order_by(_ORG.c.kind != "school", _ORG.c.id).limit(1)) or ""
        )

    def day(self, at: datetime) -> date:
        """Return the day of a moment in that zone."""
        return at.astimezone(ZoneInfo(self.zone or "UTC")).date()

    @property
    def today(self) -> date:
        """The day it is there."""
        return self.day(self.now)

    def execute(
        self, statement: Any, values: Sequence[Mapping[str, Any]] | None = None
    ) -> sa.CursorResult[Any]:
        """Run one statement; a change is only taken where this kind of work may change things."""
        if isinstance(statement, Kept):
            statement, values = statement.statement, [statement.bound]
        if getattr(statement, "is_dml", False):
            self._check_change(statement.table)
        if values is not None:
            return self.connection.execute(statement, values[0] if len(values) == 1 else list(values))
        return self.connection.execute(statement)

    def _check_change(self, table: Any) -> None:
        if self._writes == "nothing":
            raise UnrecordedWrite(f"{table.name} was written while only looking")
        about = table.info
        kept_up = about.get("bookkeeping") or about.get("zone") == "bookkeeping"
        if self._writes == "bookkeeping" and not kept_up:
            raise UnrecordedWrite(f"{table.name} is no bookkeeping table")
        self._wrote = True

    def rows(self, statement: Any) -> Sequence[sa.Row[Any]]:
        """Return all rows of a select."""
        if isinstance(statement, Kept):
            return statement.rows(self.connection)
        return self.execute(statement).all()

    def first(self, statement: Any) -> sa.Row[Any] | None:
        """Return the first row of a select, or None."""
        if isinstance(statement, Kept):
            return statement.first(self.connection)
        return self.execute(statement).first()

    def value(self, statement: Any) -> Any:
        """Return the first column of the first row, or None."""
        if isinstance(statement, Kept):
            row = statement.first(self.connection)
            return None if row is None else row[0]
        return self.execute(statement).scalar()

    def change(self, statement: Any) -> int:
        """Run one update or deletion and return of how many rows; that of a kept query is ready."""
        if not isinstance(statement, Kept):
            return int(self.execute(statement).rowcount)
        self._check_change(statement.table)
        return statement.change(self.connection)

    def insert(self, table: Any, **values: Any) -> None:
        """Insert one row with its key known beforehand; nothing is returned."""
        self.insert_many(table, [values])

    def insert_many(self, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows of one shape in one statement."""
        if rows:
            self._check_change(_into(table).table)
            ready.insert(self.connection, _into(table), rows)

    def enqueue(self, kind: str, run_at: datetime | None = None, **payload: Any) -> int:
        """Write a job in this transaction; its payload holds ids and codes only."""
        job_id = jobs.enqueue(self.connection, kind, payload, run_at or self.now)
        self._jobs.append((job_id, kind))
        return job_id

    def intend(self, tag: Tag, **about: Any) -> None:
        """Say what is being tried, so that a refusal is recorded as one."""
        self._tried = self._event(tag, **about)

    def record(self, tag: Tag, **about: Any) -> str:
        """Record one event of this transaction and return its id.

        Shape: subjects, fields, ticket_id, site_id, purpose, basis, outcome; district_id where it is not the
        actor's; behalf_of is whom they act for; ``words`` is free text of the actor, kept apart where it can be
        erased; any other word goes to codes, which never hold text.
        """
        self._events.append(self._event(tag, **about))
        return str(self._events[-1]["id"])

    def _event(
        self,
        tag: Tag,
        subjects: Iterable[int | None] = (),
        fields: Iterable[str] = (),
        ticket_id: int | None = None,
        site_id: int | None = None,
        purpose: str = "",
        basis: str = "",
        outcome: str = "done",
        words: str = "",
        district_id: int | None = None,
        behalf_of: int | None = None,
        **codes: Any,
    ) -> dict[str, Any]:
        actor, event_id, commitment = self.actor, new_event_id(), None
        if words:
            self._words[event_id] = kept_words.keep(event_id, actor.district_id, words)
            commitment = kept_words.commitment(**self._words[event_id])
        return {
            "id": event_id,
            "occurred_at": self.now,
            "district_id": district_id or actor.district_id,
            "site_id": site_id,
            "tag": tag.value,
            "actor_id": actor.person_id,
            "actor_role": role_words(actor),
            "clearance": actor.clearance.value,
            "on_behalf_of_id": behalf_of or actor.on_behalf_of_id,
            "session_id": actor.session_id,
            "ticket_id": ticket_id,
            "subjects": sorted({s for s in subjects if s}),
            "fields": list(fields),
            "purpose": purpose,
            "basis": basis or default_basis(actor),
            "outcome": outcome,
            "codes": codes,
            "commitment": commitment,
        }

    def at_end(self, key: Any, act: Callable[[], None]) -> None:
        """Do something last in this transaction, once for a key, whatever the service does until then."""
        self._last.setdefault(key, act)

    def _finish(self) -> None:
        for act in self._last.values():
            act()
        if self._writes == "all" and self._wrote and not self._events:
            raise UnrecordedWrite("a write without an event")
        if not self._events or self.actor.seen_by_id:
            return _commit(self.connection)
        if self._writes == "nothing" and db.is_sqlite():
            # a read that turns into a write in one transaction fails under load
            _commit(self.connection)
            self.connection.execution_options(sqlite_begin="IMMEDIATE")
        return self._write(self._events)

    def _write(self, events: list[dict[str, Any]]) -> None:
        """Number the events, insert them and commit; when that fails nobody can tell what was taken."""
        words = [self._words[one["id"]] for one in events if one["commitment"]]
        counting.number(events)
        try:
            with postgres.together(self.connection) if len(events) > 1 or words else nullcontext():
                ready.insert(self.connection, _into(AuditEvent), events)
                if words:
                    ready.insert(self.connection, _into(Words), words)
            _commit(self.connection)
        except BaseException:
            counting.abandon()
            raise

    def _refuse(self, error: CadreError) -> None:
        self.connection.rollback()
        if self._tried is not None and not self.actor.seen_by_id:
            self._tried |= {"outcome": "refused", "codes": {**self._tried["codes"], "why": error.code}}
            self.connection.execution_options(sqlite_begin="IMMEDIATE")
            self._write([self._tried])


@cache
def _into(table: Any) -> sa.Insert:
    """Return the insert of a table, made once: its values come as parameters, which costs a fraction."""
    return sa.insert(table.__table__ if hasattr(table, "__table__") else table)


def role_words(actor: Actor) -> str:
    """Return the hat and roles of an actor as the event keeps them: ``desk:student_tech``."""
    return ":".join([actor.hat.value, *sorted(role.value for role in actor.roles)])[:60]


def default_basis(actor: Actor) -> str:
    """Return the legal ground of an actor's looks. Source: 34 CFR 99.31(a)(1), 99.10."""
    return "own_record" if actor.hat.value == "my" else "school_official"


def _commit(connection: sa.Connection) -> None:
    connection.commit()


def _options(actor: Actor, writes: str) -> dict[str, Any]:
    """Return how the connection begins. A look on PostgreSQL needs no transaction: each select sees what is
    committed, as it would within one, and a single event commits itself; `own` keeps one for its person."""
    if db.is_sqlite():
        return {"sqlite_begin": "DEFERRED" if writes == "nothing" else "IMMEDIATE", **_BY_NAME}
    if writes == "nothing" and actor.clearance.value != "own":
        return {"isolation_level": "AUTOCOMMIT", **_BY_NAME}
    return dict(_BY_NAME)


@contextmanager
def _work(actor: Actor, writes: str) -> Iterator[Work]:
    if actor.seen_by_id and writes != "nothing":
        raise UnrecordedWrite("an adult who sees what another sees does nothing in that name")
    with (
        db.engine(actor.clearance.value).connect().execution_options(**_options(actor, writes)) as connection
    ):
        if actor.clearance.value == "own" and not db.is_sqlite():
            postgres.tell_person(connection, actor.person_id)
        work = Work(actor, connection, writes)
        try:
            yield work
        except CadreError as error:
            work._refuse(error)
            raise
        work._finish()
    for job_id, kind in work._jobs:
        jobs.run_soon(job_id, kind, work.now)


@contextmanager
def begin(actor: Actor) -> Iterator[Work]:
    """Write: one transaction with at least one event, or none of it."""
    with _work(actor, "all") as work:
        yield work


@contextmanager
def look(actor: Actor) -> Iterator[Work]:
    """Read; the events of the look are committed before this returns."""
    with _work(actor, "nothing") as work:
        yield work


@contextmanager
def chore(actor: Actor) -> Iterator[Work]:
    """Write bookkeeping only: what is being typed, presence, sessions."""
    with _work(actor, "bookkeeping") as work:
        yield work
