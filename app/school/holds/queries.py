"""Selects over holds and over requests to see a record, and the people whose rows nothing may destroy."""

from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.school.cadres.models import CadreMember
from app.school.holds.models import HoldLift, InspectionEnd, InspectionRequest, LegalHold

Select = sa.Select[*tuple[Any, ...]]


def holds(actor: Actor) -> Select:
    """Every hold of the district with how it ended, those in force first, the newest first."""
    lift = HoldLift
    return (
        sa.select(
            *LegalHold.__table__.c,
            lift.why.label("lift_why"),
            lift.lifted_by_id,
            lift.lifted_at,
        )
        .outerjoin(lift, lift.hold_id == LegalHold.id)
        .where(LegalHold.district_id == actor.district_id)
        .order_by(lift.lifted_at.is_not(None), LegalHold.placed_at.desc(), LegalHold.id.desc())
    )


def in_force(actor: Actor) -> Select:
    """The holds of the district that nobody has lifted."""
    lifted = sa.exists().where(HoldLift.hold_id == LegalHold.id)
    return sa.select(*LegalHold.__table__.c).where(LegalHold.district_id == actor.district_id, ~lifted)


def hold(actor: Actor, hold_id: int) -> Select:
    """One hold of the district."""
    return holds(actor).where(LegalHold.id == hold_id)


def requests(actor: Actor) -> Select:
    """Every request to see a record with how it ended, the one due first on top, ended ones last."""
    end = InspectionEnd
    return (
        sa.select(
            *InspectionRequest.__table__.c,
            end.ending,
            end.words.label("end_words"),
            end.ended_on,
            end.ended_by_id,
        )
        .outerjoin(end, end.request_id == InspectionRequest.id)
        .where(InspectionRequest.district_id == actor.district_id)
        .order_by(end.ended_on.is_not(None), InspectionRequest.due_on, InspectionRequest.id)
    )


def request(actor: Actor, request_id: int) -> Select:
    """One request of the district."""
    return requests(actor).where(InspectionRequest.id == request_id)


def open_requests(actor: Actor) -> Select:
    """The requests that are not answered yet."""
    return requests(actor).where(InspectionEnd.request_id.is_(None))


def held_people(actor: Actor) -> Select:
    """The people whose rows stay: named by a hold in force, or with a request that is open."""
    lifted = sa.exists().where(HoldLift.hold_id == LegalHold.id)
    ended = sa.exists().where(InspectionEnd.request_id == InspectionRequest.id)
    district = actor.district_id
    named = sa.select(LegalHold.person_id.label("person_id")).where(
        LegalHold.district_id == district, LegalHold.person_id.is_not(None), ~lifted
    )
    team = (
        sa.select(CadreMember.person_id)
        .join(LegalHold, LegalHold.cadre_id == CadreMember.cadre_id)
        .where(LegalHold.district_id == district, ~lifted)
    )
    asked = sa.select(InspectionRequest.person_id).where(InspectionRequest.district_id == district, ~ended)
    return sa.select(sa.union(named, team, asked).subquery().c.person_id)
