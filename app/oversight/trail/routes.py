"""The trail's pages; mounted under /teach/trail for a team and under /office/trail for the district."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid, NotFound
from app.oversight.panels import due_lines
from app.oversight.phrases import GROUPS
from app.oversight.review import flags, weeks
from app.oversight.review.forms import ExplainForm
from app.oversight.trail import files, office, services
from app.oversight.trail.wanted import OUTCOMES
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("trail", __name__, template_folder="../templates")
office_bp = Blueprint("office", __name__, template_folder="../templates")


@bp.get("")
@requires(Can.REVIEW_TRAIL)
def trail() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_trail(work, request.args)
    return page("oversight/trail.html", "Trail", trail=view, kinds=GROUPS, outcomes=OUTCOMES)


@bp.get("/file.csv")
@requires(Can.EXPORT_RECORDS)
def file() -> ResponseReturnValue:
    with look(current_actor()) as work:
        text = files.export_trail(work, request.args)
    headers = {"Content-Disposition": "attachment; filename=trail.csv", "Cache-Control": "no-store"}
    return Response("\ufeff" + text, mimetype="text/csv", headers=headers)


@bp.get("/tech/<int:person>")
@requires(Can.REVIEW_TRAIL)
def tech(person: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_tech(work, person, request.args.get("after"))
    return page("oversight/tech.html", "Trail of a tech", trail=view)


@bp.get("/ticket/<number>")
@requires(Can.REVIEW_TRAIL)
def ticket(number: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_ticket(work, number, request.args.get("after"))
    return page("oversight/ticket.html", f"Trail of {view.number}", chain=view)


@bp.get("/flags")
@requires(Can.REVIEW_TRAIL)
def open_flags() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = flags.list_flags(work)
    return page("oversight/flags.html", "Flags to explain", flags=view)


@bp.get("/explain/<event>")
@requires(Can.REVIEW_TRAIL)
def flag(event: str) -> ResponseReturnValue:
    return _flag(event, ExplainForm(formdata=None), 200)


@bp.post("/explain/<event>")
@requires(Can.REVIEW_TRAIL)
def explain(event: str) -> ResponseReturnValue:
    form = ExplainForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                who = services.explain_event(work, event, form.verdict.data or "", form.words.data or "")
        except Invalid as error:
            form[error.field or "words"].errors = [error.sentence]
        else:
            flash(f"Explained. Your words on {who.name} stay in the trail.")
            return redirect(_back(who.id), code=303)
    return _flag(event, form, 422)


def _flag(event: str, form: ExplainForm, status: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_flag(work, event)
    back = request.args.get("week", "")
    return page("oversight/explain.html", "Explain a flag", status=status, flag=view, form=form, week=back)


def _back(person: int) -> str:
    week = request.args.get("week", "")
    return url_for(".week", person=person, monday=week) if week else url_for(".open_flags")


@bp.get("/weeks")
@requires(Can.REVIEW_TRAIL)
def week_list() -> ResponseReturnValue:
    with look(current_actor()) as work:
        due, done = weeks.list_weeks(work)
    return page("oversight/weeks.html", "Weeks to sign off", due=due, done=done)


@bp.get("/week/<int:person>/<monday>")
@requires(Can.REVIEW_TRAIL)
def week(person: int, monday: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = weeks.read_week(work, person, _monday(monday))
    return page("oversight/week.html", f"Week of {view.tech.name}", week=view)


@bp.post("/week/<int:person>/<monday>")
@requires(Can.REVIEW_TRAIL)
def sign_off(person: int, monday: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        who = weeks.sign_off_week(work, person, _monday(monday))
    flash(f"Signed off: {who.name}, {weeks.week_title(_monday(monday))}.")
    return redirect(url_for(".week_list"), code=303)


def _monday(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound("There is no such week.", "Go back to the list of weeks.") from error


@office_bp.get("/office")
@requires(Can.SEE_DISCLOSURES)
def home() -> ResponseReturnValue:
    with look(current_actor()) as work:
        due = due_lines(work)
        view = office.read_office(work)
    return page("oversight/office.html", "Now", office=view, due=due)
