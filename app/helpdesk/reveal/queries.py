"""Selects over reveals, and the two reads of the reveal connection."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts.models import WebSession
from app.audit.kept import kept
from app.audit.log.models import Words
from app.helpdesk.reveal.models import Reveal
from app.helpdesk.tickets.models import Activity, Message, MessagePrivate, Ticket
from app.helpdesk.tickets.scope import visible
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.kernel.paging import written
from app.kernel.tables import aliased
from app.school.apart.models import Barred
from app.school.cadres.models import CadreMember, ReviewWeek
from app.school.people.models import Person, PersonPrivate

Select = sa.Select[*tuple[Any, ...]]
LEFT = ("handed_back", "escalated", "assigned", "withheld")  # what takes a ticket from its tech


@kept()
def spent_since(actor: Actor, at: datetime, ticket_id: int) -> Select:
    """What the actor asked to see since a moment: words, tickets, and whether this ticket is among them.

    What was approved and then shown counts once.
    """
    this = sa.case((Reveal.ticket_id == ticket_id, 1), else_=0)
    return sa.select(
        sa.func.count().label("words"),
        sa.func.count(Reveal.ticket_id.distinct()).label("tickets"),
        sa.func.coalesce(sa.func.sum(this), 0).label("counted"),
    ).where(
        Reveal.district_id == actor.district_id,
        Reveal.asker_id == actor.person_id,
        Reveal.granted_at >= at,
        Reveal.approval_id.is_(None),
    )


@kept()
def running(actor: Actor, ticket_id: int, session_id: int, now: datetime) -> Select:
    """What is shown to the actor on a ticket right now: in the session in which it was granted, since the actor got
    the ticket, and since the screen was last unlocked."""
    got = (
        sa.select(sa.func.max(Activity.happened_at))
        .where(
            Activity.ticket_id == ticket_id,
            Activity.district_id == actor.district_id,
            Activity.kind.in_(("claimed", "assigned", "solved")),
        )
        .scalar_subquery()
    )
    open_here = sa.exists().where(
        WebSession.id == session_id,
        WebSession.ended_at.is_(None),
        sa.or_(WebSession.unlocked_at.is_(None), WebSession.unlocked_at <= Reveal.granted_at),
    )
    return sa.select(
        Reveal.what,
        Reveal.message_id,
        Reveal.placeholder,
        Reveal.purpose,
        Reveal.approval_id,
        Reveal.granted_at,
        Reveal.expires_at,
    ).where(
        Reveal.district_id == actor.district_id,
        Reveal.ticket_id == ticket_id,
        Reveal.asker_id == actor.person_id,
        Reveal.state == "granted",
        Reveal.session_id == session_id,
        Reveal.expires_at > now,
        sa.or_(got.is_(None), Reveal.granted_at >= got),
        open_here,
    )


@kept()
def asks(actor: Actor, ticket_id: int, now: datetime) -> Select:
    """What the actor waits for on a ticket, and what was answered of late; what was shown since is left out."""
    shown = aliased(Reveal)
    used = sa.exists().where(shown.approval_id == Reveal.id, shown.district_id == actor.district_id)
    return (
        sa.select(
            Reveal.id,
            Reveal.state,
            Reveal.what,
            Reveal.message_id,
            Reveal.placeholder,
            Reveal.purpose,
            Reveal.granted_at,
            Reveal.expires_at,
        )
        .where(
            Reveal.district_id == actor.district_id,
            Reveal.ticket_id == ticket_id,
            Reveal.asker_id == actor.person_id,
            Reveal.state != "granted",
            Reveal.expires_at > now,
            ~used,
        )
        .order_by(Reveal.granted_at)
    )


def _of_teams(actor: Actor) -> list[sa.ColumnElement[bool]]:
    member = sa.exists().where(
        CadreMember.person_id == Reveal.asker_id,
        CadreMember.district_id == actor.district_id,
        CadreMember.cadre_id.in_(sorted(actor.cadre_ids)),
    )
    return [Reveal.district_id == actor.district_id, *visible(actor), member]


def asked(actor: Actor, since: datetime, reveal_id: int = 0, limit: int = 60) -> Select:
    """What techs of the actor's teams asked for or were shown, the newest first, with their words; for adults."""
    select = (
        sa.select(
            *Reveal.__table__.c,
            Words.words.label("note"),
            Ticket.number,
            Ticket.site_id,
            Ticket.owner_id,
            Ticket.requester_id,
            Ticket.status,
        )
        .join(Ticket, Ticket.id == Reveal.ticket_id)
        .outerjoin(Words, Words.event_id == Reveal.event_id)
        .where(*_of_teams(actor), Reveal.granted_at >= since)
        .order_by(Reveal.granted_at.desc())
        .limit(limit)
    )
    return select.where(Reveal.id == reveal_id) if reveal_id else select


@kept()
def counts(actor: Actor, now: datetime, latest: datetime) -> Select:
    """How many words techs of the actor's teams wait for, and how many are shown right now, in one row.

    Shape: what was granted later than ``latest`` was granted by a clock that was ahead, and is over.
    """
    held = _held(actor, now, ["granted", "waiting"], Reveal.granted_at <= latest)
    waits, shown = (sa.func.sum(sa.case((held.c.state == one, 1), else_=0)) for one in ("waiting", "granted"))
    return sa.select(waits.label("waiting"), shown.label("shown")).select_from(held)


