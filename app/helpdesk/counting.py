"""Count what a list shows only the beginning of, so that what is said of it is true."""

from typing import Any

from app.audit.work import Work

SHOWN = 25


def whole(work: Work, shown: int, count: Any, most: int = SHOWN) -> int:
    """Return how many lines a list has in all. Shape: ``count`` selects one number, up to a limit of its own; ``most``
    is how many lines the list shows."""
    return shown if shown < most else max(shown, int(work.value(count) or 0))
