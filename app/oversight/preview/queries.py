"""Selects over whom an adult may look along with: their teams' members, and the technicians of their schools."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Hat, Role
from app.school.cadres.models import Cadre, CadreMember
from app.school.people.models import Membership, StaffProfile
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def members(actor: Actor, today: date) -> Select:
    """The members of a teacher's teams, or for the office of every team, by working name."""
    select = (
        sa.select(
            CadreMember.person_id,
            CadreMember.working_name.label("name"),
            CadreMember.rung,
            Cadre.name.label("team"),
        )
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(
            CadreMember.district_id == actor.district_id,
            CadreMember.ends_on >= today,
            Cadre.site_id.in_(sorted(actor.site_ids)),
        )
        .order_by(CadreMember.working_name)
    )
    own = Cadre.id.in_(sorted(actor.cadre_ids))
    return select if actor.hat is Hat.OFFICE else select.where(own)


def technicians(actor: Actor) -> Select:
    """The technicians of the actor's schools or of the whole district."""
    return (
        sa.select(Membership.person_id, StaffProfile.display_name.label("name"))
        .join(StaffProfile, StaffProfile.person_id == Membership.person_id)
        .join(Org, Org.id == Membership.org_id)
        .where(
            Membership.district_id == actor.district_id,
            Membership.role == Role.TECHNICIAN.value,
            sa.or_(Org.kind != "school", Org.id.in_(sorted(actor.site_ids))),
        )
        .order_by(StaffProfile.display_name)
        .distinct()
    )