def open_count(actor: Actor, now: datetime) -> Select:
    """How many words techs of the actor's teams wait for, and are shown, right now."""
    return sa.select(sa.func.count()).select_from(_held(actor, now, ["granted", "waiting"]))


def _held(actor: Actor, now: datetime, states: list[str], *more: Any) -> sa.Subquery:
    return (
        sa.select(Reveal.id, Reveal.state)
        .join(Ticket, Ticket.id == Reveal.ticket_id)
        .where(*_of_teams(actor), Reveal.state.in_(states), Reveal.expires_at > now)
        .where(*more)
        .where(sa.or_(Reveal.state != written("granted"), _on_screen()))
        .subquery()
    )


def _on_screen() -> sa.ColumnElement[bool]:
    """What was granted stands on a screen: the tech works on the ticket, in the session in which it was asked for."""
    left = sa.exists().where(
        Activity.ticket_id == Reveal.ticket_id,
        Activity.district_id == Reveal.district_id,
        Activity.kind.in_([written(kind) for kind in LEFT]),
        Activity.happened_at > Reveal.granted_at,
    )
    here = sa.exists().where(
        WebSession.id == Reveal.session_id,
        WebSession.ended_at.is_(None),
        sa.or_(WebSession.unlocked_at.is_(None), WebSession.unlocked_at <= Reveal.granted_at),
    )
    works = (Ticket.owner_id == Reveal.asker_id, Ticket.status.in_([written(status) for status in WORKED]))
    return sa.and_(*works, ~left, here)


def decided(actor: Actor, reveal_id: int, now: datetime) -> sa.Update:
    """Answer what still waits; matches one row, or none when it was answered or ran out."""
    return sa.update(Reveal).where(
        Reveal.district_id == actor.district_id,
        Reveal.id == reveal_id,
        Reveal.state == "waiting",
        Reveal.expires_at > now,
    )


def left_since(actor: Actor, ticket_id: int, at: datetime) -> Select:
    """How a ticket left a tech after a moment; for adults."""
    return (
        sa.select(Activity.kind)
        .where(
            Activity.ticket_id == ticket_id,
            Activity.district_id == actor.district_id,
            Activity.kind.in_(LEFT),
            Activity.happened_at > at,
        )
        .order_by(Activity.happened_at)
    )


def session_of(actor: Actor, session_id: int) -> Select:
    """Whether a session goes on, and when its screen was last unlocked; for adults."""
    return sa.select(WebSession.ended_at, WebSession.unlocked_at).where(
        WebSession.id == session_id, WebSession.district_id == actor.district_id
    )


def close_names(actor: Actor, asker_id: int) -> Select:
    """The names of a tech, of their family and of whoever is kept apart from them; for adults."""
    barred = sa.select(Barred.person_id).where(
        Barred.tech_id == asker_id, Barred.district_id == actor.district_id
    )
    return sa.select(PersonPrivate.given, PersonPrivate.family, PersonPrivate.preferred).where(
        PersonPrivate.district_id == actor.district_id,
        sa.or_(PersonPrivate.person_id == asker_id, PersonPrivate.person_id.in_(barred)),
    )


@kept()
def everybody(actor: Actor) -> Select:
    """The people of a district as the masker takes them, with their schools; for the system."""
    private = [column for column in PersonPrivate.__table__.c if column.name != "sourced_id"]
    return (
        sa.select(*private, Person.site_id, sa.null().label("staff_id"))
        .join(Person, Person.id == PersonPrivate.person_id)
        .where(PersonPrivate.district_id == actor.district_id, Person.kind != "persona")
    )


@kept()
def first_name(actor: Actor, person_id: int) -> Select:
    """The names of one person; for the reveal connection."""
    return sa.select(PersonPrivate.given, PersonPrivate.preferred).where(
        PersonPrivate.person_id == person_id, PersonPrivate.district_id == actor.district_id
    )


@kept()
def texts(actor: Actor, ticket_id: int, message_ids: list[int]) -> Select:
    """Some messages of a ticket with the places of what was masked; for the reveal connection and for adults."""
    return (
        sa.select(MessagePrivate.message_id, MessagePrivate.body, MessagePrivate.spans)
        .join(Message, Message.id == MessagePrivate.message_id)
        .where(
            MessagePrivate.district_id == actor.district_id,
            MessagePrivate.message_id.in_(message_ids),
            Message.ticket_id == ticket_id,
        )
    )


@kept()
def weeks_stopped(actor: Actor, now: datetime) -> Select:
    """How many weeks of the actor's teams nobody has signed off for so long that nothing more is shown."""
    return sa.select(sa.func.count()).where(
        ReviewWeek.district_id == actor.district_id,
        ReviewWeek.cadre_id.in_(sorted(actor.cadre_ids)),
        ReviewWeek.signed_at.is_(None),
        ReviewWeek.stop_at <= now,
    )
