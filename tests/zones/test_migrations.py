"""The migrations go up, down and up again, and say what the models say, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import factory
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import storage
from app.commands.ready import check_ready
from app.config import Settings, SettingsError
from app.models import metadata
from app.school.people.folding import found_by
from tests.cast import NOW, raise_school
from tests.factories.helpdesk import TicketFactory


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


def down(settings: Settings, revision: str = "base") -> None:
    engine = storage.owner_engine(settings)
    config = storage.alembic_config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
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
    engine = storage.owner_engine(empty_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    for refuses in (storage.migrate, check_ready):
        with pytest.raises(SettingsError, match="made by a newer version of Cadre: at 9999"):
            refuses(empty_database)


def test_what_was_kept_moves_with_the_tables(empty_database: Settings) -> None:
    """What was kept twice is kept once; going back writes it a second time, where it is not erased. People who were
    there before are found by their names."""
    storage.migrate(empty_database)
    engine = storage.owner_engine(empty_database)
    table = metadata.tables
    school = raise_school(engine)
    ticket = factory.build(dict, FACTORY_CLASS=TicketFactory, school=school)  # type: ignore[attr-defined]
    at = {"district_id": school.district_id, "ticket_id": ticket["id"]}
    with engine.begin() as c:
        c.execute(sa.insert(table["ticket"]).values(**ticket))
        shown = {"what": "word", "purpose": "greet", "asker_id": 9, "granted_at": NOW, "expires_at": NOW}
        for key, event, words in ((1, "a" * 32, "To call them."), (2, "b" * 32, "")):
            c.execute(sa.insert(table["reveal"]).values(id=key, event_id=event, **shown, **at))
            told: dict[str, Any] = {
                "subjects": [],
                "fields": [],
                "purpose": "",
                "basis": "",
                "outcome": "done",
            }
            told |= {"occurred_at": NOW, "tag": "word:revealed", "actor_id": 9, "actor_role": "desk"}
            told |= {"codes": {"reveal": key}, "commitment": "c" * 64, "clearance": "masked"}
            c.execute(sa.insert(table["audit_event"]).values(id=event, **told, **at))
            kept = {"event_id": event, "district_id": school.district_id, "salt": "", "words": words}
            c.execute(sa.insert(table["audit_words"]).values(**kept))
    down(empty_database, "0010")
    with engine.connect() as c:
        twice = c.exec_driver_sql("SELECT reveal_id, note FROM reveal_private ORDER BY reveal_id").all()
    assert [tuple(row) for row in twice] == [(1, "To call them."), (2, "")]
    storage.migrate(empty_database)
    with engine.connect() as c:
        named = (
            c.execute(sa.select(table["reveal"].c.event_id).order_by(table["reveal"].c.id)).scalars().all()
        )
        private = table["person_private"].c
        assert set(c.execute(sa.select(private.folded)).scalars()) == {
            found_by(row.given, row.family, row.preferred)
            for row in c.execute(sa.select(private.given, private.family, private.preferred))
        }
    engine.dispose()
    assert named == ["a" * 32, "b" * 32]
    assert "reveal_private" not in tables(empty_database)


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
