"""The data folder is its owner's alone, and a command tells in one sentence what stands in its way."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from app import storage
from app.cli import main
from app.commands.faults import of_command
from app.config import Settings
from app.kernel import db
from app.kernel.files import made_with


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that is not made yet, on a machine whose users may read each other's files."""
    monkeypatch.delenv("CADRE_DATABASE_URL", raising=False)
    monkeypatch.setenv("CADRE_INSTANCE", str(tmp_path / "data"))
    earlier = db.use_engines({})
    with made_with(0o022):
        yield tmp_path / "data"
    for engine in {id(one): one for one in db.use_engines(earlier).values()}.values():
        engine.dispose()


def initialize(folder: Path) -> list[str]:
    said: list[str] = []
    storage.initialize(Settings.from_env({"CADRE_INSTANCE": str(folder)}), said.append)
    return said


def told(*words: str, code: int = 1) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == code, (words, done.output, done.exception)
    assert "Traceback" not in done.output
    return done.output


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_reads_the_vault(folder: Path) -> None:
    initialize(folder)
    told("audit", "tail", code=0)
    engine = storage.owner_engine(Settings.from_env())
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM person").scalar()
        assert {path.name for path in folder.glob("cadre.db*")} == {
            "cadre.db",
            "cadre.db-wal",
            "cadre.db-shm",
        }
        assert mode(folder) == 0o700
        assert {mode(path) for path in folder.glob("cadre.db*")} == {0o600}
    engine.dispose()


def test_a_folder_may_have_any_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = folder.with_name("Wörk 100%41? #1 & more")
    monkeypatch.setenv("CADRE_INSTANCE", str(odd))
    initialize(odd)
    told("audit", "tail", code=0)
    assert (odd / "cadre.db").stat().st_size > 0 and mode(odd / "cadre.db") == 0o600
    assert [path.name for path in odd.parent.iterdir()] == [odd.name]


def test_an_older_folder_is_shut_at_the_next_init(folder: Path) -> None:
    initialize(folder)
    aside = folder / "cadre-demo-2026-11-02.db"
    aside.write_bytes(b"")
    for path, rights in ((folder, 0o755), (folder / "cadre.db", 0o644), (aside, 0o640)):
        path.chmod(rights)
    said = told("doctor")
    assert (
        f"error    data         Others on this machine can read the database. Run: chmod 600 {aside} " in said
    )
    assert initialize(folder) == []
    assert (mode(folder), mode(folder / "cadre.db"), mode(aside)) == (0o700, 0o600, 0o600)
    assert "ok       data " in told("doctor", code=0)


def test_the_doctor_names_what_to_shut(folder: Path) -> None:
    initialize(folder)
    (folder / "secret.key").chmod(0o640)
    folder.chmod(0o750)
    said = told("doctor")
    assert f"Run: chmod 600 {folder / 'secret.key'}\n" in said
    assert f"Run: chmod 700 {folder}\n" in said


def test_the_doctor_says_what_to_do_without_a_data_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    initialize(folder)
    monkeypatch.setenv("CADRE_DATABASE_URL", f"sqlite:///{folder / 'cadre.db'}")
    monkeypatch.setenv("CADRE_INSTANCE", str(tmp_path / "elsewhere"))
    said = told("doctor")
    assert f"error    data         There is no folder {tmp_path / 'elsewhere'} yet. Run: cadre init" in said
    assert "No such file" not in said and "ok       files " in said


def test_a_folder_that_others_use_keeps_its_rights(folder: Path) -> None:
    folder.mkdir()
    (folder / "letters").write_text("not ours")
    initialize(folder)
    assert mode(folder) == 0o755 and mode(folder / "cadre.db") == 0o600


def test_what_a_command_writes_is_its_owners_alone(folder: Path, tmp_path: Path) -> None:
    initialize(folder)
    target = tmp_path / "taken out"
    target.mkdir(mode=0o755)
    told("audit", "export", str(target), code=0)
    written = [path for path in target.rglob("*") if path.is_file()]
    assert written and {mode(path) for path in written} == {0o600}


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "tail"),
        ("audit", "seal"),
        ("worker", "--once"),
        ("roster", "import", "."),
        ("serve",),
        ("retention", "purge", "--dry-run"),
    ],
)
def test_before_init_each_command_says_what_to_run(folder: Path, words: tuple[str, ...]) -> None:
    said = told(*words)
    assert "cadre init" in said and len(said.splitlines()) == 1


def test_a_file_that_is_no_database(folder: Path) -> None:
    folder.mkdir()
    (folder / "cadre.db").write_bytes(b"letters, not a database" * 400)
    for words in (("init",), ("audit", "tail"), ("serve",)):
        assert f"{folder / 'cadre.db'} is no SQLite database" in told(*words)
    assert (folder / "cadre.db").read_bytes().startswith(b"letters")


def test_a_data_folder_that_cannot_be_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write_text("a file")
    for words in (("init",), ("audit", "tail"), ("worker", "--once")):
        assert "is a file. Set CADRE_INSTANCE to a folder" in told(*words)
    monkeypatch.setenv("CADRE_INSTANCE", str(folder / "below"))
    assert "does not lead into a folder" in told("init")


def test_a_server_that_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CADRE_DATABASE_URL", "postgresql://owner:word@127.0.0.1:9/none")
    for words in (("init",), ("audit", "tail"), ("serve",)):
        said = told(*words)
        assert "Start PostgreSQL, check CADRE_DATABASE_URL" in said and "word@" not in said


def test_the_doctor_tells_all_it_can_without_a_database(folder: Path) -> None:
    said = told("doctor")
    assert f"There is no database at {folder / 'cadre.db'} yet. Run cadre init" in said
    assert not folder.exists(), "looking makes nothing"
    subjects = dict.fromkeys(
        line[9:21].strip() for line in said.splitlines()
    )  # a program may be due, or many
    assert list(subjects) == [
        "database",
        "keys",
        "data",
        "role grants",
        "guards",
        "clock",
        "disk",
        "files",
        "worker",
        "log",
        "programs",
    ]
    assert "CADRE_DATABASE_URL" not in said


def test_a_fault_of_ours_keeps_its_traceback(folder: Path) -> None:
    twice = sa.exc.IntegrityError("INSERT", None, sqlite3.IntegrityError("UNIQUE constraint failed"))
    assert of_command(ValueError("x")) is None and of_command(twice) is None
