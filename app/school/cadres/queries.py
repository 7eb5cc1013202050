"""Selects over teams, members, groups, shifts and gates, held to the actor's district and reach."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Hat, Role
from app.school.cadres.models import Cadre, CadreMember, Gate, GuardianSignature, Shift, TrainingLink
from app.school.people.models import Membership, Person
from app.school.places.models import BellPeriod, Org

Select = sa.Select[*tuple[Any, ...]]


def _reach(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """The teams that an adult manages: an administrator those of own schools, a teacher those led."""
    conditions: list[sa.ColumnElement[bool]] = [
        Cadre.district_id == actor.district_id,
        Cadre.site_id.in_(sorted(actor.site_ids)),
    ]
    if actor.hat is not Hat.ADMIN:
        own = sa.or_(Cadre.supervisor_id == actor.person_id, Cadre.deputy_id == actor.person_id)
        conditions.append(own)
    return conditions


def teams(actor: Actor) -> Select:
    """The teams within reach, the latest first."""
    return (
        sa.select(*Cadre.__table__.c, Org.name.label("site_name"), Org.code.label("site_code"))
        .add_columns(Org.guardian_needed)
        .join(Org, Org.id == Cadre.site_id)
        .where(*_reach(actor))
        .order_by(Cadre.ends_on.desc(), Cadre.name)
    )


def team(actor: Actor, cadre_id: int) -> Select:
    """One team within reach."""
    return teams(actor).where(Cadre.id == cadre_id)


def led(today: date) -> sa.ColumnElement[bool]:
    """Whether one of the two teachers whom a team names is there: in the roster, and a supervising teacher that day."""
    return sa.exists().where(
        Person.id.in_((Cadre.supervisor_id, Cadre.deputy_id)),
        Person.active,
        Membership.person_id == Person.id,
        Membership.role == Role.TEACHER.value,
        sa.or_(Membership.starts_on.is_(None), Membership.starts_on <= today),
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
    )


def at_school(today: date) -> sa.ColumnElement[bool]:
    """Whether a member is a student in the roster, at the team's school or at none; some learn at two.

    Shape: a roster often gives the last day of the year with a role; until then it holds.
    """
    also_here = sa.exists().where(
        Membership.person_id == Person.id,
        Membership.org_id == Cadre.site_id,
        Membership.role == "student",
        sa.or_(Membership.starts_on.is_(None), Membership.starts_on <= today),
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
    )
    here = sa.or_(Person.site_id == Cadre.site_id, Person.site_id.is_(None), also_here)
    of_member = (Person.id == CadreMember.person_id, Person.kind == "student", Person.active)
    return sa.exists().where(*of_member, here).correlate(Cadre, CadreMember)


def is_led(actor: Actor, cadre_id: int, today: date) -> Select:
    """Whether a team within reach is led today."""
    return sa.select(led(today)).where(Cadre.id == cadre_id, *_reach(actor))


def members(actor: Actor, cadre_ids: list[int], today: date) -> Select:
    """The members of teams."""
    return (
        sa.select(*CadreMember.__table__.c, at_school(today).label("here"))
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(cadre_ids))
        .order_by(CadreMember.working_name, CadreMember.id)
    )


def strayed(district_id: int, today: date) -> Select:
    """The members of a district's teams who are no student of the team's school any more."""
    return (
        sa.select(CadreMember.person_id)
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(CadreMember.district_id == district_id, CadreMember.ends_on >= today, ~at_school(today))
    )


def signature(actor: Actor, person_id: int, given_on: date) -> Select:
    """Who signed the permission of this day for one student."""
    return (
        sa.select(GuardianSignature.name, GuardianSignature.relation)
        .where(
            GuardianSignature.district_id == actor.district_id,
            GuardianSignature.person_id == person_id,
            GuardianSignature.given_on == given_on,
            GuardianSignature.ended_on.is_(None),
        )
        .order_by(GuardianSignature.id.desc())
    )


def groups(actor: Actor, cadre_id: int, today: date) -> Select:
    """Who trains whom in a team, now."""
    return sa.select(TrainingLink.id, TrainingLink.trainer_id, TrainingLink.trainee_id).where(
        TrainingLink.district_id == actor.district_id,
        TrainingLink.cadre_id == cadre_id,
        sa.or_(TrainingLink.ends_on.is_(None), TrainingLink.ends_on >= today),
    )


def gates(actor: Actor, cadre_id: int, person_id: int) -> Select:
    """The gates of one student that differ from the rung's."""
    return sa.select(Gate.action, Gate.mode).where(
        Gate.district_id == actor.district_id, Gate.cadre_id == cadre_id, Gate.person_id == person_id
    )


def shifts(actor: Actor, cadre_id: int) -> Select:
    """The week of a team."""
    return (
        sa.select(Shift.person_id, Shift.weekday, Shift.period_id, BellPeriod.name)
        .join(BellPeriod, BellPeriod.id == Shift.period_id)
        .where(Shift.district_id == actor.district_id, Shift.cadre_id == cadre_id)
        .order_by(Shift.weekday, BellPeriod.starts_minute)
    )
