"""Selects over people whose tickets are for adults only, and the tickets that are theirs or name them."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.words import OPEN
from app.identity.actor import Actor
from app.school.people.models import AdultsOnly, Person, PersonPrivate
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


@kept()
def adults_only(actor: Actor, person_id: int) -> Select:
    """Whether a person's tickets are for adults only."""
    return sa.select(AdultsOnly.person_id).where(
        AdultsOnly.district_id == actor.district_id, AdultsOnly.person_id == person_id
    )


def flagged(actor: Actor) -> Select:
    """Everybody whose tickets are for adults only, since when, their school, and the version of the names."""
    return (
        sa.select(AdultsOnly.person_id, AdultsOnly.set_at, Person.site_id, Org.names_version)
        .join(Person, Person.id == AdultsOnly.person_id)
        .join(Org, Org.id == AdultsOnly.district_id)
        .where(AdultsOnly.district_id == actor.district_id)
        .order_by(AdultsOnly.person_id)
    )


def people_named(actor: Actor, person_ids: list[int]) -> Select:
    """Some people as the masker takes them."""
    return sa.select(*PersonPrivate.__table__.c, sa.null().label("staff_id")).where(
        PersonPrivate.district_id == actor.district_id, PersonPrivate.person_id.in_(person_ids)
    )


def open_tickets(actor: Actor) -> Select:
    """The open tickets that students can reach."""
    return sa.select(Ticket.id, Ticket.site_id, Ticket.requester_id).where(
        Ticket.district_id == actor.district_id, Ticket.status.in_(OPEN), Ticket.sensitive.is_(False)
    )


def tickets_of(actor: Actor, person_id: int) -> Select:
    """The live tickets that a person asked for and that students can reach."""
    return sa.select(Ticket.id).where(
        Ticket.district_id == actor.district_id,
        Ticket.requester_id == person_id,
        Ticket.sensitive.is_(False),
    )
