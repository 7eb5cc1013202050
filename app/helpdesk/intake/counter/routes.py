"""The counter: a number, a match, a ticket, the next person."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.helpdesk.attachments.uploading import take_files
from app.helpdesk.intake.asked import new_once, usable_once
from app.helpdesk.intake.counter import services
from app.helpdesk.intake.counter.forms import EntryForm, NumberForm
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("counter", __name__, template_folder="templates")


@bp.get("/desk/counter")
@requires(Can.ENTER_AT_COUNTER)
def number() -> ResponseReturnValue:
    return page("counter/number.html", "Counter", form=NumberForm(formdata=None))


@bp.post("/desk/counter")
@requires(Can.ENTER_AT_COUNTER)
def match() -> ResponseReturnValue:
    form = NumberForm()
    if not form.validate_on_submit():
        return page("counter/number.html", "Counter", status=422, form=form)
    slip = services.match_number(current_actor(), form.number.data or "")
    return redirect(url_for(".entry", slip=slip) if slip else url_for(".teacher"), code=303)


@bp.post("/desk/counter/private")
@requires(Can.ENTER_AT_COUNTER)
def private() -> ResponseReturnValue:
    services.call_teacher(current_actor())
    return redirect(url_for(".teacher"), code=303)


@bp.get("/desk/counter/teacher")
@requires(Can.ENTER_AT_COUNTER)
def teacher() -> ResponseReturnValue:
    return page("counter/teacher.html", "A teacher takes this")


@bp.get("/desk/counter/match/<slip>")
@requires(Can.ENTER_AT_COUNTER)
def entry(slip: str) -> ResponseReturnValue:
    services.require_slip(current_actor(), slip)
    view = services.offer_choices(current_actor())
    form = EntryForm(formdata=None, once=new_once())
    form.offer(view)
    return page("counter/entry.html", "Matched", form=form, slip=slip)


@bp.post("/desk/counter/match/<slip>")
@requires(Can.ENTER_AT_COUNTER)
def enter(slip: str) -> ResponseReturnValue:
    view = services.offer_choices(current_actor())
    form = EntryForm()
    form.offer(view)
    once = usable_once(form.once.data)
    if form.validate_on_submit():
        try:
            files = take_files(current_actor(), request.files.getlist("files"))
            done = services.enter_ticket(current_actor(), slip, form.entry(once, files))
        except Invalid as error:
            named = form[error.field] if error.field in ("files", "tag") else form.text
            named.errors = [*named.errors, f"{error.sentence} {error.remedy}".strip()]
        else:
            flash(_told(done))
            return redirect(url_for(".number"), code=303)
    form.once.data = once or new_once()
    return page("counter/entry.html", "Matched", status=422, form=form, slip=slip)


def _told(done: services.Entered) -> str:
    way = "An adult takes it." if done.waits_for_adult else "It is in the queue."
    device = {True: " The device is theirs: yes.", False: " The device is theirs: no.", None: ""}[done.theirs]
    return f"{done.number} is written down. {way}{device} Tell them the number."
