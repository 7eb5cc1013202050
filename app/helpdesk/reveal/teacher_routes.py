"""For the supervising teacher: who calls, who waits for a yes, what was shown; and the numbers a page watches."""

from flask import Blueprint, flash, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.calls.reading import list_calls
from app.helpdesk.reveal import approving, watching
from app.identity.rights import Can
from app.ui.access import confirmed, current_actor, quiet, requires
from app.ui.pages import page

bp = Blueprint("shown", __name__, template_folder="templates")


@bp.get("/teach/shown")
@requires(Can.APPROVE_WORDS)
def shown() -> ResponseReturnValue:
    with look(current_actor()) as work:
        calls, asked = list_calls(work), approving.list_asked(work)
    heading = watching.heading(calls.number, sum(one.state == "waiting" for one in asked))
    return page("reveal/teacher.html", "Shown", calls=calls, asked=asked, heading=heading)


@bp.get("/teach/shown/confirm")
@requires(Can.APPROVE_WORDS)
@confirmed
def confirm() -> ResponseReturnValue:
    return redirect(url_for(".shown"), code=303)


@bp.post("/teach/shown/<int:reveal_id>/yes")
@requires(Can.APPROVE_WORDS)
def approve(reveal_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        approving.decide_word(work, reveal_id, allow=True)
    flash("Allowed. They have ten minutes to open it.")
    return redirect(url_for(".shown"), code=303)


@bp.post("/teach/shown/<int:reveal_id>/no")
@requires(Can.APPROVE_WORDS)
def decline(reveal_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        approving.decide_word(work, reveal_id, allow=False)
    flash("Declined. They are told to ask you in person.", "info")
    return redirect(url_for(".shown"), code=303)


@bp.get("/teach/shown/now")
@requires(Can.APPROVE_WORDS)
@quiet
def now() -> ResponseReturnValue:
    """Tell a page that watches how many wait, and the newest of it in words."""
    seen = watching.read_now(current_actor())
    return jsonify(count=seen.count, words=seen.words)
