"""Whose looks are reviewed among adults, and by whom they can be."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Hat
from app.school.people.models import Membership, Person, PersonPrivate, StaffProfile

Select = sa.Select[*tuple[Any, ...]]
REVIEWERS = ("privacy_officer", "administrator")


def reviewers(actor: Actor, today: date) -> Select:
    """Who is a privacy officer or an administrator of the district today, a line a role."""
    m = Membership
    return (
        sa.select(m.person_id, m.role)
        .distinct()
        .join(Person, Person.id == m.person_id)
        .where(
            m.district_id == actor.district_id,
            m.role.in_(REVIEWERS),
            Person.active.is_(True),
            sa.or_(m.starts_on.is_(None), m.starts_on <= today),
            sa.or_(m.ends_on.is_(None), m.ends_on >= today),
        )
    )


def adults(actor: Actor, today: date) -> Select:
    """The adults of the district whose looks somebody reviews: officers for an administrator, else the others."""
    m = Membership
    officers = sa.select(m.person_id).where(
        m.role == "privacy_officer",
        m.district_id == actor.district_id,
        sa.or_(m.ends_on.is_(None), m.ends_on >= today),
    )
    mine = m.person_id.in_(officers) if actor.hat is Hat.ADMIN else m.person_id.not_in(officers)
    return (
        sa.select(
            m.person_id,
            sa.func.max(m.role).label("role"),
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            StaffProfile.display_name,
        )
        .join(PersonPrivate, PersonPrivate.person_id == m.person_id)
        .outerjoin(StaffProfile, StaffProfile.person_id == m.person_id)
        .where(
            m.district_id == actor.district_id,
            m.role.in_(("supervising_teacher", "technician", "privacy_officer", "administrator")),
            mine,
        )
        .group_by(
            m.person_id,
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            StaffProfile.display_name,
        )
    )
