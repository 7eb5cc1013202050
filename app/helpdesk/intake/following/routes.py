"""One's own list, and the page of one's own ticket."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.attachments.uploading import take_files
from app.helpdesk.intake.asked import new_once, usable_once
from app.helpdesk.intake.following import reading, services
from app.helpdesk.intake.following.forms import SayForm
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.privacy.own_words import typed_words
from app.ui.access import current_actor, requires
from app.ui.pages import page
from app.ui.panels import collect

bp = Blueprint("following", __name__, template_folder="templates")


@bp.get("/my")
@requires(Can.ASK_FOR_HELP)
def mine() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.list_own(work, request.args.get("after"), request.args.get("going"))
    return page("following/mine.html", "My tickets", view=view, panels=collect("my", current_actor()))


def _show(number: str, form: SayForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_own(work, number)
    return page("following/ticket.html", view.number, status=status, view=view, form=form)


@bp.get("/my/tickets/<number>")
@requires(Can.ASK_FOR_HELP)
def ticket(number: str) -> ResponseReturnValue:
    return _show(number, SayForm(formdata=None, once=new_once()))


@bp.post("/my/tickets/<number>")
@requires(Can.ASK_FOR_HELP)
def say(number: str) -> ResponseReturnValue:
    """Take a message: with ``act=reopen`` it says that the fix does not hold."""
    form = SayForm()
    again = request.form.get("act") == "reopen"
    said = "It is open again, and your message is with it." if again else "Your message is sent."
    return _take(number, form, services.reopen_ticket if again else services.write_reply, said)


def _take(number: str, form: SayForm, act: Callable[..., None], said: str) -> ResponseReturnValue:
    """Do an act with the words and files of the form, or show it again with what is wrong."""
    once = usable_once(form.once.data)
    if form.validate_on_submit():
        try:
            files = take_files(current_actor(), request.files.getlist("files"))
            with begin(current_actor()) as work:
                act(work, number, form.text.data or "", once, files, typed_words(form.private.data or ""))
        except Invalid as error:
            named = form.files if error.field == "files" else form.text
            named.errors = [*named.errors, f"{error.sentence} {error.remedy}".strip()]
        else:
            flash(said)
            return redirect(url_for(".ticket", number=number), code=303)
    form.once.data = once or new_once()
    return _show(number, form, status=422)


@bp.post("/my/tickets/<number>/withdraw")
@requires(Can.ASK_FOR_HELP)
def withdraw(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.withdraw_ticket(work, number)
    flash("You took it back. Nobody works on it now.")
    return redirect(url_for(".ticket", number=number), code=303)


@bp.post("/my/tickets/<number>/restore")
@requires(Can.ASK_FOR_HELP)
def restore(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.restore_ticket(work, number)
    flash("Undone. Your ticket is where it was.")
    return redirect(url_for(".ticket", number=number), code=303)


@bp.post("/my/tickets/<number>/confirm")
@requires(Can.ASK_FOR_HELP)
def confirm(number: str) -> ResponseReturnValue:
    """Close a fixed ticket; what is written or chosen beside the button goes with it."""
    form, said = SayForm(), "Thank you. The ticket is closed. If it comes back, open it again on this page."
    if (form.text.data or "").strip() or any(file.filename for file in request.files.getlist("files")):
        return _take(number, form, services.confirm_fix, said)
    with begin(current_actor()) as work:
        services.confirm_fix(work, number)
    flash(said)
    return redirect(url_for(".ticket", number=number), code=303)
