"""Call a teacher from the desk, and answer a call."""

from urllib.parse import quote

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.audit.work import begin
from app.helpdesk.calls import services
from app.identity.rights import Can
from app.ui.access import current_actor, requires

bp = Blueprint("calls", __name__)


@bp.post("/desk/call")
@requires(Can.CALL_TEACHER)
def call() -> ResponseReturnValue:
    number = request.form.get("number", "")[:20]
    with begin(current_actor()) as work:
        services.call_teacher(work, "ticket" if number else "desk", number)
    flash("Your teacher sees on their screen that you need them.")
    return redirect(f"/desk/tickets/{quote(number)}" if number else "/desk", code=303)


@bp.post("/teach/calls/<int:call_id>/answer")
@requires(Can.APPROVE_WORDS)
def answer(call_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.answer_call(work, call_id)
    flash("Off the list. They are waiting for you.")
    return redirect("/teach/shown", code=303)
