"""Whose trail an actor may read, what people are called, and when they are on shift."""

from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Hat
from app.school.cadres.models import Cadre, CadreMember, Shift
from app.school.people.models import PersonPrivate, StaffProfile
from app.school.places.models import BellPeriod

Select = sa.Select[*tuple[Any, ...]]


def members(actor: Actor, since: date) -> Select:
    """The techs whose trail the actor may read, by working name; the newest membership of each comes last."""
    about: dict[str, Any] = {"district": actor.district_id, "since": since}
    if actor.hat is Hat.OFFICE:
        return _members(wide=True).params(about)
    own = {"cadres": sorted(actor.cadre_ids | actor.past_cadre_ids), "sites": sorted(actor.site_ids)}
    return _members(wide=False).params(about | own)


@cache
def _members(wide: bool) -> Select:
    select = (
        sa.select(
            CadreMember.person_id,
            CadreMember.working_name,
            CadreMember.cadre_id,
            CadreMember.starts_on,
            CadreMember.ends_on,
            Cadre.site_id,
            Cadre.name.label("cadre_name"),
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
        )
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .join(PersonPrivate, PersonPrivate.person_id == CadreMember.person_id)
        .where(
            CadreMember.district_id == sa.bindparam("district"), CadreMember.ends_on >= sa.bindparam("since")
        )
        .order_by(CadreMember.working_name, CadreMember.ends_on, CadreMember.id)
    )
    if wide:
        return select
    own = CadreMember.cadre_id.in_(sa.bindparam("cadres", expanding=True))
    return select.where(own, Cadre.site_id.in_(sa.bindparam("sites", expanding=True)))


def names(actor: Actor, person_ids: list[int]) -> Select:
    """What adults call these people: a professional name where there is one, else the private one."""
    return (
        sa.select(
            PersonPrivate.person_id,
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            StaffProfile.display_name,
        )
        .outerjoin(StaffProfile, StaffProfile.person_id == PersonPrivate.person_id)
        .where(PersonPrivate.person_id.in_(person_ids), PersonPrivate.district_id == actor.district_id)
    )


def shifts(actor: Actor, tech_id: int) -> Select:
    """A tech's shifts of the week."""
    return (
        sa.select(Shift.weekday, BellPeriod.starts_minute, BellPeriod.ends_minute, BellPeriod.name)
        .join(BellPeriod, BellPeriod.id == Shift.period_id)
        .where(Shift.person_id == tech_id, Shift.district_id == actor.district_id)
        .order_by(Shift.weekday, BellPeriod.starts_minute)
    )
