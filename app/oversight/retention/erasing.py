"""Erase units of a class: every table of the class that hangs on them, found by the keys, in the keys' order.

A table that somebody adds later is found too, by its retention class and its foreign keys.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account, Invite, UnknownName, WebSession
from app.audit.log.forgetting import forget
from app.audit.log.models import Pseudonym
from app.audit.work import Work
from app.helpdesk.drafts.models import Typing
from app.helpdesk.tickets.models import Message, MessageSearch, Ticket
from app.kernel import db
from app.kernel.db import Base
from app.kernel.frozen import dataclass
from app.kernel.jobs import Job
from app.oversight.disclosure.models import EventSubject, OutsideRequest
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import Explanation, ReviewAnswer, ReviewQuestion
from app.school.holds.models import Amendment, AmendmentStep, InspectionEnd, InspectionRequest
from app.school.people.models import Person
from app.school.roster.models import RosterUpload

Keys = Any  # a list of keys, or a select of them
STUDENT_COLUMNS = ("student_id", "person_id", "trainer_id", "trainee_id")
SHELL = ("cadre", "rollover", "person", "ticket")  # what stays as bare keys and dates
ERASED = "Erased: its time was over."


@dataclass(frozen=True)
class Part:
    """The rows of one table that go with some units."""

    table: sa.Table
    where: sa.ColumnElement[bool]

    def count(self) -> Any:
        return sa.select(sa.func.count()).select_from(self.table).where(self.where)

    def erase(self) -> sa.Delete:
        return sa.delete(self.table).where(self.where)


def _hanging(root: sa.Table, classes: tuple[str, ...]) -> list[sa.Table]:
    """Return the tables of some classes that hang on a table by foreign keys, what hangs deepest first."""
    found: list[sa.Table] = []
    for table in Base.metadata.sorted_tables:
        if table.info["retention"] in classes and not table.info.get("search"):
            targets = {key.column.table for key in table.foreign_keys}
            if table is not root and (root in targets or targets & set(found)):
                found.append(table)
    return found[::-1]


def _where(table: sa.Table, root: sa.Table, keys: Keys, among: list[sa.Table]) -> sa.ColumnElement[bool]:
    """Return which rows of a table hang on the units with these keys."""
    parts: list[sa.ColumnElement[bool]] = []
    for key in table.foreign_keys:
        target = key.column.table
        if target is root:
            parts.append(key.parent.in_(keys))
        elif target in among:
            inner = sa.select(key.column).where(_where(target, root, keys, among))
            parts.append(key.parent.in_(inner))
    return sa.or_(*parts)


@cache
def _ticket_tables() -> tuple[sa.Table, ...]:
    return tuple(_hanging(Ticket.__table__, ("ticket", "days_30")))  # type: ignore[arg-type]


def ticket_parts(keys: Keys) -> Iterator[Part]:
    """Yield what was written on tickets; rows that a learning record points to stay, without their vault twins."""
    among = list(_ticket_tables())
    if db.is_sqlite():
        said = sa.select(Message.id).where(Message.ticket_id.in_(keys))
        yield Part(_table(MessageSearch), MessageSearch.rowid.in_(said))
    for table in among:
        if table.info.get("append_only") and not table.info.get("purged"):
            continue
        where = _where(table, _table(Ticket), keys, among)
        for child in _others_on(table, among):
            points = [key for key in child.foreign_keys if key.column.table is table]
            where = sa.and_(where, *(~sa.exists().where(key.parent == key.column) for key in points))
        yield Part(table, where)


def _others_on(table: sa.Table, among: list[sa.Table]) -> list[sa.Table]:
    return [
        one
        for one in Base.metadata.sorted_tables
        if one not in among and any(key.column.table is table for key in one.foreign_keys)
    ]


def blank_tickets(keys: Keys) -> sa.Update:
    """Leave of tickets their keys, dates and codes."""
    blank: dict[str, Any] = {"title_masked": ERASED, "network": "", "began": "", "room_id": None}
    return sa.update(Ticket).where(Ticket.id.in_(keys)).values(**blank, device_id=None, period_id=None)


def learner_parts(keys: Keys) -> Iterator[Part]:
    """Yield the learning records of students."""
    for table in reversed(Base.metadata.sorted_tables):
        named = [table.c[name] for name in STUDENT_COLUMNS if name in table.c]
        if table.info["retention"] == "learning" and named and table.name not in SHELL:
            yield Part(table, sa.or_(*(column.in_(keys) for column in named)))


def person_parts(keys: Keys) -> Iterator[Part]:
    """Yield everything personal of people, with their accounts; their bare keys stay, for the events."""
    yield Part(_table(AmendmentStep), _of(AmendmentStep.amendment_id, Amendment, keys))
    yield Part(_table(InspectionEnd), _of(InspectionEnd.request_id, InspectionRequest, keys))
    for model in (Amendment, InspectionRequest, OutsideRequest):
        yield Part(_table(model), model.person_id.in_(keys))
    asked = sa.select(ReviewQuestion.id).where(ReviewQuestion.person_id.in_(keys))
    yield Part(_table(ReviewAnswer), ReviewAnswer.question_id.in_(asked))
    theirs = sa.select(ReviewMark.event_id).where(ReviewMark.person_id.in_(keys))
    yield Part(_table(Explanation), Explanation.event_id.in_(theirs))
    yield Part(_table(ReviewMark), ReviewMark.person_id.in_(keys))
    yield Part(_table(EventSubject), EventSubject.subject_id.in_(keys))
    yield Part(_table(Pseudonym), Pseudonym.person_id.in_(keys))  # from then on the log names nobody
    among = _hanging(_table(Person), ("person", "account", "session"))
    for table in among:
        yield Part(table, _where(table, _table(Person), keys, among))


def _of(column: Any, model: Any, keys: Keys) -> sa.ColumnElement[bool]:
    inside: sa.ColumnElement[bool] = column.in_(sa.select(model.id).where(model.person_id.in_(keys)))
    return inside


def account_parts(keys: Keys) -> Iterator[Part]:
    """Yield accounts with their slips, PINs and sessions."""
    among = _hanging(_table(Account), ("account", "session"))
    for table in among:
        yield Part(table, _where(table, _table(Account), keys, among))
    people = sa.select(Account.person_id).where(Account.id.in_(keys))
    yield Part(_table(Invite), Invite.person_id.in_(people))
    yield Part(_table(Account), Account.id.in_(keys))


def rows_of(model: Any, key: Any) -> Callable[[Keys], Iterator[Part]]:
    """Return the parts of a class of single rows."""

    def parts(keys: Keys) -> Iterator[Part]:
        yield Part(_table(model), key.in_(keys))

    return parts


session_parts = rows_of(WebSession, WebSession.id)
typed_parts = rows_of(Typing, Typing.id)
upload_parts = rows_of(RosterUpload, RosterUpload.id)
job_parts = rows_of(Job, Job.id)
name_parts = rows_of(UnknownName, UnknownName.bucket)


def _table(model: Any) -> sa.Table:
    table: sa.Table = model.__table__
    return table


@dataclass(frozen=True)
class Beside:
    """What else goes with tickets, of a floor of its own: how much it is of some tickets, and how it goes."""

    name: str
    count: Callable[[Work, Keys], int]
    erase: Callable[[Work, Keys], int]


_besides: list[Beside] = []


def goes_with_tickets(beside: Beside) -> None:
    """Say what else goes with a ticket: the words beside its events."""
    if beside not in _besides:
        _besides.append(beside)


def count_besides(work: Work, keys: Keys) -> dict[str, int]:
    """Return how much of that there is, by name, without what there is none of."""
    counts = {one.name: one.count(work, keys) for one in _besides}
    return {name: number for name, number in counts.items() if number}


def erase(work: Work, code: str, parts: Iterator[Part], keys: list[int]) -> dict[str, int]:
    """Erase these units and return how many rows went, by table."""
    counts: dict[str, int] = {}
    if code == "ticket":
        counts |= {one.name: number for one in _besides if (number := one.erase(work, keys))}
    for part in parts:
        gone = work.change(part.erase())
        if gone > 0 and not part.table.info.get("search"):
            counts[part.table.name] = counts.get(part.table.name, 0) + gone
    if code == "ticket":
        counts["ticket"] = work.change(blank_tickets(keys))
    if code == "person":
        forget(work, keys)
    return counts
