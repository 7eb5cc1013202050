"""Sign in, unlock, sign out, claim an account, choose colors."""

import hashlib
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, flash, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import services
from app.accounts.actors import first_hat
from app.accounts.forms import ClaimForm, SignInForm, UnlockForm
from app.accounts.visitors import DAYS, Opened, Visitor
from app.kernel.errors import CadreError, Invalid, TooMany
from app.ui.access import cookie_name, current_actor, public
from app.ui.pages import page, safe_next

bp = Blueprint("accounts", __name__, template_folder="templates")


def _visitor() -> Visitor:
    key = hashlib.sha256(b"visitors/" + str(current_app.config["SECRET_KEY"]).encode()).digest()
    return Visitor(key, request.remote_addr or "", request.cookies.get(_known(), ""))


def _known() -> str:
    """Return the name of the cookie by which a browser is known again; it stays when somebody signs out."""
    return f"{cookie_name()}_known"


def _let_in(opened: Opened, address: str) -> Response:
    session.clear()
    if opened.others_tried:
        flash("Somebody typed wrong passwords for your account. If it was not you, tell your teacher.")
    response = make_response(redirect(address, code=303))
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(cookie_name(), opened.token, httponly=True, samesite="Lax", secure=secure, path="/")
    response.set_cookie(
        _known(),
        opened.passes,
        max_age=DAYS * 86_400,
        httponly=True,
        samesite="Strict",
        secure=secure,
        path="/",
    )
    return response


def _say(form: SignInForm | UnlockForm | ClaimForm, error: CadreError) -> None:
    name = getattr(error, "field", "") or "password"
    form[name].errors = [*form[name].errors, f"{error.sentence} {error.remedy}".strip()]


def _sign_in(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    cards = current_app.extensions["cadre_cards"]()
    empty = not cards and services.is_empty()
    return page("accounts/sign_in.html", "Sign in", status=status, form=form, cards=cards, empty=empty)


@bp.get("/sign-in")
@public
def sign_in_page() -> ResponseReturnValue:
    if current_user.is_authenticated and not current_user.locked:
        return redirect(safe_next(request.args.get("next", "/")), code=303)
    return _sign_in(SignInForm(next=request.args.get("next", "/")))


@bp.post("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    status = 422
    if form.validate_on_submit():
        try:
            opened = services.sign_in(form.username.data or "", form.password.data or "", _visitor())
        except (Invalid, TooMany) as error:
            _say(form, error)
            status = error.status
        else:
            return _let_in(opened, safe_next(form.next.data or "/"))
    return _sign_in(form, status)


@bp.get("/unlock")
@public
def unlock_page() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in_page"), code=303)
    return page("accounts/unlock.html", "Locked", form=UnlockForm(next=request.args.get("next", "/")))


@bp.post("/unlock")
@public
def unlock() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in_page"), code=303)
    form, status = UnlockForm(), 422
    if form.validate_on_submit():
        try:
            services.unlock_session(current_user, form.password.data or "")
        except (Invalid, TooMany) as error:
            _say(form, error)
            status = error.status
        else:
            return redirect(safe_next(form.next.data or "/"), code=303)
    return page("accounts/unlock.html", "Locked", status=status, form=form)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        services.sign_out(current_user, everywhere=bool(request.form.get("everywhere")))
    session.clear()
    response = make_response(redirect(url_for("accounts.sign_in_page"), code=303))
    response.delete_cookie(cookie_name(), path="/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.get("/claim")
@public
def claim_page() -> ResponseReturnValue:
    return page(
        "accounts/claim.html", "Claim your account", form=ClaimForm(code=request.args.get("code", ""))
    )


@bp.post("/claim")
@public
def claim() -> ResponseReturnValue:
    form = ClaimForm()
    if form.validate_on_submit():
        try:
            opened = services.claim_invite(form.code.data or "", form.password.data or "", _visitor())
        except CadreError as error:
            _say(form, error)
        else:
            return _let_in(opened, "/")
    elif form.code.data and not form.code.errors:  # a wrong code is told together with a missing password
        try:
            services.find_slip(form.code.data)
        except Invalid as error:
            _say(form, error)
    return page("accounts/claim.html", "Claim your account", status=422, form=form)


@bp.post("/theme")
@public
def theme() -> ResponseReturnValue:
    wanted = request.form.get("theme", "system")
    back = urlsplit(request.referrer or "/").path
    response = make_response(redirect(safe_next(back), code=303))
    chosen = wanted if wanted in ("light", "dark") else "system"
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie("theme", chosen, max_age=31_536_000, samesite="Lax", secure=secure, httponly=True)
    return response


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """Send a person to the page that answers "what should I do now", by way of the sign-in page."""
    if not current_user.is_authenticated:
        return redirect("/sign-in", code=303)
    current_actor()
    return redirect(f"/{first_hat(current_user).value}", code=303)
