"""Tell the floors above that names of a district changed, within the transaction that changes them."""

from collections.abc import Callable, Sequence

from app.audit.work import Work
from app.privacy.text.names import Person

Listener = Callable[[Work, int, Sequence[Person]], None]
_listeners: list[Listener] = []


def on_names(listener: Listener) -> None:
    """Say who wants to know; saying it twice changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def names_changed(work: Work, district_id: int, people: Sequence[Person]) -> None:
    """Tell that some people are new or have new names, numbers or addresses."""
    for listener in _listeners if people else ():
        listener(work, district_id, people)
