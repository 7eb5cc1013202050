"""A student tech's own trail, and the questions about what somebody did: at a tech's desk, and under one's own tickets
for adults and for whoever has no desk any more.
"""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.kernel.errors import Invalid
from app.oversight.own import services
from app.oversight.own.forms import AnswerForm
from app.ui.access import current_actor, requires
from app.ui.pages import page
from app.ui.panels import Panel

bp = Blueprint("own_trail", __name__, template_folder="../templates")


@bp.get("/desk/trail")
@requires(Can.LEARN)
def mine() -> ResponseReturnValue:
    view = services.read_own_trail(current_actor(), request.args.get("after"))
    return page("own/trail.html", "My trail", trail=view)


@bp.get("/desk/questions/<int:question>")
@requires(Can.LEARN)
def one(question: int) -> ResponseReturnValue:
    return _question(question, AnswerForm(formdata=None), 200)


@bp.post("/desk/questions/<int:question>")
@requires(Can.LEARN)
def answer(question: int) -> ResponseReturnValue:
    return _answer(question, url_for(".mine"), "Your teacher reads it")


@bp.get("/my/questions/<int:question>")
@requires(Can.ASK_FOR_HELP)
def asked(question: int) -> ResponseReturnValue:
    return _question(question, AnswerForm(formdata=None), 200)


@bp.post("/my/questions/<int:question>")
@requires(Can.ASK_FOR_HELP)
def say(question: int) -> ResponseReturnValue:
    return _answer(question, url_for(".asked", question=question), "It is read")


def _answer(question: int, then: str, what: str) -> ResponseReturnValue:
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            services.answer_question(current_actor(), question, form.words.data or "")
        except Invalid as error:
            form.words.errors = [error.sentence]
        else:
            flash(f"Sent. {what} before anything is decided.")
            return redirect(then, code=303)
    return _question(question, form, 422)


def _question(question: int, form: AnswerForm, status: int) -> ResponseReturnValue:
    view = services.read_own_question(current_actor(), question)
    return page("own/question.html", "A question about your work", status=status, question=view, form=form)


def questions_panel(actor: Actor) -> Panel | None:
    """Lend the questions that wait to a tech's home."""
    return _panel(actor, "desk") if actor.hat is Hat.DESK and actor.masked else None


def asked_panel(actor: Actor) -> Panel | None:
    """Lend them to the page of one's own tickets, which adults and former techs have too."""
    return _panel(actor, "my")


def _panel(actor: Actor, where: str) -> Panel | None:
    number, first = services.count_waiting(actor)
    if not number:
        return None
    said = "A question about your work" if number == 1 else f"{number} questions about your work"
    return Panel("questions", number, said, f"/{where}/questions/{first}")
