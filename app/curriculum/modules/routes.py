"""Learn: what is missing for live work, lessons, the story, the quiz and the agreement."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.curriculum.modules import jobs, services, signing
from app.curriculum.modules.forms import AgreementForm, picks_from
from app.curriculum.own import own_of
from app.curriculum.practice import services as practice
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("learn", __name__, template_folder="templates")
__all__ = ["bp", "jobs"]


@bp.get("/desk/learn")
@requires(Can.LEARN)
def home() -> ResponseReturnValue:
    actor = current_actor()
    with look(own_of(actor)) as work:
        module = services.read_module(work)
        agreement = signing.read_agreement(work)
        runs = practice.list_own(work)
    lines, standing = signing.gate_lines(actor, module, agreement), signing.standing(actor, module, agreement)
    return page(
        "modules/learn.html",
        "Learn",
        module=module,
        gates=lines,
        standing=standing,
        agreement=agreement,
        runs=runs,
    )


@bp.get("/desk/learn/<module>/lessons/<lesson>")
@requires(Can.LEARN)
def lesson(module: str, lesson: str) -> ResponseReturnValue:
    with look(own_of(current_actor())) as work:
        view = services.read_lesson(work, module, lesson)
    return page("modules/lesson.html", view.title, lesson=view, module=module)


@bp.post("/desk/learn/<module>/lessons/<lesson>")
@requires(Can.LEARN)
def mark_lesson(module: str, lesson: str) -> ResponseReturnValue:
    with begin(own_of(current_actor())) as work:
        view = services.mark_lesson(work, module, lesson)
    if view.next:
        return redirect(url_for(".lesson", module=module, lesson=view.next), code=303)
    flash("That was the last lesson. The story and the quiz come next.")
    return redirect(url_for(".home"), code=303)


@bp.get("/desk/learn/<module>/story")
@requires(Can.LEARN)
def story(module: str) -> ResponseReturnValue:
    view = services.read_step(module, request.args.get("step", ""), request.args.get("choice", type=int))
    return page("modules/story.html", view.scenario, step=view, module=module)


@bp.post("/desk/learn/<module>/quiz")
@requires(Can.LEARN)
def start_quiz(module: str) -> ResponseReturnValue:
    with begin(own_of(current_actor())) as work:
        number = services.start_quiz(work, module)
    return redirect(url_for(".quiz", module=module, number=number), code=303)


@bp.get("/desk/learn/<module>/quiz/<int:number>")
@requires(Can.LEARN)
def quiz(module: str, number: int) -> ResponseReturnValue:
    with look(own_of(current_actor())) as work:
        view = services.read_attempt(work, module, number)
    return page("modules/quiz.html", f"Quiz, attempt {number}", attempt=view, module=module)


@bp.post("/desk/learn/<module>/quiz/<int:number>")
@requires(Can.LEARN)
def finish_quiz(module: str, number: int) -> ResponseReturnValue:
    picks = picks_from(request.form)
    own = own_of(current_actor())
    try:
        with begin(own) as work:
            services.finish_quiz(work, module, number, picks)
    except Invalid as error:
        with look(own) as work:
            view = services.read_attempt(work, module, number, picks)
        title = f"Quiz, attempt {number}"
        return page("modules/quiz.html", title, status=422, attempt=view, module=module, error=error)
    return redirect(url_for(".quiz", module=module, number=number), code=303)


@bp.get("/desk/learn/agreement")
@requires(Can.LEARN)
def agreement() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = signing.read_agreement(work)
    form = AgreementForm(working_name=view.working_name)
    return page("modules/agreement.html", view.title, agreement=view, form=form)


@bp.post("/desk/learn/agreement")
@requires(Can.LEARN)
def sign_agreement() -> ResponseReturnValue:
    actor = current_actor()
    form = AgreementForm()
    if form.validate_on_submit():
        with look(own_of(actor)) as work:
            family = signing.own_family(work)
        try:
            with begin(actor) as work:
                name = signing.sign_agreement(work, form.working_name.data or "", family)
        except Invalid as error:
            form.working_name.errors = [*form.working_name.errors, error.sentence]
        else:
            flash(f"Signed. Your team sees you as {name}.")
            return redirect(url_for(".home"), code=303)
    with look(actor) as work:
        view = signing.read_agreement(work)
    return page("modules/agreement.html", view.title, status=422, agreement=view, form=form)
