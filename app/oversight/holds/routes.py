"""Legal holds: the list, a new one, the end of one."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.kernel.ids import key_in
from app.oversight.disclosure.services import read_subject
from app.oversight.holds import services
from app.oversight.holds.forms import HoldForm
from app.ui.access import confirmed, current_actor, requires
from app.ui.pages import page

bp = Blueprint("holds", __name__, template_folder="templates")


@bp.get("/office/holds")
@requires(Can.KEEP_RECORDS)
def holds() -> ResponseReturnValue:
    return _list(200, "")


def _list(status: int, said: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        found = services.list_holds(work)
    return page("holds/list.html", "Holds", status=status, holds=found, said=said)


@bp.get("/office/holds/new")
@requires(Can.KEEP_RECORDS)
def new() -> ResponseReturnValue:
    key = key_in(request.args.get("person", "")) or None
    return _form(HoldForm(formdata=None, person=key, scope="person" if key else "ticket"))


@bp.post("/office/holds")
@requires(Can.KEEP_RECORDS)
def place() -> ResponseReturnValue:
    form = HoldForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                services.place_hold(work, form.wish())
        except Invalid as error:
            form[error.field or "scope"].errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash("The hold is in force from now on.")
            return redirect(url_for(".holds"), code=303)
    return _form(form, 422)


def _form(form: HoldForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        form.offer(services.teams_to_choose(work))
        subject = read_subject(work, form.person.data) if form.person.data else None
    return page("holds/new.html", "Place a hold", status=status, form=form, subject=subject)


@bp.post("/office/holds/<int:hold>/lift")
@requires(Can.KEEP_RECORDS)
@confirmed
def lift(hold: int) -> ResponseReturnValue:
    try:
        with begin(current_actor()) as work:
            services.lift_hold(work, hold, request.form.get("why", "")[:2000])
    except Invalid as error:
        return _list(422, error.sentence)
    flash("The hold is lifted. It stays in the list with both reasons.")
    return redirect(url_for(".holds"), code=303)
