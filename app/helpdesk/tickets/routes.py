"""My five, the queue, a ticket's page, and claiming one."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.tickets import services
from app.identity.rights import Can
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("tickets", __name__, template_folder="templates")
counts = services.counts


@bp.get("/desk")
@requires(Can.LEARN)
def my_five() -> ResponseReturnValue:
    with look(current_actor()) as work:
        mine, free = services.list_five(work)
    return page("tickets/my_five.html", "My five", mine=mine, free=free)


@bp.get("/desk/queue")
@requires(Can.CLAIM_TICKETS)
def queue() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = services.list_queue(work, request.args.get("after"))
    return page("tickets/queue.html", "Queue", rows=rows)


@bp.get("/desk/tickets/<number>")
@requires(Can.CLAIM_TICKETS)
def ticket(number: str) -> ResponseReturnValue:
    actor = current_actor()
    own = services.own_texts(actor, number) if actor.masked else {}
    with look(actor) as work:
        view = services.read_ticket(work, number, own)
    return page("tickets/ticket.html", view.number, ticket=view)


@bp.post("/desk/tickets/<number>/claim")
@requires(Can.CLAIM_TICKETS)
def claim(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        taken = services.claim_ticket(work, number)
    flash(f"{taken} is yours.")
    return redirect(url_for(".ticket", number=taken), code=303)
