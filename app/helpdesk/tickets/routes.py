"""A ticket's page, and the acts of its owner: claim, steps, hand back, wait, take up again."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.audit.work import begin
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.drafts import services as drafts
from app.helpdesk.drafts.typing import forget_typing, keep_typing, kept_text, mark_of
from app.helpdesk.intake.asked import usable_once
from app.helpdesk.tickets import page as pages
from app.helpdesk.tickets import services, slots, taking, waiting
from app.helpdesk.tickets.forms import HandBackForm, WaitForm
from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.errors import CadreError, Conflict, Forbidden, Invalid, NotFound
from app.ui.access import current_actor, hat_of, requires
from app.ui.errors import wants_json
from app.ui.pages import came_from, page
from app.ui.typed import words_in

bp = Blueprint("tickets", __name__, template_folder="templates")
REFUSED = (Invalid, Conflict, Forbidden, NotFound)
HAT = "/<any(desk, teach):hat>/tickets/<number>"


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.url_defaults
def _give_hat(_endpoint: str, values: dict[str, Any]) -> None:
    hat = hat_of(request.path).value
    values.setdefault("hat", hat if hat in ("desk", "teach") else "desk")


def at(number: str, part: str = "") -> str:
    """Return the address of a ticket under the hat of this request."""
    hat = hat_of(request.path).value
    return f"/{hat}/tickets/{number}{f'/{part}' if part else ''}"


def home_of(actor: Actor) -> tuple[str, str]:
    """Return where a ticket's page leads back to."""
    if actor.hat.value == "teach":
        return "/teach/queue", "Tickets"
    return "/desk", "My five" if actor.masked else "My desk"


_LISTS = {
    "queue": "Queue",
    "search": "Search",
    "escalations": "Escalations",
    "drafts": "Drafts",
    "reviews": "Reviews",
    "waiting": "Waiting",
}


def back_of(actor: Actor) -> tuple[str, str]:
    """Return the list that led to a ticket, as it was filtered and turned, else where its page leads back to."""
    home, came = home_of(actor), came_from()
    hat, name = actor.hat.value, urlsplit(came).path.rpartition("/")[2]
    if name in _LISTS and urlsplit(came).path == f"/{hat}/{name}":
        return came, home[1] if (hat, name) == ("teach", "queue") else _LISTS[name]
    return home


def show(
    number: str, status: int = 200, error: CadreError | None = None, **typed: str
) -> ResponseReturnValue:
    """Show a ticket's page; after a refused text again, with the text in its editor and the reason."""
    actor = current_actor()
    view = pages.read_page(actor, number)
    kept = {**(view.editors.typed if view.editors else {}), **typed} if typed else None
    return page(
        "tickets/ticket.html",
        view.number,
        status=status,
        ticket=view,
        typed=kept,
        lost=words_in({name: text for name, text in typed.items() if not view.takes(name)}),
        error=error,
        wrong=_wrong(error),
        once=secrets.token_urlsafe(18),
        back=back_of(actor),
        panel=slots.practice_panel(actor, view.number) if view.practice and view.mine else None,
        notes=slots.record_notes(actor, view.number),
        endings=[(code.code, code.words) for code in load_catalog().closure_codes],
    )


def _wrong(error: CadreError | None) -> dict[str, str]:
    """Return what is wrong with a refused form, by field."""
    if not isinstance(error, Invalid):
        return {}
    return {one.field: f"{one.sentence} {one.remedy}" for one in (error, *error.also) if one.field}


def keep_and_show(number: str, error: CadreError, **typed: str) -> ResponseReturnValue:
    """Answer a refused text: it is kept for its editor, and the page shows it there with the reason.

    Refuses: the error itself where the ticket cannot be seen (any more), and to whoever wants no page.
    """
    if wants_json():
        raise error
    actor = current_actor()
    try:
        for editor, text in typed.items():
            if editor in ("reply", "note"):
                keep_typing(actor, number, editor, text, request.form.get(f"{editor}_from"))
        return show(number, error.status, error, **typed)
    except REFUSED:
        raise error from None


