"""What the rules need to know: what techs did around a look, whose tickets were when, who may be family."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.kernel.types import UtcTime
from app.oversight.marks.facts import MOVES, WATCHED
from app.oversight.trail.wanted import Span
from app.school.cadres.models import TrainingLink
from app.school.people.models import PersonPrivate

Select = sa.Select[*tuple[Any, ...]]


def around(actor: Actor, spans: Sequence[Span] = ()) -> Select:
    """What these people did at the desk in these stretches of time, as the rules look at it."""
    values: dict[str, Any] = {"district": actor.district_id, "watched": sorted(WATCHED)}
    for place, span in enumerate(spans):
        values |= {f"who_{place}": span.person_id, f"low_{place}": span.low, f"high_{place}": span.high}
    return _around(len(spans)).params(values)


@lru_cache(512)
def _around(spans: int) -> Select:
    """Build the statement for so many stretches once; each is a range of the index by person and time."""
    e, here = AuditEvent, AuditEvent.district_id == sa.bindparam("district")
    stretches = [
        sa.and_(
            here,
            e.actor_id == sa.bindparam(f"who_{place}"),
            e.occurred_at >= sa.bindparam(f"low_{place}", type_=UtcTime()),
            e.occurred_at <= sa.bindparam(f"high_{place}", type_=UtcTime()),
        )
        for place in range(spans)
    ]
    return sa.select(
        e.id,
        e.occurred_at,
        e.tag,
        e.actor_id,
        e.actor_role,
        e.ticket_id,
        e.outcome,
        sa.case((e.outcome == "refused", e.codes)).label("codes"),
    ).where(
        sa.or_(*stretches) if stretches else e.id == "",
        here,
        e.tag.in_(sa.bindparam("watched", expanding=True)),
    )


def chains(actor: Actor, ticket_ids: list[int]) -> Select:
    """The moves of tickets from hand to hand, oldest first."""
    return _chains().params(tickets=ticket_ids, district=actor.district_id)


@cache
def _chains() -> Select:
    e = AuditEvent
    gives = e.tag.in_([Tag.TICKET_ASSIGNED.value, Tag.ESCALATION_RETURNED.value])
    return (
        sa.select(
            e.ticket_id,
            e.occurred_at,
            e.tag,
            e.actor_id,
            sa.case((gives, e.subjects)).label("subjects"),
            sa.case((gives, e.codes)).label("codes"),
        )
        .where(
            e.ticket_id.in_(sa.bindparam("tickets", expanding=True)),
            e.tag.in_(sorted(MOVES)),
            e.outcome == "done",
            e.district_id == sa.bindparam("district"),
        )
        .order_by(e.occurred_at, e.id)
    )


def ticket_facts(actor: Actor, ticket_ids: list[int]) -> Select:
    """Who asked, who owns, and whether it is practice."""
    return _ticket_facts().params(tickets=ticket_ids, district=actor.district_id)


@cache
def _ticket_facts() -> Select:
    return sa.select(Ticket.id, Ticket.requester_id, Ticket.owner_id, Ticket.kind).where(
        Ticket.id.in_(sa.bindparam("tickets", expanding=True)), Ticket.district_id == sa.bindparam("district")
    )


def kin(actor: Actor, ticket_ids: list[int], tech_ids: list[int]) -> Select:
    """Pairs of ticket and tech where the requester has the tech's family name; the name itself stays here."""
    return _kin().params(tickets=ticket_ids, techs=tech_ids, district=actor.district_id)


@cache
def _kin() -> Select:
    asker, tech = aliased(PersonPrivate), aliased(PersonPrivate)
    return (
        sa.select(Ticket.id.label("ticket_id"), tech.person_id.label("tech_id"))
        .join(asker, asker.person_id == Ticket.requester_id)
        .join(tech, sa.and_(tech.family == asker.family, tech.person_id != asker.person_id))
        .where(
            Ticket.id.in_(sa.bindparam("tickets", expanding=True)),
            Ticket.requester_kind != "staff",
            tech.person_id.in_(sa.bindparam("techs", expanding=True)),
            tech.district_id == sa.bindparam("district"),
            Ticket.district_id == sa.bindparam("district"),
        )
    )


def first_looks(actor: Actor, ticket_ids: list[int], tech_ids: list[int]) -> Select:
    """When each of these techs first opened each of these tickets."""
    e = AuditEvent
    return (
        sa.select(e.ticket_id, e.actor_id, sa.func.min(e.occurred_at, type_=UtcTime()).label("at"))
        .where(
            e.ticket_id.in_(ticket_ids),
            e.actor_id.in_(tech_ids),
            e.tag == Tag.TICKET_OPENED.value,
            e.district_id == actor.district_id,
        )
        .group_by(e.ticket_id, e.actor_id)
    )


def groups(actor: Actor, tech_ids: list[int]) -> Select:
    """Who of these trains whom."""
    return sa.select(TrainingLink.trainer_id, TrainingLink.trainee_id).where(
        TrainingLink.trainer_id.in_(tech_ids), TrainingLink.district_id == actor.district_id
    )
