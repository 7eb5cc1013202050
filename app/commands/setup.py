"""`cadre init`."""

import click

from app import storage
from app.config import Settings


@click.command()
def init() -> None:
    """Make or complete the data folder: database, logins, tables, guards and keys.

    Safe to run again at any time, and after every upgrade. On PostgreSQL, CADRE_DATABASE_URL is the owner's
    address; the other logins are made from it, or their SQL is printed for the database's administrator.
    """
    settings = Settings.from_env()
    storage.initialize(settings, click.echo)
    kind = "SQLite" if settings.sqlite else "PostgreSQL"
    click.echo(f"Ready: {kind} database, tables and keys are in place.")
