"""Progress: the student's own, a student's for the teacher, and the team's."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.curriculum.own import own_of
from app.curriculum.progress import again as again_services
from app.curriculum.progress import services
from app.curriculum.progress.forms import AgainForm
from app.identity.rights import Can
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("progress", __name__, template_folder="templates")


@bp.get("/desk/progress")
@requires(Can.LEARN)
def mine() -> ResponseReturnValue:
    actor = current_actor()
    with look(own_of(actor)) as work:
        view = services.read_own(work, actor, request.args.get("exam", ""))
    return page("progress/progress.html", "My progress", progress=view, own=True, form=AgainForm())


@bp.post("/desk/progress/<number>/again")
@requires(Can.LEARN)
def again(number: str) -> ResponseReturnValue:
    actor, form = current_actor(), AgainForm()
    if not form.validate_on_submit():
        with look(own_of(actor)) as work:
            view = services.read_own(work, actor)
        return page("progress/progress.html", "My progress", status=422, progress=view, own=True, form=form)
    with look(own_of(actor)) as work:
        sent_back = again_services.find_sent_back(work, number)
    with begin(actor) as work:
        again_services.hand_in_again(work, number, form.cause.data or "", form.fix.data or "", sent_back)
    flash(f"{number.upper()} is handed in again.")
    return redirect(url_for(".mine"), code=303)


@bp.get("/teach/progress")
@requires(Can.GRADE_WORK)
def team() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_team(work)
    return page("progress/team.html", "Team progress", team=view)


@bp.get("/teach/progress/<int:person>")
@requires(Can.GRADE_WORK)
def student(person: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_student(work, person, request.args.get("exam", ""))
    title = f"Progress of {view.name}"
    return page("progress/progress.html", title, progress=view, own=False, person=person)
