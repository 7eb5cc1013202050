"""Selects over who can be called at a school: who may read there what needs an adult, who leads teams, who signs in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account
from app.helpdesk.care.models import CareCase
from app.identity.actor import Actor
from app.identity.rights import RIGHTS, Can
from app.school.cadres.models import Cadre
from app.school.people.models import Membership, Person

Select = sa.Select[*tuple[Any, ...]]
ANSWERING = sorted({role.value for (_hat, role), rights in RIGHTS.items() if Can.ANSWER_CARE in rights})


def unheard(actor: Actor) -> Select:
    """The cases of a district that nobody looks after and that have somebody left to call."""
    c = CareCase
    left = sa.or_(c.due_at.is_not(None), c.step == 0)
    return sa.select(c.id, c.site_id, c.opened_at, c.due_at).where(
        c.district_id == actor.district_id, c.acknowledged_at.is_(None), left
    )


def answering(actor: Actor, site_id: int, today: date) -> Select:
    """Who may read and look after what needs an adult at a school, a line a role; the school's own first."""
    m = Membership
    return (
        sa.select(m.person_id, m.role)
        .join(Person, Person.id == m.person_id)
        .where(
            m.district_id == actor.district_id,
            m.org_id.in_((site_id, actor.district_id)),
            m.role.in_(ANSWERING),
            sa.or_(m.starts_on.is_(None), m.starts_on <= today),
            sa.or_(m.ends_on.is_(None), m.ends_on >= today),
            Person.active,
        )
        .order_by(m.org_id != site_id, m.person_id)
    )


def supervisors(actor: Actor, site_id: int, today: date) -> Select:
    """The supervising teachers and deputies of a school's teams."""
    return sa.select(Cadre.supervisor_id, Cadre.deputy_id).where(
        Cadre.district_id == actor.district_id, Cadre.site_id == site_id, Cadre.ends_on >= today
    )


def signing_in(actor: Actor, people: Iterable[int]) -> Select:
    """Who of some people has an account that is not closed; for the system."""
    return sa.select(Account.person_id).where(
        Account.district_id == actor.district_id,
        Account.person_id.in_(sorted(people)),
        Account.disabled_at.is_(None),
    )
