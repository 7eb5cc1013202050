"""Say that one's part is done; the adults' reviews: accept an ending, or return it; close for the one who asked."""

from typing import Any

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.resolutions import reading, services
from app.helpdesk.resolutions.forms import ConfirmForm, ReturnEndingForm
from app.helpdesk.tickets.page import read_brief
from app.helpdesk.tickets.routes import HAT, REFUSED, at, home_of, keep_and_show
from app.identity.rights import Can
from app.kernel.errors import Conflict
from app.kernel.ids import key_in
from app.ui.access import current_actor, hat_of, requires
from app.ui.pages import page

bp = Blueprint("resolutions", __name__, template_folder="templates")
_FIELDS = ("cause", "fix", "code", "open_steps")


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.url_defaults
def _give_hat(_endpoint: str, values: dict[str, Any]) -> None:
    hat = hat_of(request.path).value
    values.setdefault("hat", hat if hat in ("desk", "teach") else "desk")


@bp.post(f"{HAT}/done")
@requires(Can.READ_TICKETS)
def done(number: str) -> ResponseReturnValue:
    typed = {name: request.form.get(name, "") for name in _FIELDS}
    try:
        with begin(current_actor()) as work:
            outcome = services.propose(work, number, services.Ending(**typed))
    except REFUSED as error:
        return keep_and_show(number, error, **typed)
    flash(
        "Your part is done. It is being checked."
        if outcome == "in_review"
        else "Done. They were told how it ended."
    )
    return redirect(at(number.upper()) if outcome == "in_review" else home_of(current_actor())[0], code=303)


@bp.get("/teach/reviews")
@requires(Can.GRADE_WORK)
def reviews() -> ResponseReturnValue:
    return _reviews()


def _reviews(
    status: int = 200, again: str = "", form: ReturnEndingForm | None = None, late: Conflict | None = None
) -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = reading.list_reviews(work)
        in_all = reading.count_reviews(work, len(rows))
    blank = ReturnEndingForm(formdata=None)
    shown: dict[str, Any] = {
        "rows": rows,
        "in_all": in_all,
        "again": "" if late else again,
        "form": form or blank,
    }
    return page("resolutions/reviews.html", "Reviews", status, late=late, number=again, **shown)


def _seen() -> int:
    return key_in(request.form.get("seen", ""))


def _back() -> str:
    return "/teach" if request.form.get("from") == "home" else "/teach/reviews"


@bp.post("/teach/reviews/<number>/accept")
@requires(Can.GRADE_WORK)
def accept(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        accepted = services.accept(work, number, _seen())
    flash(f"{accepted}: accepted.")
    return redirect(_back(), code=303)


@bp.post("/teach/reviews/<number>/return")
@requires(Can.GRADE_WORK)
def give_back(number: str) -> ResponseReturnValue:
    form = ReturnEndingForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                back = services.return_ending(work, number, form.reason.data or "", _seen())
        except Conflict as error:
            return _reviews(error.status, number.upper(), form, error)
        flash(f"{back} is back with its tech, with your words.")
        return redirect(_back(), code=303)
    return _reviews(422, number.upper(), form)


@bp.get(f"{HAT}/confirm")
@requires(Can.TRIAGE_TICKETS)
def confirm_page(number: str) -> ResponseReturnValue:
    return _confirm(number, ConfirmForm(formdata=None))


def _confirm(number: str, form: ConfirmForm, status: int = 200) -> ResponseReturnValue:
    view = read_brief(current_actor(), number, "confirm_for")
    return page("resolutions/confirm.html", f"Close {view.number}", status=status, ticket=view, form=form)


@bp.post(f"{HAT}/confirm")
@requires(Can.TRIAGE_TICKETS)
def confirm(number: str) -> ResponseReturnValue:
    """Close a fixed ticket for the one who asked."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _confirm(number, form, 422)
    with begin(current_actor()) as work:
        closed = services.confirm_for(work, number, form.how.data)
    flash(f"{closed} is closed. Their page says how you know, and they can open it again.")
    return redirect(at(closed), code=303)
