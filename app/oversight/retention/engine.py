"""One engine for the dry run and for the act: what would go, what is kept and why, and a batch at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account
from app.audit.work import Work
from app.helpdesk.drafts.models import Typing
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.oversight.retention import due, erasing, policy, queries
from app.oversight.retention.covers import covers_of, with_mentions
from app.oversight.retention.erasing import Part
from app.school.people.models import Person

BATCH = 100


@dataclass(frozen=True)
class Kind:
    """One kind of unit: its class, how it is found, what goes with it, and whose it is where it is anybody's."""

    code: str
    name: str
    find: Callable[..., due.Due]
    parts: Callable[[Any], Iterator[Part]]
    owner: Any = None


@dataclass(frozen=True)
class Reach:
    """What a purge takes: what is past the days that a district chose, or one person's before its time."""

    chosen: Mapping[str, int]
    person_id: int | None = None

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return KINDS if self.person_id is None else tuple(one for one in KINDS if one.owner is not None)

    def find(self, kind: Kind, actor: Actor, as_of: datetime, **before: Any) -> due.Due:
        """Return the units of a kind. Shape: ``before`` is what goes before them in the same purge."""
        if self.person_id is None:
            return kind.find(actor, policy.cutoff(kind.code, self.chosen, as_of))
        early = {"team_over": False} if kind.name == "learning" else before if kind.name == "person" else {}
        found = kind.find(actor, as_of, **early)
        return replace(found, keys=found.keys.where(kind.owner == self.person_id))


# people last: they go when nothing names them any more, so whoever only a purge's own tickets name waits for the next
KINDS: tuple[Kind, ...] = (
    Kind("ticket", "ticket", due.tickets, erasing.ticket_parts, Ticket.requester_id),
    Kind("learning", "learning", due.learners, erasing.learner_parts, Person.id),
    Kind("days_30", "typing", due.typed, erasing.typed_parts, Typing.person_id),
    Kind("days_30", "roster_upload", due.uploads, erasing.upload_parts),
    Kind("days_30", "job", due.jobs, erasing.job_parts),
    Kind("days_30", "unknown_name", due.unknown_names, erasing.name_parts),
    Kind("session", "web_session", due.sessions, erasing.session_parts),
    Kind("account", "account", due.accounts, erasing.account_parts, Account.person_id),
    Kind("person", "person", due.people, erasing.person_parts, Person.id),
)


@dataclass(frozen=True)
class Kept:
    """What one hold or request keeps of a class."""

    title: str
    url: str
    count: int


@dataclass(frozen=True)
class Found:
    """What a dry run found of one kind."""

    code: str
    name: str
    units: int
    rows: Mapping[str, int]
    oldest: datetime | None
    newest: datetime | None
    held: int
    kept: tuple[Kept, ...] = field(default=())
    keys: tuple[int, ...] = field(default=(), repr=False)

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def dry_run(work: Work, reach: Reach, as_of: datetime, with_keys: bool = False) -> tuple[Found, ...]:
    """Return what a purge would erase at a moment, kind by kind, and what is kept by what; with the keys of the units
    for a plan, which lists them."""
    keeping = covers_of(work)
    found, before = [], dict[str, Any]()
    for kind in reach.kinds:
        all_of = reach.find(kind, work.actor, as_of, **before)
        covers = with_mentions(work, keeping, all_of.keys) if kind.code == "ticket" else keeping
        free = all_of.free(covers)
        units, oldest, newest = _measure(work, free, all_of.ended)
        before |= {"going": free} if kind.name == "ticket" else {}
        before |= {"forgets": True} if kind.name == "learning" and units else {}
        held = _count(work, all_of.held(covers))
        kept = [Kept(one.title, one.url, _count(work, all_of.held([one]))) for one in covers] if held else []
        rows = _rows(work, kind, free) if units else {}
        kept_by = tuple(one for one in kept if one.count)
        keys = tuple(work.execute(free).scalars()) if with_keys and units else ()
        found.append(Found(kind.code, kind.name, units, rows, oldest, newest, held, kept_by, keys))
    return tuple(found)


def _measure(work: Work, free: Any, ended: Any) -> tuple[int, datetime | None, datetime | None]:
    first = sa.func.min(ended, type_=ended.type).label("oldest")
    last = sa.func.max(ended, type_=ended.type).label("newest")
    row: Any = work.first(free.with_only_columns(sa.func.count().label("units"), first, last))
    return int(row.units), row.oldest, row.newest


def _count(work: Work, select: Any) -> int:
    return int(work.value(select.with_only_columns(sa.func.count())) or 0)


def _rows(work: Work, kind: Kind, free: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in kind.parts(free):
        if part.table.info.get("search"):
            continue
        number = int(work.value(part.count()))
        if number:
            counts[part.table.name] = counts.get(part.table.name, 0) + number
    if kind.code == "ticket":
        counts |= erasing.count_besides(work, free)
        counts["ticket"] = _count(work, free)
    return counts


def erase_batch(work: Work, run_id: int, reach: Reach) -> tuple[Kind, int, dict[str, int]] | None:
    """Erase the next few units of a plan's list; None when none is left that may go.

    What is no longer due by what holds now, a longer period, a hold, a request, comes off the list and stays.
    Returns the kind, how many units went, and the rows by table.
    """
    keeping, actor = covers_of(work), work.actor
    for kind in reach.kinds:
        all_of = reach.find(kind, actor, work.now)
        (key,) = all_of.keys.selected_columns
        while listed := list(work.execute(queries.listed(actor, run_id, kind.name, BATCH)).scalars()):
            covers = with_mentions(work, keeping, listed) if kind.code == "ticket" else keeping
            keys = list(work.execute(all_of.free(covers).where(key.in_(listed))).scalars())
            work.execute(queries.off_the_list(actor, run_id, kind.name, listed))
            if keys:
                return kind, len(keys), erasing.erase(work, kind.code, kind.parts(keys), keys)
    return None
