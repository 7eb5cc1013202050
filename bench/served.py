"""Serve Cadre as `cadre serve` does, and say in a header how many SQL statements each answer took.

The product has no such header; the count is put around it here.
"""

import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from gunicorn.app.base import BaseApplication

from app.commands.serve import _after_fork

HEADER = "X-Statements"
_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK")
_counted = threading.local()

Environ = dict[str, Any]
Start = Callable[..., Any]


@sa.event.listens_for(sa.Engine, "before_cursor_execute")
def _count(_c: Any, _cursor: Any, statement: str, _values: Any, _context: Any, _many: bool) -> None:
    if not statement.startswith(_NOT_COUNTED):
        _counted.statements = getattr(_counted, "statements", 0) + 1


def counting(app: Callable[[Environ, Start], Iterable[bytes]]) -> Callable[[Environ, Start], Iterable[bytes]]:
    """Put the count of a request's statements into its answer."""

    def wrapped(environ: Environ, start_response: Start) -> Iterable[bytes]:
        _counted.statements = 0

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, (HEADER, str(_counted.statements))], *rest)

        return app(environ, start)

    return wrapped


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, port: int) -> None:
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"127.0.0.1:{self._port}",
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "keepalive": 15,
            "timeout": 60,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "post_fork": _after_fork,
            "control_socket_disable": True,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from app import create_app

        return counting(create_app())


if __name__ == "__main__":
    _Server(int(sys.argv.pop())).run()
