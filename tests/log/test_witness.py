"""A witness's name, its own memory, and what it believes of a log's keys and of the heads' numbers."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner

from app.audit.log import keys, witness
from app.audit.log.export import export_logs
from app.audit.log.folder import LogFolder
from app.audit.log.notes import Signer, new_signer
from app.audit.log.sequencer import Sealed
from app.cli import main
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]


def run(*words: str | Path, code: int) -> str:
    done = CliRunner().invoke(main, ["audit", "witness", *map(str, words)])
    assert done.exit_code == code, (words, done.output, done.exception)
    return str(done.output)


@pytest.fixture
def export(happen: Happen, seal: Seal, tmp_path: Path) -> Path:
    happen(5)
    seal()
    export_logs(tmp_path / "export", with_words=False)
    return tmp_path / "export"


@pytest.mark.parametrize("name", ["Parent council", "a+b", "", "a\nb", "two\u2003words", "n" * 200])
def test_a_name_that_no_head_can_carry_is_refused(export: Path, tmp_path: Path, name: str) -> None:
    state = tmp_path / "w.json"
    assert "without spaces" in run("--from", export, "--state", state, "--name", name, code=2)
    assert not state.exists()
    run("--from", export, "--state", state, "--name", "Elternrat.École", code=0)
    assert run("--from", export, "--state", state, code=0).count("— Elternrat.École ") == 1


def test_the_first_head_is_said_to_be_believed(export: Path, tmp_path: Path) -> None:
    ask = ("--from", export, "--state", tmp_path / "w.json")
    assert "the first head: it was believed" in run(*ask, code=0)
    assert "believed" not in run(*ask, code=0)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "w"}', b"\xff\xfe"])
def test_a_damaged_memory_is_named(export: Path, tmp_path: Path, content: bytes) -> None:
    state = tmp_path / "w.json"
    state.write_bytes(content)
    said = run("--from", export, "--state", state, code=2)
    assert f"{state} is damaged" in said and "Try again" not in said
    assert state.read_bytes() == content


class _Deaf(BaseHTTPRequestHandler):
    """A log that shows its keys and its head, and takes nothing back."""

    says: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        body = self.says[self.path.partition("?")[0]].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.send_error(500)

    def log_message(self, *_about: object) -> None:
        pass


def test_what_was_signed_is_said_even_if_it_cannot_be_handed_back(export: Path, tmp_path: Path) -> None:
    shown = witness.from_export(export, None)
    keys_text = "".join(f"{key.text}\n" for key in shown.keys)
    _Deaf.says = {"/log/keys": f"{keys_text}\n", "/log/checkpoint": f"from 0\n\n{shown.head.note}"}
    state = tmp_path / "w.json"
    with HTTPServer(("127.0.0.1", 0), _Deaf) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        said = run("--from", f"http://127.0.0.1:{server.server_port}", "--state", state, code=2)
        server.shutdown()
    assert "— witness.local " in said and "could not be handed back" in said
    assert "nothing was signed" not in said
    kept = witness.State(state, "")
    assert kept.head is not None and kept.signer.key.signed(kept.head)


def test_two_at_once_wait_for_each_other(export: Path, tmp_path: Path) -> None:
    """Else the one that asked first could put its older head over the newer one."""
    state, order = tmp_path / "w.json", list[str]()

    def second() -> None:
        run("--from", export, "--state", state, code=0)
        order.append("second")

    other = threading.Thread(target=second)
    with witness.alone(state):
        other.start()
        other.join(0.5)
        order.append("first")
    other.join(120)
    assert order == ["first", "second"]


@pytest.fixture
def watched(folder: LogFolder, happen: Happen, seal: Seal, tmp_path: Path) -> witness.State:
    """A witness that saw the log after its key had turned."""
    happen(3)
    seal()
    keys.rotate_key(folder, "school")
    return _seen(tmp_path)


def _offer(tmp_path: Path, size: int | None = None) -> witness.Offered:
    target = tmp_path / f"export{len(list(tmp_path.glob('export*')))}"
    export_logs(target, with_words=False)
    return witness.from_export(target, size)


def _seen(tmp_path: Path) -> witness.State:
    state = witness.State(tmp_path / "w.json", "w.example")
    witness.judge(state, _offer(tmp_path), datetime.now(UTC))
    return state


def _signed(offered: witness.Offered, *signers: Signer, number: int | None = None) -> witness.Offered:
    head = replace(offered.head, number=number or offered.head.number, signatures=())
    for one in signers:
        head = one.sign(head)
    return replace(offered, head=head)


def test_a_key_that_has_turned_signs_nothing_any_more(
    folder: LogFolder, happen: Happen, seal: Seal, tmp_path: Path
) -> None:
    happen(3)
    seal()
    earlier = folder.signer()
    keys.rotate_key(folder, "school")
    state = _seen(tmp_path)
    offered = _offer(tmp_path, state.head.size if state.head else None)
    assert earlier is not None
    with pytest.raises(witness.Alarm, match="key whose turn it is"):
        witness.judge(state, _signed(offered, earlier), datetime.now(UTC))
    with pytest.raises(witness.Alarm, match="not signed by"):
        witness.judge(state, _signed(offered, new_signer(earlier.name)), datetime.now(UTC))


def test_no_two_heads_have_one_number(
    folder: LogFolder, watched: witness.State, happen: Happen, seal: Seal, tmp_path: Path
) -> None:
    first, signer = watched.head, folder.signer()
    happen(2)
    seal()
    assert first is not None and signer is not None
    offered = _offer(tmp_path, first.size)
    with pytest.raises(witness.Alarm, match="two heads of one number"):
        witness.judge(watched, _signed(offered, signer, number=first.number), datetime.now(UTC))
    assert watched.head == first
    assert witness.judge(watched, offered, datetime.now(UTC)).size == first.size + 2
