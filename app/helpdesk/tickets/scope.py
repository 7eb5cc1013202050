"""Which tickets an actor may know of: the conditions that every select over tickets begins with."""

import sqlalchemy as sa

from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.identity.rights import Hat
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


def visible(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Return the conditions under which a person at the desk may know that a ticket exists."""
    conditions: list[sa.ColumnElement[bool]] = [Ticket.district_id == actor.district_id]
    if actor.hat is not Hat.SYSTEM:
        conditions.append(at_sites(actor))
    if actor.masked:
        conditions += [Ticket.sensitive.is_(False), _read_before()]
        mine: sa.ColumnElement[bool] = Ticket.owner_id == actor.person_id
        mine = (
            sa.and_(Ticket.kind == "practice", mine) if actor.lacking else sa.or_(Ticket.kind == "live", mine)
        )
        if actor.group_ids and not actor.lacking:
            mine = sa.or_(mine, Ticket.owner_id.in_(sorted(actor.group_ids)))
        conditions += [mine, *not_barred(actor)]
    return conditions
