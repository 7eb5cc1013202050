"""Confirm that it is you, and the page of one's own account."""

from urllib.parse import quote

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from app.accounts.services import username_of
from app.accounts.step_up import services
from app.accounts.step_up.forms import ConfirmForm, PinForm
from app.kernel.errors import Invalid, TooMany
from app.ui.access import signed_in
from app.ui.pages import page, safe_next

bp = Blueprint("step_up", __name__, template_folder="templates")


def _say(form: FlaskForm, error: Invalid | TooMany, name: str) -> None:
    field = form[getattr(error, "field", "") or name]
    field.errors = [*field.errors, f"{error.sentence} {error.remedy}".strip()]


def _ask(form: ConfirmForm, how: str, status: int = 200) -> ResponseReturnValue:
    state = services.pin_state(current_user)
    form.ask_for(how if state.usable else "password")
    cards = current_app.extensions["cadre_cards"]()
    known = username_of(current_user.person_id) if cards else ""
    card = next((one for one in cards if one.username == known), None)
    return page(
        "step_up/confirm.html", "Confirm that it is you", status=status, form=form, state=state, card=card
    )


@bp.get("/step-up")
@signed_in
def confirm_page() -> ResponseReturnValue:
    again = "1" if request.args.get("again") else ""
    form = ConfirmForm(formdata=None, next=safe_next(request.args.get("next", "/")), again=again)
    return _ask(form, "password" if request.args.get("with") == "password" else "pin")


@bp.post("/step-up")
@signed_in
def confirm() -> ResponseReturnValue:
    form = ConfirmForm()
    how = "pin" if form.how.data == "pin" else "password"
    act = services.confirm_with_pin if how == "pin" else services.confirm_with_password
    status = 422
    if form.validate_on_submit():
        try:
            act(current_user, form.secret.data or "")
        except (Invalid, TooMany) as error:
            _say(form, error, "secret")
            status = error.status
        else:
            if form.again.data:
                flash("It is you. Nothing was done yet: press it once more.", "info")
            return redirect(safe_next(form.next.data or "/"), code=303)
    form.next.data = safe_next(form.next.data or "/")
    return _ask(form, how, status)


def _account(form: PinForm, status: int = 200) -> ResponseReturnValue:
    name, state = username_of(current_user.person_id), services.pin_state(current_user)
    return page("step_up/account.html", "Your account", status=status, form=form, username=name, state=state)


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    wanted = request.args.get("next", "")
    return _account(PinForm(formdata=None, next=safe_next(wanted) if wanted else ""))


@bp.post("/account/pin")
@signed_in
def set_pin() -> ResponseReturnValue:
    form = PinForm()
    status = 422
    if form.validate_on_submit():
        try:
            services.set_pin(
                current_user, form.password.data or "", form.pin.data or "", form.again.data or ""
            )
        except (Invalid, TooMany) as error:
            _say(form, error, "pin")
            status = error.status
        else:
            flash("Your PIN is set. It is asked when something needs to be sure that it is you.")
            if form.next.data:
                return redirect(f"/step-up?next={quote(safe_next(form.next.data))}", code=303)
            return redirect(url_for(".account"), code=303)
    return _account(form, status)
