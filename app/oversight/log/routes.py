"""The privacy officer's pages of the log."""

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.audit.log.folder import LogFolder
from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.oversight.log import services
from app.oversight.log.forms import RecipientForm
from app.ui.access import confirmed, current_actor, requires
from app.ui.pages import page

bp = Blueprint("log", __name__, template_folder="templates")


def folder() -> LogFolder:
    settings = current_app.extensions["cadre_settings"]
    return LogFolder(settings.instance, settings.host_name)


@bp.get("/office/log")
@requires(Can.KEEP_LOG)
def log() -> ResponseReturnValue:
    return _show(RecipientForm(formdata=None))


def _show(form: RecipientForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_log(work, folder())
    return page("log/log.html", "Log", status=status, log=view, form=form)


@bp.get("/office/log/head")
@requires(Can.KEEP_LOG)
def head() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_newest_head(work, folder())
    return page("log/head.html", "Head of the log", head=view)


@bp.post("/office/log/recipients")
@requires(Can.KEEP_LOG)
@confirmed
def add() -> ResponseReturnValue:
    form = RecipientForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                services.add_recipient(work, form.mail.data or "")
        except (Invalid, Conflict) as error:
            form.mail.errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash("They are mailed the newest head now, and one every week.")
            return redirect(url_for(".log"), code=303)
    return _show(form, 422)


@bp.post("/office/log/recipients/<int:recipient>/remove")
@requires(Can.KEEP_LOG)
@confirmed
def remove(recipient: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.remove_recipient(work, recipient)
    flash("They are mailed nothing from now on. What they have stays good.")
    return redirect(url_for(".log"), code=303)
