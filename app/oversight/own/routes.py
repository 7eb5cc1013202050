"""A student tech's own trail, and the questions about what somebody did: at a tech's desk, and under one's own tickets
for adults and for whoever has no desk any more.
"""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import Work
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.kernel.errors import Invalid
from app.oversight.own import services
from app.oversight.own.forms import AnswerForm
from app.oversight.panels import DueLine
from app.ui.access import current_actor, requires
from app.ui.pages import page
from app.ui.panels import Panel, PanelRow

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
    """Lend the questions that wait to the first page of a tech or a technician."""
    if actor.hat is not Hat.DESK:
        return None
    return _panel(actor, "desk" if actor.masked else "my")


def asked_panel(actor: Actor) -> Panel | None:
    """Lend them to the page of one's own tickets, which adults and former techs have too."""
    return _panel(actor, "my")


def home_panel(actor: Actor) -> Panel | None:
    """Lend them to a teacher's home and an administrator's, while they can be answered."""
    made = _panel(actor, "my", still=True)
    if made is None:
        return None
    asked = services.list_waiting(actor, still=True)
    rows = tuple(
        PanelRow(one.words, f"/my/questions/{one.id}", f"Answer until {one.until}.") for one in asked
    )
    return replace(made, rows=rows)


def due_questions(work: Work) -> tuple[DueLine, ...]:
    """Return them as lines for the officer's home."""
    return tuple(
        DueLine(
            work.day(one.due_at),
            "Answer a question about your work",
            f"Nothing is decided before you answered, or {one.until} is over",
            f"/my/questions/{one.id}",
            "soon",
            "to answer",
        )
        for one in services.list_waiting(work.actor, still=True)
    )


def _panel(actor: Actor, where: str, still: bool = False) -> Panel | None:
    asked = services.list_waiting(actor, still)
    if not asked:
        return None
    said = "A question about your work" if len(asked) == 1 else f"{len(asked)} questions about your work"
    return Panel("questions", len(asked), said, f"/{where}/questions/{asked[0].id}")
