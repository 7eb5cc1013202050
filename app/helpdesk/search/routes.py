"""The search of a tech, and of an adult."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.helpdesk.search import services
from app.identity.rights import Can
from app.ui.access import current_actor, hat_of, requires
from app.ui.pages import page

bp = Blueprint("search", __name__, template_folder="templates")


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.url_defaults
def _give_hat(_endpoint: str, values: dict[str, Any]) -> None:
    hat = hat_of(request.path).value
    values.setdefault("hat", hat if hat in ("desk", "teach") else "desk")


@bp.get("/<any(desk, teach):hat>/search")
@requires(Can.READ_TICKETS)
def search() -> ResponseReturnValue:
    actor = current_actor()
    with look(actor) as work:
        found = services.search_tickets(work, request.args.get("q", ""), request.args.get("after"))
    return page("search/found.html", "Search", found=found, home=f"/{actor.hat.value}")
