"""The trail: a teacher reads the techs of their own teams, an officer the whole district."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel.types import Id, UtcTime
from app.oversight.review.models import Explanation, WeekReview
from app.oversight.trail.wanted import Wanted

Select = sa.Select[*tuple[Any, ...]]
SIZE = 50
SCAN = 250  # how many of the district's newest events are tried before each person's own are merged


def _district_wide(actor: Actor) -> bool:
    return actor.hat is Hat.OFFICE


@cache
def _lines() -> Select:
    e, x = AuditEvent, Explanation
    return (
        sa.select(
            e.id,
            e.occurred_at,
            e.tag,
            e.actor_id,
            e.actor_role,
            e.clearance,
            e.on_behalf_of_id,
            e.ticket_id,
            e.subjects,
            e.fields,
            e.purpose,
            e.outcome,
            e.codes,
            e.boot_id,
            e.mono_seq,
            Ticket.number,
            Ticket.requester_id,
            Ticket.handle,
            x.verdict,
            x.words,
            x.by_id,
        )
        .outerjoin(Ticket, Ticket.id == e.ticket_id)
        .outerjoin(x, x.event_id == e.id)
        .where(e.district_id == sa.bindparam("district"))
    )


def _tie(column: Any) -> tuple[Any, ...]:
    """What orders the events of one moment: those of one stream as they were written (see audit/counting.py)."""
    return sa.func.coalesce(column.boot_id, ""), sa.func.coalesce(column.mono_seq, 0), column.id


def _order(column: Any, oldest_first: bool = False) -> list[sa.ColumnElement[Any]]:
    order = (column.occurred_at, *_tie(column))
    return [one if oldest_first else one.desc() for one in order]


_TIE = sa.tuple_(*_tie(AuditEvent))
_MARKED = sa.tuple_(
    *(
        sa.bindparam(f"mark_{name}", type_=kind)
        for name, kind in (("boot", sa.String), ("seq", Id), ("id", sa.String))
    )
)
_CONDITIONS: dict[str, sa.ColumnElement[bool]] = {
    "sites": sa.or_(
        AuditEvent.site_id.is_(None), AuditEvent.site_id.in_(sa.bindparam("sites", expanding=True))
    ),
    "since": AuditEvent.occurred_at >= sa.bindparam("since", type_=UtcTime()),
    "until": AuditEvent.occurred_at < sa.bindparam("until", type_=UtcTime()),
    "tags": AuditEvent.tag.in_(sa.bindparam("tags", expanding=True)),
    "refused": AuditEvent.outcome == "refused",
    "done": AuditEvent.outcome != "refused",
    "ticket": AuditEvent.ticket_id == sa.bindparam("ticket"),
    "before": sa.and_(
        AuditEvent.occurred_at <= sa.bindparam("mark_at", type_=UtcTime()),
        sa.or_(
            AuditEvent.occurred_at < sa.bindparam("mark_at", type_=UtcTime()),
            _TIE < _MARKED,
        ),
    ),
    "after": sa.and_(
        AuditEvent.occurred_at >= sa.bindparam("mark_at", type_=UtcTime()),
        sa.or_(
            AuditEvent.occurred_at > sa.bindparam("mark_at", type_=UtcTime()),
            _TIE > _MARKED,
        ),
    ),
}


def page(
    actor: Actor,
    people: list[int] | None,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    after: list[Any] | None = None,
    limit: int = SIZE + 1,
    oldest_first: bool = False,
) -> Select:
    """A page of events by these people (None is everybody), each person's own newest merged.

    Units: ``after`` is (time, stream, number, id) of the last row seen.
    """
    names, values = _given(actor, wanted, after, limit, oldest_first)
    values |= {f"person_{place}": person for place, person in enumerate(people or ())}
    return _page(names, None if people is None else len(people), oldest_first).params(values)


def newest(
    actor: Actor,
    people: list[int],
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    after: list[Any] | None = None,
    limit: int = SIZE + 1,
) -> Select:
    """What these people did among the district's newest few events: cheap, and right when it fills a page."""
    names, values = _given(actor, wanted, after, limit, oldest_first=False)
    return _newest(names).params(values | {"people": people, "scan": SCAN})


