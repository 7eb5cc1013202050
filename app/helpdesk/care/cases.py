"""End the cases of a ticket: an adult took it, or gave it back."""

from app.audit.work import Work
from app.helpdesk.care import queries


def end_cases(work: Work, ticket_id: int, returned: bool = False) -> int:
    """Say that the acting adult looks after a ticket, or gave it back; return how many cases that ended.

    Records: nothing; the act that ends them says it.
    """
    me, now = work.actor.person_id, work.now
    waiting = queries.unheard_of(work.actor, ticket_id)
    ended = work.change(waiting.values(acknowledged_by_id=me, acknowledged_at=now))
    if returned:
        gone = queries.cases_of(work.actor, ticket_id).values(returned_by_id=me, returned_at=now)
        ended = max(ended, work.change(gone))
    return int(ended)
