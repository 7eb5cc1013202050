"""Ask for help, and the page that says the number."""

import re

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.attachments.uploading import take_files
from app.helpdesk.intake import asking, services
from app.helpdesk.intake.asked import Asked, new_once, usable_once
from app.helpdesk.intake.forms import AskForm
from app.helpdesk.intake.view_models import AskView
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.privacy.own_words import typed_words
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("intake", __name__, template_folder="templates")
_NUMBER = re.compile(r"[A-Z0-9]{1,8}-\d{1,9}")


def _offer(drawn: bool = True) -> AskView:
    with look(current_actor()) as work:
        return asking.offer_choices(work, drawn)


@bp.get("/my/ask")
@requires(Can.ASK_FOR_HELP)
def ask() -> ResponseReturnValue:
    view = _offer()
    follows = request.args.get("follows", "").upper()
    form = AskForm(formdata=None, once=new_once())
    if _NUMBER.fullmatch(follows):
        form.text.data = f"This follows {follows}. "
    form.offer(view)
    return page("intake/ask.html", "Ask for help", form=form, view=view)


@bp.post("/my/ask")
@requires(Can.ASK_FOR_HELP)
def ask_post() -> ResponseReturnValue:
    form = AskForm()
    form.offer(_offer(drawn=False))
    if form.validate_on_submit() or _cannot_wait(form):
        try:
            return redirect(url_for(".asked", number=_open(form)), code=303)
        except Invalid as error:
            named = form[error.field] if error.field in form._fields else form.text
            named.errors = [*named.errors, f"{error.sentence} {error.remedy}".strip()]
    form.once.data = usable_once(form.once.data) or new_once()
    return page("intake/ask.html", "Ask for help", status=422, form=form, view=_offer())


def _cannot_wait(form: AskForm) -> bool:
    """Fill in what is missing around words of harm, and tell whether they go to an adult as they are: whoever writes
    them may not come back to choose a room."""
    if not form.lacks_only_choices:
        return False
    with look(current_actor()) as work:
        harm = asking.speaks_of_harm(work, f"{form.text.data}\n{form.private.data or ''}")
    if harm:
        form.leave_open()
        flash("Sent as it was: an adult reads it now.", "info")
    return harm


def _open(form: AskForm) -> str:
    actor = current_actor()
    files = take_files(actor, request.files.getlist("files"))
    asked = Asked(
        requester_id=actor.person_id,
        requester_kind=actor.kind,
        category_code=form.category.data or "",
        text=form.text.data or "",
        room_id=form.room_id,
        device_tag=form.device_tag,
        began=form.began.data or "",
        network=form.network.data or "",
        sensitive=bool(form.sensitive.data),
        private_words=typed_words(form.private.data or ""),
        once_key=usable_once(form.once.data),
        files=files,
    )
    with begin(actor) as work:
        number = services.open_ticket(work, asked)
        again = services.opened_before(work, number)
    if again:
        flash("You sent this a moment ago. It is one ticket.", "info")
    return number


@bp.get("/my/tickets/<number>/asked")
@requires(Can.ASK_FOR_HELP)
def asked(number: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = asking.show_asked(work, number)
    return page("intake/asked.html", view.number, view=view)
