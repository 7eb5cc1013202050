"""Logins that PostgreSQL turns away: told by `cadre init`, the doctor and the server, and never changed unasked."""

from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from app import storage
from app.commands.ready import check_ready
from app.config import Settings, SettingsError
from app.kernel import postgres, zones
from tests.postgres_server import own_address


def test_an_empty_key_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("\n")
    settings = Settings(tmp_path, f"sqlite:///{tmp_path}/cadre.db")
    made = storage.secret_key(settings)
    assert len(made) > 40
    assert storage.secret_key(settings) == made


@pytest.mark.database("postgres")
@pytest.mark.usefixtures("database_url")
def test_logins_that_are_turned_away_are_told_with_what_mends_them(tmp_path: Path) -> None:
    with own_address() as url:
        settings = Settings(tmp_path, url)
        storage.initialize(settings, print)
        assert storage.refused_login(settings) == ""
        login = f"{sa.make_url(url).database}_sign_in"
        said: list[str] = []
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f'ALTER ROLE "{login}" NOLOGIN'.encode())
            with pytest.raises(SettingsError, match="turned away"):
                storage.initialize(settings, said.append)
            with pytest.raises(SettingsError, match=f"login {login}.*cadre init"):
                check_ready(settings)
            for line in said:
                if line.startswith("    "):
                    connection.execute(line.encode())
        assert login in said[0] and "logins.json" in said[1]
        storage.initialize(settings, print)
        check_ready(settings)


def test_a_file_of_logins_that_is_damaged_is_told(tmp_path: Path) -> None:
    settings = Settings(tmp_path, "postgresql://owner:secret@localhost/school")
    for content in ('{"mas', "[]", '{"masked": "x"}', "3"):
        (tmp_path / "logins.json").write_text(content)
        with pytest.raises(SettingsError, match=r"logins\.json cannot be read\..*backup"):
            storage.urls(settings)


def test_no_login_outgrows_what_postgresql_keeps_of_a_name() -> None:
    longest = max(len(postgres.login_name("", clearance)) for clearance in zones.CLEARANCES)
    assert postgres.LONGEST_NAME + longest == 63
