"""Leave the demo behind and start a school: its district, the school, its catalog, the first administrator."""

import sqlalchemy as sa

from app.accounts.passwords import hash_password
from app.accounts.services import make_account
from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.config import Settings
from app.demo import kept
from app.demo.leaving import policy, queries
from app.helpdesk.catalog.services import seed_catalog
from app.identity.actor import Actor, system_actor
from app.identity.rights import Role
from app.kernel.errors import Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.school.calendar import service as calendar
from app.school.people.models import Membership, Person, PersonPrivate, StaffProfile
from app.school.places.models import Org
from app.school.roster.plan_places import short_code


@dataclass(frozen=True)
class OwnSchool:
    """What the new school is called, where it is, and who administers it."""

    district: str
    school: str
    timezone: str
    given: str
    family: str
    username: str
    password: str

    def __repr__(self) -> str:
        return "OwnSchool()"


def find_demo(work: Work) -> str:
    """Return the name of the demo school.

    Refuses: NotFound outside the demo.
    """
    row = work.first(queries.demo_school(work.actor))
    if row is None:
        raise NotFound("This is no demo.", "Go back to your page.")
    return str(row.name)


def start_school(actor: Actor, settings: Settings, typed: str, wish: OwnSchool) -> str:
    """Put the demo away and start a school; return the username of its administrator.

    Refuses: NotFound outside the demo; by policy.leave; Invalid for a wrong confirmation or a weak password.
    Records: school:started and account:created of the new school, account:disabled of the demo: one transaction.
    """
    with look(actor) as work:
        name = find_demo(work)
    policy.leave(actor, is_demo=True).require()
    _check(typed, name, wish)
    with begin(system_actor(new_id(), on_behalf_of_id=actor.person_id)) as work:
        _put_away(work, actor.district_id)
        _open(work, wish)
        username = _first_administrator(work, wish)
    kept.forget(settings)
    calendar.forget()
    return username


def _check(typed: str, name: str, wish: OwnSchool) -> None:
    verdict = policy.confirmed(typed, name)
    if not verdict.yes:
        raise Invalid(verdict.sentence, field="confirm")
    if wish.timezone not in calendar.zones():
        raise Invalid("This time zone is not known.", "Pick one from the list.", field="timezone")
    hash_password(wish.password)


def _put_away(work: Work, district_id: int) -> None:
    left = system_actor(district_id)
    for ended in (queries.sessions, queries.slips, queries.accounts, queries.places):
        work.execute(ended(left))
    work.record(Tag.ACCOUNT_DISABLED, demo=district_id, district_id=district_id)


def _open(work: Work, wish: OwnSchool) -> None:
    """Write the district, the school and its catalog."""
    district = work.actor.district_id
    taken = {code for code in work.execute(sa.select(Org.code)).scalars() if code}
    code = short_code(wish.school, taken)
    common = {"district_id": district, "timezone": wish.timezone, "active": True}
    above = short_code(wish.district, taken | {code})
    work.insert(Org, id=district, kind="district", name=wish.district, code=above, **common)
    work.insert(Org, id=new_id(), parent_id=district, kind="school", name=wish.school, code=code, **common)
    seed_catalog(work)


def _first_administrator(work: Work, wish: OwnSchool) -> str:
    person_id, district = new_id(), work.actor.district_id
    common = {"district_id": district}
    work.insert(Person, id=person_id, site_id=None, kind="staff", active=True, created_at=work.now, **common)
    private = {"given": wish.given, "family": wish.family, "username": wish.username}
    work.insert(PersonPrivate, person_id=person_id, **private, **common)
    name = f"{wish.given} {wish.family}".strip()[:120]
    work.insert(StaffProfile, person_id=person_id, display_name=name, **common)
    work.insert(
        Membership,
        id=new_id(),
        person_id=person_id,
        org_id=district,
        role=Role.ADMINISTRATOR.value,
        source="office",
        starts_on=work.today,
        **common,
    )
    make_account(work, person_id, wish.username, wish.password)
    return wish.username.strip().lower()


def retire_demos(settings: Settings) -> None:
    """Put every demo district away, from the command line.

    Records: account:disabled.
    """
    with look(system_actor(0)) as work:
        found = work.rows(sa.select(Org.id).where(Org.kind == "district", Org.demo, Org.active))
    for row in found:
        with begin(system_actor(row.id)) as work:
            _put_away(work, row.id)
    kept.forget(settings)
