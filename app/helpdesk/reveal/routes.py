"""Ask to see a hidden word: the page that asks why, and the act."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.audit.work import begin
from app.helpdesk.reveal import reading, services
from app.helpdesk.reveal.forms import RevealForm
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("reveal", __name__, template_folder="templates")


def _page(number: str, form: RevealForm, status: int = 200) -> ResponseReturnValue:
    view = reading.offer_words(current_actor(), number)
    form.offer(view.things, view.purposes)
    return page("reveal/ask.html", f"Show a word of {view.number}", status=status, view=view, form=form)


@bp.get("/desk/tickets/<number>/reveal")
@requires(Can.REVEAL_WORDS)
def ask(number: str) -> ResponseReturnValue:
    return _page(number, RevealForm(formdata=None, what=request.args.get("what", "")))


@bp.post("/desk/tickets/<number>/reveal")
@requires(Can.REVEAL_WORDS)
def show(number: str) -> ResponseReturnValue:
    what, purpose = request.form.get("what", ""), request.form.get("purpose", "")
    try:
        with begin(current_actor()) as work:
            shown = services.reveal_word(work, number, what, purpose)
    except Invalid as error:
        form = RevealForm()
        field = form[error.field if error.field in form._fields else "purpose"]
        field.errors = [*field.errors, f"{error.sentence} {error.remedy}"]
        return _page(number, form, 422)
    flash("Shown for ten minutes. It hides itself again.")
    return redirect(f"/desk/tickets/{shown}", code=303)
