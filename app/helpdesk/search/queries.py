"""Selects of the search; the index holds masked text only, on both databases."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.desk.lines import listed
from app.helpdesk.drafts.models import DraftPrivate
from app.helpdesk.tickets.models import Message, MessagePrivate, MessageSearch, Ticket
from app.helpdesk.tickets.scope import at_sites, not_typed, reachable, visible
from app.identity.actor import Actor
from app.kernel.data import derives
from app.privacy.text.placeholders import OPENS
from app.school.people.models import Person, PersonPrivate

Select = sa.Select[*tuple[Any, ...]]
NEWEST = 2000
OWN = 400  # of one's own texts, which no index holds as they were typed
_NAMES: sa.ColumnElement[Any] = sa.literal_column("to_tsvector('simple'::regconfig, person_private.folded)")
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
            *not_typed(actor, Message),
        )
        .order_by(MessageSearch.rowid.desc())
        .limit(limit)
    )
    return select if before is None else select.where(MessageSearch.rowid < before)


def _sought(words: str) -> sa.ColumnElement[bool]:
    """Hold messages to words, which are taken apart once and not for each row."""
    parsed = sa.select(sa.func.plainto_tsquery(sa.literal_column("'simple'"), words)).scalar_subquery()
    return _INDEX.op("@@")(parsed)


def _seen(actor: Actor, found: sa.FromClause, limit: int) -> Select:
    """The newest of some matches that the actor may know of."""
    return (
        sa.select(found.c.id.label("message_id"), found.c.ticket_id)
        .join(Ticket, Ticket.id == found.c.ticket_id)
        .where(_told(actor, found.c.kind), *visible(actor), *not_typed(actor, found.c))
        .order_by(found.c.id.desc())
        .limit(limit)
    )


@kept()
def newest_hits(
    actor: Actor, words: str, before: int | None = None, limit: int = 60, page: int = 25
) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """PostgreSQL: the newest messages with some words, from the newest few thousand where these fill a page of
    tickets, which is quick for a common word; else by the text index, which is quick for a rare one.

    The index's matches are gathered and put in order before any ticket is read: left to itself, a plan that does not
    know the word reads all messages backward, or the tickets of all matches.
    """
    rows = (Message.id, Message.ticket_id, Message.kind, Message.author_id, Message.channel, Message.draft_id)
    scope = [Message.district_id == actor.district_id] + ([] if before is None else [Message.id < before])
    newest = sa.select(*rows, _sought(words).label("hit")).where(*scope).order_by(Message.id.desc())
    window = newest.limit(sa.literal_column(str(NEWEST))).subquery()
    recent = _seen(actor, window, limit).where(window.c.hit).cte("recent")
    few = sa.and_(sa.func.count(sa.distinct(recent.c.ticket_id)) <= page, sa.func.count() < limit)
    lacking = sa.select(few).select_from(recent).scalar_subquery()
    match = sa.select(*rows).where(_sought(words), *scope, lacking).cte("match").prefix_with("MATERIALIZED")
    ordered = sa.select(match).order_by(match.c.id.desc()).offset(sa.literal_column("0")).subquery()
    return sa.union(sa.select(recent), _seen(actor, ordered, limit))


def _as_typed() -> sa.ColumnElement[Any]:
    """A message as its author typed it. The vault is read, which costs more, where the mask hid something of it: what
    hides nothing has the same words; and where somebody may have edited a draft."""
    draft = sa.select(DraftPrivate.body).where(DraftPrivate.draft_id == Message.draft_id).scalar_subquery()
    raw = sa.select(MessagePrivate.body).where(MessagePrivate.message_id == Message.id).scalar_subquery()
    hides = Message.body_masked.contains(OPENS)
    return sa.case((Message.draft_id.is_not(None), draft), (hides, raw), else_=Message.body_masked)


@kept()
def own_hits(actor: Actor, like: str, before: int | None = None) -> Select:
    """Which of the actor's newest own texts hold a word, as they typed it; for the connection that reads one's own.
    Those on tickets that only adults read now take no place among them. Shape: ``like`` escapes by a slash."""
    said = sa.func.lower(_as_typed())
    mine = (
        sa.select(Message.id, Message.ticket_id, Message.kind, said.label("said"))
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.author_id == actor.person_id, Message.district_id == actor.district_id, *reachable(actor)
        )
        .order_by(Message.id.desc())
        .limit(OWN)
        .subquery()
    )
    columns = (mine.c.id.label("message_id"), mine.c.ticket_id, mine.c.said)
    select = sa.select(*columns).where(mine.c.said.like(like, escape="/")).order_by(mine.c.id.desc())
    return select if before is None else select.where(mine.c.id < before)


@kept()
def among(actor: Actor, ticket_ids: list[int]) -> Select:
    """Which of some tickets the actor may know of."""
    return sa.select(Ticket.id).where(Ticket.id.in_(ticket_ids), *visible(actor))


@kept()
def numbered(actor: Actor, number: str) -> Select:
    """The visible ticket of a number."""
    return sa.select(Ticket.id).where(Ticket.number == number, *visible(actor))


def _people(actor: Actor, *matches: sa.ColumnElement[bool], limit: int) -> Select:
    """People who asked something: among thousands of one name the others would leave them no place."""
    asked = sa.exists().where(Ticket.requester_id == Person.id, at_sites(actor))
    return (
        sa.select(PersonPrivate.person_id)
        .join(Person, Person.id == PersonPrivate.person_id)
        .where(PersonPrivate.district_id == actor.district_id, *matches, asked)
        .limit(limit)
    )


@derives("hits of names, for adults", "never", "help")
@kept()
def people_named(
    actor: Actor, one: str, two: str = "", three: str = "", four: str = "", five: str = "", *, limit: int = 40
) -> Select:
    """SQLite: people who asked, one of whose names begins with each of some folded words; for adults."""
    words: tuple[Any, ...] = (one, two, three, four, five)
    matches = [_named(word) for word in words if not isinstance(word, str) or word]
    return _people(actor, *matches, limit=limit)


@kept()
def people_indexed(actor: Actor, beginnings: str, limit: int = 40) -> Select:
    """PostgreSQL: the same people by the index of the names. Shape: ``beginnings`` is the text of a tsquery."""
    sought = _NAMES.op("@@")(sa.func.to_tsquery(sa.literal_column("'simple'"), beginnings))
    return _people(actor, sought, limit=limit)


def _named(word: str) -> sa.ColumnElement[bool]:
    return sa.func.instr(" " + PersonPrivate.folded, sa.literal(" ") + word) > 0


@kept()
def asked_by(
    actor: Actor, people: list[int], before: int | None = None, limit: int = 26, each: bool = False
) -> Select:
    """The newest tickets of some requesters.

    Shape: ``each`` reads requester by requester, for PostgreSQL, which left to itself reads all tickets backward to
    find that these people have none.
    """
    whose = Ticket.requester_id == Person.id if each else Ticket.requester_id.in_(people)
    newest = sa.select(Ticket.id).where(whose, *visible(actor)).order_by(Ticket.id.desc()).limit(limit)
    if before is not None:
        newest = newest.where(Ticket.id < before)
    if not each:
        return newest
    theirs = newest.correlate(Person).lateral()
    joined = sa.select(theirs.c.id).select_from(Person).join(theirs, sa.true())
    asked = joined.where(Person.id.in_(people), Person.district_id == actor.district_id)
    return asked.order_by(theirs.c.id.desc()).limit(limit)


@kept()
def lines(actor: Actor, ticket_ids: list[int]) -> Select:
    """The list columns of some tickets."""
    return listed(actor).where(Ticket.id.in_(ticket_ids), *visible(actor))
