"""`cadre roster`: bring in schools and people from OneRoster CSV."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import click

from app.audit.tags import Tag
from app.audit.work import begin, look
from app.commands import telling
from app.identity.actor import system_actor
from app.kernel.errors import CadreError
from app.school.roster import services
from app.school.roster.policy import EndingsNeeded
from app.school.roster.reader import RosterSet, UnusableSet, read_roster
from app.school.roster.view_models import Preview

MOST_SHOWN = 20


@click.group()
def roster() -> None:
    """Bring in schools and people from OneRoster 1.1 or 1.2 CSV."""


@roster.command(name="import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts by kind and the refusals as JSON.")
@click.option("--accept-endings", type=click.IntRange(0), metavar="N", help="Let the set end up to N people.")
@telling
def import_(path: Path, dry_run: bool, as_json: bool, accept_endings: int | None) -> None:
    """Import a set from a folder or a zip: one transaction, all of it or nothing.

    \b
    A row that cannot be used is refused with its file, line, column, the reason and what to do.
    A set that would end more than five per cent of people stops; --accept-endings N lets it go on.
    Importing the same set again changes nothing.

    \b
    Ends with 0 when the set was imported, 1 when nothing of it can be used, 3 when it would end too many.
    Example: cadre roster import export.zip --dry-run
    """
    from app import create_app

    create_app()
    try:
        done = _run(path, dry_run, accept_endings)
    except UnusableSet as error:
        _record_unusable()
        _stop(as_json, {"unusable": error.reason, "remedy": error.remedy}, str(error), 1)
    except EndingsNeeded as error:
        said = f"{error.sentence} {error.remedy}"
        _stop(as_json, {"endings": error.ending, "people": error.active, "remedy": error.remedy}, said, 3)
    except CadreError as error:
        _stop(
            as_json, {"reason": error.sentence, "remedy": error.remedy}, f"{error.sentence} {error.remedy}", 1
        )
    else:
        applied = not dry_run
        if as_json:
            click.echo(json.dumps({"applied": applied, **done.as_json()}, indent=2))
        else:
            _tell(done, dry_run)


def _run(path: Path, dry_run: bool, accept_endings: int | None) -> Preview:
    found = read_roster(path)
    with look(system_actor(0)) as work:
        home = services.find_home(work, found)
    actor = system_actor(home)
    if dry_run:
        with look(actor) as work:
            return services.preview(work, found)
    with begin(actor) as work:
        return services.apply(work, found, accept_endings, _digest(path, found))


def _digest(path: Path, found: RosterSet) -> str:
    content = path.read_bytes() if path.is_file() else repr(found.counts).encode()
    return hashlib.sha256(content).hexdigest()


def _record_unusable() -> None:
    with look(system_actor(0)) as work:
        work.record(Tag.ROSTER_REFUSED, outcome="refused")


def _stop(as_json: bool, body: dict[str, Any], said: str, code: int) -> None:
    if as_json:
        click.echo(json.dumps({"applied": False, **body}, indent=2))
    click.echo(f"Error: {said}", err=True)
    sys.exit(code)


def _tell(done: Preview, dry_run: bool) -> None:
    click.echo(f"OneRoster {done.version}, {done.mode} set, {done.people_words}.")
    click.echo(f"{'':24}{'new':>8}{'changed':>9}{'ended':>8}{'same':>9}{'refused':>9}")
    for row in done.counts:
        numbers = f"{row.new:>8,}{row.changed:>9,}{row.ended:>8,}{row.unchanged:>9,}{row.refused:>9,}"
        click.echo(f"{row.words:24}{numbers}")
    _tell_refusals(done)
    for file, columns in done.left_out:
        click.echo(f"Left out of {file}: {', '.join(columns)}")
    if dry_run:
        click.echo("Nothing was changed: this was a dry run.")
        if done.stops:
            click.echo(f"It cannot be imported as it is: {done.stops}")
        elif done.asks:
            click.echo(f"Importing it needs --accept-endings {done.ending}")
    elif done.changes_nothing:
        click.echo("Nothing was changed: all of it was known.")
    else:
        if any(row.kind == "orgs" and row.new for row in done.counts):
            click.echo("Check the time zone of new schools under Places: each hour is counted by it.")
        click.echo("Imported.")


def _tell_refusals(done: Preview) -> None:
    for one in done.refusals[:MOST_SHOWN]:
        place = f"{one.file}, line {one.line}" + (f", {one.column}" if one.column else "")
        click.echo(f"Refused: {place}: {one.reason} {one.remedy}")
    if len(done.refusals) > MOST_SHOWN:
        click.echo(f"... and {len(done.refusals) - MOST_SHOWN:,} more; --json prints them all.")
    for note in done.notes[:MOST_SHOWN]:
        click.echo(f"Note: {note.file}, line {note.line}: {note.reason} {note.remedy}")
