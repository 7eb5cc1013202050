"""Selects over lessons read, attempts, the agreement and the names on a team; each for the acting person."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Grant
from app.curriculum.models import LessonRead, QuizAttempt
from app.curriculum.own import whose
from app.identity.actor import Actor
from app.school.cadres.models import Cadre, CadreMember
from app.school.people.models import PersonPrivate, StaffProfile
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def lessons_read(actor: Actor, module: str) -> Select:
    """The lessons that the acting person read."""
    return sa.select(LessonRead.lesson, LessonRead.read_at).where(
        LessonRead.district_id == actor.district_id,
        LessonRead.student_id == actor.person_id,
        LessonRead.module == module,
    )


def attempts(actor: Actor, module: str, student_id: int | None = None) -> Select:
    """The attempts of the acting person, or of a student for an adult of the team; the first one first."""
    return (
        sa.select(*QuizAttempt.__table__.c)
        .where(
            QuizAttempt.district_id == actor.district_id,
            QuizAttempt.student_id == whose(actor, student_id or actor.person_id),
            QuizAttempt.module == module,
        )
        .order_by(QuizAttempt.started_at, QuizAttempt.id)
    )


def attempt(actor: Actor, attempt_id: int) -> Select:
    """One attempt of the actor's district, for the job that gives the grant."""
    return sa.select(*QuizAttempt.__table__.c).where(
        QuizAttempt.id == attempt_id, QuizAttempt.district_id == actor.district_id
    )


def finish_attempt(actor: Actor, attempt_id: int) -> sa.Update:
    """Close an open attempt of the acting person; matches one row, or none when it was handed in before."""
    return sa.update(QuizAttempt).where(
        QuizAttempt.id == attempt_id,
        QuizAttempt.district_id == actor.district_id,
        QuizAttempt.student_id == actor.person_id,
        QuizAttempt.finished_at.is_(None),
    )


def module_until(actor: Actor, person_id: int, module: str, today: date) -> Select:
    """The latest day until which a module counts as passed."""
    return sa.select(sa.func.max(sa.func.coalesce(Grant.valid_until, date(9999, 12, 31)))).where(
        Grant.district_id == actor.district_id,
        Grant.person_id == person_id,
        Grant.kind == "module",
        Grant.code == module,
        Grant.ended_at.is_(None),
        Grant.valid_from <= today,
    )


def membership(actor: Actor, today: date) -> Select:
    """The acting person's newest place on a team, with what was signed."""
    return (
        sa.select(
            CadreMember.id,
            CadreMember.cadre_id,
            CadreMember.working_name,
            CadreMember.agreement_on,
            CadreMember.agreement_version,
            CadreMember.guardian_on,
            CadreMember.ends_on,
            Org.guardian_needed,
        )
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .join(Org, Org.id == Cadre.site_id)
        .where(
            CadreMember.district_id == actor.district_id,
            CadreMember.person_id == actor.person_id,
            Cadre.ends_on >= today,
        )
        .order_by(CadreMember.ends_on.desc())
    )


def names_taken(actor: Actor, cadre_id: int) -> Select:
    """The working names of others on a team, and the names of the district's staff."""
    members = sa.select(CadreMember.working_name).where(
        CadreMember.district_id == actor.district_id,
        CadreMember.cadre_id == cadre_id,
        CadreMember.person_id != actor.person_id,
    )
    staff = sa.select(StaffProfile.display_name).where(StaffProfile.district_id == actor.district_id)
    return sa.select(sa.union_all(members, staff).subquery())


def own_family(actor: Actor) -> Select:
    """The acting person's own family name."""
    return sa.select(PersonPrivate.family).where(
        PersonPrivate.district_id == actor.district_id, PersonPrivate.person_id == actor.person_id
    )


def sign_membership(actor: Actor, member_id: int) -> sa.Update:
    """Change the acting person's own place on a team."""
    return sa.update(CadreMember).where(
        CadreMember.id == member_id,
        CadreMember.district_id == actor.district_id,
        CadreMember.person_id == actor.person_id,
    )