def _given(
    actor: Actor, wanted: Wanted, after: list[Any] | None, limit: int, oldest_first: bool
) -> tuple[tuple[str, ...], dict[str, Any]]:
    given: dict[str, Any] = {
        "sites": None if _district_wide(actor) else sorted(actor.site_ids),
        "since": wanted.since,
        "until": wanted.until,
        "tags": list(wanted.tags) or None,
        "refused": wanted.outcome == "refused" or None,
        "done": wanted.outcome == "done" or None,
        "ticket": wanted.ticket_id,
        "after" if oldest_first else "before": after,
    }
    names = tuple(name for name, value in given.items() if value is not None)
    values = {name: given[name] for name in names} | {"district": actor.district_id, "most": limit}
    if after:
        values |= {"mark_at": datetime.fromisoformat(after[0])}
        values |= dict(zip(("mark_boot", "mark_seq", "mark_id"), after[1:], strict=True))
    return names, values


@lru_cache(64)
def _newest(names: tuple[str, ...]) -> Select:
    e = AuditEvent
    conditions = [e.district_id == sa.bindparam("district"), *(_CONDITIONS[name] for name in names)]
    scanned = (
        sa.select(e.id, e.occurred_at, e.boot_id, e.mono_seq, e.actor_id)
        .where(*conditions)
        .order_by(*_order(e))
        .limit(sa.bindparam("scan"))
        .subquery()
    )
    return (
        _lines()
        .join(scanned, scanned.c.id == e.id)
        .where(scanned.c.actor_id.in_(sa.bindparam("people", expanding=True)))
        .order_by(*_order(scanned.c))
        .limit(sa.bindparam("most"))
    )


@lru_cache(512)
def _page(names: tuple[str, ...], people: int | None, oldest_first: bool) -> Select:
    """Build the statement of one shape once: a union of each person's newest, then the newest of those."""
    if people == 0:
        return _lines().where(sa.false(), AuditEvent.district_id == sa.bindparam("district"))
    conditions = [AuditEvent.district_id == sa.bindparam("district"), *(_CONDITIONS[name] for name in names)]
    branches = [
        _keys(conditions, place, oldest_first) for place in ([None] if people is None else range(people))
    ]
    keys = (sa.union_all(*branches) if len(branches) > 1 else branches[0]).subquery()
    found = _lines().join(keys, keys.c.id == AuditEvent.id)
    return found.order_by(*_order(keys.c, oldest_first)).limit(sa.bindparam("most"))


def _keys(conditions: list[sa.ColumnElement[bool]], place: int | None, oldest_first: bool) -> Select:
    e = AuditEvent
    select = sa.select(e.id, e.occurred_at, e.boot_id, e.mono_seq).where(*conditions)
    if place is not None:
        select = select.where(e.actor_id == sa.bindparam(f"person_{place}"))
    ordered = select.order_by(*_order(e, oldest_first))
    return sa.select(ordered.limit(sa.bindparam("most")).subquery())


def by_ids(actor: Actor, event_ids: list[str]) -> Select:
    """These events, newest first."""
    return (
        _lines()
        .where(AuditEvent.id.in_(event_ids))
        .order_by(*_order(AuditEvent))
        .params(district=actor.district_id)
    )


def ticket_by_number(actor: Actor, number: str) -> Select:
    """One ticket at the actor's sites."""
    return sa.select(
        Ticket.id,
        Ticket.number,
        Ticket.kind,
        Ticket.status,
        Ticket.closure_code,
        Ticket.title_masked,
        Ticket.handle,
        Ticket.site_id,
    ).where(
        Ticket.number == number,
        Ticket.site_id.in_(sorted(actor.site_ids)),
        Ticket.district_id == actor.district_id,
    )


def counts(actor: Actor, low: datetime, high: datetime, tech_id: int | None = None) -> Select:
    """How many events of each tag and outcome lie in a stretch of time."""
    e = AuditEvent
    select = (
        sa.select(e.tag, e.outcome, sa.func.count().label("number"))
        .where(e.district_id == actor.district_id, e.occurred_at >= low, e.occurred_at < high)
        .group_by(e.tag, e.outcome)
    )
    return select if tech_id is None else select.where(e.actor_id == tech_id)


def reviews(actor: Actor, tech_ids: list[int], since: date) -> Select:
    """The weeks of these techs that were signed off."""
    return sa.select(
        WeekReview.tech_id,
        WeekReview.week_on,
        WeekReview.reviewer_id,
        WeekReview.signed_at,
        WeekReview.counts,
    ).where(
        WeekReview.tech_id.in_(tech_ids),
        WeekReview.week_on >= since,
        WeekReview.district_id == actor.district_id,
    )


def explained(actor: Actor, event_ids: list[str]) -> Select:
    """Which of these events somebody has explained."""
    return sa.select(Explanation.event_id, Explanation.verdict).where(
        Explanation.event_id.in_(event_ids), Explanation.district_id == actor.district_id
    )
