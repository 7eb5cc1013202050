"""Selects and updates over practice runs, their proposed endings and sign-offs."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.curriculum.models import PracticeRun, SignOff
from app.curriculum.own import whose
from app.helpdesk.catalog.models import Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.tickets.models import Resolution, Ticket
from app.helpdesk.tickets.scope import visible
from app.identity.actor import Actor
from app.kernel.paging import up_to
from app.school.cadres.models import Cadre, CadreMember, shown_name
from app.school.people.models import Person

Select = sa.Select[*tuple[Any, ...]]


def _members(actor: Actor) -> Any:
    return sa.select(CadreMember.person_id).where(
        CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(sorted(actor.cadre_ids))
    )


def persona(actor: Actor, site_id: int) -> Select:
    """The one who plays every persona of a school: a person without a name."""
    return sa.select(Person.id).where(
        Person.district_id == actor.district_id, Person.site_id == site_id, Person.kind == "persona"
    )


def member(actor: Actor, person_id: int) -> Select:
    """A member of the teacher's teams."""
    return (
        sa.select(CadreMember.cadre_id, shown_name().label("working_name"), Cadre.site_id)
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .where(
            CadreMember.district_id == actor.district_id,
            CadreMember.person_id == person_id,
            CadreMember.cadre_id.in_(sorted(actor.cadre_ids)),
        )
        .order_by(CadreMember.ends_on.desc())
    )


def members(actor: Actor) -> Select:
    """The members of the teacher's teams by working name."""
    return (
        sa.select(CadreMember.person_id, shown_name().label("working_name"), CadreMember.rung)
        .where(
            CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(sorted(actor.cadre_ids))
        )
        .order_by(CadreMember.working_name)
    )


def run(actor: Actor, ticket_id: int) -> Select:
    """The run behind a practice ticket."""
    return sa.select(PracticeRun.id, PracticeRun.story, PracticeRun.shown, PracticeRun.student_id).where(
        PracticeRun.ticket_id == ticket_id, PracticeRun.district_id == actor.district_id
    )


def shown_more(actor: Actor, run_id: int) -> sa.Update:
    """Change which checks a run has shown."""
    return sa.update(PracticeRun).where(
        PracticeRun.id == run_id, PracticeRun.district_id == actor.district_id
    )


def _runs(actor: Actor) -> Select:
    return (
        sa.select(
            PracticeRun.story,
            PracticeRun.student_id,
            PracticeRun.shown,
            PracticeRun.opened_at,
            Ticket.id.label("ticket_id"),
            Ticket.number,
            Ticket.status,
        )
        .join(Ticket, Ticket.id == PracticeRun.ticket_id)
        .where(PracticeRun.district_id == actor.district_id)
        .order_by(PracticeRun.opened_at.desc(), PracticeRun.id.desc())
    )


def runs_of(actor: Actor, student_id: int, limit: int = 20) -> Select:
    """A student's practice tickets, the newest first."""
    return _runs(actor).where(PracticeRun.student_id == whose(actor, student_id)).limit(limit)


def runs_of_teams(actor: Actor, limit: int = 100) -> Select:
    """The practice tickets of the teacher's teams: those under way first, then the newest."""
    over = Ticket.status.in_(("resolved", "closed", "cancelled"))
    newest = _runs(actor).order_by(None).order_by(over, PracticeRun.opened_at.desc(), PracticeRun.id.desc())
    return newest.where(PracticeRun.cadre_id.in_(sorted(actor.cadre_ids))).limit(limit)


def sign_offs(actor: Actor, ticket_ids: list[int]) -> Select:
    """The words of signers on some tickets, the oldest first."""
    return (
        sa.select(
            SignOff.ticket_id,
            SignOff.resolution_id,
            SignOff.signer_id,
            SignOff.signer_role,
            SignOff.verdict,
            SignOff.comment_masked,
            SignOff.signed_at,
        )
        .where(SignOff.district_id == actor.district_id, SignOff.ticket_id.in_(ticket_ids))
        .order_by(SignOff.signed_at, SignOff.id)
    )


def sign_off(actor: Actor, sign_off_id: int) -> Select:
    """One sign-off, for the job that settles it."""
    return sa.select(*SignOff.__table__.c).where(
        SignOff.id == sign_off_id, SignOff.district_id == actor.district_id
    )


def signed_by(actor: Actor, resolution_id: int) -> Select:
    """Whether the acting person has signed this ending before."""
    return sa.select(SignOff.verdict).where(
        SignOff.district_id == actor.district_id,
        SignOff.resolution_id == resolution_id,
        SignOff.signer_id == actor.person_id,
    )


def _proposed(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Practice endings that wait, of the trainer's own group or of the teacher's teams."""
    students = sorted(actor.group_ids) if actor.masked else _members(actor)
    return [
        *visible(actor),
        Resolution.district_id == actor.district_id,
        Resolution.author_id.in_(students),
        Resolution.author_id != actor.person_id,
        Ticket.kind == "practice",
    ]


def _endings(actor: Actor) -> Select:
    return (
        sa.select(
            Resolution.id.label("resolution_id"),
            Resolution.author_id.label("student_id"),
            Resolution.state,
            Resolution.closure_code.label("resolution_code"),
            Resolution.cause_masked,
            Resolution.fix_masked,
            Resolution.proposed_at,
            Ticket.id.label("ticket_id"),
            Ticket.site_id,
            Ticket.number,
            Ticket.kind,
            Ticket.status,
            Ticket.title_masked,
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Category.code.label("category_code"),
            Category.name.label("category_name"),
            Category.checklist,
            PracticeRun.story,
            PracticeRun.shown,
            sa.literal(True).label("in_cadre"),
        )
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
        .join(PracticeRun, PracticeRun.ticket_id == Ticket.id)
        .where(*_proposed(actor))
    )


@kept()
def waiting(actor: Actor, limit: int = SHOWN) -> Select:
    """The endings that wait for this signer, the oldest first."""
    return (
        _endings(actor)
        .where(Resolution.state == "proposed", Ticket.status == "in_review")
        .order_by(Resolution.proposed_at, Resolution.id)
        .limit(limit)
    )


def waiting_count(actor: Actor, most: int = 100) -> Select:
    """How many endings wait for this signer."""
    rows = (
        sa.select(Resolution.id)
        .join(Ticket, Ticket.id == Resolution.ticket_id)
        .where(*_proposed(actor), Resolution.state == "proposed", Ticket.status == "in_review")
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(rows.subquery())


def ending(actor: Actor, number: str) -> Select:
    """The newest ending of a practice ticket that this signer may read."""
    return (
        _endings(actor)
        .where(Ticket.number == number.upper())
        .order_by(Resolution.proposed_at.desc(), Resolution.id.desc())
        .limit(1)
    )
