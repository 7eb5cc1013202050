"""`cadre doctor`: say what is well, what is not, and how to mend it."""

import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import sqlalchemy as sa

from app import storage
from app.commands.doctor_guards import guards
from app.commands.doctor_log import log
from app.commands.faults import missing, of_command, of_database
from app.config import Settings, SettingsError
from app.curriculum.content import own_programmes
from app.curriculum.content.load import load_programmes, programme_faults
from app.helpdesk.attachments.drawing.anew import draw_anew
from app.helpdesk.attachments.room import RESERVE
from app.home.health import readiness
from app.kernel import clock, db, jobs, postgres, postgres_grants, rounds, sqlite_plans, zones
from app.kernel.errors import Invalid
from app.kernel.files import is_loose

Finding = tuple[str, str, str]


def _database(settings: Settings) -> Iterator[Finding]:
    none = missing(settings)
    if none:  # connecting would make an empty one
        yield "error", "database", none
        return
    engine = storage.owner_engine(settings)
    try:
        with engine.connect() as connection:
            current, head = storage.current_and_head(connection)
            is_told = not settings.sqlite or sqlite_plans.is_told(connection)
    finally:
        engine.dispose()
    yield "ok", "database", "SQLite" if settings.sqlite else "PostgreSQL"
    newer = storage.newer_words(current)
    if current == head:
        yield "ok", "migrations", f"at {head}"
    elif newer:
        yield "error", "migrations", newer[0].upper() + newer[1:]
    else:
        yield "error", "migrations", f"at {current}, the newest is {head}. Run: cadre init"
    if not is_told:
        yield "warning", "query plans", "SQLite was not told how many rows to expect. Run: cadre init"


def _keys(settings: Settings) -> Iterator[Finding]:
    key = settings.instance / "secret.key"
    if not key.exists() or not key.stat().st_size:
        yield "error", "keys", "secret.key is missing or empty. Run: cadre init"
        return
    loose = storage.loose_files(settings)
    if loose:
        yield "error", "keys", f"Others on this machine can read secrets. Run: {_chmod(600, loose)}"
    else:
        yield "ok", "keys", "only their owner can read them"


def _data(settings: Settings) -> Iterator[Finding]:
    """The vault lies in the database's files: who else on this machine can read them?"""
    loose = storage.loose_data(settings)
    if not settings.instance.is_dir():
        yield "error", "data", f"There is no folder {settings.instance} yet. Run: cadre init"
    elif loose:
        yield "error", "data", f"Others on this machine can read the database. Run: {_chmod(600, loose)}"
    elif is_loose(settings.instance):
        yield (
            "warning",
            "data",
            f"Others on this machine can look into the data folder. Run: {_chmod(700, [settings.instance])}",
        )
    else:
        yield "ok", "data", "only its owner can look into the data folder"


def _chmod(mode: int, paths: list[Path]) -> str:
    return shlex.join(["chmod", str(mode), *map(str, paths)])


def _role_grants(settings: Settings) -> Iterator[Finding]:
    if settings.sqlite:
        yield "ok", "role grants", "each clearance has its own connection"
        return
    with storage.owner_engine(settings).connect() as connection:
        database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
        for clearance in zones.CLEARANCES:
            login = postgres.login_name(database, clearance)
            found = connection.execute(
                sa.text(
                    "SELECT rolsuper OR rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname = :name"
                ),
                {"name": login},
            ).scalar()
            if found is None:
                yield "error", "role grants", f"The login {login} is missing. Run cadre init."
                return
            if found:
                yield (
                    "error",
                    "role grants",
                    f"The login {login} has rights of an administrator. Take them away.",
                )
                return
        borrowed = postgres_grants.borrowed(connection)
        if borrowed:
            take = "; ".join(f'REVOKE "{role}" FROM "{login}"' for login, role in borrowed)
            told = f"The login {borrowed[0][0]} may act as {borrowed[0][1]}. Let the database's administrator run"
            yield "error", "role grants", f"{told}: {take}"
            return
        open_to = "SELECT has_table_privilege(:login, 'person_private', 'SELECT')"
        if connection.execute(sa.text(open_to), {"login": postgres.login_name(database, "masked")}).scalar():
            yield "error", "role grants", "The masked login can read the vault. Run cadre init."
            return
    refused = storage.refused_login(settings)
    if refused:
        yield (
            "error",
            "role grants",
            f"PostgreSQL turns away the login {refused}. Run cadre init: it says what to do.",
        )
        return
    yield "ok", "role grants", "six logins, the masked one reads no vault table"


def _clock(_settings: Settings) -> Iterator[Finding]:
    now = datetime.now(UTC)
    if now.year < 2026:
        yield "error", "clock", f"It says {now:%Y-%m-%d}. Set the machine's clock (NTP)."
    else:
        yield "ok", "clock", f"{now:%Y-%m-%d %H:%M} UTC"


