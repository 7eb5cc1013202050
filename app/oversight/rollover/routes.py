"""A team's next school year: choose, read every change, apply, take back."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.teams import pages as choices
from app.accounts.teams.forms import keys
from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.oversight.rollover import reading, services
from app.oversight.rollover.forms import YearForm, choices_of, next_year
from app.oversight.rollover.policy import TICKET_ACTS
from app.oversight.rollover.view_models import Draft
from app.school.cadres.policy import RUNGS
from app.school.cadres.services import find_team
from app.school.hats import HATS, share
from app.ui.access import confirmed, current_actor, requires
from app.ui.pages import page

bp = share(Blueprint("rollover", __name__, template_folder="templates"))
AT = f"/{HATS}/year"


@bp.get(AT)
@requires(Can.ROLL_OVER)
def years() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows, ready = reading.list_rollovers(work)
    return page("rollover/list.html", "School year", rows=rows, ready=ready)


def _draft(cadre_id: int) -> tuple[Draft, Any]:
    with look(current_actor()) as work:
        return reading.read_draft(work, cadre_id), find_team(work, cadre_id)


def _offer(form: YearForm, draft: Draft) -> YearForm:
    with look(current_actor()) as work:
        form.offer(choices.staff_at(work, draft.site_code), choices.sites(work))
    form.site.data = draft.site_code
    return form


@bp.get(f"{AT}/team/<int:cadre_id>")
@requires(Can.ROLL_OVER)
def choose(cadre_id: int) -> ResponseReturnValue:
    draft, team = _draft(cadre_id)
    form = _offer(YearForm(formdata=None, **next_year(team)), draft)
    return _form(form, draft)


def _form(form: YearForm, draft: Draft, status: int = 200) -> ResponseReturnValue:
    lists = {"rungs": RUNGS, "acts": TICKET_ACTS, "sent": request.form}
    return page("rollover/choose.html", "Next year", status=status, form=form, draft=draft, **lists)


@bp.post(f"{AT}/team/<int:cadre_id>")
@requires(Can.ROLL_OVER)
def plan(cadre_id: int) -> ResponseReturnValue:
    draft, _team = _draft(cadre_id)
    form = _offer(YearForm(), draft)
    if form.validate_on_submit():
        picked = choices_of(form, draft, request.form, keys(request.form.getlist("section")))
        try:
            with begin(current_actor()) as work:
                key = services.plan_year(work, cadre_id, picked)
        except Invalid as error:
            choices.say(form, error)
        else:
            return redirect(url_for(".year", rollover=key), code=303)
    return _form(form, draft, 422)


@bp.get(f"{AT}/<int:rollover>")
@requires(Can.ROLL_OVER)
def year(rollover: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_rollover(work, rollover)
    return page("rollover/year.html", "Next year", view=view)


@bp.post(f"{AT}/<int:rollover>/apply")
@requires(Can.ROLL_OVER)
@confirmed
def apply(rollover: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.apply_year(work, rollover, request.form.get("digest", ""))
    flash("The new year is set. You can take all of it back for two weeks.")
    return redirect(url_for(".year", rollover=rollover), code=303)


@bp.post(f"{AT}/<int:rollover>/undo")
@requires(Can.ROLL_OVER)
@confirmed
def undo(rollover: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.undo_year(work, rollover)
    flash("Everything is back to what it was.")
    return redirect(url_for(".year", rollover=rollover), code=303)
