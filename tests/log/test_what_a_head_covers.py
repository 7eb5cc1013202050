"""What the verifier and the witness say of a head: what it binds, who signed it, how old it is."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from app.audit import counting
from app.audit.log import witness
from app.audit.log.export import export_logs
from app.audit.log.notes import WITNESS_KEY, Head, new_signer
from app.audit.log.sequencer import Sealed
from app.audit.log.verifier import verifier
from app.cli import main
from app.kernel import clock
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]
Check = Callable[..., tuple[int, list[str]]]


def test_a_demos_head_says_nothing_of_the_schools_log(happen: Happen, seal: Seal, check: Check) -> None:
    """Else whoever rewrote the school's log hands out the demo's head, and the answer is 0."""
    happen(3)
    demo = seal("demo").head
    happen(3)
    real = seal("school").head
    assert demo and real and demo.origin.startswith("demo.")
    code, said = check(demo.note)
    assert code == 3 and said[-1].endswith(f"no head kept outside binds {real.origin}: give one of it too.")
    assert check(demo.note, real.note)[0] == check(real.note)[0] == 0


def test_no_demos_log_stands_after_a_schools(happen: Happen, seal: Seal, tmp_path: Path) -> None:
    """Else what a school did for a while could be signed as a demo's, whose heads nobody keeps."""
    happen(3)
    seal("demo")
    counting.abandon()  # another process
    happen(3)
    head = seal("school").head
    assert head is not None
    export = tmp_path / "export"
    export_logs(export, with_words=False)
    for old, new in (("1", "x"), ("2", "1"), ("x", "2")):
        (export / old).rename(export / new)
    assert f"a demo's, stands after {head.origin}" in _said(tmp_path, head.note)


def test_no_signature_is_believed_unchecked(happen: Happen, seal: Seal, tmp_path: Path) -> None:
    """Anybody can write a line under a head that looks like a witness's."""
    happen(3)
    head = seal().head
    assert head is not None
    export_logs(tmp_path / "export", with_words=False)
    council = new_signer("council.example.org", WITNESS_KEY)
    forged = head.note + f"— {council.name} AAAA\n"
    signed = council.sign(head, datetime.now(UTC)).note
    assert _said(tmp_path, forged) == _said(tmp_path, signed)
    assert "cosigned by" not in _said(tmp_path, forged)
    assert "in the name of council.example.org, which was not checked" in _said(tmp_path, forged)
    assert "cosigned by council.example.org." in _said(tmp_path, signed, council.key.text)
    assert "REFUTED" in _said(tmp_path, forged, council.key.text)


def _said(tmp_path: Path, note: str, *keys: str) -> str:
    file = tmp_path / "outside.head"
    file.write_text(note, encoding="utf-8")
    return "\n".join(verifier().verify(tmp_path / "export", [file], keys)[1])


def test_how_long_nothing_was_signed_is_told(happen: Happen, seal: Seal, check: Check) -> None:
    """Who stops what seals, to take an event away before it is sealed, leaves hours without a head."""
    start = clock.now().replace(microsecond=0)
    for hours in (0, 1, 10, 11):
        with clock.at(start + timedelta(hours=hours)):
            happen(1)
            seal()
    newest = f"the newest head is of {start + timedelta(hours=11):%Y-%m-%d %H:%M} UTC"
    since = f"{start + timedelta(hours=1):%Y-%m-%d %H:%M} UTC"
    told = f"{newest}; once nothing was signed for over two hours, for 9.0 hours at most, from {since} on."
    assert told in check()[1][0]


class _Shown(BaseHTTPRequestHandler):
    """A log that shows its keys and always the same head, and takes back what is cosigned."""

    says: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        self._answer(self.says[self.path.partition("?")[0]].encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(b"")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_about: object) -> None:
        pass


@pytest.mark.parametrize(
    ("hours", "code", "told"),
    [(0, 0, ""), (2, 0, ""), (4, 1, "4 hours ago"), (200, 1, "200 hours ago"), (-3, 1, "has not come yet")],
)
def test_a_witness_tells_that_a_log_stands_still(
    happen: Happen, seal: Seal, tmp_path: Path, hours: int, code: int, told: str
) -> None:
    """Else an administrator shows it the same old head for ever, and it says each day that all is well."""
    with clock.at(datetime.now(UTC) - timedelta(hours=hours, minutes=1)):
        happen(3)
        head = seal().head
    assert head is not None
    ran = _asked(tmp_path, head)
    assert ran.exit_code == code, ran.output
    assert ("ALARM" in ran.output, told in ran.output) == (code == 1, True)
    assert "— witness.local " in ran.output


def _asked(tmp_path: Path, head: Head) -> Result:
    export_logs(tmp_path / "export", with_words=False)
    shown = witness.from_export(tmp_path / "export", None)
    keys = "".join(f"{key.text}\n" for key in shown.keys)
    _Shown.says = {"/log/keys": f"{keys}\n", "/log/checkpoint": f"from 0\n\n{head.note}", "/log/cosigned": ""}
    with HTTPServer(("127.0.0.1", 0), _Shown) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        asked = ["audit", "witness", "--from", address, "--state", str(tmp_path / "w.json")]
        ran = CliRunner().invoke(main, asked)
        server.shutdown()
    return ran
