"""`cadre account`: make accounts and invite slips from the command line."""

import sys
from typing import Any

import click
import sqlalchemy as sa

from app.accounts import services
from app.accounts.slips import print_slips
from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.commands import telling
from app.config import Settings
from app.identity.actor import system_actor
from app.identity.rights import Role
from app.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from app.kernel.ids import new_id
from app.school.people.models import Membership, Person, PersonPrivate, StaffProfile
from app.school.places.models import Org

ADULT = [role.value for role in Role if role not in (Role.STUDENT_TECH, Role.PEER_TRAINER)]
PERSON = "sourcedId, number or username in the roster"


@click.group()
def account() -> None:
    """Make accounts and invite slips."""


def _place(code: str) -> Any:
    """Return the school or district that a code, an id or a name means.

    Refuses: NotFound; Conflict when it means several.
    """
    with look(system_actor(0)) as work:
        wanted = sa.or_(Org.code == code, Org.sourced_id == code, Org.name == code)
        columns = (Org.id, Org.district_id, Org.kind, Org.code)
        rows = work.rows(sa.select(*columns).where(wanted, Org.active))
        known = work.execute(sa.select(Org.code).where(Org.active).order_by(Org.code)).scalars().all()
    if not rows:
        said = f"Known codes: {', '.join(known)}." if known else "Import a roster first."
        raise NotFound(f"There is no school or district {code!r}.", said)
    if len(rows) > 1:
        raise Conflict(
            f"{code!r} means several places.", f"Give a code: {', '.join(row.code for row in rows)}."
        )
    return rows[0]


def _find(work: Work, given: str) -> Any:
    """Return a person of the roster.

    Refuses: NotFound; Conflict when several have that number or username.
    """
    ids = (PersonPrivate.sourced_id, PersonPrivate.number, sa.func.lower(PersonPrivate.username))
    same = [column == (given if place < 2 else given.lower()) for place, column in enumerate(ids)]
    rows = work.rows(
        sa.select(Person.id, Person.kind, Person.active, PersonPrivate.sourced_id)
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .where(Person.district_id == work.actor.district_id, sa.or_(*same))
    )
    exact = [row for row in rows if row.sourced_id == given]
    if not rows:
        raise NotFound("Nobody in the roster of this district has that id.", f"Give the {PERSON}.")
    if len(rows) > 1 and len(exact) != 1:
        raise Conflict("Several people have that number or username.", "Give the sourcedId.")
    found = exact[0] if exact else rows[0]
    if not found.active:
        raise Conflict("This person is no longer in the roster.", "A roster import brings them back.")
    return found


def _new_staff(work: Work, site: Any, username: str) -> int:
    person_id = new_id()
    home = site.id if site.kind == "school" else None
    common = {"district_id": site.district_id}
    work.insert(Person, id=person_id, site_id=home, kind="staff", active=True, created_at=work.now, **common)
    work.insert(PersonPrivate, person_id=person_id, given=username, family="", username=username, **common)
    work.insert(StaffProfile, person_id=person_id, display_name=username, **common)
    return person_id


@account.command()
@click.option("--username", required=True, help="What the person types to sign in.")
@click.option("--role", required=True, type=click.Choice(ADULT), help="What the person is at the place.")
@click.option("--site", required=True, help="Code, sourcedId or name of the school or district.")
@click.option("--person", default=None, help=f"{PERSON}; without it a staff member is made.")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@telling
def create(username: str, role: str, site: str, person: str | None, password_stdin: bool) -> None:
    """Make an account with a role, all of it or nothing.

    \b
    Example:
      printf '%s' "$PASSWORD" | cadre account create --username o.admin \\
          --role administrator --site JCM --password-stdin
    """
    from app import create_app

    create_app()
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Invalid(
            "There was no password on standard input.", "Pipe one in, as the example in --help shows."
        )
    place = _place(site)
    with begin(system_actor(place.district_id)) as work:
        found = _find(work, person) if person else None
        if found is not None and found.kind != "staff" and role != Role.REQUESTER:
            raise Forbidden("Only a member of staff can hold this role.", "Students join a team instead.")
        person_id = found.id if found is not None else _new_staff(work, place, username)
        services.make_account(work, person_id, username, password)
        _give_role(work, person_id, role, place)
    click.echo(f"{services.normal_username(username)} can sign in as {role.replace('_', ' ')}.")


def _give_role(work: Work, person_id: int, role: str, place: Any) -> None:
    if role == Role.REQUESTER:
        return
    work.insert(
        Membership,
        id=new_id(),
        district_id=place.district_id,
        person_id=person_id,
        org_id=place.id,
        role=role,
        source="office",
        starts_on=work.today,
    )
    work.record(Tag.GRANT_GIVEN, subjects=[person_id], kind="role", role=role, place=place.id)


@account.command()
@click.option("--site", required=True, help="Code, sourcedId or name of the school or district.")
@click.option("--person", required=True, help=f"{PERSON}.")
@telling
def invite(site: str, person: str) -> None:
    """Make an invite slip for a person of the roster and print its code once.

    An earlier slip of the person ends. Who has an account sets a new password with it.
    Example: cadre account invite --site JCM --person 5550112
    """
    from app import create_app

    create_app()
    place = _place(site)
    with begin(system_actor(place.district_id)) as work:
        made = print_slips(work, [_find(work, person).id])
        if not made:
            raise Conflict(
                "This account is disabled.", "An administrator opens it again on the person's page."
            )
        slip = made[0]
    settings = Settings.from_env()
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    click.echo(f"Username: {slip.username}")
    click.echo(f"Code: {slip.code}   (type it at {address}/claim within {services.INVITE_DAYS} days)")
