"""The migrations go up, down and up again, and say what the models say, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import storage
from app.config import Settings
from app.models import metadata


@pytest.fixture
def empty_database(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a database that has nothing yet."""
    if settings.sqlite:
        yield Settings.from_env({"CADRE_INSTANCE": str(tmp_path)})
        return
    name = "cadre_migrations"
    engine = storage.owner_engine(settings).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        url = sa.make_url(settings.database_url).set(database=name).render_as_string(hide_password=False)
        yield Settings.from_env({"CADRE_INSTANCE": str(tmp_path), "CADRE_DATABASE_URL": url})
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def tables(settings: Settings) -> set[str]:
    engine = storage.owner_engine(settings)
    found = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return {name for name in found if not name.startswith("message_search_")}


def down(settings: Settings) -> None:
    engine = storage.owner_engine(settings)
    config = storage.alembic_config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.commit()
    engine.dispose()


def test_up_down_up(empty_database: Settings) -> None:
    storage.migrate(empty_database)
    whole = tables(empty_database)
    assert {"ticket", "audit_event", "person_private", "job"} <= whole
    down(empty_database)
    assert tables(empty_database) <= {"alembic_version"}
    storage.migrate(empty_database)
    assert tables(empty_database) == whole


def test_models_and_migrations_agree(settings: Settings, app: object) -> None:
    def wanted(thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        if kind == "table":
            known = metadata.tables.get(name or "")
            return known is not None and not known.info.get("sqlite_only")
        return name not in ("search", "ix_message_search", "ix_person_private_names")

    engine = storage.owner_engine(settings)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": wanted, "compare_type": False}
        )
        found = compare_metadata(context, metadata)
    engine.dispose()
    assert found == []


def test_the_newest_file_is_the_head_of_the_chain() -> None:
    assert ScriptDirectory.from_config(storage.alembic_config()).get_heads() == [storage.newest_revision()]


def test_init_twice_changes_nothing(settings: Settings, app: object) -> None:
    before = tables(settings)
    said: list[str] = []
    storage.initialize(settings, said.append)
    assert tables(settings) == before
    assert said == []


def test_secrets_are_the_owners_alone(settings: Settings, app: object) -> None:
    storage.secret_key(settings)
    assert storage.loose_files(settings) == []
    key = settings.instance / "secret.key"
    key.chmod(0o644)
    assert storage.loose_files(settings) == [key]
    key.chmod(0o600)
