"""The `cadre` command: set up, serve, work, import, invite, look at the trail, check health."""

import click

from app.commands import accounts, audit, demo, doctor, privacy, retention, roster, serve, setup, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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


for command in (
    setup.init,
    serve.serve,
    worker.worker,
    demo.demo,
    roster.roster,
    retention.retention,
    accounts.account,
    audit.audit,
    privacy.privacy,
    doctor.doctor,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
