"""What the rules need to know: what techs did around a look, whose tickets were when, who may be family."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.kernel.tables import aliased
from app.kernel.types import UtcTime
from app.oversight.marks.adults import ADULT_LOOKS
from app.oversight.marks.facts import MOVES, WATCHED
from app.oversight.trail.wanted import Span
from app.school.apart.models import Barred, KeptApart
from app.school.cadres.models import Shift, TrainingLink
from app.school.people.models import Enrollment, Guardian, PersonPrivate
from app.school.places.models import BellPeriod

Select = sa.Select[*tuple[Any, ...]]
_SAYING = (
    Tag.TICKETS_SEARCHED.value,
    Tag.PAGE_COPIED.value,
    Tag.PAGE_PRINTED.value,
    Tag.PEOPLE_SEEN.value,
)  # their codes are judged
_TOLD = sa.or_(AuditEvent.outcome == "refused", AuditEvent.tag.in_(_SAYING))
_ABOUT = (
    AuditEvent.actor_role,
    AuditEvent.session_id,
    AuditEvent.site_id,
    AuditEvent.ticket_id,
    AuditEvent.outcome,
    sa.case((_TOLD, AuditEvent.codes)).label("codes"),
)


def around(actor: Actor, spans: Sequence[Span] = ()) -> Select:
    """What these people did at the desk in these stretches of time, as the rules look at it."""
    values: dict[str, Any] = {"district": actor.district_id, "watched": sorted(WATCHED | ADULT_LOOKS)}
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
        *_ABOUT,
    ).where(
        sa.or_(*stretches) if stretches else e.id == "",
        here,
        e.tag.in_(sa.bindparam("watched", expanding=True)),
    )


def between(actor: Actor, low: datetime, high: datetime) -> Select:
    """What everybody did in a stretch of time, as the rules look at it, with what a line of it tells."""
    return _between().params(
        district=actor.district_id, low=low, high=high, watched=sorted(WATCHED | ADULT_LOOKS)
    )


@cache
def _between() -> Select:
    e = AuditEvent
    return (
        sa.select(e.id, e.occurred_at, e.tag, e.actor_id, *_ABOUT)
        .where(
            e.district_id == sa.bindparam("district"),
            e.occurred_at >= sa.bindparam("low", type_=UtcTime()),
            e.occurred_at < sa.bindparam("high", type_=UtcTime()),
            e.tag.in_(sa.bindparam("watched", expanding=True)),
        )
        .order_by(e.occurred_at, e.id)
    )


def details(actor: Actor, event_ids: list[str]) -> Select:
    """What a line of the trail tells of these events."""
    e = AuditEvent
    return sa.select(e.id, e.fields, e.subjects, e.purpose, e.codes, e.clearance).where(
        e.id.in_(event_ids), e.district_id == actor.district_id
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
    return sa.select(
        Ticket.id, Ticket.requester_id, Ticket.requester_kind, Ticket.owner_id, Ticket.kind, Ticket.site_id
    ).where(
        Ticket.id.in_(sa.bindparam("tickets", expanding=True)), Ticket.district_id == sa.bindparam("district")
    )


def close(actor: Actor, ticket_ids: list[int], tech_ids: list[int], today: date) -> Any:
    """Pairs of ticket and tech whose requester is close to the tech, and how; no name leaves the database."""
    return _close().params(tickets=ticket_ids, techs=tech_ids, district=actor.district_id, today=today)


@cache
def _close() -> Any:
    pairs = (_apart(KeptApart.first_id, KeptApart.second_id), _apart(KeptApart.second_id, KeptApart.first_id))
    kin = (_same_name(), _same_caregiver(), _caregiver(), _own_child())
    return sa.union_all(*kin, _same_class(), _barred(), *pairs)


def _pairs(how: str, tech_id: Any) -> Select:
    return sa.select(
        Ticket.id.label("ticket_id"), tech_id.label("tech_id"), sa.literal(how).label("how")
    ).where(
        Ticket.id.in_(sa.bindparam("tickets", expanding=True)),
        Ticket.district_id == sa.bindparam("district"),
        Ticket.requester_kind != "staff",
        tech_id.in_(sa.bindparam("techs", expanding=True)),
        tech_id != Ticket.requester_id,
    )


def _same_name() -> Select:
    asker, tech = aliased(PersonPrivate), aliased(PersonPrivate)
    return (
        _pairs("same_name", tech.person_id)
        .join(asker, asker.person_id == Ticket.requester_id)
        .join(tech, sa.and_(tech.family == asker.family, tech.district_id == asker.district_id))
    )


def _same_caregiver() -> Select:
    asker, tech = aliased(Guardian), aliased(Guardian)
    return (
        _pairs("family", tech.student_id)
        .join(asker, asker.student_id == Ticket.requester_id)
        .join(tech, tech.caregiver_id == asker.caregiver_id)
    )


def _caregiver() -> Select:
    tech = aliased(Guardian)
    return _pairs("family", tech.student_id).join(tech, tech.caregiver_id == Ticket.requester_id)


def _own_child() -> Select:
    """An adult who looks is the caregiver of who asked."""
    adult = aliased(Guardian)
    return _pairs("family", adult.caregiver_id).join(adult, adult.student_id == Ticket.requester_id)


def _same_class() -> Select:
    asker, tech = aliased(Enrollment), aliased(Enrollment)
    return (
        _pairs("classmate", tech.person_id)
        .join(asker, sa.and_(asker.person_id == Ticket.requester_id, asker.role == "student"))
        .join(tech, sa.and_(tech.class_id == asker.class_id, tech.role == "student"))
    )


def _barred() -> Select:
    """What the school reckons as family, whose tickets a tech is never given."""
    return _pairs("barred", Barred.tech_id).join(Barred, Barred.person_id == Ticket.requester_id)


def _apart(asker: Any, tech: Any) -> Select:
    at = sa.bindparam("today", type_=sa.Date())
    how = sa.case((KeptApart.reason == "family", "family"), else_="keep_apart")
    return (
        _pairs("keep_apart", tech)
        .with_only_columns(Ticket.id.label("ticket_id"), tech.label("tech_id"), how.label("how"))
        .join(KeptApart, asker == Ticket.requester_id)
        .where(
            KeptApart.ended_at.is_(None),
            KeptApart.starts_on <= at,
            sa.or_(KeptApart.ends_on.is_(None), KeptApart.ends_on >= at),
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


def shifts(actor: Actor, tech_ids: list[int]) -> Select:
    """The hours of the week in which these people are on shift."""
    return (
        sa.select(Shift.person_id, Shift.weekday, BellPeriod.starts_minute, BellPeriod.ends_minute)
        .join(BellPeriod, BellPeriod.id == Shift.period_id)
        .where(Shift.person_id.in_(tech_ids), Shift.district_id == actor.district_id)
    )
