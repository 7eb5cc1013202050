"""Give a ticket its human number and its handle."""

from app.audit.work import Work
from app.helpdesk.intake import queries
from app.kernel.data import derives
from app.kernel.errors import Conflict
from app.kernel.ids import chance

MOST_GAP = 9
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without look-alikes


def lock_counter(work: Work, site_id: int) -> int:
    """Return a school's next number; nobody else takes one until this transaction ends.

    Refuses: Conflict when the school has no counter yet.
    """
    number = work.value(queries.counter(work.actor, site_id))
    if number is None:
        raise Conflict("This school cannot take tickets yet.", "An administrator sets up its catalog first.")
    return int(number)


def take_number(work: Work, site_id: int, code: str, number: int) -> str:
    """Take the locked number and move the counter on by a gap at random, so that counting says nothing."""
    work.change(queries.moved_counter(work.actor, site_id, 1 + chance().randrange(MOST_GAP)))
    return f"{code or 'HD'}-{number}"


@derives("the handle of a requester, new on each ticket", "masked", "help", retention="ticket")
def new_handle(work: Work, site_id: int, kind: str) -> str:
    """Return a handle that says nothing of the person and is not among the school's newest tickets."""
    mark = "P" if kind == "practice" else "R"
    while True:
        handle = f"{mark}-{''.join(chance().choice(_LETTERS) for _ in range(3))}"
        if work.value(queries.handle_taken(work.actor, site_id, kind, handle)) is None:
            return handle
