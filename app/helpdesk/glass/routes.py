"""An emergency: say why, read one ticket, end it."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.helpdesk.glass import reading, services
from app.helpdesk.glass.forms import GlassForm
from app.identity.rights import Can
from app.kernel.errors import Invalid, NotFound
from app.school.hats import share
from app.ui.access import confirmed, current_actor, requires
from app.ui.pages import page

bp = share(Blueprint("glass", __name__, template_folder="templates"), "desk", "teach", "office", "admin")
AT = "/<any(desk, teach, office, admin):hat>/glass"


@bp.get(AT)
@requires(Can.BREAK_GLASS)
@confirmed
def ask() -> ResponseReturnValue:
    return _ask(GlassForm(formdata=None))


def _ask(form: GlassForm, status: int = 200) -> ResponseReturnValue:
    form.offer()
    return page("glass/ask.html", "Emergency", status=status, form=form)


@bp.post(AT)
@requires(Can.BREAK_GLASS)
def break_glass() -> ResponseReturnValue:
    form = GlassForm()
    form.offer()
    if not form.validate_on_submit():
        return _ask(form, 422)
    try:
        with begin(current_actor()) as work:
            glass_id = services.break_glass(
                work, form.number.data or "", form.purpose.data, form.note.data or ""
            )
    except (Invalid, NotFound) as error:
        field = form[getattr(error, "field", "") or "number"]
        field.errors = [*field.errors, f"{error.sentence} {error.remedy}".strip()]
        return _ask(form, 422)
    return redirect(url_for(".broken", glass_id=glass_id), code=303)


@bp.get(f"{AT}/<int:glass_id>")
@requires(Can.BREAK_GLASS)
def broken(glass_id: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_broken(work, glass_id)
    return page("glass/broken.html", view.number, view=view)


@bp.post(f"{AT}/<int:glass_id>/end")
@requires(Can.BREAK_GLASS)
def end(glass_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.end_glass(work, glass_id)
    flash("It is closed again. Somebody else reviews it.")
    return redirect(f"/{current_actor().hat.value}", code=303)
