"""What a hold or an open request keeps: as conditions over tickets and over people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work
from app.helpdesk.tickets.models import Message, Ticket
from app.kernel.frozen import dataclass
from app.oversight.holds.view_models import day_words
from app.oversight.mentions import tickets_naming
from app.school.cadres.models import CadreMember
from app.school.holds import queries

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class Cover:
    """One reason to keep rows, and what it covers.

    Shape: exactly one of the parts is set; ``named`` are tickets of others that name the person, among those looked at.
    """

    title: str
    url: str
    person_id: int | None = None
    ticket_id: int | None = None
    cadre_id: int | None = None
    since_on: date | None = None
    until_on: date | None = None
    named: frozenset[int] = frozenset()

    def people(self) -> Any:
        """Return a select of the people it covers, or None where it covers days."""
        if self.cadre_id is not None:
            return sa.select(CadreMember.person_id).where(CadreMember.cadre_id == self.cadre_id)
        if self.person_id is not None:
            return sa.select(sa.literal(self.person_id, sa.BigInteger()))
        return None

    def span(self) -> tuple[datetime, datetime] | None:
        """Return the days it covers as moments, a day wider on each side for the school's own clock."""
        if self.since_on is None or self.until_on is None:
            return None
        day = timedelta(days=1)
        return (
            datetime.combine(self.since_on, time(), UTC) - day,
            datetime.combine(self.until_on, time(), UTC) + 2 * day,
        )


def covers_of(work: Work) -> tuple[Cover, ...]:
    """Return everything that keeps rows of the actor's district now."""
    held = [_of_hold(row) for row in work.rows(queries.in_force(work.actor))]
    asked = [
        Cover(f"Open request of {day_words(row.received_on)}", f"/office/requests/{row.id}", row.person_id)
        for row in work.rows(queries.open_requests(work.actor))
    ]
    doubted = [
        Cover(
            f"Request of {day_words(row.received_on)} to correct it",
            f"/office/amendments/{row.id}",
            row.person_id,
        )
        for row in work.rows(queries.open_amendments(work.actor, work.today))
    ]
    return (*held, *asked, *doubted)


def with_mentions(work: Work, covers: Sequence[Cover], tickets: Any) -> tuple[Cover, ...]:
    """Return the same, each with which of these tickets name its person. Shape: keys, or a select of them."""
    people = {one.person_id for one in covers if one.person_id is not None and one.ticket_id is None}
    named = tickets_naming(work, people, tickets, sure=False)
    return tuple(
        replace(one, named=frozenset(named[one.person_id])) if one.person_id in named else one
        for one in covers
    )


def _of_hold(row: Any) -> Cover:
    title = f"Hold: {row.matter}"
    if row.scope == "person":
        return Cover(title, "/office/holds", person_id=row.person_id)
    if row.scope == "ticket":
        return Cover(title, "/office/holds", person_id=row.person_id, ticket_id=row.ticket_id)
    if row.scope == "cadre":
        return Cover(title, "/office/holds", cadre_id=row.cadre_id)
    return Cover(title, "/office/holds", since_on=row.since_on, until_on=row.until_on)


def tickets_under(covers: Sequence[Cover]) -> Condition:
    """Return the condition of a ticket that any of these keeps."""
    return sa.or_(sa.false(), *(_ticket_under(cover) for cover in covers))


def _ticket_under(cover: Cover) -> Condition:
    if cover.ticket_id is not None:
        return Ticket.id == cover.ticket_id
    span = cover.span()
    if span is not None:
        ended = sa.func.coalesce(Ticket.closed_at, Ticket.created_at, type_=Ticket.closed_at.type)
        return sa.and_(Ticket.created_at < span[1], ended >= span[0])
    people = cover.people()
    named = Ticket.id.in_(sorted(cover.named)) if cover.named else sa.false()
    wrote = sa.exists().where(Message.ticket_id == Ticket.id, Message.author_id.in_(people))
    return sa.or_(
        Ticket.requester_id.in_(people),
        Ticket.owner_id.in_(people),
        Ticket.entered_by_id.in_(people),
        wrote,
        named,
    )


def people_under(covers: Sequence[Cover], person: Any) -> Condition:
    """Return the condition of a person, given by a column, whom any of these keeps."""
    parts: list[Condition] = [sa.false()]
    for cover in covers:
        span, people = cover.span(), cover.people()
        if span is not None:
            on_team = (CadreMember.person_id == person, CadreMember.starts_on <= span[1].date())
            parts.append(sa.exists().where(*on_team, CadreMember.ends_on >= span[0].date()))
        else:
            parts.append(person.in_(people))
    return sa.or_(*parts)


def moment_under(covers: Sequence[Cover], moment: Any) -> Condition:
    """Return the condition of a row whose time lies in days that any of these keeps."""
    spans = [span for span in (cover.span() for cover in covers) if span is not None]
    return sa.or_(sa.false(), *(sa.and_(moment >= since, moment < until) for since, until in spans))
