"""Selects over holds and over requests to see or correct a record, and the people whose rows nothing may destroy."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.school.cadres.models import CadreMember
from app.school.holds.models import (
    Amendment,
    AmendmentStep,
    HoldLift,
    InspectionEnd,
    InspectionRequest,
    LegalHold,
)

Select = sa.Select[*tuple[Any, ...]]
HEARING_DAYS = 45  # after a denial: time to ask for a hearing about a record that is still there


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


def open_amendments(actor: Actor, today: date) -> Select:
    """The requests to correct a record that nobody has settled.

    Shape: not answered, or their hearing asked for; a denied one too, while a hearing can still be asked for.
    Source: 34 CFR 99.20-99.21; how long a family has for that, the rule leaves to the school.
    """
    a, last, after = Amendment, AmendmentStep, AmendmentStep.__table__.alias()
    newest = ~sa.exists().where(after.c.amendment_id == last.amendment_id, after.c.place > last.place)
    fresh = last.happened_on > today - timedelta(days=HEARING_DAYS)
    waits = sa.or_(last.kind == "hearing_asked", sa.and_(last.kind == "denied", fresh))
    return (
        sa.select(a.id, a.person_id, a.received_on)
        .where(
            a.district_id == actor.district_id,
            sa.or_(
                ~sa.exists().where(last.amendment_id == a.id),
                sa.exists().where(last.amendment_id == a.id, waits, newest),
            ),
        )
        .order_by(a.received_on, a.id)
    )


def held_people(actor: Actor, today: date) -> Select:
    """The people whose rows stay: named by a hold in force, or with an open request to see or correct a record."""
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
    doubted = open_amendments(actor, today).order_by(None).subquery()
    wrong = sa.select(doubted.c.person_id)
    return sa.select(sa.union(named, team, asked, wrong).subquery().c.person_id)
