"""What waits for an adult: for teachers under /teach, for technicians under /desk."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.intake.triage import reading, services
from app.helpdesk.intake.triage.forms import TriageForm
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.ui.access import current_actor, hat_of, requires
from app.ui.pages import page

bp = Blueprint("triage", __name__, template_folder="templates")
HAT = "/<any(teach, desk):hat>"


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.url_defaults
def _give_hat(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("hat", hat_of(request.path).value)


@bp.get(f"{HAT}/waiting")
@requires(Can.TRIAGE_TICKETS)
def waiting() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.list_waiting(work)
    return page("triage/waiting.html", "Waiting", view=view)


def _show(number: str, form: TriageForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_waiting(work, number)
    form.offer(view)
    return page("triage/read.html", view.number, status=status, view=view, form=form)


@bp.get(f"{HAT}/waiting/<number>")
@requires(Can.TRIAGE_TICKETS)
def read(number: str) -> ResponseReturnValue:
    return _show(number, TriageForm(formdata=None))


@bp.post(f"{HAT}/waiting/<number>/queue")
@requires(Can.TRIAGE_TICKETS)
def queue(number: str) -> ResponseReturnValue:
    """Queue it under the chosen category; from the list, under its own."""
    try:
        with begin(current_actor()) as work:
            done = services.queue_ticket(work, number, request.form.get("category", ""))
    except (Invalid, Conflict) as error:
        return _again(number, error)
    flash(f"{done} is in the queue.")
    return redirect(url_for(".waiting"), code=303)


@bp.post(f"{HAT}/waiting/<number>/refile")
@requires(Can.TRIAGE_TICKETS)
def refile(number: str) -> ResponseReturnValue:
    try:
        with begin(current_actor()) as work:
            done = services.refile_ticket(work, number, request.form.get("category", ""))
    except (Invalid, Conflict) as error:
        return _again(number, error)
    flash(f"{done} is filed anew and waits in the queue.")
    return redirect(url_for("tickets.ticket", number=done), code=303)


@bp.post(f"{HAT}/waiting/<number>/keep")
@requires(Can.TRIAGE_TICKETS)
def keep(number: str) -> ResponseReturnValue:
    try:
        with begin(current_actor()) as work:
            done = services.keep_ticket(work, number, request.form.get("category", ""))
    except Invalid as error:
        return _again(number, error)
    flash(f"{done} is yours.")
    return redirect(url_for("tickets.ticket", number=done), code=303)


def _again(number: str, error: Invalid | Conflict) -> ResponseReturnValue:
    if request.form.get("category") is None:
        raise error
    form = TriageForm()
    form.category.errors = [f"{error.sentence} {error.remedy}".strip()]
    return _show(number, form, status=error.status)


@bp.post(f"{HAT}/waiting/<number>/withhold")
@requires(Can.TRIAGE_TICKETS)
def withhold(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        done = services.withhold_ticket(work, number)
    flash(f"No student sees {done} now.")
    return redirect(url_for(".read", number=done), code=303)


@bp.post(f"{HAT}/waiting/<number>/end")
@requires(Can.TRIAGE_TICKETS)
def end(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        done = services.end_ticket(work, number, request.form.get("code", ""))
    flash(f"{done} is closed.")
    return redirect(url_for(".read", number=done), code=303)


@bp.post(f"{HAT}/waiting/<number>/undo")
@requires(Can.TRIAGE_TICKETS)
def undo(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        done = services.undo_end(work, number)
    flash("Undone. It is where it was.")
    return redirect(url_for(".read", number=done), code=303)
