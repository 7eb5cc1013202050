"""The one clock. Work reads it once; the demo and the tests move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

PERIOD = timedelta(minutes=50)  # about a school period: so long a call waits to be answered
STEP = timedelta(seconds=5)  # by so much a clock may be set back without ending what was begun a moment ago
_moved: ContextVar[datetime | None] = ContextVar("cadre_clock", default=None)


def now() -> datetime:
    """Return the current time, aware, in UTC."""
    return _moved.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at one moment."""
    if moment.tzinfo is None:
        raise ValueError("the clock takes aware times only")
    token = _moved.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
