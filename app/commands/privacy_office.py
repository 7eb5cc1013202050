"""`cadre privacy inventory`, `notice` and `breach`: what the privacy officer's pages say, from the command line."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
import sqlalchemy as sa

from app.audit.work import Work, look
from app.commands import telling
from app.identity.actor import system_actor
from app.kernel.errors import Invalid
from app.school.places.models import Org

DISTRICT = click.option(
    "--district", default="", metavar="CODE", help="Which one, where there is more than one."
)
_DAY = click.DateTime(["%Y-%m-%d"])


def _district(code: str) -> int:
    """Open the application and return the district that is meant."""
    from app import create_app

    create_app()
    with look(system_actor(0)) as work:
        return chosen_district(work, code)


def chosen_district(work: Work, code: str) -> int:
    """Return the district of a code, or the only one in use: the demo that was left is none.

    Refuses: Invalid where more than one is meant, or none.
    """
    in_use = (Org.id == Org.district_id, Org.active)
    rows = work.rows(sa.select(Org.id, Org.code, Org.name).where(*in_use).order_by(Org.name))
    found = [row.id for row in rows if not code or row.code == code.upper()]
    if len(found) != 1:
        names = ", ".join(f"{row.code} ({row.name})" for row in rows)
        raise Invalid("Say which district with --district." if rows else "There is no district yet.", names)
    return int(found[0])


@click.command()
@click.option("--csv", "as_csv", is_flag=True, help="One line an element, for a spreadsheet.")
@click.option("--json", "as_json", is_flag=True, help="The whole list for a machine.")
@click.option("--markdown", is_flag=True, help="The list of stored elements, as the district pack prints it.")
@DISTRICT
@telling
def inventory(as_csv: bool, as_json: bool, markdown: bool, district: str) -> None:
    """List every element of personal data: class, purpose, retention, who sees it; names of fields, never values.

    \b
    Made from what the running product declares and from the mask policy in force.
    Example: cadre privacy inventory --json > personal-data.json
    """
    from app.oversight.inventory import files
    from app.oversight.inventory.gathering import everything
    from app.oversight.inventory.services import read_inventory

    with look(system_actor(_district(district))) as work:
        view = read_inventory(work, everything())
    if as_csv or as_json or markdown:
        made = files.csv_text if as_csv else files.json_text if as_json else files.markdown_text
        click.echo(made(view), nl=False)
        return
    for line in view.lines:
        click.echo(
            f"{line.klass:<10}  {line.place}.{line.name}  ({line.kind}): {line.purpose} {line.retention}"
        )


@click.command()
@DISTRICT
@telling
def notice(district: str) -> None:
    """Print the paragraph of the annual notice on school officials and legitimate educational interest.

    Made from the roles that people hold today; 34 CFR 99.7(a)(3)(iii). Read it before you send it.
    """
    from app.oversight.inventory.services import read_notice

    with look(system_actor(_district(district))) as work:
        parts = read_notice(work)
    click.echo("\n\n".join(parts))


@click.command()
@click.option(
    "--account", "accounts", multiple=True, metavar="USERNAME", help="Whose account; can be repeated."
)
@click.option("--subject", "subjects", multiple=True, type=int, metavar="ID", help="Only this person's data.")
@click.option("--field", "fields", multiple=True, help="Only this field, as events name it; can be repeated.")
@click.option("--from", "since", type=_DAY, required=True, help="The first day, 2026-11-02.")
@click.option("--to", "until", type=_DAY, required=True, help="The last day, inside.")
@click.option("--discovered", type=_DAY, help="The day it was found out; today without it.")
@click.option("--names", is_flag=True, help="Print names beside the keys; without it keys only.")
@click.option(
    "--csv", "csv_file", type=click.Path(path_type=Path), help="Write one line a person to this file."
)
@DISTRICT
@telling
def breach(
    accounts: Sequence[str],
    subjects: Sequence[int],
    fields: Sequence[str],
    since: datetime,
    until: datetime,
    discovered: datetime | None,
    names: bool,
    csv_file: Path | None,
    district: str,
) -> None:
    """Say which fields of whom an account was shown in a window, from the log, and by when who must be told.

    \b
    Days are whole days of the district's time zone. That this was asked is an event too.
    Example: cadre privacy breach --account b.kowalczyk --from 2026-11-02 --to 2026-11-06
    """
    from app.kernel.files import write_secret
    from app.oversight.breach import files, printed
    from app.oversight.breach.services import Asked, assess_breach
    from app.oversight.disclosure.index import index_events

    key = _district(district)
    if subjects and not accounts:
        index_events(key)
    with look(system_actor(key)) as work:
        day = discovered.date() if discovered else work.today
        asked = Asked(tuple(accounts), since.date(), until.date(), day, tuple(fields), tuple(subjects))
        found = assess_breach(work, asked, names=names)
    for line in printed.lines(found):
        click.echo(line)
    if csv_file is not None:
        write_secret(csv_file, files.csv_text(found))
        click.echo(f"Written to {csv_file}, readable by you only.")
