"""Selects over certificates, held to the student's own or to the teacher's teams."""

from typing import Any

import sqlalchemy as sa

from app.curriculum.models import Certificate
from app.curriculum.own import whose
from app.identity.actor import Actor
from app.school.cadres.models import CadreMember

Select = sa.Select[*tuple[Any, ...]]


def _members(actor: Actor) -> Any:
    return sa.select(CadreMember.person_id).where(
        CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(sorted(actor.cadre_ids))
    )


def certificates_of(actor: Actor, student_id: int) -> Select:
    """A student's certificates, the newest first."""
    return (
        sa.select(*Certificate.__table__.c)
        .where(
            Certificate.district_id == actor.district_id, Certificate.student_id == whose(actor, student_id)
        )
        .where(Certificate.withdrawn_at.is_(None))
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    )


def certificates_of_teams(actor: Actor, limit: int = 200) -> Select:
    """The certificates of the teacher's teams, those that wait for a look first."""
    return (
        sa.select(*Certificate.__table__.c)
        .where(Certificate.district_id == actor.district_id, Certificate.student_id.in_(_members(actor)))
        .where(Certificate.withdrawn_at.is_(None))
        .order_by(Certificate.verified_at.is_not(None), Certificate.recorded_at, Certificate.id)
        .limit(limit)
    )


def certificate(actor: Actor, certificate_id: int) -> Select:
    """One certificate of the actor's district, and whether its student is on the actor's teams."""
    return sa.select(
        *Certificate.__table__.c, Certificate.student_id.in_(_members(actor)).label("in_cadre")
    ).where(Certificate.id == certificate_id, Certificate.district_id == actor.district_id)


def same(actor: Actor, student_id: int, programme: str, reference: str) -> Select:
    """Whether a certificate was recorded before."""
    return sa.select(*Certificate.__table__.c).where(
        Certificate.district_id == actor.district_id,
        Certificate.student_id == whose(actor, student_id),
        Certificate.programme == programme,
        Certificate.reference == reference,
    )


def decided(actor: Actor, certificate_id: int) -> sa.Update:
    """Decide on a certificate that waits; matches one row, or none when somebody did before."""
    return _undecided(actor, certificate_id).where(Certificate.withdrawn_at.is_(None))


def _undecided(actor: Actor, certificate_id: int) -> sa.Update:
    return sa.update(Certificate).where(
        Certificate.id == certificate_id,
        Certificate.district_id == actor.district_id,
        Certificate.verified_at.is_(None),
        Certificate.refused_at.is_(None),
    )


def changed_by_student(actor: Actor, certificate_id: int) -> sa.Update:
    """Take back a student's own entry, or write it down again; none when a teacher decided before."""
    own = (Certificate.student_id == actor.person_id, Certificate.recorded_by_id == actor.person_id)
    return _undecided(actor, certificate_id).where(*own)


def taken_up(actor: Actor, certificate_id: int) -> sa.Update:
    """Let a certificate that was refused or taken back wait again, as a teacher writes it down."""
    return (
        sa.update(Certificate)
        .where(
            Certificate.id == certificate_id,
            Certificate.district_id == actor.district_id,
            Certificate.student_id.in_(_members(actor)),
            Certificate.verified_at.is_(None),
        )
        .values(refused_at=None, refused_by_id=None, refused_why=None, withdrawn_at=None)
    )


def members(actor: Actor) -> Select:
    """The students of the teacher's teams by working name."""
    return (
        sa.select(CadreMember.person_id, CadreMember.working_name)
        .where(
            CadreMember.district_id == actor.district_id, CadreMember.cadre_id.in_(sorted(actor.cadre_ids))
        )
        .order_by(CadreMember.working_name)
    )
