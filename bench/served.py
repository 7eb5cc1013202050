"""Serve Cadre as `cadre serve` does, and say in a header how many SQL statements each answer took.

The product has no such header; the count is put around it here.
"""

import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.commands.serve import Server, listen
from app.config import Settings

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


class _Counted(Server):
    def load(self) -> Any:
        return counting(super().load())


if __name__ == "__main__":
    here = replace(Settings.from_env(), host="127.0.0.1", port=int(sys.argv.pop()))
    _Counted(here, listen(here.host, here.port)).run()
