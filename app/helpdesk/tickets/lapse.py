"""When a tech lacks something for live work, their open tickets go back to the queue with an automatic card."""

from typing import Any

from flask import g, request

from app.audit.work import begin, look
from app.helpdesk.tickets import queries
from app.helpdesk.tickets.services import write_card
from app.identity.actor import Actor, system_actor
from app.kernel import jobs

CARD = "This went back to the queue by itself: its tech cannot work on live tickets now. Read the line of time first."


def give_back_lapsed() -> None:
    """Give the open tickets of a lapsed tech back, at their next request to the desk."""
    actor: Actor | None = g.get("actor")
    if actor is not None and actor.lacking and actor.masked and request.path.startswith("/desk"):
        give_back(actor.district_id, actor.person_id)


def give_back(district_id: int, person_id: int) -> int:
    """Put every open live ticket of a person back into the queue; drafts stay. Return how many there were.

    Records: ticket:handed_back for each.
    """
    with look(system_actor(district_id)) as work:
        numbers = [
            row.number for row in work.rows(queries.held(work.actor, person_id)) if row.status != "in_review"
        ]
    if not numbers:
        return 0
    with begin(system_actor(district_id, on_behalf_of_id=person_id)) as work:
        rows = [row for row in work.rows(queries.held(work.actor, person_id)) if row.status != "in_review"]
        for row in rows:
            write_card(work, row, CARD, "lapse")
    return len(rows)


@jobs.handles("give_back_tickets")
def _give_back(payload: dict[str, Any]) -> None:
    """Do the same for a tech whose membership ended; school asks for it by a job."""
    give_back(payload["district_id"], payload["person_id"])
