"""`cadre audit` on the command line: a log from its first head to a refutation, in a data folder of its own."""

import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from app import storage
from app.audit import counting
from app.audit.log.folder import HEAD, KEY
from app.audit.tags import Tag
from app.audit.work import begin
from app.cli import main
from app.config import Settings
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.files import write_secret

ROOT = Path(__file__).parents[2]


class House:
    """A data folder, and the command over it, run in this process; the verifier runs in one without our code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def cadre(self, *words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, words)
        assert done.exit_code == code, (words, done.output, done.exception)
        return done.output

    def verify(self, *words: str, code: int = 0) -> str:
        command = [sys.executable, "-I", str(ROOT / "tools" / "verify_audit.py"), *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    env = {"CADRE_INSTANCE": str(tmp_path / "house"), "CADRE_PUBLIC_URL": "https://desk.example.org"}
    monkeypatch.delenv("CADRE_DATABASE_URL", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    settings = Settings.from_env(env)
    storage.initialize(settings, print)
    counting.abandon()
    earlier = db.use_engines({})
    handlers = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    yield House(settings.instance)
    for one, handler in handlers.items():
        signal.signal(one, handler)
    for engine in {id(one): one for one in db.use_engines(earlier).values()}.values():
        engine.dispose()


def test_from_the_first_head_to_a_refutation(house: House, tmp_path: Path) -> None:
    assert "Run cadre audit seal" in house.cadre("audit", "head", code=1)
    house.cadre("audit", "tail")
    assert "1 events sealed. Head of desk.example.org/" in house.cadre("audit", "seal")
    first = house.cadre("audit", "head")
    (tmp_path / "first.head").write_text(first)
    assert {"▀", "▄", "█"} <= set(house.cadre("audit", "head", "--qr"))
    house.cadre("audit", "rotate-key")
    house.cadre("audit", "tail")
    out = str(tmp_path / "out")
    house.cadre("audit", "export", out)
    assert "witnessed" in house.cadre("audit", "verify", out, "--head", str(tmp_path / "first.head"))
    house.verify(out, "--head", str(tmp_path / "first.head"))
    house.verify(out, code=3)
    house.verify(str(tmp_path / "none"), code=2)
    assert "something in this folder" in house.cadre("audit", "export", out, code=1)
    house.cadre("audit", "verify", "--head", str(tmp_path / "first.head"))
    _prove(house, tmp_path)
    _watch(house, tmp_path, out)
    entries = tmp_path / "out" / "1" / "entries.jsonl"
    entries.write_bytes(entries.read_bytes().replace(b"events:seen", b"events:sent"))
    house.cadre("audit", "verify", out, "--head", str(tmp_path / "first.head"), code=1)
    assert {HEAD, KEY} <= {file.name for file in house.folder.iterdir()}
    secrets = sorted(file.name for file in house.folder.glob("log.*"))
    assert secrets and [name for name in secrets if (house.folder / name).stat().st_mode & 0o077] == []


def _prove(house: House, tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{house.folder / 'cadre.db'}")
    with engine.connect() as connection:
        event = connection.exec_driver_sql("SELECT event_id FROM audit_leaf WHERE place = 1").scalar_one()
    engine.dispose()
    proof = tmp_path / "one.tlog-proof"
    proof.write_text(house.cadre("audit", "prove", event))
    key = (tmp_path / "out" / "1" / "keys").read_text().splitlines()[-1]
    assert event in house.verify("--proof", str(proof), "--key", key)
    proof.write_text(proof.read_text().replace("index 1", "index 0"))
    house.verify("--proof", str(proof), "--key", key, code=1)
    whole = proof.read_text()
    for bad in (
        "",
        whole.replace("index 0", f"index {'9' * 5000}"),
        whole.replace("extra ", "extra /w=="),
        "\ud800",
    ):
        proof.write_bytes(bad.encode("utf-8", "surrogatepass"))
        assert "Unusable" in house.verify("--proof", str(proof), "--key", key, code=2)
    house.cadre("audit", "prove", "0" * 32, code=1)
    assert house.cadre("audit", "consistency", "1").startswith("from 1\n")


def _watch(house: House, tmp_path: Path, out: str) -> None:
    state = str(tmp_path / "w.json")
    seen = house.cadre("audit", "witness", "--from", out, "--state", state)
    assert "— witness.local " in seen
    again = tmp_path / "again"
    house.cadre("audit", "export", str(again))
    house.cadre("audit", "witness", "--from", str(again), "--state", state)
    assert "ALARM" in house.cadre("audit", "witness", "--from", out, "--state", state, code=1)
    house.cadre("audit", "witness", "--from", str(tmp_path / "none"), "--state", state, code=2)
    (again / "1" / "heads.jsonl").write_bytes(b"")
    house.cadre("audit", "witness", "--from", str(again), "--state", state, code=2)


NO_ANSWERS = {
    "no status": b"garbage\r\n\r\n",
    "cut": b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\ndesk.example",
    "cut in a piece": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\ndesk",
    "no heads": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\n\n[1]",
}


@pytest.mark.parametrize("answer", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_answer_is_no_alarm(house: House, tmp_path: Path, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def say() -> None:
            talk, _ = server.accept()
            with talk:
                talk.recv(4096)
                talk.sendall(answer)

        threading.Thread(target=say, daemon=True).start()
        base = f"http://127.0.0.1:{server.getsockname()[1]}"
        said = house.cadre("audit", "witness", "--from", base, "--state", str(tmp_path / "w.json"), code=2)
    assert "Could not ask" in said and not (tmp_path / "w.json").exists()


def test_the_doctor_says_how_the_log_stands(house: House) -> None:
    house.cadre("audit", "tail")
    house.cadre("audit", "seal")
    assert "log          desk.example.org/" in house.cadre("doctor")
    kept = (house.folder / KEY).read_text()
    (house.folder / KEY).unlink()
    gone = house.cadre("doctor", code=1)
    assert gone.count("Bring log.key back") == 1 and "ok       log " not in gone
    house.cadre("audit", "tail")
    assert "log.key" in house.cadre("audit", "seal", code=1)
    house.cadre("worker", "--once")
    assert "Bring log.key back" in house.cadre("doctor", code=1)
    (house.folder / KEY).write_text(kept)
    assert "Others on this machine can read secrets" in house.cadre("doctor", code=1)
    (house.folder / HEAD).unlink()
    assert "log.head is missing" in house.cadre("doctor", code=1)


def test_a_damaged_file_of_the_log_is_no_mystery(house: House) -> None:
    house.cadre("audit", "tail")
    house.cadre("audit", "seal")
    for name in (HEAD, KEY):
        whole = (house.folder / name).read_bytes()
        write_secret(house.folder / name, whole.decode()[:40])
        house.cadre("audit", "tail")
        told = f"{name} in the data folder is damaged"
        assert told in house.cadre("doctor", code=1)
        assert told in house.cadre("audit", "seal", code=1)
        assert told in house.cadre("audit", "verify", code=3)  # what there is is whole
        house.cadre("worker", "--once")
        write_secret(house.folder / name, whole.decode())
        assert told in house.cadre("doctor", code=1)  # until the next seal
        house.cadre("audit", "seal")
        assert "damaged" not in house.cadre("doctor")
    write_secret(house.folder / HEAD, "cut sho")
    assert "damaged" in house.cadre("audit", "head", code=1)


def test_what_was_changed_by_hand_is_refuted_and_breaks_nothing(house: House) -> None:
    """Shape: SQL by hand makes texts of what were bytes; a name of a log stands in no export."""
    house.cadre("audit", "tail")
    house.cadre("audit", "seal")
    base = sqlite3.connect(house.folder / "cadre.db")
    with closing(base):
        for table in ("audit_leaf", "audit_origin"):
            asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
            for (name,) in base.execute(asked, (table,)).fetchall():
                base.execute(f"DROP TRIGGER {name}")
        base.execute("UPDATE audit_leaf SET core = CAST(core AS TEXT)")
        base.commit()
        house.cadre("audit", "verify", code=3)
        base.execute("UPDATE audit_leaf SET core = replace(core, 'done', 'gone') WHERE place = 0")
        base.commit()
        assert "REFUTED at index 0" in house.cadre("audit", "verify", code=1)
        base.execute("UPDATE audit_leaf SET core = replace(core, 'gone', 'done') WHERE place = 0")
        base.execute("UPDATE audit_origin SET name = name || '/x'")
        base.commit()
        said = house.cadre("audit", "verify", code=1)
    assert "REFUTED: the tree in this database contradicts the head that was signed last." in said


def test_the_tail_says_what_each_event_is_about(house: House) -> None:
    house.cadre("audit", "tail")
    about = {"ticket_id": 77, "subjects": [5, 6], "by": "timer", "counts": {"new": 2}, "kept": True}
    with begin(system_actor(0)) as work:
        work.record(Tag.TICKET_CLOSED, **about)
    line = house.cadre("audit", "tail").splitlines()[-1]
    assert line.endswith("ticket=77 subjects=5,6 by=timer counts=new:2 kept=yes"), line
    assert "{" not in line


def test_words_cannot_be_left_out_afterwards(house: House, tmp_path: Path) -> None:
    """The newest head covers the record of the export, which says whether words were included."""
    house.cadre("audit", "export", str(tmp_path / "out"), "--with-words")
    house.verify(str(tmp_path / "out"), code=3)
    (tmp_path / "out" / "1" / "words.jsonl").write_text('{"words":"left_out"}\n')
    told = house.verify(str(tmp_path / "out"), code=1)
    assert "this export was made with words, by the log's own record" in told


def _database(house: House, act: str, file: Path) -> None:
    """Take a backup of the house's database, or restore one."""
    live, kept = sqlite3.connect(house.folder / "cadre.db"), sqlite3.connect(file)
    (kept.backup(live) if act == "restore" else live.backup(kept))
    live.close()
    kept.close()


