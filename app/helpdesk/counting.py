"""Count what a list shows only the beginning of, so that what is said of it is true."""

from typing import Any

from app.audit.work import Work

SHOWN = 25


def whole(work: Work, shown: int, count: Any) -> int:
    """Return how many lines a list has in all. Shape: ``count`` selects one number, up to a limit of its own."""
    return shown if shown < SHOWN else max(shown, int(work.value(count) or 0))
