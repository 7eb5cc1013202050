"""Selects over accounts, sessions, memberships and grants."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account, Grant, Invite, WebSession
from app.audit.kept import kept
from app.identity.actor import Actor
from app.kernel.tables import aliased
from app.school.cadres.models import Cadre, CadreMember, TrainingLink
from app.school.cadres.queries import at_school, led
from app.school.people.models import Membership, Person, StaffProfile
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


@kept()
def session_by_token(token_hash: str) -> Select:
    """The open session of a cookie with its person; scoped by the unguessable token.

    Shape: zone is that of the person's school; for who is at the district, that of its first school.
    """
    own, first = aliased(Org), aliased(Org)
    first_zone = (
        sa.select(first.timezone)
        .where(first.district_id == Person.district_id, first.kind == "school")
        .order_by(first.id)
        .limit(1)
    )
    return (
        sa.select(
            WebSession.id,
            WebSession.account_id,
            WebSession.created_at,
            WebSession.seen_at,
            WebSession.locked_at,
            WebSession.confirmed_at,
            Person.id.label("person_id"),
            Person.district_id,
            Person.site_id,
            Person.kind,
            StaffProfile.display_name,
            Org.mask_version_id,
            sa.func.coalesce(own.timezone, first_zone.scalar_subquery(), Org.timezone).label("zone"),
        )
        .join(Person, Person.id == WebSession.person_id)
        .join(Org, Org.id == Person.district_id)
        .outerjoin(own, sa.and_(own.id == Person.site_id, own.kind == "school"))
        .outerjoin(StaffProfile, StaffProfile.person_id == Person.id)
        .where(WebSession.token_hash == token_hash, WebSession.ended_at.is_(None), Person.active)
    )


def at_desk(actor: Actor, person_id: int) -> Select:
    """An active person of the actor's district, as a session's person is read."""
    return (
        sa.select(
            Person.id.label("person_id"),
            Person.district_id,
            Person.site_id,
            Person.kind,
            StaffProfile.display_name,
        )
        .outerjoin(StaffProfile, StaffProfile.person_id == Person.id)
        .where(Person.id == person_id, Person.district_id == actor.district_id, Person.active)
    )


@kept()
def any_account() -> Select:
    """One account, whoever's: none means that nobody can sign in yet."""
    return sa.select(Account.id).limit(1)


@kept()
def account_by_username(username: str) -> Select:
    """The account of a username, for sign-in."""
    return (
        sa.select(
            Account.id,
            Account.district_id,
            Account.person_id,
            Account.password_hash,
            Account.password_at,
            Account.failures,
            Account.wait_until,
            Account.disabled_at,
            Person.active,
        )
        .join(Person, Person.id == Account.person_id)
        .where(Account.username == username)
    )


def account_by_id(account_id: int) -> Select:
    """The account of a session, for unlocking."""
    return sa.select(Account.id, Account.district_id, Account.person_id, Account.username).where(
        Account.id == account_id
    )


def open_invite(code_hash: str) -> Select:
    """The slip of a code, while it can be used, and whether its person may come in."""
    columns = (Invite.id, Invite.district_id, Invite.person_id, Invite.username, Invite.expires_at)
    return (
        sa.select(*columns, Person.active, Account.disabled_at)
        .join(Person, Person.id == Invite.person_id)
        .outerjoin(Account, Account.person_id == Invite.person_id)
        .where(Invite.code_hash == code_hash, Invite.used_at.is_(None), Invite.ended_at.is_(None))
    )


@kept()
def memberships_of(person_id: int, today: date) -> Select:
    """What a person is today, and where."""
    return (
        sa.select(Membership.role, Membership.org_id, Org.kind)
        .join(Org, Org.id == Membership.org_id)
        .where(
            Membership.person_id == person_id,
            sa.or_(Membership.starts_on.is_(None), Membership.starts_on <= today),
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        )
    )


@kept()
def schools_of(district_id: int) -> Select:
    """The schools of a district."""
    return sa.select(Org.id).where(Org.district_id == district_id, Org.kind == "school", Org.active)


@kept()
def cadres_of_member(person_id: int, today: date) -> Select:
    """The memberships of a student in cadres that have not ended, the newest first."""
    return (
        sa.select(
            CadreMember.cadre_id,
            CadreMember.working_name,
            CadreMember.rung,
            CadreMember.peer_trainer,
            CadreMember.ends_on,
            CadreMember.agreement_on,
            CadreMember.guardian_on,
            Cadre.site_id,
            led(today).label("led"),
            at_school(today).label("here"),
            Org.guardian_needed,
        )
        .join(Cadre, Cadre.id == CadreMember.cadre_id)
        .join(Org, Org.id == Cadre.site_id)
        .where(CadreMember.person_id == person_id, CadreMember.starts_on <= today, Cadre.ends_on >= today)
        .order_by(CadreMember.ends_on.desc())
    )


@kept()
def cadres_supervised(person_id: int, today: date, since: date) -> Select:
    """The cadres that a teacher supervises or deputizes for, and those that ended since a day."""
    return sa.select(Cadre.id, Cadre.site_id, (Cadre.ends_on >= today).label("runs")).where(
        sa.or_(Cadre.supervisor_id == person_id, Cadre.deputy_id == person_id),
        Cadre.ends_on >= since,
    )


@kept()
def grants_of(person_id: int, today: date) -> Select:
    """What a person was ever cleared for, and whether it ``holds`` today."""
    holds = sa.and_(Grant.ended_at.is_(None), sa.or_(Grant.valid_until.is_(None), Grant.valid_until >= today))
    return sa.select(Grant.kind, Grant.code, holds.label("holds")).where(
        Grant.person_id == person_id, Grant.valid_from <= today
    )


@kept()
def trainees_of(person_id: int, today: date) -> Select:
    """The students in a peer trainer's own group."""
    return sa.select(TrainingLink.trainee_id).where(
        TrainingLink.trainer_id == person_id,
        sa.or_(TrainingLink.ends_on.is_(None), TrainingLink.ends_on >= today),
    )
