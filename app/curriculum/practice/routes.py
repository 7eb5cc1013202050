"""Practice: the teacher opens it, the student makes checks, a trainer or the teacher signs it off."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.curriculum.content.load import load_practice
from app.curriculum.practice import services, settling, signing
from app.curriculum.practice.forms import OpenForm, SignOffForm
from app.curriculum.practice.view_models import PanelView
from app.helpdesk.intake.asked import usable_once
from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("practice", __name__, template_folder="templates")
__all__ = ["bp", "panel", "settling"]


def panel(actor: Actor, number: str) -> PanelView | None:
    """Return what a student's own practice ticket shows beside the work."""
    with look(actor) as work:
        return services.read_panel(work, number)


def _practice(form: OpenForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        runs = services.list_teams(work)
        waiting = signing.list_waiting(work)
        in_all = signing.count_waiting(work, len(waiting))
        members = services.offer_students(work)
    form.student.choices = {"": "Choose"} | {str(person): name for person, name in members}
    values = {"runs": runs, "waiting": waiting, "in_all": in_all, "form": form, "stories": load_practice()}
    return page("practice/teach.html", "Practice", status, **values)


@bp.get("/teach/practice")
@requires(Can.OPEN_PRACTICE)
def teach() -> ResponseReturnValue:
    return _practice(OpenForm())


@bp.post("/teach/practice")
@requires(Can.OPEN_PRACTICE)
def open_practice() -> ResponseReturnValue:
    actor, form = current_actor(), OpenForm()
    with look(actor) as work:
        form.student.choices = {str(person): name for person, name in services.members_of(work)}
    if not form.validate_on_submit():
        return _practice(form, 422)
    with begin(actor) as work:
        student = int(form.student.data or 0)
        number = services.open_practice(work, form.story.data or "", student, usable_once(form.once.data))
    flash(f"{number} is with {dict(form.student.choices)[str(student)]}.")
    return redirect(url_for(".teach"), code=303)


@bp.post("/desk/practice/<number>/checks")
@requires(Can.LEARN)
def make_check(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        ticket = services.make_check(work, number, request.form.get("check", "")[:40])
    return redirect(url_for("tickets.ticket", number=ticket, hat="desk"), code=303)


@bp.get("/desk/sign-offs")
@requires(Can.SIGN_OFF_PRACTICE)
def sign_offs() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = signing.read_waiting(work)
        in_all = signing.count_waiting(work, len(rows))
    return page("practice/sign_offs.html", "Sign-offs", rows=rows, in_all=in_all)


def _ending(number: str, form: SignOffForm, back: str, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = signing.read_ending(work, number)
    return page("practice/ending.html", f"Sign off {view.number}", status, ending=view, form=form, back=back)


def _sign(number: str, back: str) -> ResponseReturnValue:
    form = SignOffForm()
    accepted = request.form.get("verdict") == "accept"
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                signed = signing.sign_off(work, number, accepted, form.comment.data or "")
        except Invalid as error:
            form.comment.errors = [*form.comment.errors, f"{error.sentence} {error.remedy}"]
        else:
            flash(f"{signed} is signed off." if accepted else f"{signed} went back with your comment.")
            return redirect(back, code=303)
    return _ending(number, form, back, 422)


@bp.get("/desk/sign-offs/<number>")
@requires(Can.SIGN_OFF_PRACTICE)
def ending(number: str) -> ResponseReturnValue:
    return _ending(number, SignOffForm(), url_for(".sign_offs"))


@bp.post("/desk/sign-offs/<number>")
@requires(Can.SIGN_OFF_PRACTICE)
def sign(number: str) -> ResponseReturnValue:
    return _sign(number, url_for(".sign_offs"))


@bp.get("/teach/practice/<number>")
@requires(Can.OPEN_PRACTICE)
def team_ending(number: str) -> ResponseReturnValue:
    return _ending(number, SignOffForm(), url_for(".teach"))


@bp.post("/teach/practice/<number>")
@requires(Can.OPEN_PRACTICE)
def team_sign(number: str) -> ResponseReturnValue:
    return _sign(number, url_for(".teach"))
