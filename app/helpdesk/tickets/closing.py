"""Close a fixed ticket by itself once it can no longer be opened again."""

from datetime import datetime
from typing import Any

from app.audit.tags import Tag
from app.audit.work import begin, look
from app.helpdesk.tickets import queries, services
from app.identity.actor import system_actor
from app.kernel.jobs import handles


@handles("close_fixed")
def close_fixed(payload: dict[str, Any]) -> None:
    """Close a ticket that stayed fixed; one that moved since is left alone.

    Records: ticket:closed.
    """
    actor = system_actor(payload["district_id"])
    with look(actor) as work:
        ticket = work.first(queries.ticket_by_id(actor, payload["ticket_id"]))
    if ticket is None or ticket.status != "resolved":
        return
    if ticket.resolved_at != datetime.fromisoformat(payload["resolved_at"]):
        return
    with begin(actor) as work:
        services.move(work, ticket, "confirm", "timer", closed_at=work.now)
        work.record(Tag.TICKET_CLOSED, **services.about(ticket), by="timer")