@bp.get(HAT)
@requires(Can.READ_TICKETS)
def ticket(number: str) -> ResponseReturnValue:
    return show(number)


@bp.post("/desk/tickets/<number>/claim")
@requires(Can.CLAIM_TICKETS)
def claim(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        taken = services.claim_ticket(work, number)
    flash(f"{taken} is yours.")
    return redirect(at(taken), code=303)


@bp.post(f"{HAT}/steps")
@requires(Can.READ_TICKETS)
def steps(number: str) -> ResponseReturnValue:
    wanted = {int(step) for step in request.form.getlist("step") if step.isdecimal() and len(step) < 4}
    with begin(current_actor()) as work:
        marked = services.mark_steps(work, number, wanted)
    return ("", 204) if wants_json() else redirect(at(marked), code=303)


@bp.get(f"{HAT}/hand-back")
@requires(Can.READ_TICKETS)
def hand_back_page(number: str) -> ResponseReturnValue:
    view = pages.read_brief(current_actor(), number, "hand_back")
    return page("tickets/hand_back.html", f"Hand back {view.number}", ticket=view, form=HandBackForm())


@bp.post(f"{HAT}/hand-back")
@requires(Can.READ_TICKETS)
def hand_back(number: str) -> ResponseReturnValue:
    form = HandBackForm()
    if form.validate_on_submit():
        with begin(current_actor()) as work:
            back = services.hand_back(
                work, number, {name: field.data or "" for name, field in form._fields.items()}
            )
        flash(f"{back} is back in the queue, with your card.")
        return redirect(home_of(current_actor())[0], code=303)
    view = pages.read_brief(current_actor(), number, "hand_back")
    return page("tickets/hand_back.html", f"Hand back {view.number}", status=422, ticket=view, form=form)


@bp.get(f"{HAT}/wait")
@requires(Can.READ_TICKETS)
def wait_page(number: str) -> ResponseReturnValue:
    kept = kept_text(current_actor(), number, "question")
    return _wait(number, WaitForm(formdata=None, question=kept), mark_of(kept))


def _wait(number: str, form: WaitForm, began: str, status: int = 200) -> ResponseReturnValue:
    form.offer()
    view = pages.read_brief(current_actor(), number, "wait")
    more = {"once": secrets.token_urlsafe(18), "began": began}
    return page("tickets/wait.html", f"Let {view.number} wait", status=status, ticket=view, form=form, **more)


@bp.post(f"{HAT}/wait")
@requires(Can.READ_TICKETS)
def wait(number: str) -> ResponseReturnValue:
    form = WaitForm()
    form.offer()
    if form.validate_on_submit():
        try:
            said = _let_wait(number, form)
        except Invalid as error:
            name = error.field if error.field in form._fields else "reason"
            form[name].errors = [*form[name].errors, f"{error.sentence} {error.remedy}"]
        else:
            asked, began = form.question.data or "", request.form.get("question_from")
            forget_typing(current_actor(), number, "question", asked, began)
            flash(said)
            return redirect(at(number.upper()), code=303)
    return _wait(number, form, request.form.get("question_from", ""), 422)


def _let_wait(number: str, form: WaitForm) -> str:
    actor, text = current_actor(), form.question.data or ""
    with begin(actor) as work:
        if not form.asks:
            waiting.put_off(work, number, form.reason.data, form.resume_on.data, text)
            return "It waits. The page shows until when."
        once = usable_once(request.form.get("once"))
        asked = drafts.Reply(
            text, once, pending=form.reason.data, resume_on=form.resume_on.data, field="question"
        )
        sent = drafts.send_reply(work, number, asked)
    return (
        "It waits for their answer."
        if sent != "waiting"
        else "Your question is being checked. Then it waits for them."
    )


@bp.post(f"{HAT}/resume")
@requires(Can.READ_TICKETS)
def resume(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        taken = waiting.resume_ticket(work, number)
    flash("The clock runs again.")
    return redirect(at(taken), code=303)


@bp.post(f"{HAT}/taken")
@requires(Can.READ_TICKETS)
def taken(number: str) -> ResponseReturnValue:
    taking.note_taken(current_actor(), number, request.form.get("how", "")[:10])
    return "", 204
