"""Pass a ticket to an adult; the adults' list; accept; send a worked solution back."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.drafts.typing import forget_typing, kept_text, mark_of
from app.helpdesk.escalations import reading, services
from app.helpdesk.escalations.forms import PassOnForm, SolutionForm
from app.helpdesk.tickets.page import Brief, read_brief
from app.identity.rights import Can
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("escalations", __name__, template_folder="templates")


@bp.get("/desk/tickets/<number>/pass-on")
@requires(Can.WORK_TICKETS)
def pass_on_page(number: str) -> ResponseReturnValue:
    view = read_brief(current_actor(), number, "pass_on")
    kept = kept_text(current_actor(), number, "tried")
    form = PassOnForm(formdata=None, tried=kept)
    return _pass_on(view, form, mark_of(kept))


def _pass_on(view: Brief, form: PassOnForm, began: str, status: int = 200) -> ResponseReturnValue:
    title = f"Pass {view.number} on"
    return page("escalations/pass_on.html", title, status=status, ticket=view, form=form, began=began)


@bp.post("/desk/tickets/<number>/pass-on")
@requires(Can.WORK_TICKETS)
def pass_on(number: str) -> ResponseReturnValue:
    form = PassOnForm()
    if form.validate_on_submit():
        with begin(current_actor()) as work:
            passed = services.pass_on(work, number, form.reason.data, form.tried.data or "")
        forget_typing(current_actor(), passed, "tried", form.tried.data or "", request.form.get("tried_from"))
        flash(f"{passed} is with the adults now. You hear back here.")
        return redirect("/desk", code=303)
    view = read_brief(current_actor(), number, "pass_on")
    return _pass_on(view, form, request.form.get("tried_from", ""), 422)


@bp.get("/desk/escalations")
@requires(Can.SOLVE_ESCALATIONS)
def escalations() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = reading.list_escalations(work)
        free, in_all = reading.count_escalations(work, rows)
    return page("escalations/list.html", "Escalations", rows=rows, free=free, in_all=in_all)


@bp.post("/desk/tickets/<number>/accept")
@requires(Can.SOLVE_ESCALATIONS)
def accept(number: str) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        taken = services.accept_escalation(work, number)
    flash(f"{taken} is yours. Send a solution back, or finish it.")
    return redirect(f"/desk/tickets/{taken}", code=303)


@bp.get("/desk/tickets/<number>/solve")
@requires(Can.SOLVE_ESCALATIONS)
def solve_page(number: str) -> ResponseReturnValue:
    view = read_brief(current_actor(), number, "solve")
    kept = kept_text(current_actor(), number, "solution")
    form = SolutionForm(formdata=None, solution=kept)
    return _solve(view, form, mark_of(kept))


def _solve(view: Brief, form: SolutionForm, began: str, status: int = 200) -> ResponseReturnValue:
    title = f"Solution for {view.number}"
    return page("escalations/solve.html", title, status=status, ticket=view, form=form, began=began)


@bp.post("/desk/tickets/<number>/solve")
@requires(Can.SOLVE_ESCALATIONS)
def solve(number: str) -> ResponseReturnValue:
    form = SolutionForm()
    if form.validate_on_submit():
        with begin(current_actor()) as work:
            back = services.send_back(work, number, form.solution.data or "")
        forget_typing(
            current_actor(), back, "solution", form.solution.data or "", request.form.get("solution_from")
        )
        flash(f"{back} is back with the student, with your solution.")
        return redirect("/desk", code=303)
    view = read_brief(current_actor(), number, "solve")
    return _solve(view, form, request.form.get("solution_from", ""), 422)
