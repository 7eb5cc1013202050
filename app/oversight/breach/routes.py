"""The breach page: ask by a form, since a username does not belong into an address; answer, page, file."""

from collections.abc import Callable

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.audit.tags import Tag
from app.audit.work import look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.oversight.breach import files, services
from app.oversight.breach.forms import BreachForm
from app.oversight.breach.view_models import Breach
from app.ui.access import current_actor, requires, today
from app.ui.pages import page

bp = Blueprint("breach", __name__, template_folder="templates")
SIZE = 50


@bp.get("/office/breach")
@requires(Can.ASSESS_BREACH)
def ask() -> ResponseReturnValue:
    return _form(BreachForm.empty(today()), 200)


@bp.post("/office/breach")
@requires(Can.ASSESS_BREACH)
def assess() -> ResponseReturnValue:
    form = BreachForm()
    return _answer(form, lambda breach: _result(form, breach))


@bp.post("/office/breach/file.csv")
@requires(Can.ASSESS_BREACH)
def file() -> ResponseReturnValue:
    return _answer(BreachForm(), _file, exported=True)


def _answer(
    form: BreachForm, made: Callable[[Breach], ResponseReturnValue], exported: bool = False
) -> ResponseReturnValue:
    valid = form.validate_on_submit()
    since, until, discovered = form.since.data, form.until.data, form.discovered.data
    if not valid or since is None or until is None or discovered is None:
        return _form(form, 422)
    asked = services.Asked(
        accounts=form.usernames,
        since=since,
        until=until,
        discovered=discovered,
        fields=(form.field.data,) if form.field.data else (),
        number=(form.number.data or "").strip(),
    )
    try:
        with look(current_actor()) as work:
            breach = services.assess_breach(work, asked, names=True)
            if exported:
                about = {"subjects": [one.id for one in breach.people], "fields": ["name"]}
                work.record(Tag.RECORD_EXPORTED, **about, kind="breach", count=len(breach.people))
    except Invalid as error:
        form[error.field or "accounts"].errors = [f"{error.sentence} {error.remedy}".strip()]
        return _form(form, 422)
    return made(breach)


def _form(form: BreachForm, status: int) -> ResponseReturnValue:
    return page("breach/ask.html", "Breach", status=status, form=form)


def _result(form: BreachForm, breach: Breach) -> ResponseReturnValue:
    start = max(0, min(form.start.data or 0, len(breach.people)))
    shown = breach.people[start : start + SIZE]
    return page("breach/result.html", "Breach", form=form, breach=breach, shown=shown, start=start, size=SIZE)


def _file(breach: Breach) -> Response:
    headers = {"Content-Disposition": "attachment; filename=breach.csv", "Cache-Control": "no-store"}
    return Response("\ufeff" + files.csv_text(breach), mimetype="text/csv", headers=headers)
