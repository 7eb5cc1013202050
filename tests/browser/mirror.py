"""A school with a mirror: what a browser asks of the one is asked of the other too, and both answers are compared.

Each browser profile says in a header whose it is. It sees the first school; its requests reach the second one with
the names that people have there, and with the cookies of that one.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from app.kernel import db
from app.school.people import feeder
from tests.privacy.twins.reach import STUDENTS
from tests.privacy.twins.run import apart, told
from tests.privacy.twins.schools import NAMES
from tests.privacy.worlds import World, raise_world
from tests.web.intake.arrange import school_day

PLAYER = "X-Player"
STRIDE = timedelta(seconds=3)
_KEPT = ("Accept", "Content-Type", "User-Agent", "Referer", "Sec-Fetch-Site", "Sec-Fetch-Dest", "Origin")


class Mirror:
    """Both schools behind one address. Shape: ``differing`` says which answers told them apart."""

    def __init__(self, worlds: tuple[World, World], now: datetime) -> None:
        self.worlds, self.now = worlds, now
        self.clients: dict[tuple[str, int], FlaskClient] = {}
        self.answered: Counter[tuple[str, str]] = Counter()
        self.differing: list[str] = []
        self._turn = threading.Lock()

    def forget(self, player: str) -> None:
        """Drop the cookies of somebody, who comes with a fresh profile."""
        for place in range(2):
            self.clients.pop((player, place), None)

    @contextmanager
    def inside(self, place: int) -> Iterator[World]:
        """Enter one of the schools, while no page of the browser is answered."""
        with self._turn:
            self.now += STRIDE
            with self.worlds[place].entered(self.now):
                yield self.worlds[place]

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        request = Request(environ)
        with self._turn:
            if not request.path.startswith("/static"):
                self.now += STRIDE
            asked = range(2) if request.headers.get(PLAYER) else range(1)
            answers = [self._ask(place, request) for place in asked]
            if request.headers.get(PLAYER) in STUDENTS and request.path.startswith(("/desk", "/step-up")):
                self._hold(request, answers)
        return answers[0](environ, start)

    def _ask(self, place: int, request: Request) -> Any:
        world, player = self.worlds[place], request.headers.get(PLAYER, "")
        client = self.clients.setdefault((player, place), world.app.test_client())
        headers = [(name, request.headers[name]) for name in _KEPT if name in request.headers]
        builder = EnvironBuilder(
            path=request.path,
            query_string=request.query_string.decode(),
            method=request.method,
            headers=headers,
            data=self._renamed(request) if place and request.path.startswith("/my") else request.get_data(),
        )
        with world.entered(self.now):
            return client.open(builder, buffered=True)

    def _renamed(self, request: Request) -> bytes:
        """Return what a requester sends, with the names that the same people have in the second school."""
        body, first, second = request.get_data(), *(world.people for world in self.worlds)
        code = quote_plus if request.mimetype == "application/x-www-form-urlencoded" else str
        for name in NAMES:
            for one, other in zip(first[name][1:], second[name][1:], strict=True):
                for form in (str, str.lower):
                    body = body.replace(code(form(one)).encode(), code(form(other)).encode())
        return body

    def _hold(self, request: Request, answers: list[Any]) -> None:
        first, other = (told(answer, exact=True) for answer in answers)
        player = request.headers[PLAYER]
        self.answered[player, request.method] += 1
        if first != other:
            self.differing.append(f"{player} at {request.method} {request.path}: {apart(first, other)[:8]}")


@contextmanager
def mirrored(folder: Path) -> Iterator[tuple[str, Mirror]]:
    """Serve both schools on a port of this machine; afterwards the process is as it was."""
    earlier, start = db.use_engines({}), school_day(hour=9)
    for place in ("0", "1"):
        (folder / place).mkdir()
    worlds = (raise_world(folder / "0", {}, start), raise_world(folder / "1", NAMES, start))
    mirror = Mirror(worlds, start)
    server = make_server("127.0.0.1", 0, mirror, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", mirror
    finally:
        server.shutdown()
        thread.join(timeout=10)
        for world in worlds:
            world.close()
        db.use_engines(earlier)
        feeder.forget()
