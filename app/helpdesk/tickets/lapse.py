"""When live work closes for a tech, their open tickets go back to the queue with an automatic card."""

from collections.abc import Callable
from typing import Any

from flask import g, request

from app.accounts.queries import grants_of
from app.audit.work import Work, begin, look
from app.helpdesk.tickets import queries
from app.helpdesk.tickets.services import write_card
from app.identity.actor import Actor, system_actor
from app.kernel import jobs
from app.school.calendar.service import calendar_of

CARD = "This went back to the queue by itself. Read what happened first."
Those = Callable[[Work, int, list[Any]], list[Any]]


def give_back_lapsed() -> None:
    """Give back what a tech may work on no more, at their next request to the desk."""
    actor: Actor | None = g.get("actor")
    if actor is None or not actor.masked or not request.path.startswith("/desk"):
        return
    if actor.kept_from_live:
        give_back(actor.district_id, actor.person_id)
    elif actor.lapsed:
        give_back(actor.district_id, actor.person_id, "lapse", _not_cleared)


def give_back(district_id: int, person_id: int, why: str = "lapse", those: Those | None = None) -> int:
    """Put every open live ticket of a person back into the queue, or those that are not theirs to work on; drafts
    stay. Return how many there were.

    Records: ticket:handed_back for each.
    """
    if not _numbers(district_id, person_id, those):
        return 0
    with begin(system_actor(district_id, on_behalf_of_id=person_id)) as work:
        rows = _held(work, person_id, those)
        for row in rows:
            write_card(work, row, CARD, "lapse", why=why)
    return len(rows)


def _numbers(district_id: int, person_id: int, those: Those | None) -> list[str]:
    with look(system_actor(district_id)) as work:
        return [row.number for row in _held(work, person_id, those)]


def _held(work: Work, person_id: int, those: Those | None) -> list[Any]:
    """Return what a person holds; what is being checked is done on their side, and stays with the adult."""
    rows = [row for row in work.rows(queries.held(work.actor, person_id)) if row.status != "in_review"]
    return those(work, person_id, rows) if those is not None and rows else rows


def _barred(work: Work, person_id: int, rows: list[Any]) -> list[Any]:
    barred = set(work.execute(queries.barred_of(work.actor, person_id)).scalars())
    return [row for row in rows if row.requester_id in barred]


def _not_cleared(work: Work, person_id: int, rows: list[Any]) -> list[Any]:
    """Return what lies in a category that was open to the person once and is not, on this day at the school."""
    return [row for row in rows if row.category_code in _lapsed(work, person_id, row.site_id)]


def _lapsed(work: Work, person_id: int, site_id: int) -> set[str]:
    today = calendar_of(work, site_id).local(work.now).date()
    given = [one for one in work.rows(grants_of(person_id, today)) if one.kind == "category"]
    return {one.code for one in given} - {one.code for one in given if one.holds}


@jobs.handles("give_back_tickets", at_once=True)
def _give_back(payload: dict[str, Any]) -> None:
    """Do the same for a tech whose membership ended or who was set below live work; school asks for it by a job."""
    give_back(payload["district_id"], payload["person_id"])


@jobs.handles("give_back_barred", at_once=True)
def _give_back_barred(payload: dict[str, Any]) -> None:
    """Put back what a tech holds of family, or of somebody kept apart from them; from the commit on that ticket is
    gone for the tech, and its card is the one of every automatic hand-back."""
    give_back(payload["district_id"], payload["person_id"], "barred", _barred)


@jobs.handles("give_back_uncleared", at_once=True)
def _give_back_uncleared(payload: dict[str, Any]) -> None:
    """Put back what a certificate opened until yesterday, or a teacher until now; who cleared the tech asks for it."""
    give_back(payload["district_id"], payload["person_id"], "lapse", _not_cleared)
