"""The drill's page, for teachers and the privacy officer."""

from flask import Blueprint, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.oversight.drill import services
from app.ui.access import current_actor, quiet, requires
from app.ui.pages import page

bp = Blueprint("drill", __name__, template_folder="../templates")


@bp.get("")
@requires(Can.REVIEW_TRAIL)
def result() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_drill(work)
    return page("review/drill.html", "Drill", drill=view)


@bp.get("/left")
@requires(Can.REVIEW_TRAIL)
@quiet
def left() -> ResponseReturnValue:
    """Tell a page that waits how far the drill is."""
    with look(current_actor()) as work:
        view = services.read_drill(work)
    return jsonify(over=view.running is None, percent=view.running or 0, words=view.says)


@bp.post("")
@requires(Can.REVIEW_TRAIL)
def start() -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.start_drill(work)
    return redirect(url_for(".result"), code=303)
