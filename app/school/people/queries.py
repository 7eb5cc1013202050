"""Selects over people for adults, held to the actor's district and schools."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel import clock
from app.school.people.folding import folded
from app.school.people.models import (
    AdultsOnly,
    Enrollment,
    Membership,
    Person,
    PersonPrivate,
    SchoolClass,
    StaffProfile,
)
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]
_NAMES = (PersonPrivate.given, PersonPrivate.family, PersonPrivate.preferred)


def _in_reach(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """The conditions under which an adult may look somebody up: at one of the own schools; who has none is the
    district's."""
    sites = sorted(actor.site_ids)
    here = sa.exists().where(
        Membership.person_id == Person.id,
        Membership.district_id == actor.district_id,
        Membership.org_id.in_(sites),
        _holds(actor),
    )
    reach = sa.or_(Person.site_id.in_(sites), here)
    if actor.hat in (Hat.ADMIN, Hat.OFFICE):
        reach = sa.or_(reach, Person.site_id.is_(None))
    return [Person.district_id == actor.district_id, PersonPrivate.district_id == actor.district_id, reach]


def _holds(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether a role holds on the day that it is where the actor is: a roster often gives its last day long before."""
    today = clock.now().astimezone(ZoneInfo(actor.zone or "UTC")).date()
    return sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today)


def _people() -> Select:
    return (
        sa.select(
            Person.id,
            Person.kind,
            Person.site_id,
            Person.active,
            *_NAMES,
            PersonPrivate.grade,
            PersonPrivate.username,
            Org.code.label("site_code"),
            Org.name.label("site_name"),
        )
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .outerjoin(Org, Org.id == Person.site_id)
    )


def search(actor: Actor, words: Sequence[str], kind: str = "", limit: int = 40) -> Select:
    """People within reach of whom each word is a part of a name, in any case and with or without its accents, or is
    the number or username."""
    select = _people().where(*_in_reach(actor))
    for word in words:
        part, name = folded(word), PersonPrivate.folded.contains(folded(word), autoescape=True)
        exact = [PersonPrivate.number == word, sa.func.lower(PersonPrivate.username) == word.lower()]
        select = select.where(sa.or_(*exact, *([name] if part else [])))
    if kind:
        select = select.where(Person.kind == kind, Person.active)
    order = (Person.active.desc(), PersonPrivate.family, PersonPrivate.given, Person.id)
    return select.order_by(*order).limit(limit)


def person(actor: Actor, person_id: int) -> Select:
    """One person within reach."""
    return _people().where(Person.id == person_id, *_in_reach(actor))


def people(actor: Actor, person_ids: Sequence[int]) -> Select:
    """These people of the district, by name."""
    return (
        _people()
        .where(Person.district_id == actor.district_id, Person.id.in_(list(person_ids)))
        .order_by(PersonPrivate.family, PersonPrivate.given, Person.id)
    )


def staff(actor: Actor, site_id: int) -> Select:
    """The staff in use of a school or of its district, by professional name."""
    return (
        sa.select(Person.id, StaffProfile.display_name)
        .join(StaffProfile, StaffProfile.person_id == Person.id)
        .where(
            Person.district_id == actor.district_id,
            Person.kind == "staff",
            Person.active,
            sa.or_(Person.site_id == site_id, Person.site_id.is_(None), _member_at(actor, site_id)),
        )
        .order_by(StaffProfile.display_name)
    )


def _member_at(actor: Actor, site_id: int) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Membership.person_id == Person.id,
        Membership.org_id == site_id,
        Membership.district_id == actor.district_id,
        _holds(actor),
    )


def professional_names(actor: Actor, person_ids: Sequence[int]) -> Select:
    """The names under which these members of staff are seen."""
    return sa.select(StaffProfile.person_id, StaffProfile.display_name).where(
        StaffProfile.district_id == actor.district_id, StaffProfile.person_id.in_(list(person_ids))
    )


def memberships(actor: Actor, person_ids: Sequence[int]) -> Select:
    """What these people are, and where."""
    return (
        sa.select(
            Membership.id,
            Membership.person_id,
            Membership.role,
            Membership.source,
            Membership.starts_on,
            Membership.ends_on,
            Membership.org_id,
            Org.name.label("org_name"),
            Org.kind.label("org_kind"),
        )
        .join(Org, Org.id == Membership.org_id)
        .where(Membership.district_id == actor.district_id, Membership.person_id.in_(list(person_ids)))
        .order_by(Membership.role)
    )


def classes(actor: Actor, site_id: int) -> Select:
    """The classes of a school that students sit in, a row for each teacher of one."""
    here = (SchoolClass.district_id == actor.district_id, SchoolClass.site_id == site_id)
    seat = (Enrollment.district_id == actor.district_id, Enrollment.class_id == SchoolClass.id)
    teaches = sa.and_(*seat, Enrollment.role == "teacher")
    return (
        sa.select(SchoolClass.id, SchoolClass.title, StaffProfile.display_name)
        .outerjoin(Enrollment, teaches)
        .outerjoin(StaffProfile, StaffProfile.person_id == Enrollment.person_id)
        .where(*here, SchoolClass.active)
        .order_by(SchoolClass.title, StaffProfile.display_name)
    )


def students_of(actor: Actor, class_id: int) -> Select:
    """The students of a class."""
    return (
        _people()
        .join(Enrollment, Enrollment.person_id == Person.id)
        .where(
            Enrollment.class_id == class_id,
            Enrollment.district_id == actor.district_id,
            Person.kind == "student",
            Person.active,
            *_in_reach(actor),
        )
        .order_by(PersonPrivate.family, PersonPrivate.given)
    )


def adults_only(actor: Actor, person_id: int) -> Select:
    """Who asked that a person's tickets are for adults only, and when."""
    return sa.select(AdultsOnly.asked_by, AdultsOnly.set_at).where(
        AdultsOnly.district_id == actor.district_id, AdultsOnly.person_id == person_id
    )


def adults_only_ended(actor: Actor, person_id: int) -> sa.Delete:
    """End it."""
    return sa.delete(AdultsOnly).where(
        AdultsOnly.district_id == actor.district_id, AdultsOnly.person_id == person_id
    )
