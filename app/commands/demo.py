"""`cadre demo`: build the demo school, or leave it behind."""

import click

from app.commands import preparing, telling
from app.config import Settings
from app.kernel.errors import Conflict

_EMPTY = "Use an empty one: another data folder (CADRE_INSTANCE) or another database (CADRE_DATABASE_URL)."


@click.command()
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="The same number, the same school."
)
@click.option("--people", type=click.IntRange(40, 5000), default=800, show_default=True, help="Students.")
@click.option(
    "--tickets", type=click.IntRange(0, 1000), default=600, show_default=True, help="Tickets of the term."
)
@click.option("--if-empty", is_flag=True, help="Do nothing where there is a school already.")
@click.option("--leave", is_flag=True, help="Leave the demo behind and begin with an empty database.")
@telling
def demo(seed: int, people: int, tickets: int, if_empty: bool, leave: bool) -> None:
    """Build the demo school: invented people, a term of tickets, and cards to sign in with.

    The term ends today. Everything is written by the same services as in a real school, on a moved clock.

    \b
    Examples:
      cadre demo                            800 students, 600 tickets, in about a minute
      cadre demo --people 60 --tickets 20   a small one, in seconds
      cadre demo --leave                    put it aside, and start your own school
    """
    settings = Settings.from_env()
    with preparing(settings):
        _demo(settings, (seed, people, tickets), if_empty, leave)


def _demo(settings: Settings, size: tuple[int, int, int], if_empty: bool, leave: bool) -> None:
    from app.demo.state import MARK, state_of

    state = state_of(settings)
    if leave:
        _leave(settings, state)
    elif state in ("demo", "school"):
        if not if_empty:
            raise Conflict("There is a school in this database already.", _EMPTY)
        if state == "school":
            click.echo("There is a school in this database, so no demo is made.")
        _tell_cards(settings)
    elif state == "broken":
        raise Conflict(
            "Building the demo was interrupted, and half of it is in the database.",
            f"Empty the database, remove {settings.instance / MARK}, then try again.",
        )
    else:
        _build(settings, state, *size)


def _build(settings: Settings, state: str, seed: int, people: int, tickets: int) -> None:
    from app import create_app, storage
    from app.demo import install
    from app.demo.build import Progress

    if state == "bare":
        storage.initialize(settings, click.echo)
    progress = Progress(lambda words: click.echo(words, nl=False))
    install.install(settings, create_app, seed, people, tickets, progress)
    _tell_cards(settings)


def _tell_cards(settings: Settings) -> None:
    from app.demo import kept

    found = kept.read(settings)
    if found:
        click.echo(f"Demo sign-ins; the password of each is {found[0].password}")
        for card in found:
            click.echo(f"    {card.title:<30} {card.username}")


def _leave(settings: Settings, state: str) -> None:
    from app import create_app, storage
    from app.demo import install
    from app.demo.leaving.services import retire_demos

    if state != "demo":
        raise Conflict("There is no demo school in this database.", "There is nothing to leave.")
    if settings.sqlite:
        aside = install.move_aside(settings)
        storage.initialize(settings, click.echo)
        click.echo(f"The demo lies in {aside.name} now. The new database is empty.")
    else:
        create_app(settings)
        retire_demos(settings)
        click.echo(
            "Nobody of the demo school can sign in any more. Its rows stay in the database, out of sight."
        )
    click.echo(
        "Next: cadre roster import roster.zip, then cadre account create --role administrator (see --help)."
    )
