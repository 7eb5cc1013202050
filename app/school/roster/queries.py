"""What is known of a district, for comparing a set with it; every select is held to the actor's district."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Role
from app.school.people.models import (
    Enrollment,
    Guardian,
    Membership,
    Person,
    PersonPrivate,
    SchoolClass,
    StaffProfile,
)
from app.school.places.models import Org, Room, Term
from app.school.roster.models import RosterRun, RosterUpload

Select = sa.Select[*tuple[Any, ...]]
HELD = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.TEACHER, Role.TECHNICIAN)
PRIVATE = ("given", "family", "middle", "preferred", "username", "number", "mail", "phone", "grade")


def orgs(actor: Actor) -> Select:
    """The organizations of the district."""
    columns = (Org.id, Org.kind, Org.name, Org.code, Org.parent_id, Org.sourced_id, Org.active)
    return sa.select(*columns).where(Org.district_id == actor.district_id).order_by(Org.id)


def people(actor: Actor) -> Select:
    """Everybody of the district with what the roster says of them."""
    private = [getattr(PersonPrivate, name) for name in PRIVATE]
    return (
        sa.select(Person.id, Person.kind, Person.site_id, Person.active, PersonPrivate.sourced_id, *private)
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .where(Person.district_id == actor.district_id, PersonPrivate.sourced_id != "")
    )


def profiles(actor: Actor) -> Select:
    """The professional names of staff."""
    return sa.select(StaffProfile.person_id, StaffProfile.display_name).where(
        StaffProfile.district_id == actor.district_id
    )


def memberships(actor: Actor) -> Select:
    """Who is what where, as far as the roster said so."""
    return sa.select(
        Membership.id,
        Membership.person_id,
        Membership.org_id,
        Membership.role,
        Membership.starts_on,
        Membership.ends_on,
    ).where(Membership.district_id == actor.district_id, Membership.source == "roster")


def role_holders(actor: Actor, today: date) -> Select:
    """Who has a role in Cadre today, at the district or one of its schools, with their professional names."""
    return (
        sa.select(Membership.person_id, Membership.role, StaffProfile.display_name)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(StaffProfile, StaffProfile.person_id == Person.id)
        .where(
            Membership.district_id == actor.district_id,
            Membership.role.in_([role.value for role in HELD]),
            sa.or_(Membership.starts_on.is_(None), Membership.starts_on <= today),
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
            Person.active,
        )
    )


def guardians(actor: Actor) -> Select:
    """Who is whose caregiver."""
    return sa.select(Guardian.id, Guardian.student_id, Guardian.caregiver_id).where(
        Guardian.district_id == actor.district_id
    )


def terms(actor: Actor) -> Select:
    """The terms that came with a roster."""
    return sa.select(Term.id, Term.site_id, Term.sourced_id, Term.name, Term.starts_on, Term.ends_on).where(
        Term.district_id == actor.district_id, Term.sourced_id != ""
    )


def rooms(actor: Actor) -> Select:
    """The rooms of the district's schools."""
    return sa.select(Room.site_id, Room.code).where(Room.district_id == actor.district_id)


def classes(actor: Actor) -> Select:
    """The classes of the district."""
    return sa.select(
        SchoolClass.id,
        SchoolClass.sourced_id,
        SchoolClass.site_id,
        SchoolClass.title,
        SchoolClass.course,
        SchoolClass.active,
    ).where(SchoolClass.district_id == actor.district_id)


def enrollments(actor: Actor) -> Select:
    """Who sits in which class."""
    return sa.select(
        Enrollment.id, Enrollment.class_id, Enrollment.person_id, Enrollment.role, Enrollment.sourced_id
    ).where(Enrollment.district_id == actor.district_id)


def upload(actor: Actor, upload_id: int) -> Select:
    """An uploaded set of the actor's own that still waits."""
    return sa.select(
        RosterUpload.id,
        RosterUpload.uploaded_at,
        RosterUpload.file_name,
        RosterUpload.content,
        RosterUpload.state,
        RosterUpload.said,
    ).where(
        RosterUpload.id == upload_id,
        RosterUpload.district_id == actor.district_id,
        RosterUpload.person_id == actor.person_id,
    )


def upload_state(actor: Actor, upload_id: int) -> Select:
    """Where such an upload stands."""
    return upload(actor, upload_id).with_only_columns(RosterUpload.state)


def runs(actor: Actor, limit: int = 10) -> Select:
    """The latest imports, newest first."""
    return (
        sa.select(RosterRun)
        .with_only_columns(*RosterRun.__table__.c)
        .where(RosterRun.district_id == actor.district_id)
        .order_by(RosterRun.applied_at.desc())
        .limit(limit)
    )


def run(actor: Actor, run_id: int) -> Select:
    """One import."""
    return sa.select(*RosterRun.__table__.c).where(
        RosterRun.id == run_id, RosterRun.district_id == actor.district_id
    )
