"""Give a ticket to a tech: for teachers under /teach, for technicians under /desk."""

from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.helpdesk.giving import services
from app.helpdesk.giving.forms import GiveForm
from app.helpdesk.giving.view_models import list_takers
from app.helpdesk.tickets.page import read_brief
from app.helpdesk.tickets.routes import HAT, at
from app.helpdesk.tickets.services import find
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("giving", __name__, template_folder="templates")


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.get(f"{HAT}/give")
@requires(Can.TRIAGE_TICKETS)
def give_page(number: str) -> ResponseReturnValue:
    return _show(number, GiveForm(formdata=None))


def _show(number: str, form: GiveForm, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    view = read_brief(actor, number, "give")
    with look(actor) as work:
        takers = list_takers(work, find(work, number))
    form.offer(takers)
    title = f"Give {view.number} to a tech"
    return page("giving/give.html", title, status=status, ticket=view, form=form, takers=takers)


@bp.post(f"{HAT}/give")
@requires(Can.TRIAGE_TICKETS)
def give(number: str) -> ResponseReturnValue:
    actor = current_actor()
    form = GiveForm()
    with look(actor) as work:
        form.offer(list_takers(work, find(work, number)))
    if form.validate_on_submit():
        try:
            name = services.give_ticket(actor, number, int(form.tech.data))
        except Invalid as error:
            form.tech.errors = [f"{error.sentence} {error.remedy}"]
        else:
            flash(f"{number.upper()} is {name}’s now.")
            return redirect(at(number.upper()), code=303)
    return _show(number, form, 422)
