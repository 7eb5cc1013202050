"""Tickets that need an adult: the list, who looks after which, and how it is set up."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.audit.work import Work, begin, look
from app.helpdesk.care import listing, reading, services
from app.helpdesk.care.view_models import KIND_WORDS, RotaLine
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import key_in
from app.ui.access import current_actor, hat_of, requires
from app.ui.pages import page

bp = Blueprint("care", __name__, template_folder="templates")
ALL = "/<any(teach, desk, admin, office):hat>/care"
SET_UP = "/<any(teach, admin):hat>/care/setup"
SPARE_LINES = 2


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


@bp.url_defaults
def _give_hat(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("hat", hat_of(request.path).value)


@bp.get(ALL)
@requires(Can.ANSWER_CARE)
def cases() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.list_open(work)
    return page("care/cases.html", "Needs an adult", view=view)


@bp.post(f"{ALL}/<int:case_id>/look-after")
@requires(Can.ANSWER_CARE)
def look_after(case_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        number = services.look_after(work, case_id)
    flash(f"You look after {number}. Nobody else is called.")
    return redirect(url_for(".cases"), code=303)


@bp.post(f"{ALL}/<int:case_id>/give-back")
@requires(Can.ANSWER_CARE)
def give_back(case_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        number = services.give_back(work, case_id)
    flash(f"{number} is back with the team.")
    return redirect(url_for(".cases"), code=303)


def _show(status: int = 200, said: str = "", where: str = "", **typed: Any) -> ResponseReturnValue:
    with look(current_actor()) as work:
        sites = reading.list_sites(work)
        wanted = request.args.get("school", "") or (sites[0][0] if sites else "")
        site = reading.read_site(work, wanted)
        groups = listing.list_phrases(work)
    shown = {
        "site": site,
        "sites": sites,
        "groups": groups,
        "classes": listing.named_words(),
        "kinds": KIND_WORDS,
        "said": said,
        "where": where,
    }
    lines = [*(typed.get("rota") or site.rota), *([RotaLine()] * SPARE_LINES)]
    return page("care/setup.html", "Who is called", status=status, lines=lines, typed=typed, **shown)


@bp.get(SET_UP)
@requires(Can.MANAGE_PLACES)
def setup() -> ResponseReturnValue:
    return _show()


def _save(where: str, done: str, act: Callable[[Work, str], Any], **typed: Any) -> ResponseReturnValue:
    code = request.args.get("school", "")
    try:
        with begin(current_actor()) as work:
            act(work, code)
    except (Invalid, Conflict) as error:
        return _show(error.status, f"{error.sentence} {error.remedy}".strip(), where, **typed)
    flash(done)
    return redirect(url_for(".setup", school=code or None, _anchor=where), code=303)


@bp.post(f"{SET_UP}/rota")
@requires(Can.MANAGE_PLACES)
def save_rota() -> ResponseReturnValue:
    lines = _typed_rota(request.form)
    return _save("rota", "The rota is saved.", lambda w, code: services.save_rota(w, code, lines), rota=lines)


def _typed_rota(form: MultiDict[str, str]) -> tuple[RotaLine, ...]:
    """Return the lines of the form that name somebody."""
    lines = []
    for n in range(services.MOST_LINES + SPARE_LINES):
        person = key_in(form.get(f"person-{n}", ""))
        if person:
            days = "".join(day for day in form.getlist(f"days-{n}") if day in tuple("01234"))
            lines.append(RotaLine(person, days, form.get(f"periods-{n}", "")[:200]))
    return tuple(lines)


@bp.post(f"{SET_UP}/notice")
@requires(Can.MANAGE_PLACES)
def save_notice() -> ResponseReturnValue:
    words = request.form.get("notice", "")
    return _save(
        "notice", "The form says so now.", lambda w, code: services.save_notice(w, code, words), notice=words
    )


@bp.post(f"{SET_UP}/phrases")
@requires(Can.MANAGE_PLACES)
def add_phrase() -> ResponseReturnValue:
    kind, words = request.form.get("kind", ""), request.form.get("words", "")
    done = "The phrase counts from now on."
    return _save("phrases", done, lambda w, _: listing.add_phrase(w, kind, words), words=words, kind=kind)


@bp.post(f"{SET_UP}/phrases/drop")
@requires(Can.MANAGE_PLACES)
def drop_phrase() -> ResponseReturnValue:
    words = request.form.get("words", "")
    return _save("phrases", "That phrase is off the list.", lambda w, _: listing.drop_phrase(w, words))
