"""The mask policy's pages; mounted under /office/mask and /admin/mask."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.oversight.mask import directory, services
from app.oversight.mask.forms import ChangeForm, KeepBackForm, choices_of
from app.ui.access import confirmed, current_actor, requires
from app.ui.pages import page

bp = Blueprint("mask", __name__, template_folder="templates")


@bp.get("")
@requires(Can.MANAGE_MASK)
def policy() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_policy(work)
    return page("mask/policy.html", "Mask policy", view=view)


@bp.get("/change")
@requires(Can.MANAGE_MASK)
@confirmed
def change_page() -> ResponseReturnValue:
    return _change(ChangeForm(formdata=None), {}, 200)


@bp.post("/change")
@requires(Can.MANAGE_MASK)
@confirmed
def change() -> ResponseReturnValue:
    form, typed = ChangeForm(), choices_of(request.form)
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                done = services.change_policy(work, typed, form.why.data or "")
        except Invalid as error:
            form.why.errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash(
                "It holds from the next request on."
                if done == "changed"
                else "Something in it is looser. It waits for a second adult, fourteen days at most."
            )
            return redirect(url_for(".policy"), code=303)
    return _change(form, typed, 422)


def _change(form: ChangeForm, typed: Mapping[str, str], status: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_policy(work, typed)
    return page("mask/change.html", "Change the mask policy", status=status, view=view, form=form)


@bp.get("/versions/<int:version>")
@requires(Can.MANAGE_MASK)
def version(version: int) -> ResponseReturnValue:
    against = request.args.get("against", "")
    with look(current_actor()) as work:
        view = services.read_version(work, version, int(against[:6]) if against.isdecimal() else None)
    return page("mask/version.html", f"Mask policy, version {version}", view=view)


@bp.post("/proposals/<int:proposal>/approve")
@requires(Can.MANAGE_MASK)
@confirmed
def approve(proposal: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        number = services.approve_change(work, proposal)
    flash(f"Version {number} holds from the next request on.")
    return redirect(url_for(".policy"), code=303)


@bp.post("/proposals/<int:proposal>/turn-down")
@requires(Can.MANAGE_MASK)
def turn_down(proposal: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.turn_down(work, proposal)
    flash("The proposal is ended. What holds stays as it is.")
    return redirect(url_for(".policy"), code=303)


@bp.get("/names")
@requires(Can.MANAGE_MASK)
def names() -> ResponseReturnValue:
    return _names(KeepBackForm(formdata=None), 200)


@bp.post("/names")
@requires(Can.MANAGE_MASK)
def keep_back() -> ResponseReturnValue:
    form = KeepBackForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                name = directory.keep_back(work, form.number.data or "")
        except Invalid as error:
            form.number.errors = [error.sentence]
        else:
            flash(f"{name}’s name is kept back from the next request on.")
            return redirect(url_for(".names"), code=303)
    return _names(form, 422)


def _names(form: KeepBackForm, status: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = directory.list_kept_back(work)
    return page("mask/names.html", "Names kept back", status=status, kept=view, form=form)


@bp.post("/names/<int:person>/give-back")
@requires(Can.MANAGE_MASK)
def give_back(person: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        directory.give_back(work, person)
    flash("The working name is told again.")
    return redirect(url_for(".names"), code=303)
