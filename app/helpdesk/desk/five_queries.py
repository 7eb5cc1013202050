"""Selects of My five's rail: what came back, and who is here."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.counting import SHOWN
from app.helpdesk.drafts.models import Draft
from app.helpdesk.escalations.models import Escalation
from app.helpdesk.tickets.models import Message, Resolution, Ticket
from app.helpdesk.tickets.scope import visible
from app.helpdesk.words import PAUSED
from app.identity.actor import Actor
from app.kernel.tables import aliased
from app.school.cadres.models import Cadre, CadreMember, Shift, shown_name
from app.school.people.models import StaffProfile
from app.school.places.models import BellPeriod

Select = sa.Select[*tuple[Any, ...]]


@kept()
def sent_back(actor: Actor, since: datetime, limit: int = SHOWN) -> Select:
    """Replies and endings of the actor that came back with a reason, and solutions of adults, on tickets that are
    still theirs to work on; none that a later reply, a passing on or work of theirs has answered."""
    parts = (_replies_back, _endings_back, _solutions_back)
    all_of_it = sa.union_all(*(part(actor, since) for part in parts)).subquery()
    return sa.select(all_of_it).order_by(all_of_it.c.decided_at.desc()).limit(limit)


def _replies_back(actor: Actor, since: datetime) -> Select:
    later = aliased(Draft)
    answered = sa.exists().where(
        later.district_id == actor.district_id,
        later.ticket_id == Draft.ticket_id,
        later.author_id == Draft.author_id,
        later.state != "withdrawn",
        later.submitted_at > Draft.decided_at,
    )
    passed_on = sa.exists().where(
        Escalation.district_id == actor.district_id,
        Escalation.ticket_id == Draft.ticket_id,
        Escalation.passed_at > Draft.decided_at,
    )
    return (
        sa.select(
            Ticket.number,
            sa.literal("reply").label("what"),
            Draft.reason_code,
            Draft.reason_masked,
            Draft.decided_by_id,
            Draft.decided_at,
        )
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(
            Draft.district_id == actor.district_id,
            Draft.author_id == actor.person_id,
            Draft.state == "returned",
            Draft.decided_at > since,
            ~answered,
            ~passed_on,
            Ticket.owner_id == actor.person_id,
            Ticket.status.in_(("in_progress", *PAUSED)),
            *visible(actor),
        )
    )


def _endings_back(actor: Actor, since: datetime) -> Select:
    later = aliased(Resolution)
    again = sa.exists().where(
        later.district_id == actor.district_id,
        later.ticket_id == Resolution.ticket_id,
        later.proposed_at > Resolution.decided_at,
    )
    return (
        sa.select(
            Ticket.number,
            sa.literal("ending").label("what"),
            sa.literal("").label("reason_code"),
            Resolution.reason_masked,
            Resolution.decided_by_id,
            Resolution.decided_at,
        )
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .where(
            Resolution.district_id == actor.district_id,
            Resolution.author_id == actor.person_id,
            Resolution.state == "returned",
            Resolution.decided_at > since,
            ~again,
            Ticket.owner_id == actor.person_id,
            Ticket.status == "in_progress",
            *visible(actor),
        )
    )


def _solutions_back(actor: Actor, since: datetime) -> Select:
    """Worked solutions to what the actor passed on, until they write a word on the ticket."""
    gone_on = sa.exists().where(
        Message.district_id == actor.district_id,
        Message.ticket_id == Escalation.ticket_id,
        Message.author_id == actor.person_id,
        Message.created_at > Escalation.returned_at,
    )
    return (
        sa.select(
            Ticket.number,
            sa.literal("solution").label("what"),
            sa.literal("").label("reason_code"),
            sa.literal("").label("reason_masked"),
            Escalation.accepted_by_id.label("decided_by_id"),
            Escalation.returned_at.label("decided_at"),
        )
        .join(Ticket, Ticket.id == Escalation.ticket_id)
        .where(
            Escalation.district_id == actor.district_id,
            Escalation.from_person_id == actor.person_id,
            Escalation.returned_at > since,
            Escalation.solution_message_id.is_not(None),
            ~gone_on,
            Ticket.owner_id == actor.person_id,
            Ticket.status == "in_progress",
            *visible(actor),
        )
    )


@kept()
def on_shift(actor: Actor, weekday: int, period_name: str) -> Select:
    """Who is on shift in a period of a weekday at the actor's sites, with the teacher and the deputy."""
    teacher, deputy = aliased(StaffProfile), aliased(StaffProfile)
    return (
        sa.select(
            Shift.person_id,
            Shift.post,
            shown_name().label("working_name"),
            CadreMember.rung,
            CadreMember.peer_trainer,
            Cadre.id.label("cadre_id"),
            teacher.display_name.label("teacher"),
            deputy.display_name.label("deputy"),
        )
        .select_from(Cadre)
        .outerjoin(teacher, teacher.person_id == Cadre.supervisor_id)
        .outerjoin(deputy, deputy.person_id == Cadre.deputy_id)
        .outerjoin(
            sa.join(Shift, BellPeriod, BellPeriod.id == Shift.period_id),
            sa.and_(Shift.cadre_id == Cadre.id, Shift.weekday == weekday, BellPeriod.name == period_name),
        )
        .outerjoin(
            CadreMember,
            sa.and_(CadreMember.cadre_id == Cadre.id, CadreMember.person_id == Shift.person_id),
        )
        .where(Cadre.district_id == actor.district_id, Cadre.id.in_(sorted(actor.cadre_ids)))
        .order_by(CadreMember.working_name)
    )
