"""Selects over pairs and family, for adults and the system only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Role
from app.kernel.tables import aliased
from app.school.apart.models import Barred, KeptApart
from app.school.cadres.models import CadreMember
from app.school.people.models import Guardian, Membership, Person, PersonPrivate

Select = sa.Select[*tuple[Any, ...]]


def techs(actor: Actor, today: date) -> Select:
    """Who works on tickets: members of teams, and the adults who take what is passed on."""
    members = sa.select(CadreMember.person_id.label("id")).where(
        CadreMember.district_id == actor.district_id, CadreMember.ends_on >= today
    )
    adults = sa.select(Membership.person_id.label("id")).where(
        Membership.district_id == actor.district_id,
        Membership.role.in_((Role.TECHNICIAN.value, Role.TEACHER.value)),
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
    )
    return sa.select(sa.union(members, adults).subquery().c.id)


def links(actor: Actor) -> Select:
    """Who is whose caregiver, in the whole district."""
    return sa.select(Guardian.student_id, Guardian.caregiver_id).where(
        Guardian.district_id == actor.district_id
    )


def contacts(actor: Actor) -> Select:
    """Under which phone and mail address people of the district are reached."""
    return (
        sa.select(PersonPrivate.person_id, PersonPrivate.phone, PersonPrivate.mail)
        .join(Person, Person.id == PersonPrivate.person_id)
        .where(
            PersonPrivate.district_id == actor.district_id,
            Person.kind != "persona",
            sa.or_(PersonPrivate.phone != "", PersonPrivate.mail != ""),
        )
    )


def kept_on(actor: Actor, day: date) -> Select:
    """The pairs that count on a day."""
    return sa.select(KeptApart.first_id, KeptApart.second_id).where(
        KeptApart.district_id == actor.district_id,
        KeptApart.ended_at.is_(None),
        KeptApart.starts_on <= day,
        sa.or_(KeptApart.ends_on.is_(None), KeptApart.ends_on >= day),
    )


def barred(actor: Actor) -> Select:
    """Whose tickets which tech is never given, as it stands."""
    return sa.select(Barred.tech_id, Barred.person_id).where(Barred.district_id == actor.district_id)


def is_barred(actor: Actor, person_id: int) -> Select:
    """Whether the actor is never given the tickets of this person."""
    return sa.select(Barred.tech_id).where(
        Barred.district_id == actor.district_id,
        Barred.tech_id == actor.person_id,
        Barred.person_id == person_id,
    )


def pairs(actor: Actor, limit: int = 200) -> Select:
    """The pairs of which one is at the actor's schools, what counts first."""
    first, second = aliased(Person), aliased(Person)
    sites = sorted(actor.site_ids)
    return (
        sa.select(*KeptApart.__table__.c)
        .join(first, first.id == KeptApart.first_id)
        .join(second, second.id == KeptApart.second_id)
        .where(
            KeptApart.district_id == actor.district_id,
            sa.or_(first.site_id.in_(sites), second.site_id.in_(sites)),
        )
        .order_by(KeptApart.ended_at.is_not(None), KeptApart.made_at.desc())
        .limit(limit)
    )


def ended(actor: Actor, pair_id: int) -> sa.Update:
    """End a pair that has not ended; matches one row or none."""
    return sa.update(KeptApart).where(
        KeptApart.district_id == actor.district_id, KeptApart.id == pair_id, KeptApart.ended_at.is_(None)
    )


def open_pair(actor: Actor, people: Sequence[int]) -> Select:
    """An open pair of these two, whoever is named first."""
    return sa.select(KeptApart.id).where(
        KeptApart.district_id == actor.district_id,
        KeptApart.first_id.in_(list(people)),
        KeptApart.second_id.in_(list(people)),
        KeptApart.ended_at.is_(None),
    )
