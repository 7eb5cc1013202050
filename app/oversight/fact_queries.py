"""What the rules need to know: what techs did around a look, whose tickets were when, who may be family."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.kernel.types import UtcTime
from app.oversight.facts import MOVES, WATCHED
from app.oversight.wanted import Span
from app.school.cadres.models import TrainingLink
from app.school.people.models import PersonPrivate

Select = sa.Select[*tuple[Any, ...]]


def around(actor: Actor, spans: Sequence[Span] = ()) -> Select:
    """What these people did at the desk in these stretches of time, as the rules look at it."""
    e = AuditEvent
    stretches = [
        sa.and_(
            e.district_id == actor.district_id,
            e.actor_id == span.person_id,
            e.occurred_at >= span.low,
            e.occurred_at <= span.high,
        )
        for span in spans
    ]
    return sa.select(
        e.id, e.occurred_at, e.tag, e.actor_id, e.actor_role, e.ticket_id, e.outcome, e.codes
    ).where(
        sa.or_(*stretches) if stretches else e.id == "",
        e.district_id == actor.district_id,
        e.tag.in_(sorted(WATCHED)),
    )


def chains(actor: Actor, ticket_ids: list[int]) -> Select:
    """The moves of tickets from hand to hand, oldest first."""
    e = AuditEvent
    return (
        sa.select(e.ticket_id, e.occurred_at, e.tag, e.actor_id, e.subjects, e.codes)
        .where(
            e.ticket_id.in_(ticket_ids),
            e.tag.in_(sorted(MOVES)),
            e.outcome == "done",
            e.district_id == actor.district_id,
        )
        .order_by(e.occurred_at, e.id)
    )


def ticket_facts(actor: Actor, ticket_ids: list[int]) -> Select:
    """Who asked, who owns, and whether it is practice."""
    return sa.select(Ticket.id, Ticket.requester_id, Ticket.owner_id, Ticket.kind).where(
        Ticket.id.in_(ticket_ids), Ticket.district_id == actor.district_id
    )


def kin(actor: Actor, ticket_ids: list[int], tech_ids: list[int]) -> Select:
    """Pairs of ticket and tech where the requester has the tech's family name; the name itself stays here."""
    asker, tech = aliased(PersonPrivate), aliased(PersonPrivate)
    return (
        sa.select(Ticket.id.label("ticket_id"), tech.person_id.label("tech_id"))
        .join(asker, asker.person_id == Ticket.requester_id)
        .join(tech, sa.and_(tech.family == asker.family, tech.person_id != asker.person_id))
        .where(
            Ticket.id.in_(ticket_ids),
            Ticket.requester_kind != "staff",
            tech.person_id.in_(tech_ids),
            Ticket.district_id == actor.district_id,
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
