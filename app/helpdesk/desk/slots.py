"""Places on the desk's pages that a floor above fills: it registers a function, the desk asks it."""

from collections.abc import Callable, Sequence

from app.audit.work import Work
from app.helpdesk.desk.view_models import Lesson

LearnToday = Callable[[Work, Sequence[str]], Lesson | None]
_learn: list[LearnToday] = []


def set_learn_today(provider: LearnToday) -> None:
    """Say who knows a tech's lesson for today; it is given the category codes of their tickets, the next due first."""
    _learn[:] = [provider]


def learn_today(work: Work, category_codes: Sequence[str]) -> Lesson | None:
    """Return the lesson for today, or None."""
    return _learn[0](work, category_codes) if _learn else None
