"""Selects of the lists; each reads one index in its order, site by site where there are several."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.desk.lines import BY_DUE, age_order, behind, listed
from app.helpdesk.drafts.models import Draft
from app.helpdesk.tickets.models import OF_A_CATEGORY, ChecklistMark, Ticket
from app.helpdesk.tickets.scope import not_barred, visible
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.kernel.paging import up_to, written
from app.school.places.models import BellPeriod, Room

Select = sa.Select[*tuple[Any, ...]]


def _stretches(actor: Actor, statuses: Sequence[str]) -> list[list[sa.ColumnElement[bool]]]:
    """The stretches of ix_ticket_queue that a list reads: one for each site, secrecy and status."""
    secret = (False,) if actor.masked else (False, True)
    unheld = [Ticket.held_at.is_(None)] if actor.masked else []
    return [
        [
            Ticket.district_id == actor.district_id,
            Ticket.site_id == site,
            Ticket.kind == "live",
            Ticket.sensitive.is_(hidden),
            Ticket.status == written(status),
            *unheld,
        ]
        for site in sorted(actor.site_ids)
        for hidden in secret
        for status in statuses
    ]


def _merged(
    actor: Actor,
    stretches: list[list[sa.ColumnElement[bool]]],
    more: list[Any],
    order: Sequence[Any],
    limit: int,
) -> Select:
    """The first rows of several stretches, each read in the order of its index."""
    if len(stretches) == 1:
        return listed(actor).where(*stretches[0], *more).order_by(*order).limit(limit)
    if not stretches:
        return listed(actor).where(sa.false())
    ids = _first_of(stretches, more, order, limit)
    return listed(actor).join(ids, ids.c.id == Ticket.id).order_by(*order).limit(limit)


def _first_of(
    stretches: list[list[sa.ColumnElement[bool]]],
    more: list[Any],
    order: Sequence[Any],
    limit: int | sa.BindParameter[int],
) -> sa.Subquery:
    """The ids of the first rows of each stretch."""
    parts = [
        sa.select(
            sa.select(Ticket.id).where(*conditions, *more).order_by(*order).limit(limit).subquery().c.id
        )
        for conditions in stretches
    ]
    return sa.union_all(*parts).subquery()


def _of_category(category_id: int) -> list[Any]:
    """Rows of one category, by the indexes that hold them in order. Shape: 0 stands for every category."""
    held = sa.text(f"{Ticket.__tablename__}.{OF_A_CATEGORY}")
    return [Ticket.category_id == category_id, held] if category_id else []


@kept("statuses", "category_id")
def waiting_list(
    actor: Actor,
    statuses: Sequence[str],
    category_id: int = 0,
    due_at: datetime | None = None,
    last_id: int = 0,
    backward: bool = False,
    limit: int = 26,
    everything: bool = True,
) -> Select:
    """Live tickets of some statuses at the actor's sites, in due order (or backward), from behind a row.

    Shape: without ``everything``, only what no adult was asked to take.
    """
    more = behind(due_at, last_id, backward)
    more += _of_category(category_id)
    if actor.masked or not everything:
        more.append(Ticket.tier == 1)
    more += not_barred(actor)
    order = [column.desc() for column in BY_DUE] if backward else BY_DUE
    return _merged(actor, _stretches(actor, statuses), more, order, limit)


@kept("statuses", "category_id")
def by_age(
    actor: Actor,
    statuses: Sequence[str],
    category_id: int = 0,
    asked_at: datetime | None = None,
    last_id: int = 0,
    newest: bool = False,
    limit: int = 26,
    everything: bool = True,
) -> Select:
    """Live tickets of some statuses at the actor's sites, those that wait longest first (or the newest), from behind
    a row.

    Shape: as ``waiting_list``, but it reads every ticket of these statuses, which are open ones, and sorts them.
    """
    more = [*behind(asked_at, last_id, newest, Ticket.created_at), *_of_category(category_id)]
    more += not_barred(actor)
    if actor.masked or not everything:
        more.append(Ticket.tier == 1)
    return _merged(actor, _stretches(actor, statuses), more, age_order(newest), limit)


@kept("category_id")
def newest_list(actor: Actor, category_id: int = 0, last_id: int | None = None, limit: int = 26) -> Select:
    """Every live ticket at the actor's sites, the newest first."""
    more: list[Any] = [] if last_id is None else [Ticket.id < last_id]
    more += _of_category(category_id)
    more += not_barred(actor)
    # Only what ix_ticket_newest holds: with one column more, SQLite would walk the table backward instead.
    stretches = [conditions[1:-1] for conditions in _stretches(actor, ["any"])]
    merged = _merged(actor, stretches, more, (Ticket.id.desc(),), limit)
    return merged.where(Ticket.district_id == actor.district_id)


