"""Selects over schools, rooms, bells, terms and closed days; every one is held to the actor's district."""

from typing import Any

import sqlalchemy as sa

from app.identity.actor import Actor
from app.school.people.models import Person
from app.school.places.models import BellPeriod, ClosedDay, Org, Room, Term

Select = sa.Select[*tuple[Any, ...]]
_ORG = (Org.id, Org.district_id, Org.kind, Org.name, Org.code, Org.parent_id, Org.timezone, Org.active)


def sites(actor: Actor) -> Select:
    """The schools at which the actor acts."""
    return (
        sa.select(*_ORG)
        .where(
            Org.district_id == actor.district_id,
            Org.kind == "school",
            Org.active,
            Org.id.in_(sorted(actor.site_ids)),
        )
        .order_by(Org.name)
    )


def site(actor: Actor, code: str) -> Select:
    """One school of the actor, by its code."""
    return sites(actor).where(Org.code == code.upper())


def tree(actor: Actor) -> Select:
    """The district and its schools, and the cooperative above."""
    above = sa.select(Org.parent_id).where(Org.id == actor.district_id, Org.parent_id.is_not(None))
    return (
        sa.select(*_ORG, Org.guardian_needed, Org.number_pattern)
        .where(sa.or_(Org.district_id == actor.district_id, Org.id.in_(above)))
        .order_by(Org.name)
    )


def heads(actor: Actor) -> Select:
    """How many active people each place of the district has, by kind."""
    return (
        sa.select(Person.site_id, Person.kind, sa.func.count().label("number"))
        .where(Person.district_id == actor.district_id, Person.active, Person.kind != "persona")
        .group_by(Person.site_id, Person.kind)
    )


def rooms(actor: Actor, site_id: int) -> Select:
    """A school's rooms."""
    return (
        sa.select(Room.id, Room.code, Room.name)
        .where(Room.district_id == actor.district_id, Room.site_id == site_id)
        .order_by(Room.code)
    )


def bells(actor: Actor, site_id: int) -> Select:
    """A school's bell periods in order of the day."""
    times = (BellPeriod.starts_minute, BellPeriod.ends_minute)
    return (
        sa.select(BellPeriod.id, BellPeriod.name, *times, BellPeriod.lunch)
        .where(BellPeriod.district_id == actor.district_id, BellPeriod.site_id == site_id)
        .order_by(BellPeriod.starts_minute, BellPeriod.id)
    )


def terms(actor: Actor, site_id: int) -> Select:
    """A school's terms, the latest first."""
    return (
        sa.select(Term.id, Term.name, Term.starts_on, Term.ends_on, Term.sourced_id)
        .where(Term.district_id == actor.district_id, Term.site_id == site_id)
        .order_by(Term.starts_on.desc())
    )


def closed_days(actor: Actor, site_id: int) -> Select:
    """A school's closed days in order."""
    return (
        sa.select(ClosedDay.id, ClosedDay.closed_on, ClosedDay.reason)
        .where(ClosedDay.district_id == actor.district_id, ClosedDay.site_id == site_id)
        .order_by(ClosedDay.closed_on)
    )


def district(actor: Actor) -> Any:
    """What a district says of its student numbers and of guardians' permission."""
    return sa.select(Org.id, Org.name, Org.number_pattern, Org.guardian_needed).where(
        Org.district_id == actor.district_id, Org.id == actor.district_id
    )


def district_set(actor: Actor) -> sa.Update:
    """Change it, for the district and the schools in it."""
    return sa.update(Org).where(Org.district_id == actor.district_id)
