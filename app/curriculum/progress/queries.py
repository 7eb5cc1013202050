"""Selects over work that is under way, and over a team's evidence."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Grant
from app.curriculum.models import Evidence, Grade, PracticeRun
from app.curriculum.own import whose
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import Resolution, Ticket
from app.helpdesk.tickets.scope import reachable
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.kernel.tables import aliased
from app.school.cadres.models import Cadre, CadreMember

Select = sa.Select[*tuple[Any, ...]]


def being_checked(actor: Actor, student_id: int) -> Select:
    """A student's proposed or finished work without a grade."""
    return (
        sa.select(Category.code.label("category_code"), PracticeRun.story, Ticket.number)
        .select_from(Resolution)
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
        .outerjoin(PracticeRun, PracticeRun.ticket_id == Ticket.id)
        .where(
            Resolution.district_id == actor.district_id,
            Resolution.author_id == whose(actor, student_id),
            Resolution.graded_at.is_(None),
            Resolution.state.in_(("proposed", "accepted")),
            Ticket.status.in_(("in_review", "resolved", "closed")),
            *reachable(actor),
        )
        .order_by(Resolution.proposed_at)
        .limit(50)
    )


def held_now(actor: Actor, student_id: int) -> Select:
    """The open tickets that a student owns, the next due first."""
    return (
        sa.select(
            Category.code.label("category_code"),
            Category.name.label("category_name"),
            PracticeRun.story,
            Ticket.number,
        )
        .select_from(Ticket)
        .join(Category, Category.id == Ticket.category_id)
        .outerjoin(PracticeRun, PracticeRun.ticket_id == Ticket.id)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.owner_id == whose(actor, student_id),
            Ticket.status.in_(WORKED),
            Ticket.status != "in_review",
            *reachable(actor),
        )
        .order_by(Ticket.due_at, Ticket.id)
        .limit(5)
    )


def grants_of(actor: Actor, student_id: int, today: date) -> Select:
    """What a student is cleared for today, and until when."""
    return (
        sa.select(
            Grant.kind,
            Grant.code,
            sa.func.max(sa.func.coalesce(Grant.valid_until, date(9999, 12, 31))).label("until"),
        )
        .where(
            Grant.district_id == actor.district_id,
            Grant.person_id == whose(actor, student_id),
            Grant.ended_at.is_(None),
            Grant.valid_from <= today,
            sa.or_(Grant.valid_until.is_(None), Grant.valid_until >= today),
        )
        .group_by(Grant.kind, Grant.code)
        .order_by(Grant.kind, Grant.code)
    )


def members(actor: Actor) -> Select:
    """The members of the teacher's teams; of those that ended lately, where none goes on."""
    teams = sorted(actor.cadre_ids or actor.past_cadre_ids)
    return (
        sa.select(
            CadreMember.person_id,
            CadreMember.working_name,
            CadreMember.rung,
            CadreMember.peer_trainer,
            Cadre.name.label("cadre"),
            Cadre.site_id,
        )
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(CadreMember.district_id == actor.district_id, Cadre.id.in_(teams))
        .order_by(Cadre.name, CadreMember.working_name)
    )


def team_evidence(actor: Actor) -> Select:
    """The evidence of the teacher's teams that no later grade replaced."""
    later = aliased(Grade)
    teams = sorted(actor.cadre_ids or actor.past_cadre_ids)
    members_of = sa.select(CadreMember.person_id).where(
        CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(teams)
    )
    return (
        sa.select(
            Evidence.student_id,
            Evidence.objective,
            Evidence.assistance,
            Evidence.accepted_at,
            Ticket.last_reopened_at,
        )
        .join(Ticket, Ticket.id == Evidence.ticket_id)
        .where(
            Evidence.district_id == actor.district_id,
            Evidence.student_id.in_(members_of),
            ~sa.exists().where(
                later.supersedes_id == Evidence.grade_id, later.ticket_id == Evidence.ticket_id
            ),
        )
    )


def ungraded_ending(actor: Actor, number: str) -> Select:
    """The acting student's newest accepted ending of a finished ticket."""
    return (
        sa.select(
            Resolution.id,
            Resolution.graded_at,
            Resolution.closure_code,
            Ticket.id.label("ticket_id"),
            Ticket.placeholders,
            Ticket.own_words,
            Ticket.site_id,
        )
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .where(
            Resolution.district_id == actor.district_id,
            Resolution.author_id == actor.person_id,
            Resolution.state == "accepted",
            Ticket.number == number.upper(),
            Ticket.status.in_(("resolved", "closed")),
            *reachable(actor),
        )
        .order_by(Resolution.proposed_at.desc(), Resolution.id.desc())
        .limit(1)
    )