@kept()
def owned(actor: Actor, limit: int = SHOWN) -> Select:
    """The open tickets that the actor owns, in due order, with their rooms."""
    return (
        listed(actor)
        .add_columns(
            Ticket.last_requester_message_at,
            Ticket.last_agent_message_at,
            Room.code.label("room_code"),
            Room.name.label("room_name"),
            BellPeriod.name.label("period_name"),
        )
        .outerjoin(Room, Room.id == Ticket.room_id)
        .outerjoin(BellPeriod, BellPeriod.id == Ticket.period_id)
        .where(*visible(actor), Ticket.owner_id == actor.person_id, Ticket.status.in_(WORKED))
        .order_by(Ticket.paused_at.is_not(None), *BY_DUE)
        .limit(limit)
    )


@kept()
def free_for(actor: Actor, limit: int = 5) -> Select:
    """Free tickets in the categories that the actor is cleared for, in due order."""
    cleared = sa.select(Category.id).where(
        Category.district_id == actor.district_id,
        Category.code.in_(sorted(actor.cleared)),
        Category.adult_only.is_(False),
    )
    more = [
        Ticket.category_id.in_(cleared),
        Ticket.requester_id != actor.person_id,
        Ticket.tier == 1,
        Ticket.owner_id.is_(None),
        *not_barred(actor),
    ]
    return _merged(actor, _stretches(actor, ["queued"]), more, BY_DUE, limit)


@kept()
def marks_on(actor: Actor, ticket_ids: list[int]) -> Select:
    """Which steps are done on some tickets."""
    return sa.select(ChecklistMark.ticket_id, ChecklistMark.step).where(
        ChecklistMark.district_id == actor.district_id, ChecklistMark.ticket_id.in_(ticket_ids)
    )


@kept()
def being_checked(actor: Actor) -> Select:
    """The tickets on which a reply of the actor waits for a check."""
    return sa.select(Draft.ticket_id).where(
        Draft.district_id == actor.district_id, Draft.author_id == actor.person_id, Draft.state == "waiting"
    )


def own_count(actor: Actor, most: int = 100) -> Select:
    """How many open tickets the actor owns, counted up to a limit."""
    mine = sa.select(Ticket.id).where(
        *visible(actor), Ticket.owner_id == actor.person_id, Ticket.status.in_(WORKED)
    )
    return sa.select(sa.func.count()).select_from(mine.limit(up_to(most)).subquery())


def free_count(actor: Actor, most: int = 100) -> Select:
    """How many tickets wait in the queue of the actor's sites, counted up to a limit at each."""
    parts = [
        sa.select(
            sa.select(Ticket.id)
            .where(*one, Ticket.tier == 1, *not_barred(actor))
            .limit(up_to(most))
            .subquery()
            .c.id
        )
        for one in _stretches(actor, ["queued"]) or [[sa.false()]]
    ]
    return sa.select(sa.func.count()).select_from(sa.union_all(*parts).subquery())


def soonest_new(actor: Actor, limit: int) -> sa.Subquery:
    """The ids of the tickets that wait for the acting adult to read them, not their own: at least the first so many
    in due order."""
    others = [Ticket.requester_id != actor.person_id]
    return _first_of(_stretches(actor, ["new"]) or [[sa.false()]], others, BY_DUE, up_to(limit))


def new_count(actor: Actor, most: int = 100) -> Select:
    """How many tickets wait for the acting adult to read them, counted up to a limit; their own, which somebody else
    reads, are counted apart, so that the index alone tells of the rest."""
    stretches = _stretches(actor, ["new"]) or [[sa.false()]]
    parts = [sa.select(Ticket.id).where(*one).limit(up_to(most)) for one in stretches]
    waiting = sa.union_all(*[sa.select(part.subquery().c.id) for part in parts]).subquery()
    own = sa.select(sa.func.count()).where(
        *visible(actor),
        Ticket.requester_id == actor.person_id,
        Ticket.kind == "live",
        Ticket.status == "new",
    )
    return sa.select(sa.func.count() - own.scalar_subquery()).select_from(waiting)
