"""Selects of the search; the index holds masked text only, on both databases."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import Message, MessageSearch, Ticket
from app.helpdesk.tickets.scope import visible
from app.identity.actor import Actor
from app.kernel.data import derives
from app.school.people.models import Person, PersonPrivate

Select = sa.Select[*tuple[Any, ...]]
NEWEST = 2000
_NAMES: sa.ColumnElement[Any] = sa.literal_column(
    "to_tsvector('simple'::regconfig, person_private.given || ' ' || person_private.family || ' ' || "
    "person_private.preferred)"
)
_INDEX: sa.ColumnElement[Any] = sa.literal_column("message.search")


def _told(actor: Actor, kind: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """What the team wrote for itself is found by the team, never by the one whose ticket it is."""
    return sa.or_(kind == "public", Ticket.requester_id != actor.person_id)


@derives("hits of the index of masked text", "masked", "help")
@kept()
def indexed_hits(actor: Actor, phrase: str, before: int | None = None, limit: int = 60) -> Select:
    """SQLite: the newest messages that match an FTS5 phrase, read backward from the index; one after the other."""
    select = (
        sa.select(MessageSearch.rowid.label("message_id"), Message.ticket_id)
        .join(Message, Message.id == MessageSearch.rowid)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            MessageSearch.body.op("MATCH")(phrase),
            Message.district_id == actor.district_id,
            _told(actor, Message.kind.expression),
            *visible(actor),
        )
        .order_by(MessageSearch.rowid.desc())
        .limit(limit)
    )
    return select if before is None else select.where(MessageSearch.rowid < before)


def _matches(words: str) -> sa.ColumnElement[bool]:
    return _INDEX.op("@@")(sa.func.plainto_tsquery(sa.literal_column("'simple'"), words))


@kept()
def newest_hits(actor: Actor, words: str, before: int | None = None, limit: int = 60) -> Select:
    """PostgreSQL: the matches among the newest messages; quick where a word is common."""
    newest = sa.select(Message.id).where(Message.district_id == actor.district_id).order_by(Message.id.desc())
    if before is not None:
        newest = newest.where(Message.id < before)
    columns = (Message.ticket_id, Message.kind, _matches(words).label("hit"))
    recent = newest.add_columns(*columns).limit(sa.literal_column(str(NEWEST))).subquery()
    return (
        sa.select(recent.c.id.label("message_id"), recent.c.ticket_id)
        .join(Ticket, Ticket.id == recent.c.ticket_id)
        .where(recent.c.hit, _told(actor, recent.c.kind), *visible(actor))
        .order_by(recent.c.id.desc())
        .limit(limit)
    )


@kept()
def all_hits(actor: Actor, words: str, before: int | None = None, limit: int = 60) -> Select:
    """PostgreSQL: every match, by the text index; quick where a word is rare.

    The matches are gathered first: left to itself, a plan that does not know the word reads the messages backward,
    which for a rare one means all of them.
    """
    found = sa.select(Message.id, Message.ticket_id, Message.kind).where(
        _matches(words), Message.district_id == actor.district_id
    )
    if before is not None:
        found = found.where(Message.id < before)
    match = found.cte("match").prefix_with("MATERIALIZED")
    return (
        sa.select(match.c.id.label("message_id"), match.c.ticket_id)
        .join(Ticket, Ticket.id == match.c.ticket_id)
        .where(_told(actor, match.c.kind), *visible(actor))
        .order_by(match.c.id.desc())
        .limit(limit)
    )


@kept()
def numbered(actor: Actor, number: str) -> Select:
    """The visible ticket of a number."""
    return sa.select(Ticket.id).where(Ticket.number == number, *visible(actor))


@derives("hits of names, for adults", "never", "help")
def people_named(actor: Actor, beginnings: list[str], indexed: bool = False, limit: int = 40) -> Select:
    """People of the district one of whose names begins with each of some words; for adults.

    Shape: ``indexed`` asks PostgreSQL's index of the names.
    """
    matches = [_named_in_text(beginnings)] if indexed else [_named(word) for word in beginnings]
    return (
        sa.select(PersonPrivate.person_id)
        .join(Person, Person.id == PersonPrivate.person_id)
        .where(PersonPrivate.district_id == actor.district_id, *matches)
        .limit(limit)
    )


def _named(word: str) -> sa.ColumnElement[bool]:
    names = (PersonPrivate.given, PersonPrivate.family, PersonPrivate.preferred)
    return sa.or_(*(sa.func.lower(name).startswith(word, autoescape=True) for name in names))


def _named_in_text(beginnings: list[str]) -> sa.ColumnElement[bool]:
    """PostgreSQL: by the index of the names, whose expression this repeats."""
    quoted = ("'" + word.replace("'", "''") + "':*" for word in beginnings)
    return _NAMES.op("@@")(sa.func.to_tsquery(sa.literal_column("'simple'"), " & ".join(quoted)))


@kept()
def asked_by(actor: Actor, people: list[int], before: int | None = None, limit: int = 26) -> Select:
    """The newest tickets of some requesters."""
    select = (
        sa.select(Ticket.id)
        .where(Ticket.requester_id.in_(people), *visible(actor))
        .order_by(Ticket.id.desc())
        .limit(limit)
    )
    return select if before is None else select.where(Ticket.id < before)


@kept()
def lines(actor: Actor, ticket_ids: list[int]) -> Select:
    """The list columns of some tickets."""
    return (
        sa.select(
            Ticket.id,
            Ticket.number,
            Ticket.kind,
            Ticket.status,
            Ticket.title_masked,
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.owner_id,
            Ticket.due_at,
            Ticket.paused_at,
            Ticket.created_at,
            Ticket.tier,
            Ticket.sensitive,
            Ticket.site_id,
            Category.code.label("category_code"),
            Category.name.label("category_name"),
            Category.adult_only,
        )
        .join(Category, Category.id == Ticket.category_id)
        .where(Ticket.id.in_(ticket_ids), *visible(actor))
    )
