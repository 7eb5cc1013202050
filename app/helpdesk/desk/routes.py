"""My five (a technician's desk for adults), the queue, and every ticket for a teacher."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.helpdesk.desk import five, services, technician
from app.identity.rights import Can
from app.ui.access import current_actor, requires
from app.ui.pages import page
from app.ui.panels import collect

bp = Blueprint("desk", __name__, template_folder="templates")


@bp.get("/desk")
@requires(Can.READ_TICKETS)
def home() -> ResponseReturnValue:
    actor = current_actor()
    if actor.staff:
        with look(actor) as work:
            desk = technician.read_desk(work)
        return page("desk/technician.html", "My desk", desk=desk, panels=collect("desk", actor))
    with look(actor) as work:
        view = five.list_five(work)
    return page("desk/five.html", "My five", five=view, panels=collect("desk", actor))


@bp.get("/desk/queue")
@requires(Can.CLAIM_TICKETS)
def queue() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "") for name in ("category", "site", "sort")}
    with look(current_actor()) as work:
        listed = services.list_queue(work, request.args.get("after"), **asked)
    asked["sort"] = listed.sort
    return page("desk/queue.html", "Queue", listed=listed, asked=asked)


@bp.get("/teach/queue")
@requires(Can.READ_TICKETS)
def every() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "") for name in ("status", "category", "site", "tech", "sort")}
    asked["status"] = asked["status"] or "open"
    with look(current_actor()) as work:
        listed = services.list_all(work, request.args.get("after"), **asked)
    asked["sort"] = listed.sort
    return page("desk/every.html", "Tickets", listed=listed, asked=asked)
