"""The file of names: one for all processes, its owner's alone, without a name in it, replaced when names change."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.audit.work import look
from app.config import Settings
from app.identity.actor import system_actor
from app.privacy.text.masker import Masker
from app.school.people import feeder, names_file
from app.school.people.models import PersonPrivate as People
from tests.cast import School


def _file(settings: Settings, school: School) -> Path:
    return settings.instance / names_file.FOLDER / f"{school.district_id}.names"


def _masker(school: School) -> Masker:
    with look(system_actor(school.district_id)) as work:
        return feeder.masker_for(work)


def _anew(school: School, monkeypatch: pytest.MonkeyPatch) -> Masker:
    """Return the masker as a process gets it that has just started."""
    monkeypatch.setattr(feeder, "_kept", {})
    return _masker(school)


def test_the_file_is_its_owners_alone_and_names_nobody(
    settings: Settings, school: School, owner: sa.Engine
) -> None:
    _masker(school)
    path = _file(settings, school)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    block = path.read_bytes().lower()
    with owner.connect() as connection:
        rows = connection.execute(sa.select(People.given, People.family, People.mail, People.number)).all()
    pieces = {
        value[at : at + 5].lower() for row in rows for value in row for at in range(max(1, len(value) - 4))
    }
    assert len(pieces) > 40
    assert [piece for piece in pieces if len(piece) == 5 and piece.encode() in block] == []


def test_another_process_takes_the_file_as_it_is(
    settings: Settings, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    _masker(school)
    before = _file(settings, school).stat()
    _anew(school, monkeypatch)
    after = _file(settings, school).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_damaged_or_foreign_file_is_replaced(
    settings: Settings, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    _masker(school)
    path = _file(settings, school)
    whole = path.read_bytes()
    for content in (b"", b"nonsense", whole[:-1], whole[:400] + bytes(8) + whole[408:]):
        path.write_bytes(content)
        _anew(school, monkeypatch)
        assert len(path.read_bytes()) == len(whole)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_leaves_the_names_in_memory(
    school: School, tmp_path: Path, settings: Settings
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    feeder.forget()
    names_file.keep_in(blocked)
    try:
        assert "⟦" in _masker(school).mask("call 208-555-0123").text
    finally:
        names_file.keep_in(settings.instance)
        feeder.forget()


def test_forgetting_removes_the_file(settings: Settings, school: School) -> None:
    _masker(school)
    feeder.forget()
    assert not _file(settings, school).exists()


def test_a_crash_while_writing_leaves_the_old_file(settings: Settings, school: School) -> None:
    _masker(school)
    path = _file(settings, school)
    whole = path.read_bytes()
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from app.school.people import names_file\n"
        "os.fsync = lambda handle: os._exit(9)\n"
        "names_file.keep_in(Path(sys.argv[1]))\n"
        "names_file.opened(int(sys.argv[2]), 'another', lambda: b'x' * 100)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(settings.instance), str(school.district_id)],
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        check=False,
    )
    assert done.returncode == 9
    assert path.read_bytes() == whole
