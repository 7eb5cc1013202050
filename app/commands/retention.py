"""`cadre retention`: read the written policy, see what a purge would erase, erase it."""

import json

import click
import sqlalchemy as sa

from app.audit.work import begin, look
from app.commands import telling
from app.identity.actor import Actor, system_actor
from app.kernel import clock
from app.kernel.errors import Conflict, NotFound


@click.group()
def retention() -> None:
    """Keep records as long as the written policy says, and no longer."""


def _districts(code: str) -> list[tuple[int, str]]:
    from app.school.places.models import Org

    in_use = (Org.id == Org.district_id, Org.active)  # the demo that was left is none
    with look(system_actor(0)) as work:
        found = work.rows(sa.select(Org.id, Org.name, Org.code).where(*in_use).order_by(Org.name))
    wanted = [(row.id, row.name) for row in found if not code or row.code == code.upper()]
    if not wanted:
        raise NotFound("There is no such district.", "Its code is in the list of sites.")
    return wanted


@retention.command()
@click.option("--district", default="", metavar="CODE", help="One district only; all of them by default.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and erase nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts by class and table as JSON.")
@click.option("--approver", default="", metavar="USERNAME", help="Who approves it; needed to erase.")
@click.option(
    "--person", default="", metavar="NUMBER", help="One person's data before its time, by their number."
)
@click.option("--why", type=click.Choice(["school", "family", "law"]), help="On whose word; with --person.")
@click.option("--asked-by", default="", metavar="USERNAME", help="The privacy officer; with --person.")
@click.option("--yes", is_flag=True, help="Erase without asking.")
@telling
def purge(
    district: str,
    dry_run: bool,
    as_json: bool,
    approver: str,
    person: str,
    why: str,
    asked_by: str,
    yes: bool,
) -> None:
    """Erase what is older than the written policy allows; holds and open requests win.

    With --person it takes what is one person's before its time, on the word of two adults: the privacy officer who
    asks for it, and another officer or an administrator who approves it.

    \b
    Example: cadre retention purge --dry-run
    Example: cadre retention purge --approver c.reyes
    Example: cadre retention purge --person 413403 --why family --asked-by c.reyes --approver h.adair
    """
    from app import create_app

    create_app()
    for key, name in _districts(district):
        who = _person(key, person) if person else None
        total = _tell(key, name, as_json, who)
        if dry_run or not total:
            continue
        approving = system_actor(key, on_behalf_of_id=_adult(key, approver, second=bool(who)))
        asking = system_actor(key, on_behalf_of_id=_adult(key, asked_by)) if who else approving
        if who and asking == approving:
            raise Conflict("Whoever asks for it does not approve it.", "Name a second adult with --approver.")
        run_id, planned = _plan(asking, who, why)
        if not yes and not click.confirm(f"Erase {planned:,} rows of {name} for good?"):
            _drop(approving, run_id)
            raise click.Abort
        _erase(approving, run_id)
        click.echo(f"Erased. The log of {name} says how many.")


def _person(district: int, number: str) -> int:
    from app.school.people.models import PersonPrivate

    p = PersonPrivate
    with look(system_actor(district)) as work:
        found = work.execute(sa.select(p.person_id).where(p.district_id == district, p.number == number))
        keys = list(found.scalars())
    if len(keys) != 1:
        raise NotFound("Nobody in this district has this number.", "Check it.")
    return int(keys[0])


def _tell(district: int, name: str, as_json: bool, person: int | None) -> int:
    from app.oversight.retention.early import what_stays
    from app.oversight.retention.services import look_through

    with look(system_actor(district)) as work:
        found = look_through(work, person)
        stays = what_stays(work, person) if person else ()
    if as_json:
        told = [
            {
                "class": one.code,
                "what": one.name,
                "units": one.units,
                "rows": dict(one.rows),
                "held": one.held,
            }
            | {"kept_by": {each.title: each.count for each in one.kept}}
            for one in found
        ]
        click.echo(
            json.dumps({"district": name, "found": told} | ({"stays": stays} if stays else {}), indent=2)
        )
        return sum(one.total for one in found)
    click.echo(f"{name}:")
    for one in found:
        if one.units or one.held:
            click.echo(f"  {one.name:14}{one.units:>9,} would go{one.held:>9,} kept{one.total:>11,} rows")
            for each in one.kept:
                click.echo(f"    kept by {each.title}: {each.count:,}")
    if not any(one.units or one.held for one in found):
        click.echo(
            "  Nothing of this person can go now." if person else "  Nothing is old enough to be erased."
        )
    for line in stays:
        click.echo(f"  stays: {line}")
    return sum(one.total for one in found)


def _adult(district: int, username: str, second: bool = False) -> int:
    """Return who asks or approves: somebody with an account and a role for the district's records; an administrator is
    enough as the second adult."""
    from app.accounts.models import Account
    from app.school.people.models import Membership

    named = (Account.username == username, Account.district_id == district, Account.disabled_at.is_(None))
    officer = sa.exists().where(
        Membership.person_id == Account.person_id,
        Membership.role.in_(["privacy_officer", "administrator"] if second else ["privacy_officer"]),
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on >= clock.now().date()),
    )
    with look(system_actor(district)) as work:
        found = work.value(sa.select(Account.person_id).where(*named, officer))
    if found is None:
        need = "A privacy officer or an administrator" if second else "A privacy officer"
        raise NotFound(
            f"{need} has to stand for this.", "Name one: --approver, and --asked-by with --person."
        )
    return int(found)


def _plan(actor: Actor, person: int | None, why: str | None) -> tuple[int, int]:
    """Plan a purge and return its key and how many rows are on its list."""
    from app.oversight.retention.early import plan_early
    from app.oversight.retention.services import find_run, plan_purge

    with begin(actor) as work:
        run_id = plan_early(work, person, why or "") if person else plan_purge(work)
        return run_id, sum(sum(tables.values()) for tables in find_run(work, run_id).planned.values())


def _erase(actor: Actor, run_id: int) -> None:
    from app.oversight.retention.services import approve_purge, erase_next, settle

    try:
        with begin(actor) as work:
            approve_purge(work, run_id)
    except Conflict as error:
        raise Conflict(error.sentence, "Look at it in the office.") from error
    while erase_next(actor.district_id, run_id):
        pass
    settle()


def _drop(actor: Actor, run_id: int) -> None:
    from app.oversight.retention.services import drop_purge

    with begin(actor) as work:
        drop_purge(work, run_id)
