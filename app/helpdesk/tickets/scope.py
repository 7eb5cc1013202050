"""Which tickets an actor may know of: the conditions that every select over tickets begins with."""

from typing import Any

import sqlalchemy as sa

from app.helpdesk.drafts.models import Draft
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.identity.rights import Clearance, Hat
from app.school.apart.models import Barred


def at_sites(actor: Actor) -> sa.ColumnElement[bool]:
    """Hold tickets to the actor's sites; one site is told as one, so that an index gives the order."""
    sites = sorted(actor.site_ids)
    return Ticket.site_id == sites[0] if len(sites) == 1 else Ticket.site_id.in_(sites)


def _read_before() -> sa.ColumnElement[bool]:
    """What no rule queued and no adult read yet may be anything: to students it is not there."""
    return sa.or_(Ticket.status.not_in(("new", "cancelled")), Ticket.first_triaged_at.is_not(None))


def not_barred(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Hold students to tickets of people who are neither their family nor kept apart from them: the others are not
    there, as if hidden for any other reason."""
    if not actor.masked:
        return []
    held = sa.exists().where(Barred.tech_id == actor.person_id, Barred.person_id == Ticket.requester_id)
    return [~held]


def reachable(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """What students may reach at all: neither for adults only, nor being masked again; for adults no condition."""
    student = actor.masked or (actor.clearance is Clearance.OWN and actor.hat is Hat.DESK)
    return [Ticket.sensitive.is_(False), Ticket.held_at.is_(None)] if student else []


KEPT_TITLE = "Work on a ticket that adults look after now"
ASKED_TITLE = "What you asked for yourself"
COUNTER_TITLE = "What you wrote down at the counter"


def title(actor: Actor) -> sa.ColumnElement[str]:
    """Return a ticket's masked title. Whoever is masked reads no title that they typed themselves: what the mask made
    of it would tell them who goes to this school."""
    return _unless_typed(actor).label("title_masked")


def told_title(actor: Actor) -> sa.ColumnElement[str]:
    """Return the same, and for a student who cannot reach the ticket now that adults have it."""
    reach = reachable(actor)
    if not reach:
        return title(actor)
    return sa.case((sa.and_(*reach), _unless_typed(actor)), else_=KEPT_TITLE).label("title_masked")


def _unless_typed(actor: Actor) -> sa.ColumnElement[str]:
    if not reachable(actor):
        return Ticket.title_masked.expression
    return sa.case(
        (Ticket.kind != "live", Ticket.title_masked),
        (Ticket.requester_id == actor.person_id, ASKED_TITLE),
        (Ticket.entered_by_id == actor.person_id, COUNTER_TITLE),
        else_=Ticket.title_masked,
    )


def not_typed(actor: Actor, message: Any) -> list[sa.ColumnElement[bool]]:
    """Hold the messages that a masked actor searches to those that they did not type, in whole or in part: what the
    mask hid of one's own words is what the roster knows. Shape: ``message`` has the columns of messages."""
    if not actor.masked:
        return []
    me = actor.person_id
    edited = sa.exists().where(
        Draft.id == message.draft_id, Draft.decided_by_id == me, Draft.edited_masked.is_not(None)
    )
    return [
        message.author_id != me,
        ~sa.and_(message.channel == "counter", Ticket.entered_by_id == me),
        ~edited,
    ]


def visible(actor: Actor, being_checked: bool = False) -> list[sa.ColumnElement[bool]]:
    """Return the conditions under which a person at the desk may know that a ticket exists.

    Shape: ``being_checked`` asks for those that a student would see, were they not being masked again.
    """
    conditions: list[sa.ColumnElement[bool]] = [Ticket.district_id == actor.district_id]
    if actor.hat is not Hat.SYSTEM:
        conditions.append(at_sites(actor))
    if actor.masked:
        secret, held = reachable(actor)
        conditions += [secret, Ticket.held_at.is_not(None) if being_checked else held, _read_before()]
        mine: sa.ColumnElement[bool] = Ticket.owner_id == actor.person_id
        mine = (
            sa.and_(Ticket.kind == "practice", mine) if actor.lacking else sa.or_(Ticket.kind == "live", mine)
        )
        if actor.group_ids and not actor.lacking:
            mine = sa.or_(mine, Ticket.owner_id.in_(sorted(actor.group_ids)))
        conditions += [mine, *not_barred(actor)]
    return conditions
