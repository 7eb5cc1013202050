"""Selects over finished work and its grades, held to the grader's sites and teams."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.curriculum.models import Grade, PracticeRun, SignOff
from app.curriculum.own import whose
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import Resolution, Ticket
from app.helpdesk.tickets.scope import told_title
from app.identity.actor import Actor
from app.kernel.paging import up_to
from app.kernel.tables import aliased
from app.school.cadres.models import CadreMember
from app.school.places.models import Room

Select = sa.Select[*tuple[Any, ...]]
DONE = ("resolved", "closed")
SHOWN = 100  # five digits grade one and open the next: a list to look over, not to work through


def _members(actor: Actor) -> Any:
    teams = sorted(actor.cadre_ids | actor.past_cadre_ids)
    return sa.select(CadreMember.person_id).where(
        CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(teams)
    )


def _pieces(actor: Actor) -> Select:
    later = aliased(Resolution)
    return (
        sa.select(
            Resolution.id.label("resolution_id"),
            Resolution.author_id.label("student_id"),
            Resolution.closure_code.label("resolution_code"),
            Resolution.cause_masked,
            Resolution.fix_masked,
            Resolution.proposed_at,
            Resolution.graded_at,
            Ticket.id.label("ticket_id"),
            Ticket.site_id,
            Ticket.number,
            Ticket.kind,
            Ticket.status,
            Ticket.title_masked,
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.channel,
            Ticket.reopen_count,
            Category.code.label("category_code"),
            Category.name.label("category_name"),
            Category.checklist,
            Room.code.label("room_code"),
            PracticeRun.story,
            Resolution.author_id.in_(_members(actor)).label("in_cadre"),
        )
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
        .outerjoin(Room, Room.id == Ticket.room_id)
        .outerjoin(PracticeRun, PracticeRun.ticket_id == Ticket.id)
        .where(
            Resolution.district_id == actor.district_id,
            Resolution.state == "accepted",
            Ticket.site_id.in_(sorted(actor.site_ids)),
            ~sa.exists().where(
                later.ticket_id == Resolution.ticket_id,
                later.state == "accepted",
                later.proposed_at > Resolution.proposed_at,
            ),
        )
    )


def _waiting(actor: Actor) -> list[sa.ColumnElement[bool]]:
    signed = sa.exists().where(SignOff.resolution_id == Resolution.id, SignOff.verdict == "accepted")
    return [
        Resolution.graded_at.is_(None),
        Resolution.author_id.in_(_members(actor)),
        Resolution.author_id != actor.person_id,
        Ticket.status.in_(DONE),
        sa.or_(Ticket.requester_id != actor.person_id, Ticket.kind == "practice"),
        sa.or_(Ticket.kind == "live", signed),
    ]


def waiting(actor: Actor, limit: int = SHOWN) -> Select:
    """The finished work of the grader's teams that has no grade yet, the oldest first."""
    return _pieces(actor).where(*_waiting(actor)).order_by(Resolution.proposed_at, Resolution.id).limit(limit)


def waiting_count(actor: Actor, most: int = SHOWN) -> Select:
    """How much work waits for a grade, counted up to a limit."""
    waits = (
        sa.select(Resolution.id)
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .where(
            Resolution.district_id == actor.district_id,
            Resolution.state == "accepted",
            Ticket.site_id.in_(sorted(actor.site_ids)),
            *_waiting(actor),
        )
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(waits.subquery())


@kept()
def number_waiting(actor: Actor) -> Select:
    """How much work waits for a grade, for a page that asks for this alone."""
    return waiting_count(actor)


def piece(actor: Actor, number: str) -> Select:
    """One finished piece of work by its ticket's number, graded or not."""
    return _pieces(actor).where(Ticket.number == number.upper())


def lock_piece(actor: Actor, resolution_id: int) -> Select:
    """The row that two graders of one piece of work meet at."""
    return (
        sa.select(Resolution.graded_at)
        .where(Resolution.id == resolution_id, Resolution.district_id == actor.district_id)
        .with_for_update()
    )


def graded(actor: Actor, ticket_id: int, student_id: int, at: datetime) -> sa.Update:
    """Take the work of a student on a ticket out of the queue."""
    return (
        sa.update(Resolution)
        .where(
            Resolution.district_id == actor.district_id,
            Resolution.ticket_id == ticket_id,
            Resolution.author_id == student_id,
            Resolution.state == "accepted",
        )
        .values(graded_at=at)
    )


def grades(actor: Actor, ticket_id: int, student_id: int) -> Select:
    """The chain of grades of a student's work on a ticket, the first one first."""
    return (
        sa.select(*Grade.__table__.c)
        .where(
            Grade.district_id == actor.district_id,
            Grade.ticket_id == ticket_id,
            Grade.student_id == student_id,
        )
        .order_by(Grade.graded_at, Grade.id)
    )


def _current(actor: Actor) -> Select:
    later = aliased(Grade)
    return (
        sa.select(*Grade.__table__.c, Ticket.number, told_title(actor), Ticket.kind)
        .join(Ticket, Ticket.id == Grade.ticket_id)
        .where(
            Grade.district_id == actor.district_id,
            ~sa.exists().where(later.supersedes_id == Grade.id, later.ticket_id == Grade.ticket_id),
        )
        .order_by(Grade.graded_at.desc(), Grade.id.desc())
    )


def grades_of(actor: Actor, student_id: int, limit: int = 60) -> Select:
    """A student's grades as they stand, the newest first."""
    return _current(actor).where(Grade.student_id == whose(actor, student_id)).limit(limit)


def graded_lately(actor: Actor, limit: int = 12) -> Select:
    """The newest grades of the grader's teams, to look at or correct."""
    return _current(actor).where(Grade.student_id.in_(_members(actor))).limit(limit)
