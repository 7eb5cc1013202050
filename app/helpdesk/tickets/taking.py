"""Words of a ticket that left its page: copied or printed, as far as the browser tells.

It is a help to whoever reviews the looks, and no proof of the contrary: a page without script tells nothing.
"""

from datetime import datetime, timedelta

from app.audit.tags import Tag
from app.audit.work import look
from app.helpdesk.reveal.reading import standing
from app.helpdesk.tickets.services import about, find
from app.identity.actor import Actor
from app.kernel import clock
from app.kernel.errors import Invalid

WAYS = {"copy": Tag.PAGE_COPIED, "print": Tag.PAGE_PRINTED}
PAUSE = timedelta(minutes=1)
MOST = 4_096  # remembered in a process
_told: dict[tuple[int, str, str], datetime] = {}


def note_taken(actor: Actor, number: str, how: str) -> None:
    """Record that words of a ticket's page were copied, or the page printed; once a minute for each, no oftener.

    Refuses: NotFound when the ticket is hidden or absent; Invalid for another way.
    Records: page:copied or page:printed, with whether a hidden word was shown then.
    """
    if how not in WAYS:
        raise Invalid("A page is copied or printed.", field="how")
    with look(actor) as work:
        ticket = find(work, number)
        if _is_new((actor.person_id, str(ticket.number), how)):
            work.record(WAYS[how], **about(ticket), shown=bool(standing(work, ticket).shown))


def _is_new(key: tuple[int, str, str]) -> bool:
    now, last = clock.now(), _told.get(key)
    if last is not None and last <= now < last + PAUSE:
        return False
    if len(_told) >= MOST:
        _told.clear()
    _told[key] = now
    return True
