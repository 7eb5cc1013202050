"""`cadre init`."""

import click

from app import storage
from app.commands import preparing
from app.config import Settings
from app.kernel.files import made_with


@click.command()
def init() -> None:
    """Make or complete the data folder: database, logins, tables, guards and keys; add what the catalog lacks.

    Safe to run again at any time, and after every upgrade. On PostgreSQL, CADRE_DATABASE_URL is the owner's
    address; the other logins are made from it, or their SQL is printed for the database's administrator.
    """
    settings = Settings.from_env()
    kind = "SQLite" if settings.sqlite else "PostgreSQL"
    with preparing(settings):
        storage.initialize(settings, click.echo)
        _complete(settings)
        _compile(settings)
    click.echo(f"Ready: {kind} database, tables and keys are in place.")


def _complete(settings: Settings) -> None:
    """Add to each catalog what a newer version ships; what a school has stays as it is."""
    from app.helpdesk.catalog.services import complete_catalogs
    from app.privacy.text.words import lexicon

    lexicon()  # makes the file of words when it is missing
    storage.open_engines(settings)
    added = complete_catalogs()
    if added:
        click.echo(f"New in the catalog: {added} kinds of trouble or ready-made messages.")


def _compile(settings: Settings) -> None:
    """Compile the pages now, so that no start waits for it."""
    from app import create_app
    from app.ui.compiled import compile_all

    click.echo("Compiling what is not compiled yet")
    app = create_app(settings)
    with made_with(0o022):  # code is nobody's secret, and whoever else runs it need not compile it again
        compile_all(app)
