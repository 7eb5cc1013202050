"""Five kill -9 of server and worker during writes lose nothing acknowledged; no act lacks its event."""

import os
import random
import re
import signal
import sqlite3
import threading
import time

import pytest

from tests.served.server import PATIENCE, Client, Served, school_on_a_port

pytestmark = pytest.mark.served
KILLS = 5


class Asker(threading.Thread):
    """Ask for help and remember what was acknowledged."""

    def __init__(self, served: Served, name: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._client = Client(served.port, name)
        self._stop_asking = stop
        self.acknowledged: list[str] = []

    def run(self) -> None:
        signed = False
        while not self._stop_asking.is_set():
            signed = signed or self._client.sign_in()
            _, _, page = self._client.call("GET", "/my/ask")
            once = re.search(r'name="once"[^>]*value="([^"]+)"', page)
            text = f"The Wi-Fi drops every lesson, case {random.randrange(10**9)}."
            form = {
                "category": "wifi",
                "text": text,
                "room": "away",
                "device": "none",
                "began": "",
                "network": "",
            }
            form["once"] = once.group(1) if once else ""
            status, _, _ = self._client.call("POST", "/my/ask", form)
            if status == 303:
                self.acknowledged.append(text)
            elif status in (0, 401):
                signed = signed and status == 0
                time.sleep(0.1)


def write_for_a_while(askers: list[Asker]) -> None:
    """Wait until some more tickets were acknowledged, then a moment at random into the next ones."""
    began, deadline = sum(len(a.acknowledged) for a in askers), time.monotonic() + PATIENCE
    while sum(len(a.acknowledged) for a in askers) < began + 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(random.uniform(0, 0.3))


def test_five_kills_lose_nothing() -> None:
    with school_on_a_port() as served:
        stop = threading.Event()
        askers = [Asker(served, name, stop) for name in ("maria", "brandt", "tomo")]
        for asker in askers:
            asker.start()
        for _ in range(KILLS):
            write_for_a_while(askers)
            served.kill()
            served.start()
        write_for_a_while(askers)
        stop.set()
        for asker in askers:
            asker.join(timeout=PATIENCE)
        served.stop()
        acknowledged = [text for asker in askers for text in asker.acknowledged]
        assert len(acknowledged) >= KILLS
        with sqlite3.connect(served.folder / "cadre.db") as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            stored = {body for (body,) in db.execute("SELECT body FROM message_private")}
            assert set(acknowledged) <= stored
            without_event = db.execute(
                "SELECT count(*) FROM ticket t WHERE (SELECT count(*) FROM audit_event e"
                " WHERE e.ticket_id = t.id AND e.tag = 'ticket:asked' AND e.outcome = 'done') <> 1"
            ).fetchone()
            without_act = db.execute(
                "SELECT count(*) FROM audit_event e WHERE e.tag = 'ticket:asked' AND e.outcome = 'done'"
                " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = e.ticket_id)"
            ).fetchone()
            without_text = db.execute(
                "SELECT count(*) FROM ticket t WHERE NOT EXISTS (SELECT 1 FROM message m"
                " JOIN message_private p ON p.message_id = m.id WHERE m.ticket_id = t.id)"
            ).fetchone()
        assert (without_event, without_act, without_text) == ((0,), (0,), (0,))


def test_a_job_worker_that_was_killed_comes_back() -> None:
    with school_on_a_port() as served:
        first = wait_for_worker(served, other_than=0)
        os.kill(first, signal.SIGKILL)
        second = wait_for_worker(served, other_than=first)
        assert served.stop() == 0
        with pytest.raises(ProcessLookupError):
            os.kill(second, 0)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_closed_terminal_ends_all_unless_it_was_to_be_ignored(ignored: bool) -> None:
    with school_on_a_port() as served:
        served.stop()
        as_before = signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)
        served.start()  # inherits what nohup sets
        signal.signal(signal.SIGHUP, as_before)
        worker = wait_for_worker(served, other_than=0)
        assert served.process is not None
        os.killpg(served.process.pid, signal.SIGHUP)  # what a terminal that closes does
        if ignored:
            time.sleep(1.5)  # longer than the server's own round
            assert (served.process.poll(), served.job_worker()) == (None, worker)
            served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=40) == 0
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def wait_for_worker(served: Served, other_than: int) -> int:
    """Return the job worker once there is one that is not the one given."""
    deadline = time.monotonic() + PATIENCE
    while (found := served.job_worker()) in (0, other_than):
        assert time.monotonic() < deadline, "no job worker"
        time.sleep(0.1)
    return found
