"""Ask to see a hidden word, open what was said yes to, and the fragment in which a value is delivered."""

from flask import Blueprint, flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from app.audit.work import begin
from app.helpdesk.reveal import reading, services
from app.helpdesk.reveal.forms import RevealForm
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.ui.access import confirmed, current_actor, quiet, requires
from app.ui.errors import wants_json
from app.ui.pages import page

bp = Blueprint("reveal", __name__, template_folder="templates")
AT = "/desk/tickets/<number>"


def _page(number: str, form: RevealForm, status: int = 200) -> ResponseReturnValue:
    view = reading.offer_words(current_actor(), number)
    form.offer(view.things, view.purposes)
    return page("reveal/ask.html", f"Show a word of {view.number}", status=status, view=view, form=form)


@bp.get(f"{AT}/reveal")
@requires(Can.REVEAL_WORDS)
@confirmed
def ask(number: str) -> ResponseReturnValue:
    return _page(number, RevealForm(formdata=None, what=request.args.get("what", "")))


@bp.post(f"{AT}/reveal")
@requires(Can.REVEAL_WORDS)
def show(number: str) -> ResponseReturnValue:
    what, purpose, note = (request.form.get(name, "") for name in ("what", "purpose", "note"))
    try:
        with begin(current_actor()) as work:
            answer = services.ask_to_see(work, number, what, purpose, note)
    except Invalid as error:
        form = RevealForm()
        field = form[error.field if error.field in form._fields else "purpose"]
        field.errors = [*field.errors, f"{error.sentence} {error.remedy}"]
        return _page(number, form, 422)
    if answer.waits:
        flash("Your teacher is asked. The answer shows on this page.", "info")
    else:
        flash("Shown for ten minutes. It hides itself again.")
    return redirect(f"/desk/tickets/{answer.number}", code=303)


@bp.post(f"{AT}/reveal/<int:reveal_id>")
@requires(Can.REVEAL_WORDS)
def open_approved(number: str, reveal_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        shown = services.open_approved(work, number, reveal_id)
    flash("Shown for ten minutes. It hides itself again.")
    return redirect(f"/desk/tickets/{shown}", code=303)


@bp.get(f"{AT}/shown")
@requires(Can.REVEAL_WORDS)
def shown(number: str) -> ResponseReturnValue:
    """Deliver what is shown now: a page of its own, or to a script the values alone; nothing keeps either."""
    view = reading.read_shown(current_actor(), number)
    if wants_json():
        return jsonify(left=view.seconds, values={one.key: one.value for one in view.values})
    if not view.values:
        raise Conflict("Nothing is shown to you on this ticket now.", "Ask again if you still need it.")
    answer = page("reveal/shown.html", f"Shown on {view.number}", view=view)
    answer.headers["Refresh"] = f"{max(view.seconds, 1)}; url={view.home}"
    return answer


@bp.get(f"{AT}/shown/left")
@requires(Can.REVEAL_WORDS)
@quiet
def left(number: str) -> ResponseReturnValue:
    """Tell a page that shows a value whether it still may; never a value."""
    standing = reading.read_standing(current_actor(), number)
    return jsonify(left=standing.seconds, state=standing.state)
