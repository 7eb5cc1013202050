"""The verifier on somebody else's machine: what is wrong with that machine never accuses the log."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.audit.log.export import export_logs
from app.audit.log.sequencer import Sealed
from app.audit.log.verifier import FILE, verifier
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]


@pytest.fixture
def export(happen: Happen, seal: Seal, tmp_path: Path) -> Path:
    """An export, and beside it its newest head."""
    happen(3)
    head = seal().head
    assert head is not None
    (tmp_path / "outside.head").write_text(head.note, encoding="utf-8")
    export_logs(tmp_path / "export", with_words=False)
    return tmp_path / "export"


def _verdict(export: Path) -> int:
    return int(verifier().verify(export, [export.parent / "outside.head"])[0])


def test_without_its_package_it_is_unusable(export: Path, tmp_path: Path) -> None:
    """Else it ends with 1, as if the log were refuted."""
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    (lacking / "cryptography.py").write_text("raise ImportError('there is none')\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, FILE, export],
        env={"PYTHONPATH": str(lacking)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (2, ""), ran.stderr
    assert ran.stdout.startswith("Unusable: this needs Python 3.11 or newer and the package cryptography")


def test_what_a_disk_does_not_give_accuses_nobody(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _verdict(export) == 0
    read = Path.read_bytes

    def broken(file: Path) -> bytes:
        if file.name == "entries.jsonl":
            raise OSError(5, "Input/output error", str(file))
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", broken)
    code, said = verifier().verify(export, [])
    assert (code, len(said)) == (2, 1) and "cannot be read" in said[0]


def test_a_tile_has_one_name_on_every_system() -> None:
    for kind in (PurePosixPath, PureWindowsPath):
        assert verifier().name_in(kind("e/1"), kind("e/1/tile/0/000.p/5")) == "tile/0/000.p/5"


def test_what_other_systems_leave_on_a_disk_changes_nothing(export: Path) -> None:
    for name in ("._1", "1/._entries.jsonl", "1/tile/._0", "System Volume Information/IndexerVolumeGuid"):
        file = export / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"\0\5\x16\7")
    assert _verdict(export) == 0
    (export / "1" / "_entries.jsonl").write_bytes(b"")
    assert _verdict(export) == 1


def test_a_head_that_a_shell_of_windows_kept_is_read(export: Path) -> None:
    outside = export.parent / "outside.head"
    outside.write_bytes(outside.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-16"))
    assert _verdict(export) == 0
