"""Selects over everything that a piece of work left behind: masked texts and codes only."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.curriculum.models import Evidence, EvidenceVersion, Grade, SignOff
from app.curriculum.own import whose
from app.helpdesk.drafts.models import Draft
from app.helpdesk.reveal.models import Reveal
from app.helpdesk.tickets.models import Activity, ChecklistMark, Message, Resolution, Ticket
from app.helpdesk.tickets.scope import told_title
from app.identity.actor import Actor
from app.kernel.tables import aliased
from app.school.cadres.models import CadreMember, shown_name
from app.school.people.models import StaffProfile

Select = sa.Select[*tuple[Any, ...]]


def messages(actor: Actor, ticket_id: int) -> Select:
    """The masked messages of a ticket, oldest first."""
    return (
        sa.select(
            Message.created_at,
            Message.kind,
            Message.side,
            Message.author_id,
            Message.channel,
            Message.draft_id,
            Message.canned_code,
            Message.body_masked,
        )
        .where(Message.ticket_id == ticket_id, Message.district_id == actor.district_id)
        .order_by(Message.created_at, Message.id)
    )


def happenings(actor: Actor, ticket_id: int) -> Select:
    """The timeline of a ticket, oldest first."""
    return (
        sa.select(Activity.happened_at, Activity.kind, Activity.actor_id, Activity.to_status)
        .where(Activity.ticket_id == ticket_id, Activity.district_id == actor.district_id)
        .order_by(Activity.happened_at, Activity.id)
    )


def drafts(actor: Actor, ticket_id: int) -> Select:
    """The drafts of a ticket that were decided, oldest first."""
    return (
        sa.select(
            Draft.id,
            Draft.author_id,
            Draft.body_masked,
            Draft.edited_masked,
            Draft.state,
            Draft.submitted_at,
            Draft.decided_at,
            Draft.decided_by_id,
            Draft.reason_masked,
        )
        .where(Draft.ticket_id == ticket_id, Draft.district_id == actor.district_id)
        .order_by(Draft.submitted_at, Draft.id)
    )


def resolutions(actor: Actor, ticket_id: int) -> Select:
    """The proposed endings of a ticket, oldest first."""
    return (
        sa.select(*Resolution.__table__.c)
        .where(Resolution.ticket_id == ticket_id, Resolution.district_id == actor.district_id)
        .order_by(Resolution.proposed_at, Resolution.id)
    )


def steps_done(actor: Actor, ticket_id: int, student_id: int) -> Select:
    """How many steps of the checklist the student did, and when the last."""
    return sa.select(sa.func.count().label("done"), sa.func.max(ChecklistMark.done_at).label("last")).where(
        ChecklistMark.ticket_id == ticket_id,
        ChecklistMark.district_id == actor.district_id,
        ChecklistMark.done_by_id == student_id,
    )


def times_opened(actor: Actor, ticket_id: int, student_id: int) -> Select:
    """How often the student opened the ticket."""
    return sa.select(sa.func.count()).where(
        AuditEvent.ticket_id == ticket_id,
        AuditEvent.district_id == actor.district_id,
        AuditEvent.actor_id == student_id,
        AuditEvent.tag == Tag.TICKET_OPENED.value,
    )


def times_shown(actor: Actor, ticket_id: int, student_id: int) -> Select:
    """How many hidden words the student was shown."""
    return sa.select(sa.func.count()).where(
        Reveal.ticket_id == ticket_id,
        Reveal.district_id == actor.district_id,
        Reveal.asker_id == student_id,
        Reveal.state == "granted",
    )


@kept()
def public_names(actor: Actor, person_ids: list[int]) -> Select:
    """Professional names of staff and working names of techs: never a name from the vault."""
    staff = sa.select(StaffProfile.person_id, StaffProfile.display_name.label("name")).where(
        StaffProfile.district_id == actor.district_id, StaffProfile.person_id.in_(person_ids)
    )
    members = sa.select(CadreMember.person_id, shown_name().label("working_name")).where(
        CadreMember.district_id == actor.district_id, CadreMember.person_id.in_(person_ids)
    )
    return sa.select(sa.union_all(staff, members).subquery())


def evidence_of(actor: Actor, student_id: int) -> Select:
    """A student's evidence that no later grade replaced, with what tells whether it is held."""
    later = aliased(Grade)
    return (
        sa.select(
            Evidence.id,
            Evidence.objective,
            Evidence.kind,
            Evidence.assistance,
            Evidence.score,
            Evidence.snapshot_hash,
            Evidence.worked_on,
            Evidence.accepted_at,
            Evidence.ticket_id,
            Ticket.number,
            told_title(actor),
            Ticket.status,
            Ticket.last_reopened_at,
        )
        .join(Ticket, Ticket.id == Evidence.ticket_id)
        .where(
            Evidence.district_id == actor.district_id,
            Evidence.student_id == whose(actor, student_id),
            ~sa.exists().where(
                later.supersedes_id == Evidence.grade_id, later.ticket_id == Evidence.ticket_id
            ),
        )
        .order_by(Evidence.worked_on, Evidence.id)
    )


def snapshots(actor: Actor, grade_id: int) -> Select:
    """The frozen work behind a grade."""
    return sa.select(Evidence.snapshot, Evidence.snapshot_hash, Evidence.objective).where(
        Evidence.district_id == actor.district_id, Evidence.grade_id == grade_id
    )


def newest_snapshots(actor: Actor) -> Select:
    """The newest version of each snapshot; the first one is the evidence itself."""
    versions = (
        sa.select(EvidenceVersion.evidence_id, sa.func.max(EvidenceVersion.version).label("version"))
        .where(EvidenceVersion.district_id == actor.district_id)
        .group_by(EvidenceVersion.evidence_id)
        .subquery()
    )
    newest = aliased(EvidenceVersion)
    return (
        sa.select(
            Evidence.id,
            Evidence.student_id,
            Evidence.ticket_id,
            sa.func.coalesce(newest.version, 1).label("version"),
            sa.case((newest.id.is_not(None), newest.snapshot), else_=Evidence.snapshot).label("snapshot"),
        )
        .outerjoin(versions, versions.c.evidence_id == Evidence.id)
        .outerjoin(
            newest,
            sa.and_(newest.evidence_id == Evidence.id, newest.version == versions.c.version),
        )
        .where(Evidence.district_id == actor.district_id)
    )


def masked_snapshots(actor: Actor) -> Select:
    """What was frozen of each ticket, as it is shown."""
    newest = newest_snapshots(actor).subquery()
    return sa.select(newest.c.ticket_id, newest.c.snapshot)


def comments(actor: Actor) -> Select:
    """The comments of sign-offs."""
    return sa.select(SignOff.ticket_id, SignOff.comment_masked, SignOff.id).where(
        SignOff.district_id == actor.district_id, SignOff.comment_masked != ""
    )


def comment_set(actor: Actor, sign_off_id: int) -> sa.Update:
    """Change the comment of a sign-off."""
    return sa.update(SignOff).where(SignOff.district_id == actor.district_id, SignOff.id == sign_off_id)
