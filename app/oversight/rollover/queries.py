"""Selects for a change of the school year, held to the actor's district."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Grant
from app.helpdesk.drafts.models import Draft
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.words import OPEN
from app.identity.actor import Actor
from app.kernel.tables import aliased
from app.oversight.rollover.models import Rollover
from app.school.cadres.models import Cadre, CadreMember, TrainingLink
from app.school.people.models import Enrollment, Person

Select = sa.Select[*tuple[Any, ...]]


def rollovers(actor: Actor) -> Select:
    """The changes of the school year at the actor's schools, the newest first."""
    return (
        sa.select(*Rollover.__table__.c)
        .where(Rollover.district_id == actor.district_id, Rollover.site_id.in_(sorted(actor.site_ids)))
        .order_by(Rollover.planned_at.desc(), Rollover.id.desc())
        .limit(50)
    )


def rollover(actor: Actor, rollover_id: int) -> Select:
    """One change of the school year."""
    return rollovers(actor).where(Rollover.id == rollover_id)


def moved(actor: Actor, rollover_id: int, state: str) -> sa.Update:
    """A change that is still in a state; matches none when it moved on."""
    return sa.update(Rollover).where(
        Rollover.id == rollover_id, Rollover.district_id == actor.district_id, Rollover.state == state
    )


def members(actor: Actor, cadre_id: int) -> Select:
    """The members of a team."""
    return (
        sa.select(*CadreMember.__table__.c)
        .where(CadreMember.cadre_id == cadre_id, CadreMember.district_id == actor.district_id)
        .order_by(CadreMember.working_name, CadreMember.id)
    )


def open_tickets(actor: Actor, owner_ids: list[int]) -> Select:
    """The open live tickets that these people own."""
    return (
        sa.select(*Ticket.__table__.c)
        .where(
            Ticket.owner_id.in_(owner_ids),
            Ticket.status.in_(OPEN),
            Ticket.kind == "live",
            Ticket.district_id == actor.district_id,
        )
        .order_by(Ticket.number)
    )


def elsewhere(actor: Actor, cadre_id: int, after: date) -> Select:
    """Who of a team is on another team too beyond a day, and where."""
    here, other = aliased(CadreMember), aliased(CadreMember)
    return (
        sa.select(other.person_id, Cadre.site_id, Cadre.name)
        .join(Cadre, Cadre.id == other.cadre_id)
        .join(here, sa.and_(here.person_id == other.person_id, here.cadre_id == cadre_id))
        .where(other.district_id == actor.district_id, other.cadre_id != cadre_id, other.ends_on > after)
        .order_by(Cadre.id)
    )


def waiting_drafts(actor: Actor, ticket_ids: list[int]) -> Select:
    """The drafts on these tickets that wait for a check."""
    return sa.select(Draft.id, Draft.ticket_id, Draft.state, Draft.decided_at).where(
        Draft.ticket_id.in_(ticket_ids), Draft.state == "waiting", Draft.district_id == actor.district_id
    )


def grants(actor: Actor, person_ids: list[int]) -> Select:
    """What these people are cleared for."""
    return sa.select(Grant.id, Grant.person_id, Grant.kind, Grant.code, Grant.valid_until).where(
        Grant.person_id.in_(person_ids), Grant.ended_at.is_(None), Grant.district_id == actor.district_id
    )


def links(actor: Actor, cadre_id: int) -> Select:
    """Who trains whom in a team."""
    return sa.select(
        TrainingLink.id, TrainingLink.trainer_id, TrainingLink.trainee_id, TrainingLink.ends_on
    ).where(TrainingLink.cadre_id == cadre_id, TrainingLink.district_id == actor.district_id)


def sitting_in(actor: Actor, class_ids: list[int]) -> Select:
    """The students in use of some classes."""
    return (
        sa.select(Enrollment.person_id, Enrollment.class_id)
        .join(Person, Person.id == Enrollment.person_id)
        .where(
            Enrollment.class_id.in_(class_ids),
            Enrollment.district_id == actor.district_id,
            Person.kind == "student",
            Person.active,
        )
        .order_by(Enrollment.person_id)
    )