def test_after_a_restored_backup_no_lost_head_is_printed(house: House, tmp_path: Path) -> None:
    """`head` says that a new log begins, `seal` begins it, and a witness is told whether all it saw is kept."""
    house.cadre("audit", "tail")
    house.cadre("audit", "seal")
    early, late, out = (str(tmp_path / name) for name in ("early.json", "late.json", "out"))
    house.cadre("audit", "export", str(tmp_path / "before"))
    house.cadre("audit", "witness", "--from", str(tmp_path / "before"), "--state", early)
    _database(house, "back up", tmp_path / "backup.db")
    house.cadre("audit", "tail")
    house.cadre("audit", "seal")
    lost = house.cadre("audit", "head")
    house.cadre("audit", "export", str(tmp_path / "after"))
    house.cadre("audit", "witness", "--from", str(tmp_path / "after"), "--state", late)
    counting.abandon()
    _database(house, "restore", tmp_path / "backup.db")
    assert "a new log begins" in house.cadre("audit", "head", code=1)
    assert "/2: 1 entries" in house.cadre("audit", "seal")
    head = house.cadre("audit", "head")
    assert head.split("\n")[0] == lost.split("\n")[0] + "/2"
    house.cadre("audit", "export", out)
    (tmp_path / "lost.head").write_text(lost)
    assert "were lost" in house.verify(out, "--head", str(tmp_path / "lost.head"), code=1)
    ask = ("audit", "witness", "--from", out, "--state")
    for words in ((late,), (late, "--new-log")):
        assert "ALARM" in (told := house.cadre(*ask, *words, code=1)) and "were lost" in told
    told = house.cadre(*ask, early, code=1)
    assert "entries that were seen are kept" in told and "--new-log" in told
    house.cadre(*ask, early, "--new-log")
    house.cadre(*ask, early)


def test_the_doctor_looks_at_the_guards(house: House) -> None:
    with sqlite3.connect(house.folder / "cadre.db") as connection:
        connection.execute("DROP TRIGGER audit_event_no_delete")
    told = house.cadre("doctor", code=1)
    assert "Triggers of audit_event are gone or changed" in told
    assert "Guards put back that were gone: audit_event." in house.cadre("init")
    assert "triggers and grants are those that Cadre makes" in house.cadre("doctor")


def test_a_token_is_made_once(house: House) -> None:
    first = house.cadre("audit", "token")
    assert len(first.strip()) > 30
    assert house.cadre("audit", "token") == first
    assert house.cadre("audit", "token", "--new") != first
