"""The grading queue, the grading screen, and the grade."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.curriculum.grading import pages, services
from app.curriculum.grading.forms import GradeForm
from app.curriculum.grading.policy import VERDICTS
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("grading", __name__, template_folder="templates")


@bp.get("/teach/grading")
@requires(Can.GRADE_WORK)
def queue() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = pages.list_waiting(work)
        in_all = pages.count_waiting(work, len(rows))
        lately = pages.list_lately(work)
    return page("grading/queue.html", "Grading", rows=rows, in_all=in_all, lately=lately)


@bp.get("/teach/grading/<number>")
@requires(Can.GRADE_WORK)
def piece(number: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = pages.read_piece(work, number)
    form = GradeForm(of=str(view.of))
    return page("grading/piece.html", f"Grade {view.number}", piece=view, form=form)


@bp.post("/teach/grading/<number>")
@requires(Can.GRADE_WORK)
def grade(number: str) -> ResponseReturnValue:
    actor = current_actor()
    form = GradeForm()
    given = form.given(request.form)
    try:
        if not form.validate_on_submit():
            raise Invalid("Something in this form is too long or not known.", "Shorten it and try again.")
        with begin(actor) as work:
            verdict = services.give_grade(work, number, given)
    except (Invalid, Conflict) as error:  # what was typed stays on the page, also beside another's grade
        with look(actor) as work:
            view = pages.read_piece(work, number, given)
        form.of.data = str(view.of)
        title, status = f"Grade {view.number}", error.status
        return page("grading/piece.html", title, status=status, piece=view, form=form, error=error)
    flash(f"{number.upper()}: {VERDICTS[verdict].lower()}.")
    with look(actor) as work:
        following = services.next_number(work)
    if following and not given.of:
        return redirect(url_for(".piece", number=following), code=303)
    return redirect(url_for(".queue"), code=303)
