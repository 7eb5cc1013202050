"""Words of a ticket that are hidden, and the school's own words."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.recheck import marking, vocabulary
from app.helpdesk.recheck.view_models import KINDS
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.privacy.own_words import typed_words
from app.ui.access import current_actor, hat_of, requires
from app.ui.pages import page

bp = Blueprint("words", __name__, template_folder="templates")
ONE = "/<any(teach, desk):hat>/tickets/<number>/words"
ALL = "/<any(teach, admin):hat>/words"


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.url_defaults
def _give_hat(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("hat", hat_of(request.path).value)


def _show(number: str, error: Invalid | None = None, **typed: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = marking.read_ticket_words(work, number)
    shown = {"words": "", **typed}
    status = error.status if error else 200
    return page(
        "recheck/ticket.html", f"Words of {view.number}", status=status, view=view, error=error, typed=shown
    )


@bp.get(ONE)
@requires(Can.MARK_WORDS)
def ticket(number: str) -> ResponseReturnValue:
    return _show(number)


@bp.post(ONE)
@requires(Can.MARK_WORDS)
def hide(number: str) -> ResponseReturnValue:
    typed, everywhere = request.form.get("words", ""), bool(request.form.get("everywhere"))
    try:
        with begin(current_actor()) as work:
            done = marking.hide_words(work, number, typed_words(typed), everywhere)
    except Invalid as error:
        return _show(number, error, words=typed)
    flash("The team no longer reads that.")
    return redirect(url_for(".ticket", number=done), code=303)


@bp.post(f"{ONE}/release")
@requires(Can.MARK_WORDS)
def release(number: str) -> ResponseReturnValue:
    word, sure = request.form.get("word", ""), bool(request.form.get("sure"))
    try:
        with begin(current_actor()) as work:
            where = marking.release_word(work, number, word, sure)
    except Invalid as error:
        return _show(number, error, word=word)
    flash(
        "The team reads it on this ticket."
        if where == "here"
        else "The team reads it, here and in other texts."
    )
    return redirect(url_for(".ticket", number=number), code=303)


def _list(error: Invalid | Conflict | None = None, **typed: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = vocabulary.read_vocabulary(work)
    status = error.status if error else 200
    return page(
        "recheck/words.html", "School words", status=status, view=view, kinds=KINDS, error=error, typed=typed
    )


@bp.get(ALL)
@requires(Can.MANAGE_PLACES)
def school() -> ResponseReturnValue:
    return _list()


@bp.post(ALL)
@requires(Can.MANAGE_PLACES)
def add() -> ResponseReturnValue:
    kind, typed = request.form.get("kind", ""), request.form.get("words", "")
    try:
        with begin(current_actor()) as work:
            vocabulary.add_words(work, kind, typed_words(typed))
    except (Invalid, Conflict) as error:
        return _list(error, words=typed, kind=kind)
    flash("Saved. Texts that hold the word are masked again.")
    return redirect(url_for(".school"), code=303)


@bp.post(f"{ALL}/<int:word_id>/drop")
@requires(Can.MANAGE_PLACES)
def drop(word_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        word = vocabulary.drop_word(work, word_id)
    flash(f"“{word}” is off the list.")
    return redirect(url_for(".school"), code=303)
