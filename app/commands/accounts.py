"""`cadre account`: make accounts and invite slips from the command line."""

import sys
from dataclasses import replace
from typing import Any

import click
import sqlalchemy as sa

from app.accounts import services
from app.audit.work import begin, look
from app.commands import telling
from app.identity.actor import Actor, system_actor
from app.identity.rights import Role
from app.kernel.errors import Invalid, NotFound
from app.kernel.ids import new_id
from app.school.people.models import Membership, Person, PersonPrivate, StaffProfile
from app.school.places.models import Org

ADULT = [role.value for role in Role if role not in (Role.STUDENT_TECH, Role.PEER_TRAINER)]


@click.group()
def account() -> None:
    """Make accounts and invite slips."""


def _place(code: str) -> Any:
    with look(system_actor(0)) as work:
        wanted = sa.or_(Org.code == code, Org.sourced_id == code, Org.name == code)
        row = work.first(sa.select(Org.id, Org.district_id, Org.kind).where(wanted, Org.active))
    if row is None:
        raise NotFound(
            f"There is no school or district {code!r}.", "Import a roster first, or check the code."
        )
    return row


def _person(actor: Actor, given: str | None, site: Any, username: str) -> int:
    with begin(actor) as work:
        if given:
            found = work.value(
                sa.select(PersonPrivate.person_id).where(
                    PersonPrivate.district_id == actor.district_id,
                    sa.or_(PersonPrivate.sourced_id == given, PersonPrivate.number == given),
                )
            )
            if found is None:
                raise NotFound(
                    "Nobody in the roster has that id.", "Give the sourcedId or number of the roster."
                )
            work.record(_seen_tag(), subjects=[found])
            return int(found)
        return _new_staff(work, actor, site, username)


def _seen_tag() -> Any:
    from app.audit.tags import Tag

    return Tag.PEOPLE_SEEN


def _new_staff(work: Any, actor: Actor, site: Any, username: str) -> int:
    from app.audit.tags import Tag

    person_id = new_id()
    home = site.id if site.kind == "school" else None
    common = {"district_id": actor.district_id}
    work.insert(Person, id=person_id, site_id=home, kind="staff", active=True, created_at=work.now, **common)
    work.insert(PersonPrivate, person_id=person_id, given=username, family="", username=username, **common)
    work.insert(StaffProfile, person_id=person_id, display_name=username, **common)
    work.record(Tag.MEMBER_ADDED, subjects=[person_id])
    return person_id


@account.command()
@click.option("--username", required=True)
@click.option("--role", required=True, type=click.Choice(ADULT), help="What the person is at the place.")
@click.option("--site", required=True, help="Code, sourcedId or name of the school or district.")
@click.option(
    "--person", default=None, help="sourcedId or number in the roster; without it a staff member is made."
)
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@telling
def create(username: str, role: str, site: str, person: str | None, password_stdin: bool) -> None:
    """Make an account with a role.

    \b
    Example:
      printf '%s' "$PASSWORD" | cadre account create --username o.admin \
          --role administrator --site JCM --password-stdin
    """
    from app import create_app

    create_app()
    password = sys.stdin.readline().rstrip("\n")
    if not password:
        raise Invalid(
            "There was no password on standard input.", "Pipe one in, as the example in --help shows."
        )
    place = _place(site)
    actor = system_actor(place.district_id)
    person_id = _person(actor, person, place, username)
    with begin(actor) as work:
        services.make_account(work, person_id, username, password)
        _give_role(work, person_id, role, place)
    click.echo(f"{username} can sign in as {role.replace('_', ' ')}.")


def _give_role(work: Any, person_id: int, role: str, place: Any) -> None:
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
        starts_on=work.now.date(),
    )


@account.command()
@click.option("--site", required=True, help="Code, sourcedId or name of the school or district.")
@click.option("--person", required=True, help="sourcedId or number in the roster.")
@telling
def invite(site: str, person: str) -> None:
    """Make an invite slip for a person of the roster and print its code once."""
    from app import create_app

    create_app()
    place = _place(site)
    actor = replace(system_actor(place.district_id), site_ids=frozenset({place.id}))
    person_id = _person(actor, person, place, "")
    with begin(actor) as work:
        wanted = work.value(sa.select(PersonPrivate.username).where(PersonPrivate.person_id == person_id))
        code = services.make_invite(work, person_id, wanted or f"user{person_id % 100000}")
    click.echo(f"Code: {code}   (type it at /claim within {services.INVITE_DAYS} days)")
