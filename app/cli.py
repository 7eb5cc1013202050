"""The `cadre` command: set up, serve, work, import, invite, look at the trail, check health."""

from importlib import import_module
from typing import Any

import click

from app.kernel.files import made_with

WHERE = {"init": "setup", "account": "accounts"}  # the rest are in the file of their name
NAMES = ("init", "serve", "worker", "demo", "roster", "retention", "account", "audit", "privacy", "doctor")


class _Commands(click.Group):
    """Loads the file of a command only when it is asked for, so that `cadre serve` starts sooner."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(NAMES)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in NAMES:
            return None
        found: click.Command = getattr(import_module(f"app.commands.{WHERE.get(name, name)}"), name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command: what it makes is its owner's alone; what stands in its way is told in one sentence."""
        try:
            with made_with(0o077):
                return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise  # click tells these
        except Exception as error:
            from app.commands.faults import of_command

            told = of_command(error)
            if told is None:
                raise
            raise click.ClickException(told) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cadre")
def main() -> None:
    """Run a school's student helpdesk.

    \b
    A first day:
      cadre init                      make the database, logins, tables and keys
      cadre roster import roster.zip  bring in schools and people (OneRoster CSV)
      cadre account create …          make the first administrator's account
      cadre serve --with-worker       open it at http://127.0.0.1:5000

    Settings come from the environment: CADRE_INSTANCE (data folder), CADRE_DATABASE_URL (PostgreSQL),
    CADRE_HOST, CADRE_PORT, CADRE_WORKERS, CADRE_PUBLIC_URL and CADRE_TRUSTED_PROXIES (behind a proxy).
    """


if __name__ == "__main__":
    main()
