"""Five kill -9 of server and worker during writes lose nothing acknowledged; no act lacks its event."""

import random
import sqlite3
import threading
import time

import pytest

from tests.served.server import Client, Served, school_on_a_port

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
            self._client.call("GET", "/my/ask")
            text = f"The Wi-Fi drops every lesson, number {random.randrange(10**9)}."
            form = {
                "category": "wifi",
                "text": text,
                "place": "off-site",
                "device": "none",
                "once": str(random.random()),
            }
            status, _, _ = self._client.call("POST", "/my/ask", form)
            if status == 303:
                self.acknowledged.append(text)
            elif status in (0, 401):
                signed = signed and status == 0
                time.sleep(0.1)


def test_five_kills_lose_nothing() -> None:
    with school_on_a_port() as served:
        stop = threading.Event()
        askers = [Asker(served, name, stop) for name in ("maria", "brandt", "tomo")]
        for asker in askers:
            asker.start()
        for _ in range(KILLS):
            time.sleep(random.uniform(0.8, 1.6))
            served.kill()
            served.start()
        time.sleep(0.5)
        stop.set()
        for asker in askers:
            asker.join(timeout=20)
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
