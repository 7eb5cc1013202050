"""Reply, note, what is being typed; and the inboxes where drafts are checked."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.attachments.inbox import count_waiting, list_waiting
from app.helpdesk.attachments.uploading import take_files
from app.helpdesk.drafts import checking, inbox, services, typing
from app.helpdesk.drafts.forms import EditForm, ReturnForm
from app.helpdesk.intake.asked import usable_once
from app.helpdesk.tickets.routes import HAT, REFUSED, at, keep_and_show
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.kernel.ids import key_in
from app.ui.access import current_actor, hat_of, requires
from app.ui.pages import page

bp = Blueprint("drafts", __name__, template_folder="templates")
INBOX = "/<any(desk, teach):hat>/drafts"
_SAID = {
    "sent": "Sent.",
    "edited": "Sent as you edited it.",
    "teacher": "A hidden word was moved, so a teacher decides.",
    "waiting": "Handed over. It goes out once it is checked.",
    "again": "That was sent a moment ago; once is enough.",
}


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.url_defaults
def _give_hat(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("hat", _hat())


def _hat() -> str:
    hat = hat_of(request.path).value
    return hat if hat in ("desk", "teach") else "desk"


@bp.post(f"{HAT}/reply")
@requires(Can.READ_TICKETS)
def reply(number: str) -> ResponseReturnValue:
    actor = current_actor()
    text = request.form.get("reply", "")
    once, canned = usable_once(request.form.get("once")), request.form.get("canned", "")
    try:
        files = take_files(actor, request.files.getlist("files"))
        with begin(actor) as work:
            outcome = services.send_reply(work, number, services.Reply(text, once, canned, files=files))
    except REFUSED as error:
        return keep_and_show(number, error, reply=text)
    if text:
        typing.forget_typing(actor, number, "reply", text, request.form.get("reply_from"))
    flash(_SAID[outcome])
    return redirect(at(number.upper()), code=303)


@bp.post(f"{HAT}/note")
@requires(Can.READ_TICKETS)
def note(number: str) -> ResponseReturnValue:
    actor = current_actor()
    text = request.form.get("note", "")
    try:
        files = take_files(actor, request.files.getlist("files"))
        with begin(actor) as work:
            services.write_note(work, number, text, usable_once(request.form.get("once")), files)
    except REFUSED as error:
        return keep_and_show(number, error, note=text)
    typing.forget_typing(actor, number, "note", text, request.form.get("note_from"))
    flash("Pinned for the team.")
    return redirect(at(number.upper()), code=303)


@bp.post(f"{HAT}/typing")
@requires(Can.READ_TICKETS)
def keep(number: str) -> ResponseReturnValue:
    """Keep what is being typed: 409 with the other text where another tab kept one meanwhile."""
    actor, sent = current_actor(), request.form
    kept = [
        typing.keep_typing(actor, number, editor, sent[editor], sent.get(f"{editor}_from"))
        for editor in typing.EDITORS
        if editor in sent
    ]
    for one in kept:
        if one.other is not None:
            return jsonify({"from": one.mark, "text": one.other}), 409
    return "", 204, {"Kept-As": kept[-1].mark if kept else ""}


@bp.post(f"{HAT}/withdraw")
@requires(Can.READ_TICKETS)
def withdraw(number: str) -> ResponseReturnValue:
    actor = current_actor()
    with begin(actor) as work:
        back, draft_id = services.withdraw_draft(work, number)
    typing.take_up(actor, back, draft_id)
    flash("It is yours again. What you wrote is back in the editor.")
    return redirect(at(back), code=303)


@bp.get(INBOX)
@requires(Can.APPROVE_DRAFTS)
def drafts() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = inbox.list_drafts(work)
        read = inbox.list_drafts(work, "unread") if work.actor.staff else ()
        waiting = list_waiting(work) if work.actor.staff else ()
        in_all = inbox.count_drafts(work, len(rows)) + count_waiting(work, len(waiting))
        unread = inbox.count_unread(work, len(read))
    lists: dict[str, Any] = {"rows": rows, "read": read, "waiting": waiting}
    return page("drafts/inbox.html", "Drafts", **lists, all=in_all, unread=unread)


@bp.get(f"{INBOX}/<number>")
@requires(Can.APPROVE_DRAFTS)
def draft(number: str) -> ResponseReturnValue:
    return _draft(number)


def _draft(
    number: str, status: int = 200, edit: EditForm | None = None, back: ReturnForm | None = None
) -> ResponseReturnValue:
    with look(current_actor()) as work:
        row = inbox.read_one(work, number)
    edit = edit or EditForm(formdata=None, text=row.to_edit, seen=str(row.seen))
    back = back or ReturnForm(formdata=None, seen=str(row.seen))
    return page("drafts/draft.html", f"Reply on {row.number}", status=status, row=row, edit=edit, back=back)


def _seen() -> int:
    return key_in(request.form.get("seen", ""))


def _files_seen() -> str:
    return request.form.get("files_seen", "")


@bp.post(f"{INBOX}/<number>/send")
@requires(Can.APPROVE_DRAFTS)
def send(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        checking.approve_draft(work, number, seen=_seen(), files_seen=_files_seen())
    flash("Sent in their name.")
    return redirect(_home(), code=303)


@bp.post(f"{INBOX}/<number>/edit")
@requires(Can.APPROVE_DRAFTS)
def edit(number: str) -> ResponseReturnValue:
    form = EditForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                outcome = checking.approve_draft(work, number, form.text.data, _seen(), _files_seen())
        except Invalid as error:
            form.text.errors = [f"{error.sentence} {error.remedy}"]
        else:
            flash(_SAID[outcome])
            return redirect(_home(), code=303)
    return _draft(number, 422, edit=form)


@bp.post(f"{INBOX}/<number>/return")
@requires(Can.APPROVE_DRAFTS)
def give_back(number: str) -> ResponseReturnValue:
    form = ReturnForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                checking.return_draft(work, number, form.reason.data, form.words.data or "", seen=_seen())
        except Invalid as error:
            form.reason.errors = [f"{error.sentence} {error.remedy}"]
        else:
            flash("Returned with your reason.")
            return redirect(_home(), code=303)
    return _draft(number, 422, back=form)


@bp.post(f"{INBOX}/<number>/read")
@requires(Can.APPROVE_DRAFTS)
def was_read(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        checking.read_draft(work, number, seen=_seen())
    return redirect(f"/{_hat()}/drafts", code=303)


def _home() -> str:
    """Return the page from which a decision was taken: the inbox, or the teacher's home."""
    return "/teach" if request.form.get("from") == "home" and _hat() == "teach" else f"/{_hat()}/drafts"
