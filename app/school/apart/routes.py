"""Keep pairs apart: the list, a new pair, the end of one."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.school.apart import reading, services
from app.school.apart.forms import PairForm
from app.school.apart.view_models import choice
from app.school.hats import share
from app.ui.access import current_actor, requires, today
from app.ui.pages import page

bp = share(Blueprint("apart", __name__, template_folder="templates"), "teach", "office")
AT = "/<any(teach, office):hat>/apart"


@bp.get(AT)
@requires(Can.KEEP_APART)
def pairs() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_pairs(work)
    return page("apart/pairs.html", "Kept apart", view=view)


@bp.get(f"{AT}/new")
@requires(Can.KEEP_APART)
def new() -> ResponseReturnValue:
    form = PairForm(formdata=None, starts_on=today())
    form.offer()
    return page("apart/new.html", "Keep two students apart", form=form)


@bp.post(AT)
@requires(Can.KEEP_APART)
def keep() -> ResponseReturnValue:
    form = PairForm()
    form.offer()
    valid = form.validate_on_submit()
    with look(current_actor()) as work:
        found = [[choice(row) for row in services.find_students(work, form[p].data or "")] for p in _PARTS]
    first, second = (form.pick(part, rows) for part, rows in zip(_PARTS, found, strict=True))
    if valid and first and second and _kept(form, first, second):
        flash("They are kept apart.")
        return redirect(url_for(".pairs"), code=303)
    return page("apart/new.html", "Keep two students apart", status=422, form=form)


_PARTS = ("first", "second")


def _kept(form: PairForm, first: int, second: int) -> bool:
    since, until = form.starts_on.data, form.ends_on.data
    if since is None:
        return False
    try:
        with begin(current_actor()) as work:
            services.keep_pair(work, services.PairWish(first, second, form.reason.data, since, until))
    except (Invalid, Conflict) as error:
        field = form[getattr(error, "field", "") or "second"]
        field.errors = [*field.errors, f"{error.sentence} {error.remedy}".strip()]
        return False
    return True


@bp.post(f"{AT}/<int:pair_id>/end")
@requires(Can.KEEP_APART)
def end(pair_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.end_pair(work, pair_id)
    flash("The pair has ended. Their tickets are there for each other again.")
    return redirect(url_for(".pairs"), code=303)
