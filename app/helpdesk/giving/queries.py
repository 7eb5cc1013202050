"""Who could take a ticket that an adult gives."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Grant
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.identity.rights import READS_ALONG
from app.school.apart.models import Barred
from app.school.cadres.models import Cadre, CadreMember, shown_name
from app.school.cadres.queries import at_school

Select = sa.Select[*tuple[Any, ...]]


def takers(actor: Actor, site_id: int, category_code: str, requester_id: int, today: date) -> Select:
    """The techs of a ticket's school who may work live and are cleared for its kind, with how many they have, the
    fewest first; of a teacher, their own teams."""
    has = (
        sa.select(sa.func.count())
        .select_from(Ticket)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.owner_id == CadreMember.person_id,
            Ticket.kind == "live",
            Ticket.status.in_(WORKED),
        )
        .correlate(CadreMember)
        .scalar_subquery()
    )
    barred = sa.exists().where(
        Barred.district_id == actor.district_id,
        Barred.tech_id == CadreMember.person_id,
        Barred.person_id == requester_id,
    )
    own_teams = [Cadre.id.in_(sorted(actor.cadre_ids))] if actor.cadre_ids else []
    return (
        sa.select(CadreMember.person_id, shown_name().label("name"), CadreMember.rung, has.label("has"))
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(
            Cadre.district_id == actor.district_id,
            Cadre.site_id == site_id,
            CadreMember.ends_on >= today,
            at_school(today),
            CadreMember.rung.not_in(sorted(READS_ALONG)),
            CadreMember.person_id != requester_id,
            CadreMember.agreement_on.is_not(None),
            _holds(actor, "module", "privacy", today),
            _holds(actor, "category", category_code, today),
            ~barred,
            *own_teams,
        )
        .order_by(has, shown_name())
    )


def _holds(actor: Actor, kind: str, code: str, today: date) -> sa.ColumnElement[bool]:
    """Tell whether a team's member holds a grant today."""
    return sa.exists().where(
        Grant.district_id == actor.district_id,
        Grant.person_id == CadreMember.person_id,
        Grant.kind == kind,
        Grant.code == code,
        Grant.ended_at.is_(None),
        Grant.valid_from <= today,
        sa.or_(Grant.valid_until.is_(None), Grant.valid_until >= today),
    )
