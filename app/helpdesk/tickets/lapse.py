"""When live work closes for a tech, their open tickets go back to the queue with an automatic card."""

from typing import Any

from flask import g, request

from app.audit.work import Work, begin, look
from app.helpdesk.tickets import queries
from app.helpdesk.tickets.services import write_card
from app.identity.actor import Actor, system_actor
from app.kernel import jobs

CARD = "This went back to the queue by itself. Read what happened first."


def give_back_lapsed() -> None:
    """Give the open tickets of a lapsed tech back, at their next request to the desk."""
    actor: Actor | None = g.get("actor")
    if actor is not None and actor.kept_from_live and actor.masked and request.path.startswith("/desk"):
        give_back(actor.district_id, actor.person_id)


def give_back(district_id: int, person_id: int, only_barred: bool = False) -> int:
    """Put every open live ticket of a person back into the queue, or those that are not theirs to work on; drafts
    stay. Return how many there were.

    Records: ticket:handed_back for each.
    """
    if not _numbers(district_id, person_id, only_barred):
        return 0
    with begin(system_actor(district_id, on_behalf_of_id=person_id)) as work:
        rows = _held(work, person_id, only_barred)
        for row in rows:
            write_card(work, row, CARD, "lapse", why="barred" if only_barred else "lapse")
    return len(rows)


def _numbers(district_id: int, person_id: int, only_barred: bool) -> list[str]:
    with look(system_actor(district_id)) as work:
        return [row.number for row in _held(work, person_id, only_barred)]


def _held(work: Work, person_id: int, only_barred: bool) -> list[Any]:
    """Return what a person holds; what is being checked is done on their side, and stays with the adult."""
    rows = [row for row in work.rows(queries.held(work.actor, person_id)) if row.status != "in_review"]
    if not only_barred:
        return rows
    barred = set(work.execute(queries.barred_of(work.actor, person_id)).scalars())
    return [row for row in rows if row.requester_id in barred]


@jobs.handles("give_back_tickets", at_once=True)
def _give_back(payload: dict[str, Any]) -> None:
    """Do the same for a tech whose membership ended or who was set below live work; school asks for it by a job."""
    give_back(payload["district_id"], payload["person_id"])


@jobs.handles("give_back_barred", at_once=True)
def _give_back_barred(payload: dict[str, Any]) -> None:
    """Put back what a tech holds of family, or of somebody kept apart from them; from the commit on that ticket is
    gone for the tech, and its card is the one of every automatic hand-back."""
    give_back(payload["district_id"], payload["person_id"], only_barred=True)
