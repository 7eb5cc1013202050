"""`cadre demo` on the command line: built whole, not built twice, left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def started(folder: Path, *words: str) -> "subprocess.Popen[str]":
    env = {**os.environ, "CADRE_INSTANCE": str(folder)}
    env.pop("CADRE_DATABASE_URL", None)
    command = [sys.executable, "-m", "app.cli", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdout=pipe, stderr=pipe)


def ended(process: "subprocess.Popen[str]") -> "subprocess.CompletedProcess[str]":
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def cadre(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return ended(started(folder, *words))


@pytest.mark.database("sqlite")  # this is about its file
def test_the_command_builds_once_and_leaves_the_demo_behind(tmp_path: Path) -> None:
    (tmp_path / "demo-building.db").write_text("what an interrupted build left")
    first = started(tmp_path, "demo", "--people", "60", "--tickets", "12", "--if-empty")
    assert first.stdout is not None
    assert first.stdout.readline().startswith("    People:")
    meanwhile = cadre(tmp_path, "demo", "--if-empty")  # somebody typed ./run twice
    built = ended(first)
    assert built.returncode == 0, built.stderr
    phases = [line.split(":")[0].strip() for line in built.stdout.splitlines()[:2]]
    assert phases == ["Term", "Accounts"]
    cards = json.loads((tmp_path / "demo-cards.json").read_text())
    assert cards[0]["password"] in built.stdout
    assert meanwhile.returncode == 0, meanwhile.stderr
    assert meanwhile.stdout.startswith("Another Cadre prepares this data folder")
    assert cards[0]["password"] in meanwhile.stdout
    assert not (tmp_path / "demo-building.db").exists()
    twice = cadre(tmp_path, "demo")
    assert twice.returncode == 1
    assert "There is a school in this database already." in twice.stderr
    quiet = cadre(tmp_path, "demo", "--if-empty")
    assert quiet.returncode == 0
    assert cards[0]["username"] in quiet.stdout
    sealed = cadre(tmp_path, "audit", "seal")
    assert "Head of demo." in sealed.stdout, sealed.stderr
    left = cadre(tmp_path, "demo", "--leave")
    assert left.returncode == 0, left.stderr
    assert not (tmp_path / "log.head").exists()
    cadre(tmp_path, "audit", "tail")
    begun = cadre(tmp_path, "audit", "seal")
    assert "Head of cadre.local/" in begun.stdout and ": 1 entries" in begun.stdout
    assert len(list(tmp_path.glob("cadre-demo-*.db"))) == 1
    assert not (tmp_path / "demo-cards.json").exists()
    again = cadre(tmp_path, "demo", "--leave")
    assert again.returncode == 1
    assert "There is no demo school in this database." in again.stderr
