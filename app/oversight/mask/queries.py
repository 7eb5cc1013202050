"""Selects over the mask policy's versions and proposals, and over names that families keep back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.privacy.models import MaskProposal, MaskVersion
from app.school.cadres.models import CadreMember
from app.school.people.models import DirectoryOptOut, Person, PersonPrivate
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


def in_force(actor: Actor) -> Select:
    """The version in force; no row while everything is as drawn."""
    return (
        sa.select(*MaskVersion.__table__.c)
        .join(Org, Org.mask_version_id == MaskVersion.id)
        .where(Org.id == actor.district_id, MaskVersion.district_id == actor.district_id)
    )


def versions(actor: Actor, limit: int = 200) -> Select:
    """Every version, the newest first."""
    return (
        sa.select(*MaskVersion.__table__.c)
        .where(MaskVersion.district_id == actor.district_id)
        .order_by(MaskVersion.version.desc())
        .limit(limit)
    )


def version(actor: Actor, number: int) -> Select:
    """One version by its number."""
    return sa.select(*MaskVersion.__table__.c).where(
        MaskVersion.district_id == actor.district_id, MaskVersion.version == number
    )


def put_in_force(actor: Actor, version_id: int, before: int | None) -> sa.Update:
    """Point the district at a version; matches no row when another one came first."""
    same = Org.mask_version_id.is_(None) if before is None else Org.mask_version_id == before
    return (
        sa.update(Org)
        .where(Org.id == actor.district_id, Org.district_id == actor.district_id, same)
        .values(mask_version_id=version_id)
    )


def waiting(actor: Actor, now: datetime) -> Select:
    """The proposals that wait for a second adult and have not expired."""
    return (
        sa.select(*MaskProposal.__table__.c)
        .where(
            MaskProposal.district_id == actor.district_id,
            MaskProposal.state == "waiting",
            MaskProposal.expires_at > now,
        )
        .order_by(MaskProposal.proposed_at)
    )


def proposal(actor: Actor, proposal_id: int) -> Select:
    """One proposal."""
    return sa.select(*MaskProposal.__table__.c).where(
        MaskProposal.district_id == actor.district_id, MaskProposal.id == proposal_id
    )


def decide(actor: Actor, proposal_id: int, state: str, at: datetime) -> sa.Update:
    """End a waiting proposal; matches no row when somebody was first."""
    return (
        sa.update(MaskProposal)
        .where(
            MaskProposal.district_id == actor.district_id,
            MaskProposal.id == proposal_id,
            MaskProposal.state == "waiting",
        )
        .values(state=state, decided_by_id=actor.person_id, decided_at=at)
    )


def schools(actor: Actor) -> Select:
    """The schools of the district."""
    return sa.select(Org.id).where(Org.district_id == actor.district_id, Org.kind == "school", Org.active)


def _people() -> list[Any]:
    return [PersonPrivate.given, PersonPrivate.family, PersonPrivate.preferred, Person.site_id]


def kept_back(actor: Actor, limit: int = 500) -> Select:
    """The students whose names their families keep back."""
    return (
        sa.select(
            DirectoryOptOut.person_id, DirectoryOptOut.noted_at, DirectoryOptOut.noted_by_id, *_people()
        )
        .join(Person, Person.id == DirectoryOptOut.person_id)
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .where(DirectoryOptOut.district_id == actor.district_id)
        .order_by(PersonPrivate.family, PersonPrivate.given)
        .limit(limit)
    )


def student(actor: Actor, number: str) -> Select:
    """The active student with a number."""
    return (
        sa.select(Person.id, *_people())
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .where(
            Person.district_id == actor.district_id,
            Person.kind == "student",
            Person.active,
            PersonPrivate.number == number,
        )
    )


def is_kept_back(actor: Actor, person_id: int) -> Select:
    """Whether a student's name is kept back."""
    return sa.select(DirectoryOptOut.person_id).where(
        DirectoryOptOut.district_id == actor.district_id, DirectoryOptOut.person_id == person_id
    )


def give_back(actor: Actor, person_id: int) -> sa.Delete:
    """Forget that a name is kept back."""
    return sa.delete(DirectoryOptOut).where(
        DirectoryOptOut.district_id == actor.district_id, DirectoryOptOut.person_id == person_id
    )


def cover(actor: Actor, person_id: int, name: str) -> sa.Update:
    """Set (or with nothing, take away) the cover of a member's working name."""
    return (
        sa.update(CadreMember)
        .where(CadreMember.district_id == actor.district_id, CadreMember.person_id == person_id)
        .values(cover_name=name)
    )
