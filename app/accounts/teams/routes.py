"""Teams: start one, add students, see who is ready for live work, hand over, end."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.teams import pages, reading, services
from app.accounts.teams.forms import TeamForm, keys, new_team, team_values
from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.kernel.ids import key_in
from app.school.cadres import services as teams
from app.school.hats import HATS, share
from app.ui.access import current_actor, requires, today
from app.ui.pages import page

bp = share(Blueprint("teams", __name__, template_folder="templates"))
AT = f"/{HATS}/cadres"


@bp.get(AT)
@requires(Can.MANAGE_CADRES)
def teams_page() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = reading.list_teams(work)
    return page("teams/teams.html", "Teams", teams=rows)


def _team_form(values: dict[str, Any] | None, site_code: str = "") -> TeamForm:
    form = TeamForm(formdata=None, **values) if values is not None else TeamForm()
    with look(current_actor()) as work:
        sites = pages.sites(work)
        code = site_code or request.values.get("site") or (sites[0][0] if sites else "")
        form.offer(pages.staff_at(work, code), sites)
    form.site.data = code
    return form


@bp.get(f"{AT}/new")
@requires(Can.MANAGE_CADRES)
def new() -> ResponseReturnValue:
    actor = current_actor()
    form = _team_form(new_team(today(), actor.person_id))
    return page("teams/edit.html", "New team", form=form, team=None)


@bp.post(AT)
@requires(Can.MANAGE_CADRES)
def create() -> ResponseReturnValue:
    form = _team_form(None)
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                cadre_id = teams.create_team(work, form.site.data or "", form.wish())
        except Invalid as error:
            pages.say(form, error)
        else:
            flash("The team is started. Now add its students.")
            return redirect(pages.team_or_list(current_actor(), cadre_id, form.wish()), code=303)
    return page("teams/edit.html", "New team", status=422, form=form, team=None)


@bp.get(f"{AT}/<int:cadre_id>")
@requires(Can.MANAGE_CADRES)
def team(cadre_id: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_team(work, cadre_id)
    return page("teams/team.html", view.name, team=view)


@bp.get(f"{AT}/<int:cadre_id>/edit")
@requires(Can.MANAGE_CADRES)
def edit(cadre_id: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_team(work, cadre_id)
    form = _team_form(team_values(view), view.site_code)
    return page("teams/edit.html", view.name, form=form, team=view)


@bp.post(f"{AT}/<int:cadre_id>/edit")
@requires(Can.MANAGE_CADRES)
def change(cadre_id: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_team(work, cadre_id)
    form = _team_form(None, view.site_code)
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                teams.change_team(work, cadre_id, form.wish())
        except Invalid as error:
            pages.say(form, error)
        else:
            flash("Saved.")
            return redirect(pages.team_or_list(current_actor(), cadre_id, form.wish()), code=303)
    return page("teams/edit.html", view.name, status=422, form=form, team=view)


@bp.get(f"{AT}/<int:cadre_id>/add")
@requires(Can.MANAGE_CADRES)
def add(cadre_id: int) -> ResponseReturnValue:
    return _add_page(cadre_id)


def _add_page(cadre_id: int, status: int = 200, said: str = "") -> ResponseReturnValue:
    text, chosen = request.args.get("q", "").strip(), request.args.get("class", "")
    with look(current_actor()) as work:
        view = reading.read_team(work, cadre_id)
        classes = pages.classes_of(work, view.site_id)
        found = (
            reading.students_of_class(work, key_in(chosen))
            if key_in(chosen)
            else reading.search_students(work, text)
        )
    on_team = {row.person_id for row in view.now}
    values = {"team": view, "found": found, "on_team": on_team, "q": text, "classes": classes}
    return page("teams/add.html", "Add students", status=status, chosen=chosen, said=said, **values)


@bp.post(f"{AT}/<int:cadre_id>/add")
@requires(Can.MANAGE_CADRES)
def add_students(cadre_id: int) -> ResponseReturnValue:
    try:
        with begin(current_actor()) as work:
            wanted = keys(request.form.getlist("person"))
            teams.find_team(work, cadre_id)
            if not wanted:
                raise Invalid("Nobody was ticked.", "Tick the students to add.")
            added = services.add_students(work, cadre_id, wanted)
    except Invalid as error:
        return _add_page(cadre_id, 422, f"{error.sentence} {error.remedy}".strip())
    flash(f"{len(added)} added, as observers." if added else "They are on the team already.")
    return redirect(url_for(".team", cadre_id=cadre_id), code=303)


@bp.get(f"{AT}/<int:cadre_id>/slips")
@requires(Can.MANAGE_ACCOUNTS)
def slips(cadre_id: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_team(work, cadre_id)
    return page("teams/slips.html", "Invite slips", team=view)


@bp.post(f"{AT}/<int:cadre_id>/slips")
@requires(Can.MANAGE_ACCOUNTS)
def print_slips(cadre_id: int) -> ResponseReturnValue:
    wanted = keys(request.form.getlist("person"))
    with begin(current_actor()) as work:
        made = pages.team_slips(work, cadre_id, wanted)
    return pages.slip_sheet(made, url_for(".team", cadre_id=cadre_id))