def _disk(settings: Settings) -> Iterator[Finding]:
    free = _free(settings) / 2**30
    if free < 0.25:
        yield "error", "disk", f"{free:.2f} GB free. Make room; writes will fail soon."
    elif free < 2:
        yield "warning", "disk", f"{free:.1f} GB free. Make room this week."
    else:
        yield "ok", "disk", f"{free:.0f} GB free"


def _free(settings: Settings) -> int:
    """Return the free bytes where the data folder is, or would be."""
    folder = settings.instance
    return shutil.disk_usage(next(each for each in (folder, *folder.parents) if each.is_dir())).free


_DOT = bytes.fromhex(  # the smallest picture: one gray dot
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)


def _files(settings: Settings) -> Iterator[Finding]:
    """Files on tickets lie in the database: can it be written, is there room, are pictures drawn."""
    engine = storage.owner_engine(settings).execution_options(sqlite_begin="IMMEDIATE")
    try:
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE released_page SET page = page WHERE key = ''"))
            number = connection.execute(sa.text("SELECT count(*) FROM attachment")).scalar_one()
            size = connection.execute(sa.text("SELECT sum(length(content)) FROM attachment_page")).scalar()
    except sa.exc.SQLAlchemyError:
        yield "error", "files", "The database cannot be written. Check the rights of its file and folder."
        return
    finally:
        engine.dispose()
    try:
        draw_anew("dot", _DOT)
    except Invalid:
        yield (
            "error",
            "files",
            "Pictures cannot be opened on this machine. Set it up again: ./run --setup-only",
        )
        return
    free = _free(settings)
    if settings.sqlite and free < 3 * RESERVE:
        yield "warning", "files", f"They are refused soon: {free / 2**20:.0f} MB free. Make room."
        return
    yield "ok", "files", f"{number} in the database, {(size or 0) / 2**20:.1f} MB; pictures are drawn anew"


def _worker(_settings: Settings) -> Iterator[Finding]:
    from app import create_app

    create_app()
    word = readiness().get("worker", "unknown")
    if word == "ok":
        yield "ok", "worker", "seen within a minute"
    else:
        yield (
            "warning",
            "worker",
            "Not seen within a minute. Start it: cadre worker (or serve --with-worker).",
        )
    yield from failing_rounds()


def failing_rounds() -> Iterator[Finding]:
    """Say what the worker does for a district and fails at, and what it gave up; an application is there."""
    lost = ", ".join(f"{kind} ({number})" for kind, number in jobs.given_up())
    if lost:
        yield (
            "error",
            "worker",
            f"Given up after {jobs.MOST_TRIES} tries: {lost}. Once the cause is mended: cadre worker --again",
        )
    with db.engine("system").connect() as connection:
        failing = rounds.faults(connection, clock.now())
    for name, fault in failing:
        told = f"What it does for {name.replace(' ', ' of district ')} fails each time ({fault})"
        yield "error", "worker", f"{told}; other districts go on. Its log says more; report it."


def _programs(settings: Settings) -> Iterator[Finding]:
    """Say which certification programs cannot be read, and whose facts are due to be looked at again."""
    own_programmes.keep_in(settings.instance)
    for fault in programme_faults():
        yield "warning", "programs", f"{fault}. Mend the file in {settings.instance / own_programmes.FOLDER}."
    for one in load_programmes():
        if str(one.review_by) < f"{datetime.now(UTC):%Y-%m-%d}":
            told = f"{one.name} was to be checked again by {one.review_by}, at {one.source_url}."
            yield (
                "warning",
                "programs",
                f"{told} Put what you find in {own_programmes.FOLDER}/{one.code}.yaml.",
            )
    yield "ok", "programs", ", ".join(one.code for one in load_programmes())


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _database,
    _keys,
    _data,
    _role_grants,
    guards,
    _clock,
    _disk,
    _files,
    _worker,
    log,
    _programs,
)


_ASK_THE_DATABASE = {_role_grants, guards, _files, _worker, log}


@click.command()
def doctor() -> None:
    """Check database, keys, data, grants, guards, clock, disk, files, worker, log and programs; exit 1 at an error.

    Each of them is told, also when another fails: a full disk or wrong rights are why a database does not open.
    """
    settings = Settings.from_env()
    worst, reachable = 0, True
    for check in CHECKS:
        for level, subject, words in _told(check, settings, reachable):
            click.echo(f"{level:<8} {subject:<12} {words}")
            if level == "error":
                worst = 1
                reachable = reachable and check is not _database
    sys.exit(worst)


def _told(
    check: Callable[[Settings], Iterator[Finding]], settings: Settings, reachable: bool
) -> Iterator[Finding]:
    """Yield what a check finds; where the database gives out in it, that is the finding."""
    subject = check.__name__.strip("_").replace("_", " ")
    if not reachable and check in _ASK_THE_DATABASE:
        yield "warning", subject, "Not looked at: the database comes first. Mend it, then run this again."
        return
    try:
        yield from check(settings)
    except SettingsError as error:
        yield "error", subject, str(error)
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        words = of_command(error) if isinstance(error, OSError) else of_database(error, settings)
        yield "error", subject, words or f"It cannot be used ({type(error).__name__})."
