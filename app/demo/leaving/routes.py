"""The page on which the demo's administrator starts a school."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, session, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.demo.leaving import services
from app.demo.leaving.forms import OwnSchoolForm
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.kernel.errors import Conflict, Invalid, NotFound
from app.school.calendar.service import zones
from app.ui.access import cookie_name, current_actor, requires
from app.ui.pages import page
from app.ui.panels import Panel, PanelRow

bp = Blueprint("leaving", __name__, template_folder="templates")


def _demo_name() -> str:
    with look(current_actor()) as work:
        return services.find_demo(work)


def _offer(form: OwnSchoolForm) -> None:
    form.timezone.choices = [(zone, zone) for zone in zones()]


def _show(form: OwnSchoolForm, name: str, status: int = 200) -> ResponseReturnValue:
    return page("leaving/start.html", "Start your own school", status=status, form=form, demo=name)


@bp.get("/admin/own-school")
@requires(Can.MANAGE_PLACES)
def start() -> ResponseReturnValue:
    name = _demo_name()
    form = OwnSchoolForm(formdata=None, timezone="America/Denver")
    _offer(form)
    return _show(form, name)


@bp.post("/admin/own-school")
@requires(Can.MANAGE_PLACES)
def start_post() -> ResponseReturnValue:
    name = _demo_name()
    form = OwnSchoolForm()
    _offer(form)
    if not form.validate_on_submit():
        return _show(form, name, 422)
    settings = current_app.extensions["cadre_settings"]
    try:
        username = services.start_school(current_actor(), settings, form.confirm.data or "", form.wish())
    except (Invalid, Conflict) as error:
        _say(form, error)
        return _show(form, name, 422)
    session.clear()
    flash(f"Your school is ready. Sign in as {username}, then upload a roster.")
    response = redirect(url_for("accounts.sign_in_page"), code=303)
    response.delete_cookie(cookie_name(), path="/")
    return response


def _say(form: OwnSchoolForm, error: Any) -> None:
    name = getattr(error, "field", "") or "username"
    form[name].errors = [*form[name].errors, f"{error.sentence} {error.remedy}".strip()]


def panel(actor: Actor) -> Panel | None:
    """Lend the way out of the demo to its administrator's home."""
    if actor.hat is not Hat.ADMIN:
        return None
    with look(actor) as work:
        try:
            services.find_demo(work)
        except NotFound:
            return None
    said = PanelRow("This is the demo. Leave it behind when you are ready.", "/admin/own-school")
    return Panel("own_school", 0, "Start your own school", "/admin/own-school", (said,))
