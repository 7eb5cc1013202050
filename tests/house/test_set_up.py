"""Setting up in the shell: one at a time in a folder, and a sentence where it cannot be written."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 120  # seconds: far over what is needed, on any machine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with what the set-up reads, and no environment."""
    place = tmp_path / "a clone"
    shutil.copytree(ROOT / "requirements", place / "requirements")
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def set_up(folder: Path, then: str = "") -> subprocess.Popen[str]:
    words = f"here=$PWD; . requirements/set-up.sh; {then or 'set_up runtime 1/5 2/5'}"
    given = {"PATH": os.environ["PATH"], "HOME": str(folder), "CADRE_PYTHON": sys.executable}
    return subprocess.Popen(
        ["sh", "-euc", words],
        cwd=folder,
        env=given,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def installed(folder: Path) -> None:
    """Leave what a set-up that came to its end leaves."""
    bin_folder = folder / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").symlink_to(sys.executable)
    (bin_folder / "cadre").touch(0o755)
    (folder / ".venv" / ".made-for").write_text(f"{folder.resolve()}\n")
    print_of, _ = set_up(folder, "print_of").communicate(timeout=LIMIT)
    (folder / ".venv" / ".made-of").write_text(f"runtime {print_of}")


def test_the_second_waits_for_the_first_and_finds_the_packages(folder: Path) -> None:
    with (folder / ".set-up.log").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = set_up(folder)
        assert second.stdout is not None
        said = [second.stdout.readline() for _ in range(2)]
        installed(folder)
    rest, _ = second.communicate(timeout=LIMIT)
    assert said[0].startswith("1/5 Python ")
    assert "being set up by another" in said[1]
    assert rest == "2/5 Packages are in place\n"
    assert second.returncode == 0


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / ".set-up.log").mkdir()
    refused = set_up(folder)
    said, _ = refused.communicate(timeout=LIMIT)
    assert f"This folder cannot be written to: {folder}" in said
    assert refused.returncode == 1
