"""Selects over requests to correct a record, and over everything that a bundle shows of one student."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.curriculum.models import Certificate, Grade, LessonRead, QuizAttempt
from app.helpdesk.attachments.models import Attachment, AttachmentPrivate
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket, TicketPrivate
from app.identity.actor import Actor
from app.school.cadres.models import Cadre, CadreMember, GuardianSignature
from app.school.holds.models import Amendment, AmendmentStep
from app.school.people.models import Enrollment, SchoolClass
from app.school.places.models import Room

Select = sa.Select[*tuple[Any, ...]]
MOST = 5000


def amendments(actor: Actor) -> Select:
    """Every request to correct a record, the oldest first."""
    return (
        sa.select(*Amendment.__table__.c)
        .where(Amendment.district_id == actor.district_id)
        .order_by(Amendment.received_on, Amendment.id)
    )


def amendment(actor: Actor, amendment_id: int) -> Select:
    """One request to correct a record."""
    return amendments(actor).where(Amendment.id == amendment_id)


def amendments_of(actor: Actor, person_id: int) -> Select:
    """The requests to correct one person's record."""
    return amendments(actor).where(Amendment.person_id == person_id)


@kept()
def amendments_on(actor: Actor, number: str) -> Select:
    """The requests to correct what stands on one ticket."""
    return (
        amendments(actor)
        .join(Ticket, Ticket.id == Amendment.ticket_id)
        .where(Ticket.number == number, Ticket.site_id.in_(sorted(actor.site_ids)))
    )


def steps(actor: Actor, amendment_ids: list[int]) -> Select:
    """What came of these requests, in order."""
    return (
        sa.select(*AmendmentStep.__table__.c)
        .where(AmendmentStep.district_id == actor.district_id, AmendmentStep.amendment_id.in_(amendment_ids))
        .order_by(AmendmentStep.amendment_id, AmendmentStep.place)
    )


def classes(actor: Actor, person_id: int) -> Select:
    """The classes of one person."""
    return (
        sa.select(SchoolClass.title, Enrollment.role)
        .join(Enrollment, Enrollment.class_id == SchoolClass.id)
        .where(Enrollment.person_id == person_id, Enrollment.district_id == actor.district_id)
        .order_by(SchoolClass.title)
    )


def others_tickets(actor: Actor, person_id: int) -> Select:
    """The live tickets that others asked for."""
    return sa.select(Ticket.id).where(
        Ticket.district_id == actor.district_id, Ticket.kind == "live", Ticket.requester_id != person_id
    )


def tickets(actor: Actor, person_id: int, naming: list[int]) -> Select:
    """The tickets that one person asked for or that name them, the oldest first, with their titles as typed."""
    return (
        sa.select(
            Ticket.id,
            Ticket.number,
            Ticket.status,
            Ticket.closure_code,
            Ticket.channel,
            Ticket.requester_id,
            Ticket.created_at,
            Ticket.closed_at,
            TicketPrivate.title,
            Category.name.label("category"),
            Room.code.label("room"),
        )
        .outerjoin(TicketPrivate, TicketPrivate.ticket_id == Ticket.id)
        .join(Category, Category.id == Ticket.category_id)
        .outerjoin(Room, Room.id == Ticket.room_id)
        .where(
            sa.or_(Ticket.requester_id == person_id, Ticket.id.in_(naming)),
            Ticket.district_id == actor.district_id,
            Ticket.kind == "live",
        )
        .order_by(Ticket.created_at, Ticket.id)
        .limit(MOST)
    )


def messages(actor: Actor, ticket_ids: list[int]) -> Select:
    """Every message and note on these tickets as it was typed, the oldest first."""
    return (
        sa.select(
            Message.ticket_id,
            Message.kind,
            Message.side,
            Message.author_id,
            Message.created_at,
            Message.body_masked,
            MessagePrivate.body,
        )
        .outerjoin(MessagePrivate, MessagePrivate.message_id == Message.id)
        .where(Message.ticket_id.in_(ticket_ids), Message.district_id == actor.district_id)
        .order_by(Message.ticket_id, Message.created_at, Message.id)
    )


def files(actor: Actor, ticket_ids: list[int]) -> Select:
    """Every file that was sent on these tickets, with the words of text files, in order."""
    return (
        sa.select(*Attachment.__table__.c, AttachmentPrivate.text)
        .outerjoin(AttachmentPrivate, AttachmentPrivate.attachment_id == Attachment.id)
        .where(
            Attachment.district_id == actor.district_id,
            Attachment.ticket_id.in_(ticket_ids),
            Attachment.message_id.is_not(None),
        )
        .order_by(Attachment.ticket_id, Attachment.position)
    )


def teams(actor: Actor, person_id: int) -> Select:
    """The teams that one person was on."""
    return (
        sa.select(
            Cadre.name,
            Cadre.school_year,
            CadreMember.rung,
            CadreMember.working_name,
            CadreMember.starts_on,
            CadreMember.ends_on,
        )
        .join(CadreMember, CadreMember.cadre_id == Cadre.id)
        .where(CadreMember.person_id == person_id, CadreMember.district_id == actor.district_id)
        .order_by(CadreMember.starts_on)
    )


def guardians(actor: Actor, person_id: int) -> Select:
    """Who permitted one person's place on a team, and until when it held."""
    own = (GuardianSignature.person_id == person_id, GuardianSignature.district_id == actor.district_id)
    return sa.select(*GuardianSignature.__table__.c).where(*own).order_by(GuardianSignature.id)


def lessons(actor: Actor, person_id: int) -> Select:
    """The lessons that one person read."""
    own = (LessonRead.student_id == person_id, LessonRead.district_id == actor.district_id)
    return sa.select(LessonRead.module, LessonRead.lesson, LessonRead.read_at).where(*own)


def quizzes(actor: Actor, person_id: int) -> Select:
    """The quizzes that one person finished."""
    return (
        sa.select(QuizAttempt.module, QuizAttempt.finished_at, QuizAttempt.right_count, QuizAttempt.passed)
        .where(
            QuizAttempt.student_id == person_id,
            QuizAttempt.district_id == actor.district_id,
            QuizAttempt.finished_at.is_not(None),
        )
        .order_by(QuizAttempt.finished_at)
    )


def grades(actor: Actor, person_id: int) -> Select:
    """The grades that one person was given; a comment as it was masked when it was written."""
    return (
        sa.select(Grade.verdict, Grade.objectives, Grade.comment_masked, Grade.graded_at, Ticket.number)
        .outerjoin(Ticket, Ticket.id == Grade.ticket_id)
        .where(Grade.student_id == person_id, Grade.district_id == actor.district_id)
        .order_by(Grade.graded_at)
    )


def certificates(actor: Actor, person_id: int) -> Select:
    """The certificates that one person handed in."""
    return (
        sa.select(
            Certificate.programme,
            Certificate.issued_on,
            Certificate.expires_on,
            Certificate.verified_at,
            Certificate.withdrawn_at,
        )
        .where(Certificate.student_id == person_id, Certificate.district_id == actor.district_id)
        .order_by(Certificate.issued_on)
    )
