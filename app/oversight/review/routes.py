"""The review's pages; mounted under /teach, /office and /admin, each with the looks that are theirs to review."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid, NotFound
from app.kernel.ids import key_in
from app.oversight.review import looking, reading, services
from app.oversight.review.forms import JudgeForm
from app.oversight.review.policy import VERDICTS
from app.oversight.review.view_models import week_title
from app.oversight.trail.view_models import Person
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("review", __name__, template_folder="../templates")


@bp.get("")
@requires(Can.REVIEW_TRAIL)
def inbox() -> ResponseReturnValue:
    week = request.args.get("week", "")
    with look(current_actor()) as work:
        view = reading.read_inbox(work, _monday(week) if week else None)
    return page("review/inbox.html", "Review", inbox=view)


@bp.get("/weeks")
@requires(Can.REVIEW_TRAIL)
def weeks() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = looking.read_weeks(work)
    return page("review/weeks.html", "Weeks to sign off", weeks=view)


@bp.get("/week/<int:person>/<monday>")
@requires(Can.REVIEW_TRAIL)
def week(person: int, monday: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_week(work, person, _monday(monday), request.args.get("after"))
    return page("review/week.html", f"Week of {view.person.name}", view=view)


@bp.post("/week/<int:person>/<monday>")
@requires(Can.REVIEW_TRAIL)
def sign_off(person: int, monday: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        who = services.sign_week(work, person, _monday(monday))
    flash(f"Signed off: {who.name}, {week_title(_monday(monday))}.")
    return redirect(url_for(".inbox"), code=303)


@bp.post("/week/<int:person>/<monday>/accept")
@requires(Can.REVIEW_TRAIL)
def accept_rest(person: int, monday: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        who, number = services.accept_rest(work, person, _monday(monday))
    flash(f"{number} explained {'look' if number == 1 else 'looks'} of {who.name} accepted.")
    if request.form.get("person"):
        return redirect(url_for(".week", person=person, monday=monday), code=303)
    return redirect(url_for(".inbox", week=monday, _anchor=f"p{person}"), code=303)


@bp.post("/week/<int:person>/<monday>/ask")
@requires(Can.REVIEW_TRAIL)
def ask_all(person: int, monday: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        who, number = services.ask_all(work, person, _monday(monday))
    asked = f"{who.name} was asked about {'one look' if number == 1 else f'{number} looks'}."
    flash(_now_ask(who) if who.adult else asked)
    return redirect(url_for(".inbox", week=monday, _anchor=f"p{person}"), code=303)


@bp.get("/look/<event>")
@requires(Can.REVIEW_TRAIL)
def line(event: str) -> ResponseReturnValue:
    return _line(event, JudgeForm(formdata=None), 200)


@bp.post("/look/<event>")
@requires(Can.REVIEW_TRAIL)
def judge(event: str) -> ResponseReturnValue:
    form = JudgeForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                who = services.judge_line(work, event, form.verdict.data or "", form.words.data or "")
        except Invalid as error:
            form[error.field or "words"].errors = [error.sentence]
        else:
            flash(f"Judged. {who.name} reads your words.")
            return redirect(_on(event), code=303)
    return _line(event, form, 422)


@bp.post("/look/<event>/ask")
@requires(Can.REVIEW_TRAIL)
def ask(event: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        who = services.ask_about(work, event)
    flash(_now_ask(who) if who.adult else f"{who.name} reads the question when they sign in.")
    return redirect(_on(event), code=303)


@bp.post("/look/<event>/accept")
@requires(Can.REVIEW_TRAIL)
def accept(event: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.accept_line(work, event)
    flash("Read and accepted.")
    return redirect(_on(event), code=303)


@bp.get("/second")
@requires(Can.REVIEW_TRAIL)
def second() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = looking.read_seconds(work)
    return page("review/second.html", "Read again", view=view, verdicts=VERDICTS)


@bp.post("/second/<event>")
@requires(Can.REVIEW_TRAIL)
def read_again(event: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.read_again(work, event, request.form.get("verdict", ""))
    flash("Read. The two verdicts are compared in number only.")
    return redirect(url_for(".second"), code=303)


def _line(event: str, form: JudgeForm, status: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = looking.read_line(work, event)
    words: dict[str, Any] = {"view": view, "form": form}
    return page("review/look.html", "A look to read", status=status, **words)


def _now_ask(who: Person) -> str:
    """Return where an adult reads it."""
    return f"Asked. {who.name} finds it on their first page, and under My tickets."


def _on(event: str) -> str:
    """Return where to go on: the next look that waits, or behind this one in the week of one person where they were
    reading it, or in the week of everybody."""
    following, monday = request.form.get("next", ""), request.form.get("week", "")
    person = key_in(request.form.get("person", ""))
    if following:
        return url_for(".line", event=following)
    if monday and person:
        return url_for(".week", person=person, monday=monday, _anchor=f"l{event}")
    return url_for(".inbox", week=monday or None, _anchor=f"l{event}")


def _monday(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound("There is no such week.", "Go back to the inbox.") from error
