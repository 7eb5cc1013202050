"""Storage: what `cadre init` makes (database, logins, keys) and the engines that create_app opens."""

import json
import secrets
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from app.audit.log.folder import FILES as LOG_FILES
from app.config import ROOT, Settings, SettingsError
from app.kernel import guards, postgres, sqlite, sqlite_plans, zones
from app.kernel.db import use_engines
from app.kernel.files import is_loose, write_secret
from app.models import metadata

if TYPE_CHECKING:  # Alembic takes a quarter of a second to load, and serving needs none of it
    from alembic.config import Config

_POOL = {"pool_size": 4, "max_overflow": 8, "pool_pre_ping": False}
_LEAN = {"query_cache_size": 64, "enable_from_linting": False}  # a compiled statement is 30 kB of a process


def secret_key(settings: Settings) -> str:
    """Return the key that signs forms, making it the first time."""
    path = settings.instance / "secret.key"
    if not path.exists() or not path.read_bytes().strip():  # an empty key would sign nothing
        write_secret(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def loose_files(settings: Settings) -> list[Path]:
    """Return the secrets that others on this machine could read."""
    names = (settings.instance / "names").glob("*.names")  # written by school/people/names_file.py
    kept = [settings.instance / name for name in ("secret.key", "logins.json", *LOG_FILES)]
    kept += names
    return [path for path in kept if is_loose(path)]


def database_file(settings: Settings) -> Path | None:
    """Return the file of a SQLite database; None for one in memory, and on PostgreSQL."""
    name = sa.make_url(settings.database_url).database if settings.sqlite else None
    return Path(name) if name and name != ":memory:" else None


def loose_data(settings: Settings) -> list[Path]:
    """Return the database's files that others on this machine could read: the vault lies in them."""
    file = database_file(settings)
    if file is None or not file.parent.is_dir():
        return []
    begin = (file.name, f"{file.stem}-demo-")  # itself with -wal and -shm, demos that were put aside
    beside = (path for path in file.parent.iterdir() if path.name.startswith(begin))
    return sorted(path for path in beside if path.is_file() and is_loose(path))


def _shut(settings: Settings, tell: Callable[[str], None]) -> None:
    """Keep others on this machine out of the data folder and the database's files."""
    folder, file = settings.instance, database_file(settings)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_loose(folder) and _is_ours(folder):
        _take_rights([folder], 0o700, tell)
    if file is not None:
        file.touch(mode=0o600)  # SQLite gives what it makes beside a database the rights of the database
        _take_rights(loose_data(settings), 0o600, tell)


def _is_ours(folder: Path) -> bool:
    """Tell a data folder from one that others use too, such as /tmp or a home."""
    names = {path.name for path in folder.iterdir()}
    shared = stat.S_IMODE(folder.stat().st_mode) & stat.S_ISVTX
    return not shared and ("secret.key" in names or names <= {"README.md"})


def _take_rights(paths: Iterable[Path], mode: int, tell: Callable[[str], None]) -> None:
    for path in paths:
        with suppress(PermissionError):
            path.chmod(mode)
        if is_loose(path):
            tell(f"Others on this machine can read {path}. Its owner should run: chmod {mode:o} {path}")


def _passwords(settings: Settings) -> dict[str, str]:
    path = settings.instance / "logins.json"
    if not path.exists():
        write_secret(path, json.dumps({name: secrets.token_urlsafe(24) for name in zones.CLEARANCES}))
    try:
        found: dict[str, str] = json.loads(path.read_text())
        return {name: found[name] for name in zones.CLEARANCES}
    except (ValueError, LookupError, TypeError):
        raise SettingsError(
            f"{path} cannot be read. Bring it back from a backup, or move it away and run: cadre init"
        ) from None


def owner_engine(settings: Settings) -> sa.Engine:
    """Return the owner's engine: migrations and set-up only."""
    engine = sa.create_engine(settings.database_url, poolclass=sa.NullPool, hide_parameters=True)
    if settings.sqlite:
        sqlite.prepare(engine, metadata, None, settings.hurried)
    return engine


def urls(settings: Settings) -> dict[str, str]:
    """Return one address per clearance."""
    if settings.sqlite:
        return dict.fromkeys(zones.CLEARANCES, settings.database_url)
    return {
        clearance: postgres.login_url(settings.database_url, clearance, password)
        for clearance, password in _passwords(settings).items()
    }


def binds(settings: Settings) -> dict[str, dict[str, Any]]:
    """Return the engines that Flask-SQLAlchemy is to make, one per clearance."""
    options: dict[str, Any] = {"hide_parameters": True, **_POOL, **_LEAN}
    if settings.sqlite:
        options["connect_args"] = {"cached_statements": 48}
    return {clearance: {"url": url, **options} for clearance, url in urls(settings).items()}


def prepare_engine(engine: sa.Engine, clearance: str, hurried: bool = False) -> None:
    """Shut the door of an engine before its first connection."""
    if engine.dialect.name == "sqlite":
        sqlite.prepare(engine, metadata, clearance, hurried)
    else:
        postgres.prepare(engine, hurried)


def open_engines(settings: Settings) -> None:
    """Open one engine per clearance without the web application: for commands that show no page."""
    made = {name: sa.create_engine(**options) for name, options in binds(settings).items()}
    for name, engine in made.items():
        prepare_engine(engine, name, settings.hurried)
    use_engines(made)


def alembic_config() -> "Config":
    """Return the migrations' configuration; it needs no ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


@cache
def newest_revision() -> str:
    """Return the revision of the newest migration: their files are numbered."""
    return max(path.name for path in (ROOT / "migrations" / "versions").glob("[0-9]*_*.py")).partition("_")[0]


def current_and_head(connection: sa.Connection) -> tuple[str | None, str | None]:
    """Return the database's revision and the newest one."""
    current = connection.execute(
        sa.select(sa.column("version_num")).select_from(sa.table("alembic_version"))
    ).scalar()
    return current, newest_revision()


def _has_revision(connection: sa.Connection) -> bool:
    return sa.inspect(connection).has_table("alembic_version")


def newer_words(current: str | None) -> str:
    """Say what to do about a database that is newer than this version of Cadre; nothing where it is not."""
    if current is None or current <= newest_revision():
        return ""
    return (
        f"the database was made by a newer version of Cadre: at {current}, this one knows {newest_revision()}. "
        "Start that version, or bring back a backup that this one made."
    )


def migrate(settings: Settings, revision: str = "head") -> None:
    """Bring the tables, triggers and grants to a revision.

    Refuses: SettingsError for a database of a newer version.
    """
    from alembic import command

    engine = owner_engine(settings)
    config = alembic_config()
    with engine.connect() as connection:
        newer = newer_words(current_and_head(connection)[0] if _has_revision(connection) else None)
        if newer:
            raise SettingsError(newer)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    engine.dispose()


def _make_logins(settings: Settings, tell: Callable[[str], None]) -> None:
    engine = owner_engine(settings)
    with engine.begin() as connection:
        database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
        if len(database.encode()) > postgres.LONGEST_NAME:
            raise SettingsError(
                f"the database's name is too long to name its logins after. Give it one of at most "
                f"{postgres.LONGEST_NAME} letters."
            )
        known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
        missing = {
            clearance: password
            for clearance, password in _passwords(settings).items()
            if postgres.login_name(database, clearance) not in known
        }
        if missing:
            _create_or_print(connection, postgres.logins_sql(database, missing), tell)
    engine.dispose()
    _try_logins(settings, database, tell)


def refused_login(settings: Settings, *clearances: str) -> str:
    """Return which login (of these, or of all) PostgreSQL turns away, and in which words; nothing where none is."""
    for clearance, url in ({} if settings.sqlite else urls(settings)).items():
        words = "" if clearances and clearance not in clearances else postgres.refusal(url)
        if words:
            return f"{sa.make_url(url).username}: {words}"
    return ""


def _try_logins(settings: Settings, database: str, tell: Callable[[str], None]) -> None:
    """Go on when all logins are let in. A password is not changed unasked: another Cadre might go on with it.

    Refuses: SettingsError, after the SQL that mends it was told.
    """
    refused = refused_login(settings)
    if not refused:
        return
    tell(f"PostgreSQL turns away the login {refused}")
    tell(f"Bring logins.json back into {settings.instance} from a backup. Or, where no other Cadre uses this")
    tell("database, let its administrator run this, then cadre init again:")
    for statement in postgres.renewed_logins_sql(database, _passwords(settings)):
        tell(f"    {statement};")
    raise SettingsError("the database's logins are turned away; what mends it stands above.")


def _create_or_print(connection: sa.Connection, statements: list[str], tell: Callable[[str], None]) -> None:
    allowed = connection.exec_driver_sql(
        "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
    ).scalar_one()
    if not allowed:
        tell(
            "The owner may not make logins. Let the database's administrator run this, then cadre init again:"
        )
        for statement in statements:
            tell(f"    {statement};")
        raise SettingsError("the database logins are missing; the SQL above makes them.")
    for statement in statements:
        connection.exec_driver_sql(statement)


def initialize(settings: Settings, tell: Callable[[str], None]) -> None:
    """Make or complete the data folder, database, logins, tables, guards and grants; safe to repeat."""
    _shut(settings, tell)
    secret_key(settings)
    if not settings.sqlite:
        _make_logins(settings, tell)
    migrate(settings)
    engine = owner_engine(settings)
    with engine.begin() as connection:
        broken = guards.broken(connection, metadata)
        if broken:
            guards.renew(connection, metadata, set(broken))
            tell(f"Guards put back that were gone: {', '.join(broken)}. See cadre audit verify.")
        if settings.sqlite:
            sqlite_plans.tell(connection)
        else:
            guards.grant(connection, metadata)
    engine.dispose()
